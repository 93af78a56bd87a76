"""The mixed model by the book, with every n × n matrix written out: slow, plain, and a check on the engine's sums."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize


@dataclass(frozen=True, kw_only=True)
class Dense:
    """A fit with V = σ² diag(1/w) + Σ v_i G_i; ``variances`` are the v_i and then σ²."""

    criterion: float
    variances: np.ndarray
    estimates: np.ndarray
    covariance: np.ndarray
    kenward_roger: np.ndarray
    df_observed: np.ndarray
    df_expected: np.ndarray


@dataclass(frozen=True, kw_only=True)
class Problem:
    x: np.ndarray
    y: np.ndarray
    kernels: list[np.ndarray]
    restricted: bool

    def criterion(self, variances: np.ndarray) -> float:
        """−2 log (restricted) likelihood, nothing profiled out."""
        v = self.covariance(variances)
        xv = np.linalg.solve(v, self.x).T
        a = xv @ self.x
        residual = self.y - self.x @ np.linalg.solve(a, xv @ self.y)
        n, p = self.x.shape
        value = np.linalg.slogdet(v)[1] + residual @ np.linalg.solve(v, residual)
        if self.restricted:
            return value + np.linalg.slogdet(a)[1] + (n - p) * np.log(2 * np.pi)
        return value + n * np.log(2 * np.pi)

    def covariance(self, variances: np.ndarray) -> np.ndarray:
        return sum(v * kernel for v, kernel in zip(variances, self.kernels, strict=True))

    def derivatives(self, variances: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The gradient of the criterion, its Hessian, and the Hessian that is expected."""
        inverse = np.linalg.inv(self.covariance(variances))
        xv = self.x.T @ inverse
        p = inverse - xv.T @ np.linalg.inv(xv @ self.x) @ xv
        trace = p if self.restricted else inverse
        py = p @ self.y
        pulls = [kernel @ py for kernel in self.kernels]
        tk = [trace @ kernel for kernel in self.kernels]
        gradient = np.array([np.trace(t) - py @ pull for t, pull in zip(tk, pulls, strict=True)])
        expected = np.array([[np.sum(a * b.T) for b in tk] for a in tk])
        bent = np.array([[a @ p @ b for b in pulls] for a in pulls])
        return gradient, 2 * bent - expected, expected


def dense_fit(
    *,
    x: np.ndarray,
    y: np.ndarray,
    groups: list[np.ndarray],
    weights: np.ndarray | None = None,
    restricted: bool = True,
) -> Dense:
    """Minimise the criterion over variances of zero or more; Newton's last steps on those above zero."""
    weights = np.ones(len(y)) if weights is None else weights
    indicators = [(codes[:, None] == np.unique(codes)).astype(float) for codes in groups]
    problem = Problem(
        x=x, y=y, kernels=[*(z @ z.T for z in indicators), np.diag(1 / weights)], restricted=restricted
    )
    scale = np.var(y - x @ np.linalg.lstsq(x, y, rcond=None)[0])
    k = len(problem.kernels)
    found = minimize(
        lambda v: problem.criterion(v * scale),
        np.full(k, 0.5),
        jac=lambda v: problem.derivatives(v * scale)[0] * scale,
        method="L-BFGS-B",
        bounds=[(0, None)] * (k - 1) + [(1e-6, None)],
        options={"ftol": 1e-15, "gtol": 1e-7},
    )
    variances = found.x * scale
    for _ in range(8):
        gradient, hessian, _ = problem.derivatives(variances)
        free = (variances > 0) | (gradient < 0)
        step = np.linalg.solve(hessian[np.ix_(free, free)], gradient[free])
        variances = variances.copy()
        variances[free] = np.maximum(variances[free] - step, 0)
    return inference_at(problem, variances)


def inference_at(problem: Problem, variances: np.ndarray) -> Dense:
    """Kenward and Roger (1997), and both Satterthwaites, from the matrices themselves."""
    inverse = np.linalg.inv(problem.covariance(variances))
    xv = problem.x.T @ inverse
    phi = np.linalg.inv(xv @ problem.x)
    _, hessian, expected = problem.derivatives(variances)
    kept = variances != 0
    observed = np.zeros_like(hessian)
    observed[np.ix_(kept, kept)] = np.linalg.inv(hessian[np.ix_(kept, kept)] / 2)
    uncertain = np.linalg.inv(expected / 2)
    p = [-xv @ kernel @ xv.T for kernel in problem.kernels]
    bent = sum(
        uncertain[i, j] * (xv @ one @ inverse @ other @ xv.T - p[i] @ phi @ p[j])
        for i, one in enumerate(problem.kernels)
        for j, other in enumerate(problem.kernels)
    )
    gradient = np.array([np.diagonal(phi @ one @ phi) for one in p]).T
    return Dense(
        criterion=problem.criterion(variances),
        variances=variances,
        estimates=phi @ xv @ problem.y,
        covariance=phi,
        kenward_roger=phi + 2 * phi @ bent @ phi,
        df_observed=2 * np.diagonal(phi) ** 2 / np.einsum("ci,ij,cj->c", gradient, observed, gradient),
        df_expected=2 * np.diagonal(phi) ** 2 / np.einsum("ci,ij,cj->c", gradient, uncertain, gradient),
    )
