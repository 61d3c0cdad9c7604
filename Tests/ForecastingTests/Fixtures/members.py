#!/usr/bin/env python3
"""Writes members.json: what statsmodels and numpy make of small cases of the members.

    python3 members.py        (numpy 2, statsmodels 0.14 or later; writes beside itself)
"""

import json
from pathlib import Path

import numpy as np
from statsmodels.regression.linear_model import OLS
from statsmodels.tsa.ar_model import AutoReg
from statsmodels.tsa.forecasting.theta import ThetaModel
from statsmodels.tsa.holtwinters import ExponentialSmoothing

HORIZON = 9


def series(seed, n=120, period=7):
    rng = np.random.default_rng(seed)
    t = np.arange(n)
    return np.round(40 + 0.1 * t + 5 * np.sin(2 * np.pi * t / period) + np.cumsum(rng.normal(0, 1, n)), 6)


def holt_winters(kind, values, period=7):
    """Parameters and initial states given, so that nothing is optimised."""
    alpha, beta, gamma, phi = 0.3, 0.1, 0.2, 0.95
    first = values[:period]
    level = first.mean()
    seasonal = first / level if kind == "mul" else first - level
    fit = ExponentialSmoothing(
        values, trend="add", damped_trend=True, seasonal=kind, seasonal_periods=period, initialization_method="known",
        initial_level=level, initial_trend=0.0, initial_seasonal=seasonal,
    ).fit(smoothing_level=alpha, smoothing_trend=beta, smoothing_seasonal=gamma, damping_trend=phi, optimized=False)
    return {
        "alpha": alpha, "gain": alpha * beta, "gamma": gamma, "damping": phi, "period": period,
        # A whole period ahead statsmodels repeats the season of before the last value's own update.
        "path": fit.forecast(period - 1).tolist(),
    }


def theta(values, period=7):
    """Theta lines on additively adjusted values; the smoothing parameter is statsmodels' own choice."""
    fit = ThetaModel(values, period=period, deseasonalize=True, use_test=False, method="additive").fit(disp=False)
    return {
        "period": period, "alpha": float(fit.params["alpha"]),
        "paths": {str(t): np.asarray(fit.forecast(HORIZON, theta=t)).tolist() for t in (1, 4 / 3, 2, 4)},
    }


def autoregression(values, lags):
    """ARIMA(p, 1, 0) with a drift by least squares, and the same with the level as a regressor."""
    steps = np.diff(values)
    differences = AutoReg(steps, lags=lags, trend="c").fit()
    ahead = differences.forecast(HORIZON)
    deepest = max(lags)
    rows = range(deepest, len(steps))
    x = np.array([[1, values[t] - values[0]] + [steps[t - lag] for lag in lags] for t in rows])
    level = OLS(steps[deepest:], x).fit()
    return {
        "lags": lags, "differences": differences.params.tolist(), "path": (values[-1] + np.cumsum(ahead)).tolist(),
        "level": level.params.tolist(),
    }


def smoother():
    """A weighted ridge on a line, a bend and a harmonic; the path moved by half the mean residual of the last 4."""
    rng = np.random.default_rng(5)
    n, share, anchor = 30, 0.5, 4
    t = np.arange(1 - n, 1) / n
    f = np.arange(1, HORIZON + 1) / n
    columns = lambda u: np.stack(
        [np.ones_like(u), u, np.maximum(0, u + 0.4), np.cos(2 * np.pi * u * n / 7), np.sin(2 * np.pi * u * n / 7)], axis=1)
    x, ahead = columns(t), columns(f)
    weights = 0.5 ** (np.arange(n)[::-1] / 10)
    penalties = np.array([1e-9, 0.3, 0.3, 1, 1])
    y = np.round(rng.normal(10, 2, (3, n)), 6)
    paths = []
    for row in y:
        # Penalties as further rows of an ordinary least-squares problem.
        design = np.vstack([x * np.sqrt(weights)[:, None], np.diag(np.sqrt(penalties))])
        target = np.concatenate([row * np.sqrt(weights), np.zeros(5)])
        b = np.linalg.lstsq(design, target, rcond=None)[0]
        paths.append((ahead @ b + share * (row - x @ b)[-anchor:].mean()).tolist())
    return {
        "history": x.tolist(), "future": ahead.tolist(), "weights": weights.tolist(), "penalties": penalties.tolist(),
        "anchor": anchor, "share": share, "series": y.tolist(), "paths": paths,
    }


def main():
    values = series(11)
    document = {
        "horizon": HORIZON, "series": values.tolist(), "additive": holt_winters("add", values),
        "multiplicative": holt_winters("mul", values), "theta": theta(values),
        "autoregression": autoregression(values, [1, 2, 3, 7]), "smoother": smoother(),
    }
    Path(__file__).with_name("members.json").write_text(json.dumps(document, indent=1) + "\n")


main()
