# Mixed-model numbers for tests/reference/mixed.json. Run here: Rscript mixed.R (R 4.2.2; lme4 1.1-31, lmerTest 3.1-3,
# pbkrtest 0.5.2, nlme 3.1-162 of Debian 12: r-cran-lmertest r-cran-pbkrtest r-cran-nlme r-cran-jsonlite).
# mixed_made.csv is made up (6 municipalities, 18 schools); "flat" has no variance between classes, "tutored" an effect
# of tutor that differs between schools. Fits are polished: bobyqa with rhoend 1e-10.
suppressMessages({library(lmerTest); library(pbkrtest); library(jsonlite)})
made <- read.csv("mixed_made.csv", check.names = FALSE)
made$arm <- relevel(factor(made$arm), ref = "som før")
made$sex <- factor(made$sex)
made$school <- interaction(made$municipality, made$school, drop = TRUE)
made$class <- interaction(made$school, made$class, drop = TRUE)
control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhobeg = 2e-2, rhoend = 1e-10, maxfun = 1e5),
                       check.conv.singular = "ignore")
listed <- function(x) as.list(x)
fitted_by <- function(formula, kr = TRUE, data = transform(made, weight = 1)) {
  reml <- lmerTest::lmer(formula, data, REML = TRUE, control = control, weights = weight)
  ml <- lmerTest::lmer(formula, data, REML = FALSE, control = control, weights = weight)
  told <- function(m) {
    s <- coef(summary(m, ddf = "Satterthwaite"))
    v <- as.data.frame(VarCorr(m))
    list(criterion = if (isREML(m)) REMLcrit(m) else -2 * as.numeric(logLik(m)),
         variances = setNames(v$vcov, ifelse(is.na(v$var1), v$grp, paste(v$grp, v$var1, ifelse(is.na(v$var2), "", v$var2)))) |> listed(),
         estimate = listed(fixef(m)), se = listed(s[, "Std. Error"]), satterthwaite = listed(s[, "df"]))
  }
  out <- list(formula = deparse1(formula), n = nobs(reml), reml = told(reml), ml = told(ml))
  if (kr) {
    k <- coef(summary(reml, ddf = "Kenward-Roger"))
    out$kr <- list(se = listed(k[, "Std. Error"]), df = listed(k[, "df"]))
  }
  out
}
between_within <- function(fixed, random, data) {
  m <- nlme::lme(fixed, random = random, data = data)
  list(formula = deparse1(fixed), df = listed(m$fixDF$X))
}
star <- read.csv("../../src/laget/content/studies/star-aide/star_kindergarten.csv")
star$arm <- relevel(factor(star$arm), ref = "reg")
out <- list(
  four_levels = fitted_by(score ~ arm + baseline + sex + (1 | municipality) + (1 | school) + (1 | class)),
  weighted = fitted_by(score ~ arm + baseline + (1 | school) + (1 | class), kr = FALSE, data = made),
  zero_variance = fitted_by(flat ~ arm + baseline + sex + (1 | school) + (1 | class)),
  blocks = fitted_by(score ~ municipality + arm + baseline + (1 | school) + (1 | class)),
  slope = fitted_by(tutored ~ tutor + baseline + (1 + tutor | school)),
  slope_classes = fitted_by(tutored ~ tutor + baseline + (1 + tutor | school) + (1 | class)),
  slope_singular = fitted_by(flat ~ tutor + baseline + (1 + tutor | school)),
  between_within = list(
    two_levels = between_within(score ~ arm + baseline + sex, ~ 1 | school, made),
    four_levels = between_within(score ~ arm + baseline + sex, ~ 1 | municipality / school / class, made),
    star = between_within(maths ~ arm + ses + sex + minority, ~ 1 | school / class, star)
  )
)
whole <- lmerTest::lmer(maths ~ arm + ses + sex + minority + (1 | school) + (1 | class), star, control = control)
k <- coef(summary(whole, ddf = "Kenward-Roger"))
out$star_kr <- list(se = listed(k[, "Std. Error"]), df = listed(k[, "df"]))
# For this model the search by full likelihood ends in a dip; from these relative standard deviations it finds the floor.
floor <- lme4::lmer(flat ~ tutor + baseline + (1 + tutor | school), made, REML = FALSE, control = control,
                    start = c(0.3, 0.1, 0.01))
out$slope_singular$lower <- -2 * as.numeric(logLik(floor))
# Three levels of data that others collected (GPL packages: the test reads them through R where R is, and else is left out).
own <- list(
  oxide = list(made = 'write.csv(as.data.frame(nlme::Oxide), row.names = FALSE)',
               formula = Thickness ~ Source + (1 | Lot) + (1 | LotWafer), use = function(d) transform(d, Source = factor(Source), LotWafer = interaction(Lot, Wafer, drop = TRUE))),
  egsingle = list(made = 'd <- mlmRev::egsingle; write.csv(subset(d, as.character(schoolid) %in% head(sort(unique(as.character(schoolid))), 6)), row.names = FALSE)',
                  formula = math ~ female + year + retained + (1 | schoolid) + (1 | childid), use = function(d) transform(d, retained = as.numeric(retained), female = factor(female))))
out$others_data <- lapply(own, function(one) {
  data <- one$use(read.csv(text = capture.output(eval(parse(text = one$made)))))
  c(list(made = one$made), fitted_by(one$formula, data = transform(data, weight = 1)))
})
writeLines(toJSON(out, auto_unbox = TRUE, digits = 14, pretty = TRUE), "mixed.json")
