"""Writes reference.json: small replays in numpy, from the formulas and not from the Swift code.

    python3 Tests/EvaluationTests/Fixtures/generate.py > Tests/EvaluationTests/Fixtures/reference.json

Demand of entity v in hour t, GiB: (1 + v) * (0.5 + u) with u = ((7919 v + 104729 t + 31 t²) mod 1000) / 1000, and three
times that in every 50th hour. Costs are in days of the entity's usual peak: slack 1 and shortage 10 a GiB-hour, an event 7,
a resize 0.05; judged days are 28 to 39; sizes are multiples of 0.25 GiB.
"""
import json

import numpy as np

GIB = 1024.0**3
DAYS, FIRST, ENTITIES, STEP, SIZES = 40, 28, 4, 0.25, 320


def demand(v):
    t = np.arange(DAYS * 24)
    y = (1 + v) * (0.5 + ((7919 * v + 104729 * t + 31 * t * t) % 1000) / 1000)
    return np.where(t % 50 == 49, 3 * y, y).reshape(DAYS, 24)


def snapped(target):
    return max(1, int(np.ceil(target / STEP - 1e-6)))


def follow(targets, up, down):
    held, k = [], None
    for t in range(FIRST, DAYS):
        want = snapped(targets[t])
        if k is None or want > k * (1 + up) or want < k * (1 - down):
            k = want
        held.append(k)
    return np.array(held)


def parts(y, held, usual):
    size = held[:, None] * STEP
    days = y[FIRST:]
    unit = 1 / (24 * usual)
    return {"slack": float(np.maximum(size - days, 0).sum() * unit), "shortage": float(np.maximum(days - size, 0).sum() * unit),
            "events": int((days.max(1) > size[:, 0]).sum()), "resizes": int((np.diff(held) != 0).sum())}


def vpa(peaks):
    edges = 1e7 / GIB * (1.05 ** np.arange(177) - 1) / 0.05
    out = [np.nan]
    for t in range(1, DAYS + 1):
        weight = 0.5 ** (t - 1 - np.arange(t))
        bucket = np.clip(np.searchsorted(edges, peaks[:t], side="right") - 1, 0, 175)
        hist = np.bincount(bucket, weight, 176).cumsum()
        out.append(edges[int(np.argmax(hist >= 0.9 * hist[-1] - 1e-12)) + 1])
    return np.array(out)


def hindsight(y, usual):
    sizes = (np.arange(SIZES) + 1) * STEP
    total = None
    for day in y[FIRST:][::-1]:
        over = day[:, None] - sizes
        cost = (np.maximum(-over, 0).sum(0) + 10 * np.maximum(over, 0).sum(0)) / (24 * usual) + 7 * (over.max(0) > 0)
        # From each size: stay, or go to any other for a resize.
        total = cost if total is None else cost + np.minimum(total, 0.05 + total.min())
    return float(total.min())


rows = []
for v in range(ENTITIES):
    y = demand(v)
    peaks = y.max(1)
    usual = max(0.25, float(peaks[:28].mean()))
    krr = [np.nan] + [peaks[max(0, t - 14):t].max() * 1.15 for t in range(1, DAYS + 1)]
    rows.append({"usualPeak": usual * GIB, "krr": parts(y, follow(krr, 0, 0), usual),
                 "vpa": parts(y, follow(1.15 * vpa(peaks), 0.1, 0.1), usual), "hindsight": hindsight(y, usual)})
print(json.dumps(rows, indent=1))
