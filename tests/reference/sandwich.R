# Makes sandwich.json. Run here: Rscript sandwich.R (R 4.2.2; lme4 1.1-31, clubSandwich 0.5.8 of Debian 12: r-cran-lme4
# r-cran-clubsandwich r-cran-jsonlite). CR2 and CR1S on mixed models with the model's own V as working model, and CR2 of
# least squares with blocks, on mixed_made.csv (made up; see mixed.R) and on Project STAR.
suppressMessages({library(lme4); library(clubSandwich); library(jsonlite)})
made <- read.csv("mixed_made.csv", check.names = FALSE)
made$arm <- relevel(factor(made$arm), ref = "som før")
made$sex <- factor(made$sex)
made$school <- interaction(made$municipality, made$school, drop = TRUE)
made$class <- interaction(made$school, made$class, drop = TRUE)
control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhobeg = 2e-2, rhoend = 1e-10, maxfun = 1e5),
                       check.conv.singular = "ignore")
listed <- function(x, names) setNames(as.list(x), names)
judged <- function(m, cluster) {
  cr2 <- coef_test(m, vcov = "CR2", cluster = cluster, test = "Satterthwaite")
  cr1s <- coef_test(m, vcov = "CR1S", cluster = cluster, test = "naive-t")
  names <- if (inherits(m, "lm")) names(coef(m)) else names(fixef(m))
  list(estimate = listed(cr2$beta, names), cr2 = list(se = listed(cr2$SE, names), df = listed(cr2$df, names)),
       cr1s = list(se = listed(cr1s$SE, names), clusters = length(unique(cluster))))
}
mixed <- function(formula, cluster, data = made) judged(lmer(formula, data, control = control), data[[cluster]])
star <- read.csv("../../src/laget/content/studies/star-aide/star_kindergarten.csv")
star$arm <- relevel(factor(star$arm), ref = "reg")
shared <- "../../../shared/reference/data"
out <- list(
  two_levels = mixed(score ~ arm + baseline + sex + (1 | school), "school"),
  three_levels = mixed(score ~ arm + baseline + sex + (1 | school) + (1 | class), "school"),
  four_levels = mixed(score ~ arm + baseline + sex + (1 | municipality) + (1 | school) + (1 | class), "municipality"),
  blocks = mixed(score ~ municipality + arm + baseline + (1 | school) + (1 | class), "school"),
  zero_variance = mixed(flat ~ arm + baseline + sex + (1 | school) + (1 | class), "school"),
  slope = mixed(tutored ~ tutor + baseline + (1 + tutor | school), "school"),
  slope_classes = mixed(tutored ~ tutor + baseline + (1 + tutor | school) + (1 | class), "school"),
  star = mixed(maths ~ arm + ses + sex + minority + (1 | school) + (1 | class), "school", star),
  ols_by_class = judged(lm(score ~ municipality + arm + baseline, made), made$class),
  ols_by_school = judged(lm(score ~ municipality + arm + baseline, made), made$school)
)
if (file.exists(shared)) {
  eef <- read.csv(file.path(shared, "eef_crtData.csv"))
  exam <- read.csv(file.path(shared, "exam.csv"))
  out$eef <- mixed(Posttest ~ Intervention + Prettest + (1 | School), "School", eef)
  out$exam <- mixed(normexam ~ schgend + standLRT + sex + (1 | school), "school", exam)
}
writeLines(toJSON(out, auto_unbox = TRUE, digits = 14, pretty = TRUE), "sandwich.json")
