# The power of an unbalanced three-level trial, simulated and answered in R alone:
#   Rscript simulate.R > simulate.json
# R 4.2.2, lme4 1.1-31, lmerTest 3.1-3, pbkrtest 0.5.2. It takes some ten minutes.
suppressPackageStartupMessages({ library(lme4); library(lmerTest); library(pbkrtest) })
set.seed(20261124)
times <- 2000
schools <- 16
classes <- rep(c(1, 2, 3, 2), length.out = schools)
pupils <- rep(c(8, 14, 10, 17, 12), length.out = sum(classes))
school_of_class <- rep(seq_len(schools), classes)
class <- rep(seq_along(pupils), pupils)
school <- school_of_class[class]
# Shares of the variance (pupil, class, school) and of each what the covariate explains.
rho <- c(0.85, 0.05, 0.10)
r2 <- c(0.3, 0.2, 0.4)
parts <- rho * r2
x_sd <- sqrt(parts / sum(parts))
beta <- sqrt(sum(parts))
e_sd <- sqrt(rho * (1 - r2))
effect <- 0.35
n <- length(class)
draw <- function(sd) sd[1] * rnorm(n) + (sd[2] * rnorm(length(pupils)))[class] + (sd[3] * rnorm(schools))[school]
one <- function(i) {
  arm <- sample(rep(0:1, schools / 2))[school]
  x <- draw(x_sd)
  y <- effect * arm + beta * x + draw(e_sd)
  d <- data.frame(y, x, arm, class = factor(class), school = factor(school))
  m <- suppressMessages(lmerTest::lmer(y ~ arm + x + (1 | school/class), data = d,
                                       control = lmerControl(calc.derivs = FALSE, optimizer = "bobyqa",
                                                             optCtrl = list(rhoend = 1e-8))))
  s <- coef(summary(m, ddf = "Satterthwaite"))["arm", ]
  k <- coef(summary(m, ddf = "Kenward-Roger"))["arm", ]
  v <- as.data.frame(VarCorr(m))
  c(estimate = s[[1]], se = s[[2]], df = s[[3]], p = s[[5]], kr_se = k[[2]], kr_df = k[[3]], kr_p = k[[5]],
    class = v$vcov[v$grp == "class:school"] < 1e-8, school = v$vcov[v$grp == "school"] < 1e-8)
}
r <- t(sapply(seq_len(times), one))
m <- colMeans(r)
cat(sprintf('{"times": %d, "r": "%s", "lme4": "%s", "lmerTest": "%s", "pbkrtest": "%s",\n', times,
            paste(R.version$major, R.version$minor, sep = "."), packageVersion("lme4"), packageVersion("lmerTest"),
            packageVersion("pbkrtest")))
cat(sprintf(' "satterthwaite": {"power": %.6f, "se": %.9f, "df": %.6f, "df_sd": %.6f},\n', mean(r[, "p"] < 0.05),
            sqrt(mean(r[, "se"]^2)), m[["df"]], sd(r[, "df"])))
cat(sprintf(' "kr": {"power": %.6f, "se": %.9f, "df": %.6f, "df_sd": %.6f},\n', mean(r[, "kr_p"] < 0.05),
            sqrt(mean(r[, "kr_se"]^2)), m[["kr_df"]], sd(r[, "kr_df"])))
cat(sprintf(' "mean": %.9f, "sd": %.9f, "at_zero": {"class": %.6f, "school": %.6f}}\n', m[["estimate"]],
            sd(r[, "estimate"]), m[["class"]], m[["school"]]))
