"""Writes numpy.json: matrices and what numpy makes of them. Run in this folder: python3 generate.py > numpy.json"""

import json

import numpy as np

rng = np.random.default_rng(20260101)
x, y, b = rng.normal(size=(40, 6)), rng.normal(size=(40, 3)), rng.normal(size=(6, 4))
gram, penalty = x.T @ x, 2.5


def matrix(values):
    return {"rows": values.shape[0], "columns": values.shape[1], "elements": values.ravel().tolist()}


print(
    json.dumps(
        {
            "numpy": np.__version__,
            "x": matrix(x),
            "y": matrix(y),
            "b": matrix(b),
            "penalty": penalty,
            "product": matrix(x @ b),
            "cross": matrix(x.T @ y),
            "gram": matrix(gram),
            "solved": matrix(np.linalg.solve(gram, b)),
            "leastSquares": matrix(np.linalg.lstsq(x, y, rcond=None)[0]),
            "ridge": matrix(np.linalg.solve(gram + penalty * np.eye(6), x.T @ y)),
        }
    )
)
