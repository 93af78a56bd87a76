# Makes association.json. R 4.2.2 with clubSandwich 0.5.8, lme4 1.1-31, lmerTest 3.1-3, pbkrtest 0.5.2, jsonlite.
#   Rscript association.R ../study/invented/teachers.csv > association.json
# How freed time goes with the use of competence within the arms of the invented study, and how the guard moved.
suppressMessages({library(clubSandwich); library(lmerTest); library(jsonlite)})
d <- read.csv(commandArgs(TRUE)[1])
d$arm <- relevel(factor(d$arm), ref = "none")
told <- function(m, term, cluster) {
  t <- coef_test(m, vcov = "CR2", cluster = cluster, test = "Satterthwaite")[term, ]
  list(estimate = t$beta, se = t$SE, df = t$df_Satt, p = t$p_Satt)
}
within <- function(v) sqrt(sum((v - ave(v, d$arm))^2) / (length(v) - nlevels(d$arm)))
mixed <- lmer(freed ~ arm + seniority + used + (1 | school), d,
              control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10), check.conv.singular = "ignore"))
k <- coef(summary(mixed, ddf = "Kenward-Roger"))["used", ]
out <- list(
  least_squares = told(lm(freed ~ arm + seniority + used, d), "used", d$school),
  sd = list(used = within(d$used), freed = within(d$freed)),
  mixed = list(estimate = k[["Estimate"]], se = k[["Std. Error"]], df = k[["df"]], p = k[["Pr(>|t|)"]]),
  guard = told(lm(apart ~ arm + seniority, d), "armcoordinator", d$school)
)
cat(toJSON(out, auto_unbox = TRUE, digits = 14, pretty = TRUE), "\n")
