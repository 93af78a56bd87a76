# The same model by lme4 with lmerTest's degrees of freedom, and pbkrtest's where it is asked for.
# Rscript national_fit.R FILE FORMULA kr|"no kr" prints a figure a line.
suppressPackageStartupMessages({library(lme4); library(lmerTest); library(pbkrtest)})
asked <- commandArgs(trailingOnly = TRUE)
pupils <- read.csv(asked[1], stringsAsFactors = TRUE)
invisible(gc(reset = TRUE))
before <- sum(gc()[, 2])
spent <- system.time({
  fit <- lmerTest::lmer(as.formula(asked[2]), pupils)
  table <- coef(summary(fit, ddf = "Satterthwaite"))
  kr <- if (asked[3] == "kr") coef(summary(fit, ddf = "Kenward-Roger"))
})
row <- grep("^treated", rownames(table))
told <- c("treatment" = table[row, "Estimate"], "SE" = table[row, "Std. Error"], "df (observed)" = table[row, "df"],
          "REML criterion" = REMLcrit(fit), "seconds" = sum(spent[1:2]), "megabytes" = sum(gc()[, 6]) - before)
if (!is.null(kr)) told <- c(told, "SE (KR)" = kr[row, "Std. Error"], "df (KR)" = kr[row, "df"])
cat(sprintf("%s %.12g\n", names(told), told), sep = "")
