# Makes waves_made.csv and waves.json. Run here: Rscript waves.R (R 4.2.2; lme4 1.1-31, lmerTest 3.1-3, pbkrtest 0.5.2,
# clubSandwich 0.5.8 of Debian 12). Made-up pupils in classes in schools, measured in wave 0 and, most of them, in 1, 2 and 3.
suppressMessages({library(lmerTest); library(pbkrtest); library(clubSandwich); library(jsonlite)})
set.seed(1124)
classes <- rep(1:12, sample(1:3, 12, replace = TRUE))
size <- sample(3:6, length(classes), replace = TRUE)
class <- rep(seq_along(classes), size); school <- classes[class]; n <- length(class)
ability <- rnorm(n) + .6 * rnorm(length(classes))[class] + .7 * rnorm(12)[school]
own <- rnorm(12)
sex <- sample(c("gutt", "jente"), n, replace = TRUE)
made <- do.call(rbind, lapply(0:3, function(w) data.frame(
  school = sprintf("s%02d", school), class = sprintf("c%02d", class), pupil = sprintf("p%03d", seq_len(n)),
  arm = c("usual", "one", "two")[1 + school %% 3], sex = sex, wave = w,
  score = round(20 + 2 * w + 3 * ability + (w > 0) * (c(0, 1, 2)[1 + school %% 3] + .5 * w * (school %% 3 == 2)) + 1.5 * (w > 0) * own[school] + 1.8 * rnorm(n), 1))))
made <- made[made$wave == 0 | runif(nrow(made)) > .15, ]
made <- made[sample(nrow(made)), ]
write.csv(made, "waves_made.csv", row.names = FALSE)
made <- read.csv("waves_made.csv")
base <- made[made$wave == 0, c("pupil", "score")]; names(base)[2] <- "before"
long <- merge(made[made$wave > 0, ], base)
long$arm <- relevel(factor(long$arm), ref = "usual"); long$wave <- factor(long$wave); long$sex <- factor(long$sex)
# A column for each arm in each wave, so that its coefficient is the effect there.
for (a in c("one", "two")) for (w in 1:3) long[[paste0("arm", a, ".", w)]] <- as.numeric(long$arm == a & long$wave == w)
control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhobeg = 2e-2, rhoend = 1e-10, maxfun = 1e5), check.conv.singular = "ignore")
judged <- function(formula, data, combinations, cluster = "school", kr = TRUE) {
  m <- lmerTest::lmer(formula, data, control = control)
  p <- length(fixef(m))
  row <- function(weights) { l <- setNames(numeric(p), names(fixef(m))); l[names(weights)] <- weights; l }
  all <- c(setNames(lapply(names(fixef(m)), function(t) setNames(1, t)), names(fixef(m))), combinations)
  one <- function(weights) {
    l <- row(weights)
    s <- contest1D(m, l, ddf = "Satterthwaite"); k <- contest1D(m, l, ddf = "Kenward-Roger")
    robust <- linear_contrast(m, vcov = "CR2", cluster = data[[cluster]], contrasts = matrix(l, 1), test = "Satterthwaite")
    list(estimate = s$Estimate, satterthwaite = list(se = s$`Std. Error`, df = s$df), kr = list(se = k$`Std. Error`, df = k$df),
         "cr2-mixed" = list(se = robust$SE, df = robust$df))
  }
  v <- as.data.frame(VarCorr(m))
  list(formula = deparse1(formula), n = nobs(m), criterion = REMLcrit(m), variances = setNames(as.list(v$vcov), v$grp), terms = lapply(all, one))
}
average <- function(a) setNames(rep(1 / 3, 3), paste0("arm", a, ".", 1:3))
per_wave <- score ~ wave + armone.1 + armone.2 + armone.3 + armtwo.1 + armtwo.2 + armtwo.3 + before:wave + sex + (1 | school) + (1 | class) + (1 | pupil)
averaged <- score ~ wave + arm + before:wave + sex + (1 | school) + (1 | class) + (1 | pupil)
out <- list(
  per_wave = judged(per_wave, long, list("armone:average" = average("one"), "armtwo:average" = average("two"))),
  average = judged(averaged, long, list()),
  one_wave = judged(score ~ arm + before + sex + (1 | school) + (1 | class), droplevels(long[long$wave == 2, ]), list()))
writeLines(toJSON(out, auto_unbox = TRUE, digits = 14, pretty = TRUE), "waves.json")
