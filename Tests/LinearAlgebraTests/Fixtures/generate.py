"""Writes reference.json: inputs and answers that the tests of LinearAlgebra compare with.

Run:  python3 -m venv v && v/bin/pip install numpy==2.4.6 && v/bin/python generate.py
Products and the Cholesky factor come from numpy. Solutions come from exact rational arithmetic over the same doubles,
rounded once at the end: where columns differ by powers of ten, another floating-point library is no reference.
"""

import json
import pathlib
import platform
from fractions import Fraction

import numpy as np

SEED = 20260101


def matrix(values):
    values = np.asarray(values, dtype=np.float64)
    if values.ndim == 1:
        values = values[:, None]
    rows, columns = values.shape
    return {"rows": rows, "columns": columns, "elements": values.ravel().tolist()}


def hilbert(order):
    """A Hilbert matrix times its common denominator, so that every entry is an integer and exact."""
    common = int(np.lcm.reduce(np.arange(1, 2 * order, dtype=np.int64)))
    return np.array([[common // (i + j + 1) for j in range(order)] for i in range(order)], float)


def exact(values):
    return [[Fraction(value) for value in row] for row in np.asarray(values).tolist()]


def transposed_product(left, right):
    """leftᵀ · right over fractions."""
    return [[sum(a[i] * b[j] for a, b in zip(left, right)) for j in range(len(right[0]))]
            for i in range(len(left[0]))]


def solve(left, right):
    """Gauss-Jordan over fractions; the answer rounded to doubles."""
    order = len(left)
    rows = [list(left[i]) + list(right[i]) for i in range(order)]
    for i in range(order):
        pivot = rows[i][i]
        rows[i] = [value / pivot for value in rows[i]]
        for j in range(order):
            if j != i:
                factor = rows[j][i]
                rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i])]
    return [[float(value) for value in row[order:]] for row in rows]


def penalised(gram, penalties):
    return [[value + (penalties[i] if i == j else 0) for j, value in enumerate(row)]
            for i, row in enumerate(gram)]


def main():
    random = np.random.default_rng(SEED)
    a, b = random.normal(size=(37, 11)), random.normal(size=(11, 23))
    c, d = random.normal(size=(37, 5)), random.normal(size=(9, 11))
    x = np.hstack([np.ones((60, 1)), random.normal(size=(60, 6)) * 10.0 ** np.arange(-2, 4)])
    y = random.normal(size=(60, 4))
    spd = x.T @ x + np.eye(7)
    right = x.T @ y
    gram, cross = transposed_product(exact(x), exact(x)), transposed_product(exact(x), exact(y))
    half = Fraction(1, 2)
    hilbert8, ramp = hilbert(8), np.arange(1.0, 9.0)[:, None]
    cases = {
        "header": {
            "generator": "Tests/LinearAlgebraTests/Fixtures/generate.py",
            "seed": SEED, "numpy": np.__version__, "python": platform.python_version(),
        },
        "a": matrix(a), "b": matrix(b), "c": matrix(c), "d": matrix(d),
        "ab": matrix(a @ b), "atc": matrix(a.T @ c), "adt": matrix(a @ d.T), "gram": matrix(a.T @ a),
        "x": matrix(x), "y": matrix(y), "spd": matrix(spd),
        "lower": matrix(np.linalg.cholesky(spd)),
        "right": matrix(right), "spdSolution": matrix(solve(exact(spd), exact(right))),
        "leastSquares": matrix(solve(gram, cross)),
        "ridge": matrix(solve(penalised(gram, [half] * 7), cross)),
        "ridgeFreeIntercept": matrix(solve(penalised(gram, [0] + [half] * 6), cross)),
        "hilbert": matrix(hilbert8), "ramp": matrix(ramp),
        "hilbertSolution": matrix(solve(exact(hilbert8), exact(ramp))),
    }
    target = pathlib.Path(__file__).with_name("reference.json")
    lines = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in cases.items()]
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
