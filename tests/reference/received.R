# Makes received_made.csv and received.json. Run here: Rscript received.R (R 4.2.2; AER 1.2-10, clubSandwich 0.5.8 of
# Debian 12: r-cran-aer r-cran-clubsandwich r-cran-jsonlite). Made-up schools in four municipalities, lots between schools
# within municipalities; "got" is received in part of both arms, "hours" a dose, "course" by nobody in the control arm,
# "faint" hardly moved by the lots.
suppressMessages({library(AER); library(clubSandwich); library(jsonlite)})
set.seed(20261124)
school <- rep(sprintf("s%02d", 1:18), sample(4:11, 18, replace = TRUE))
k <- as.integer(factor(school)); n <- length(school)
made <- data.frame(municipality = c("Bø", "Ål", "Os", "Ås")[1 + (k - 1) %% 4], school, arm = c("usual", "team")[1 + (k - 1) %/% 4 %% 2])
team <- as.numeric(made$arm == "team")
taste <- rnorm(n) + rnorm(18)[k]
made$baseline <- round(50 + 8 * rnorm(n) + 4 * taste, 1)
made$got <- as.numeric(taste + 1.6 * team - .8 > 0)
made$course <- team * as.numeric(taste > -.9)
made$hours <- round(pmax(0, 2 + 1.5 * team + taste), 1)
made$faint <- as.numeric(taste + .15 * team > .2)
made$score <- round(30 + .4 * made$baseline + 3 * made$got + 2 * taste + 1.5 * rnorm(18)[k] + 3 * rnorm(n), 1)
made <- made[sample(n), ]
write.csv(made, "received_made.csv", row.names = FALSE)
made <- read.csv("received_made.csv")
made$arm <- relevel(factor(made$arm), ref = "usual")
named <- function(x, names) setNames(as.list(x), names)
judged <- function(m, type, test) { ct <- coef_test(m, vcov = type, cluster = made$school, test = test)
  list(se = named(ct$SE, rownames(ct)), df = if (test == "naive-t") length(unique(made$school)) - 1 else named(ct$df, rownames(ct))) }
both <- function(m) list(estimate = as.list(coef(m)), cr2 = judged(m, "CR2", "Satterthwaite"), cr1s = judged(m, "CR1S", "naive-t"))
# The effects that the reduced form does not refuse: for each the arm's t on y - effect * received, by CR2, and the ends
# by halving between a point that is kept and one that is not.
kept <- function(received, rest, effect, alpha) {
  made$left <- made$score - effect * made[[received]]
  ct <- coef_test(lm(reformulate(c("arm", rest), "left"), made), vcov = "CR2", cluster = made$school, test = "Satterthwaite", coefs = "armteam")
  ct$p_Satt > alpha
}
ends <- function(received, rest, alpha) {
  grid <- c(-10^seq(6, -3, by = -.02), 0, 10^seq(-3, 6, by = .02))
  seen <- sapply(grid, function(b) kept(received, rest, b, alpha))
  turns <- which(diff(seen) != 0)
  list(below = seen[1], above = tail(seen, 1), turns = as.list(sapply(turns, function(i) {
    a <- grid[i]; b <- grid[i + 1]
    for (step in 1:60) { mid <- (a + b) / 2; if (kept(received, rest, mid, alpha) == seen[i]) a <- mid else b <- mid }
    (a + b) / 2 })))
}
one <- function(received, rest, alpha = .05) list(
  received = received, rest = rest, alpha = alpha,
  iv = both(ivreg(as.formula(paste("score ~", paste(c(received, rest), collapse = " + "), "|", paste(c("arm", rest), collapse = " + "))), data = made)),
  first = both(lm(reformulate(c("arm", rest), received), made)),
  anderson_rubin = ends(received, rest, alpha))
out <- list(n = n,
  plain = one("got", character()), adjusted = one("got", "baseline"), blocked = one("got", c("municipality", "baseline")),
  dose = one("hours", c("municipality", "baseline")), one_sided = one("course", c("municipality", "baseline")),
  weak = one("faint", "baseline"), strict = one("faint", "baseline", .4))
writeLines(toJSON(out, auto_unbox = TRUE, digits = 14, pretty = TRUE), "received.json")
