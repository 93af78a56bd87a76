# Makes power.json. R 4.2.2 with PowerUpR 1.1.0 and jsonlite; CRTSize 1.2's n4means.R beside it, to be sourced.
#   Rscript power.R n4means.R > power.json
# Each row: PowerUpR's function, its arguments, and what it answers. mrss functions search until two steps lie within
# 0.10 and round to the nearest, so of those only the rounded number is firm; df and ncp are where the search stopped.
suppressMessages({library(PowerUpR); library(jsonlite)})
source(commandArgs(TRUE)[1])

rows <- list()
ask <- function(f, ...) {
  a <- list(...)
  sink(nullfile()); r <- do.call(f, a); sink()
  answer <- if (startsWith(f, "mdes")) list(mdes = as.numeric(r$mdes))
    else if (startsWith(f, "power")) list(power = r$power)
    else list(units = r[[intersect(c("n", "J", "K", "L"), names(r))]])
  # cra4's mdes keeps its df among the parameters.
  df <- if (is.null(r$df)) r$parms$df else r$df
  rows[[length(rows) + 1]] <<- c(list("function" = f, arguments = a), answer, list(df = df, ncp = r$ncp))
}

# The rows that the project's design set out with.
ask("mdes.cra2", rho2 = .17, n = 15, J = 20)
ask("power.cra2", es = .629, rho2 = .17, n = 15, J = 20)
ask("mrss.cra2", es = .629, rho2 = .17, n = 15)
for (J in c(40, 100)) for (rho in c(.05, .10, .15, .20)) for (r2 in c(0, .5))
  ask("mdes.cra2", rho2 = rho, n = 44, J = J, p = .5, g2 = as.numeric(r2 > 0), r21 = r2, r22 = r2)
for (K in c(40, 100)) for (r2 in c(0, .5)) {
  a <- list(rho3 = .10, rho2 = .08, n = 22, J = 2, K = K, p = .5, g3 = as.numeric(r2 > 0), r21 = r2, r22 = r2, r23 = r2)
  do.call(ask, c("mdes.cra3", a))
  do.call(ask, c("power.cra3", es = .20, a))
}

# The other designs, one-sided tests, other levels and powers, unequal arms, and covariates at every level.
designs <- list(
  cra4 = list(rho4 = .05, rho3 = .05, rho2 = .10, n = 10, J = 2, K = 3, L = 20, p = .4, g4 = 2, r21 = .3, r22 = .2, r23 = .4, r24 = .6),
  bira2 = list(rho2 = .35, omega2 = .10, n = 83, J = 30, p = .6, g2 = 1, r21 = .5, r2t2 = .2),
  bira2f1 = list(n = 20, J = 8, p = .4, g1 = 1, r21 = .5),
  bira2c1 = list(n = 20, J = 8, p = .4, g1 = 1, r21 = .5),
  bcra3r2 = list(rho3 = .13, rho2 = .10, omega3 = .4, n = 10, J = 6, K = 24, p = .5, g3 = 1, r21 = .3, r22 = .5, r2t3 = .1),
  bcra3f2 = list(rho2 = .10, n = 20, J = 6, K = 5, p = .5, g2 = 1, r21 = .5, r22 = .5))
open <- c(cra4 = "L", bira2 = "J", bira2f1 = "n", bira2c1 = "n", bcra3r2 = "K", bcra3f2 = "J")
for (d in names(designs)) {
  a <- designs[[d]]
  do.call(ask, c(paste0("mdes.", d), a))
  do.call(ask, c(paste0("mdes.", d), a, power = .9, alpha = .01, two.tailed = FALSE))
  do.call(ask, c(paste0("mdes.", d), a, power = .3, alpha = .10))
  do.call(ask, c(paste0("power.", d), a, es = .25))
  do.call(ask, c(paste0("power.", d), a, es = .15, alpha = .01, two.tailed = FALSE))
  do.call(ask, c(paste0("mrss.", d), a[names(a) != open[[d]]], es = .30))
}

t <- expand.grid(df = c(1, 2, 5, 18, 38, 1000, 1e6), ncp = c(0, .1, 1, 2.9, 8))
t$power <- with(t, pt(qt(.975, df), df, ncp, lower.tail = FALSE) + pt(qt(.025, df), df, ncp))
n <- n4means(delta = 1, sigma = sqrt(5), m = 10, ICC = .1)
row <- function(x) toJSON(x, auto_unbox = TRUE, digits = NA)
lines <- function(x) paste0("[\n  ", paste(sapply(x, row), collapse = ",\n  "), "\n ]")
cat('{\n "powerupr": ', lines(rows), ',\n "two_sided_power_of_t": ', lines(lapply(seq_len(nrow(t)), function(i) as.list(t[i, ]))),
  ',\n "crtsize": ', row(list(delta = 1, variance = 5, icc = .1, size = 10, per_arm = n$n)), "\n}\n", sep = "")
