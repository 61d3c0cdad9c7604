"""Writes trace-reconciliation.csv: minimum-trace reconciliation by the textbook formula, with numpy alone.

Wickramasuriya, Athanasopoulos & Hyndman (2019): y~ = S (S' W^-1 S)^-1 S' W^-1 y^, W shrunk towards its diagonal as
Schaefer & Strimmer (2005). The engine uses another form of it that never inverts W.

    python3 trace-reconciliation.py > trace-reconciliation.csv
"""

import numpy as np

members = [[0, 1, 2, 3, 4], [0, 1], [2, 3, 4]]
parts, sums, n, h = 5, 3, 24, 2
rng = np.random.default_rng(7)
common = rng.normal(size=(n, 1))
bottom = rng.normal(size=(n, parts)) * [1, 2, 3, 1.5, 0.5] + common
top = np.stack([bottom[:, m].sum(axis=1) for m in members], axis=1) * 0.6 + rng.normal(size=(n, sums))
x = np.hstack([top, bottom])
cov = x.T @ x / n
xs = x / np.sqrt(np.diag(cov))
v = (np.square(xs).T @ np.square(xs) - np.square(xs.T @ xs) / n) / (n * (n - 1))
r = xs.T @ xs / n
np.fill_diagonal(v, 0)
np.fill_diagonal(r, 0)
lam = min(max(v.sum() / np.square(r).sum(), 0), 1)
w = lam * np.diag(np.diag(cov)) + (1 - lam) * cov
c = np.zeros((sums, parts))
for i, m in enumerate(members):
    c[i, m] = 1
s = np.vstack([c, np.eye(parts)])
base = np.hstack([rng.normal(60, 5, size=(h, sums)), rng.normal(20, 3, size=(h, parts))])
wi = np.linalg.inv(w)
p = np.linalg.solve(s.T @ wi @ s, s.T @ wi)
for name, rows in [("samples", x), ("base", base), ("lambda", [[lam]]), ("parts", base @ p.T)]:
    for row in rows:
        print(name + "," + ",".join(repr(float(value)) for value in row))
