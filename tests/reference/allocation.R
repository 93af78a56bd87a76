# Allocations that cvcrand and Minirand keep, for allocation.json. Run in a folder of its own:
#   Rscript allocation.R cvrall.R cvrcov.R Minirand.R
# with the three functions' files out of cvcrand 0.1.1 and Minirand 0.1.3 (no package need be installed). R 4.2.2, jsonlite.
for (file in commandArgs(TRUE)) source(file)
CreateTableOne <- function(...) NULL # cvcrand's printed table is not asked for
library(jsonlite)

# Ten schools, made up; no two allocations of 4 and 6 tie.
schools <- data.frame(
  pupils = c(412, 95, 230, 377, 158, 301, 266, 520, 184, 449),
  reading = c(48.2, 51.7, 46.9, 53.1, 49.5, 50.8, 44.3, 52.6, 47.4, 50.1),
  free = c(0.21, 0.08, 0.33, 0.12, 0.27, 0.16, 0.41, 0.05, 0.30, 0.19)
)
saved <- function(call) { # the allocations are saved before the table that fails
  unlink("kept.csv")
  try(call, silent = TRUE)
  rows <- as.matrix(read.csv("kept.csv"))
  rows <- rows[, seq(ncol(rows) - 9, ncol(rows))] # cvrall marks its own choice in a first column
  sort(apply(rows, 1, paste, collapse = ""))
}
kept <- function(treated, metric, cutoff) {
  saved(cvrall(x = schools, ntotal_cluster = 10, ntrt_cluster = treated, cutoff = cutoff, balancemetric = metric,
               bhist = FALSE, savedata = "kept.csv"))
}
within <- function(treated, columns, constraints) { # cvrcov's "any" is not used: it repeats the constraint before it
  saved(cvrcov(x = schools[columns], ntotal_cluster = 10, ntrt_cluster = treated, constraints = constraints,
               savedata = "kept.csv"))
}
quiet <- function(value) { sink("/dev/null"); on.exit(sink()); suppressWarnings(suppressMessages(value)) }
constrained <- quiet(list(
  l2_4_of_10 = kept(4, "l2", 0.1), l1_4_of_10 = kept(4, "l1", 0.1),
  l2_5_of_10 = kept(5, "l2", 26 / 252), l1_5_of_10 = kept(5, "l1", 26 / 252),
  limits_4_of_10 = within(4, c("pupils", "free"), c("m61.3", "m0.083"))
))

# Every sequence of arms that minimisation with probability 1 can give ten units in turn, and how likely it is.
# Minirand draws from the best arms with sample(): here that only notes which they are.
factors <- cbind(size = c(1, 1, 0, 0, 1, 0, 1, 1, 1, 0), place = c(1, 1, 1, 0, 0, 1, 0, 0, 0, 1),
                 age = c(0, 2, 1, 0, 1, 2, 2, 2, 0, 0))
best <- NULL
sample <- function(x, size, replace = FALSE, prob = NULL) { best <<- x[prob > 0]; x[1] }
reach <- function(method, arms, so_far = integer(0), chance = 1) {
  j <- length(so_far) + 1
  if (j > nrow(factors)) return(setNames(list(chance), paste(so_far - 1, collapse = "")))
  if (j == 1) best <<- seq_len(arms)
  else Minirand(covmat = factors, j = j, covwt = c(1, 1, 1), ratio = rep(1, arms), ntrt = arms, trtseq = seq_len(arms),
                method = method, result = so_far, p = 1)
  among <- best
  do.call(c, lapply(among, function(arm) reach(method, arms, c(so_far, arm), chance / length(among))))
}
minimised <- list(factors = as.data.frame(factors),
                  range_2 = reach("Range", 2), variance_2 = reach("Var", 2),
                  range_3 = reach("Range", 3), variance_3 = reach("Var", 3))

writeLines(toJSON(list(schools = schools, constrained = constrained, minimised = minimised),
                  auto_unbox = TRUE, digits = 12, dataframe = "columns", pretty = FALSE), "allocation.json")
