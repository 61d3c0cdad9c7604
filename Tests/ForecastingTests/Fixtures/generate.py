#!/usr/bin/env python3
"""Writes reference.json: what numpy makes of small cases, in its own words.

    python3 generate.py        (numpy 2; writes beside itself)

Nothing here shares code with the Swift side: windows are cut by slices, the normal equations solved by
numpy.linalg.solve, tails fitted with the moments' textbook definitions.
"""

import json
from pathlib import Path

import numpy as np


def ridge_case():
    """Weights of a pooled regression on windows normalised one by one (docs/methods/forecasting.md, section 2)."""
    context, target, level_span, stride, penalty = 5, 2, 3, 3, 0.01
    rng = np.random.default_rng(7)
    t = np.arange(41)
    series = [
        np.round(20 + 3 * np.sin(2 * np.pi * t / 7) + rng.normal(0, 0.5, len(t)), 6),
        np.round(100 + np.cumsum(rng.normal(0, 2, len(t))), 6),
    ]
    rows, targets = [], []
    for values in series:
        values = values / np.abs(values).max()
        end = len(values)
        while end - target - context >= 0:
            window = values[end - target - context : end]
            x, y = window[:context], window[context:]
            centre = x[-level_span:].mean()
            scale = 0.5 * (x.std() + np.abs(np.diff(x)).mean())
            rows.append(np.append(np.clip((x - centre) / scale, -8, 8), 1.0))
            targets.append(np.clip((y - centre) / scale, -8, 8))
            end -= stride
    z, r = np.array(rows), np.array(targets)
    gram = z.T @ z
    weights = np.linalg.solve(gram + penalty * np.trace(gram) / len(gram) * np.eye(len(gram)), z.T @ r)
    return {
        "context": context, "target": target, "levelSpan": level_span, "stride": stride, "penalty": penalty,
        "series": [s.tolist() for s in series], "windows": len(rows), "weights": weights.tolist(),
    }


def pareto_tail(excesses):
    """Generalised Pareto shape and scale by probability-weighted moments (Hosking & Wallis 1987)."""
    ordered = np.sort(excesses)
    n = len(ordered)
    a0 = ordered.mean()
    a1 = (ordered * (1 - (np.arange(1, n + 1) - 0.35) / n)).mean()
    shape = float(np.clip(2 - a0 / (a0 - 2 * a1), 0, 0.4))
    return shape, a0 * (1 - shape)


def quantile_case():
    """Conformal quantiles of 400 numbers, the outer twentieths modelled."""
    rng = np.random.default_rng(3)
    sample = np.round(rng.standard_t(4, 400), 6)
    ordered = np.sort(sample)
    n, beyond = len(sample), 20
    threshold = ordered[n - 1 - beyond]
    shape, scale = pareto_tail(ordered[-beyond:] - threshold)
    share = (beyond + 1) / (n + 1)
    rows = []
    for level in (0.1, 0.25, 0.5, 0.9):
        place = level * (n + 1) - 1
        low = int(np.floor(place))
        rows.append([level, ordered[low] + (place - low) * (ordered[low + 1] - ordered[low])])
    for level in (0.97, 0.99, 0.999):
        ratio = share / (1 - level)
        tail = np.log(ratio) if shape == 0 else (ratio**shape - 1) / shape
        rows.append([level, threshold + scale * tail])
    return {"sample": sample.tolist(), "quantiles": [[float(a), float(b)] for a, b in rows]}


if __name__ == "__main__":
    path = Path(__file__).with_name("reference.json")
    path.write_text(json.dumps({"ridge": ridge_case(), "quantiles": quantile_case()}, indent=1) + "\n")
