# Makes randomisation.json. R 4.2.2 with clubSandwich 0.5.8, multtest 2.54.0, exactRankTests 0.8-35, jsonlite.
#   Rscript randomisation.R ../../src/laget/content/studies/star-aide/star_kindergarten.csv > randomisation.json
# Everything is gone through one by one with whole regressions on the pupils: no sums, no algebra that the engine shares.
suppressMessages({library(clubSandwich); library(jsonlite)})
TIE <- 1e-9
star <- commandArgs(TRUE)[1]

# The cluster-robust variance of coefficient k without a factor for few clusters (CR0), in full.
cr0 <- function(x, e, g, k) {
  bread <- solve(crossprod(x))
  meat <- Reduce(`+`, lapply(split(seq_along(e), g), function(i) tcrossprod(crossprod(x[i, , drop = FALSE], e[i]))))
  (bread %*% meat %*% bread)[k, k]
}
count <- function(drawn, seen) mean(abs(drawn) >= abs(seen) - TIE * max(1, abs(seen)))
# The farthest effects that p keeps at alpha: out in steps until none is kept, and back by halving.
ends <- function(p, estimate, step, alpha) sapply(c(-1, 1), function(way) {
  row <- estimate + way * step * 1.3^(-5:22)
  kept <- which(sapply(row, p) > alpha)
  if (length(row) %in% kept) return(NA) # no end
  near <- if (length(kept)) row[max(kept)] else estimate
  far <- row[max(0, kept) + 1]
  for (i in 1:40) { mid <- (near + far) / 2; if (p(mid) > alpha) near <- mid else far <- mid }
  near
})

# --- Randomisation: data of pupils in clusters, drawn in strata or pairs, every allocation.
made <- function(sizes, strata, treated, seed) {
  set.seed(seed)
  cluster <- rep(seq_along(sizes), sizes); n <- length(cluster)
  x <- round(rnorm(n) + rnorm(length(sizes))[cluster], 2); w <- round(rnorm(length(sizes))[cluster], 2)
  t <- as.numeric(cluster %in% treated)
  y <- round(3 + x + .5 * w + .8 * t + rnorm(length(sizes), 0, .5)[cluster] + rnorm(n), 2)
  data.frame(cluster, stratum = strata[cluster], t, x, w, y)
}
allocations <- function(strata, treated) {
  per <- lapply(split(seq_along(strata), strata), function(i) combn(length(i), sum(i %in% treated), function(k) i[k], simplify = FALSE))
  apply(expand.grid(lapply(per, seq_along)), 1, function(row) unlist(Map(function(choices, k) choices[[k]], per, row)), simplify = FALSE)
}
randomised <- function(d, covariates, paired, alpha) {
  strata <- tapply(d$stratum, d$cluster, function(s) s[1])
  fallen <- unique(d$cluster[d$t == 1])
  all <- lapply(allocations(strata, fallen), function(a) as.numeric(d$cluster %in% a))
  blocks <- if (length(unique(strata)) > 1) "factor(stratum)" else "1"
  without <- model.matrix(reformulate(c(blocks, covariates)), d)
  fixed <- model.matrix(reformulate(blocks), d)
  g <- if (paired) d$stratum else d$cluster
  # The coefficient of an allocation, over a standard error from the lots' own part of it and the whole fit's residuals.
  statistic <- function(y, t, studentised) {
    f <- lm.fit(cbind(without, t), y); d <- f$coefficients[[ncol(without) + 1]]
    if (is.na(d)) return(0) # the covariates follow the allocation
    if (!studentised) return(d)
    left <- lm.fit(without, t)$residuals; lot <- lm.fit(fixed, t)$residuals
    d * sum(left^2) / sqrt(sum(tapply(lot * f$residuals, g, sum)^2))
  }
  p <- function(effect, studentised) {
    y <- d$y - effect * d$t
    count(sapply(all, statistic, y = y, studentised = studentised), statistic(y, d$t, studentised))
  }
  m <- lm(reformulate(c(blocks, covariates, "t"), "y"), d)
  # Without covariates it is clubSandwich's.
  v <- vcovCR(m, cluster = g, type = "CR0")
  if (!length(covariates)) stopifnot(all.equal(statistic(d$y, d$t, TRUE), coef(m)[["t"]] / sqrt(v["t", "t"])))
  estimate <- coef(m)[["t"]]; se <- sqrt(vcov(m)["t", "t"])
  effects <- estimate + se * c(-6, -3, -2, -1, -.3, .2, .9, 1.7, 2.6, 5)
  one <- function(studentised) list(p = p(0, studentised), effects = effects, p_of_effects = sapply(effects, p, studentised),
    ends = ends(function(b) p(b, studentised), estimate, se, alpha))
  list(columns = d, covariates = covariates, paired = paired, allocations = length(all), alpha = alpha, estimate = estimate,
    studentised = one(TRUE), bare = one(FALSE))
}
eight <- made(c(3, 5, 2, 6, 4, 4, 3, 5), rep(1, 8), c(1, 4, 6, 7), 11)
nine <- made(c(3, 5, 2, 6, 4, 4, 3, 5, 4), c(1, 1, 1, 1, 1, 2, 2, 2, 2), c(2, 4, 7, 8), 12)
pairs <- made(c(3, 5, 2, 6, 4, 4, 3, 5, 4, 2, 3, 3), rep(1:6, each = 2), c(1, 4, 5, 7, 10, 12), 13)
designs <- list(complete = randomised(eight, character(), FALSE, .1), adjusted = randomised(eight, c("x", "w"), FALSE, .1),
  stratified = randomised(nine, c("x", "w"), FALSE, .1), paired = randomised(pairs, character(), TRUE, .1),
  paired_adjusted = randomised(pairs, c("x", "w"), TRUE, .1))

# --- Permutation tests of other packages, on eight schools' means (four in each arm).
means <- c(12, 15, 9, 20, 11, 8, 7, 10); arm <- rep(1:0, each = 4)
tasting <- function(right) fisher.test(matrix(c(right, 4 - right, 4 - right, right), 2))$p.value
others <- list(tea = list(right_4 = tasting(4), right_3 = tasting(3)),
  schools = list(means = means, arm = arm, p = exactRankTests::perm.test(means[arm == 1], means[arm == 0], paired = FALSE, exact = TRUE)$p.value))

# --- Step-down over four outcomes: all 252 ways to draw 5 of 10, Welch's t.
set.seed(5)
family <- round(t(outer(rep(1:0, each = 5), c(1.8, 1.2, 0, .9)) + matrix(rnorm(40), 10) + rnorm(10)), 3)
sink(nullfile()); mt <- multtest::mt.maxT(family, rep(1:0, each = 5), test = "t", side = "abs", B = 0); sink()
raw <- c(.01, .04, .03, .005, .6, .5)
several <- list(outcomes = family, arm = rep(1:0, each = 5), rawp = mt$rawp[order(mt$index)], adjp = mt$adjp[order(mt$index)],
  holm = list(raw = raw, adjusted = p.adjust(raw, "holm")))

# --- Wild cluster bootstrap with the null imposed, every combination of weights, whole regressions.
wild <- function(d, formula, term, points, alpha) {
  m <- lm(formula, d); x <- model.matrix(m); k <- match(term, colnames(x)); g <- d$cluster; G <- length(unique(g)); n <- nrow(x)
  factor <- G / (G - 1) * (n - 1) / (n - ncol(x))
  t_of <- function(y, b) { f <- lm.fit(x, y); (f$coefficients[[k]] - b) / sqrt(factor * cr0(x, f$residuals, g, k)) }
  v <- vcovCR(m, cluster = g, type = "CR1S")
  stopifnot(all.equal(t_of(d$y, 0), coef(m)[[term]] / sqrt(v[k, k])))
  weights <- as.matrix(expand.grid(rep(list(points), G)))
  p <- function(b) {
    f <- lm.fit(x[, -k, drop = FALSE], d$y - b * x[, k])
    fitted <- f$fitted.values + b * x[, k]
    count(apply(weights, 1, function(w) t_of(fitted + f$residuals * w[match(g, sort(unique(g)))], b)), t_of(d$y, b))
  }
  estimate <- coef(m)[[term]]; se <- sqrt(v[k, k])
  effects <- estimate + se * c(-3, -1.6, .7, 2.2)
  list(columns = d, term = term, estimate = estimate, se = se, alpha = alpha, draws = nrow(weights), p = p(0), effects = effects,
    p_of_effects = sapply(effects, p), ends = if (nrow(weights) < 200) ends(p, estimate, se, alpha))
}
rademacher <- c(-1, 1); webb <- c(-sqrt(1.5), -1, -sqrt(.5), sqrt(.5), 1, sqrt(1.5))
seven <- made(c(4, 6, 3, 7, 5, 5, 4), rep(1, 7), c(1, 4, 6), 14)
within <- made(c(5, 6, 4, 7, 5, 6), 1:6, 1:6, 15); within$t <- rep(0:1, length.out = nrow(within))
four <- made(c(4, 6, 3, 5), rep(1, 4), c(1, 3), 16)
boots <- list(clusters = wild(seven, y ~ t + x, "t", rademacher, .1), covariate = wild(seven, y ~ t + x, "x", rademacher, .1),
  blocks = wild(within, y ~ t + x + factor(stratum), "t", rademacher, .1), webb = wild(four, y ~ t, "t", webb, .1))

# --- CR1S of Project STAR.
s <- read.csv(star); s$arm <- relevel(factor(s$arm), "reg")
sandwich <- function(formula) {
  m <- lm(formula, s); v <- vcovCR(m, cluster = s$school, type = "CR1S"); k <- c("armsmall", "armreg+A")
  list(estimate = as.list(coef(m)[k]), se = as.list(sqrt(diag(as.matrix(v)))[match(k, names(coef(m)))]))
}
cr1s <- list(blocked = sandwich(maths ~ arm + ses + sex + minority + factor(school)), unblocked = sandwich(maths ~ arm + ses + sex + minority))

# --- Two one-sided tests, by t.test.
set.seed(8); a <- round(rnorm(12, .1), 3); b <- round(rnorm(9), 3); welch <- t.test(a, b)
tost <- list(estimate = mean(a) - mean(b), se = welch$stderr, df = welch$parameter[[1]], margin = .8,
  p_above = t.test(a, b, mu = -.8, alternative = "greater")$p.value, p_below = t.test(a, b, mu = .8, alternative = "less")$p.value)

cat(toJSON(list(designs = designs, others = others, several = several, wild = boots, cr1s = cr1s, tost = tost),
  auto_unbox = TRUE, digits = 14, dataframe = "columns", null = "null", na = "null"), "\n", sep = "")
