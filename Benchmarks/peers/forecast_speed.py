"""Series a second: Headroom on many generated series, statsforecast on a few of them, in one run on two cores.

usage: forecast_speed.py HEADROOM [SERIES [ROUNDS]]

Series are 720 hours (30 days) of daily and weekly cycles, growth, level shifts, noise and bursts, from a fixed seed; the
horizon is 72 hours. Headroom's seconds are those of its whole process with its default weights, reading the CSV and writing 13
quantiles included, the least of ROUNDS; its peak memory is the largest resident size. Rivals count fitting and forecasting alone.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time

import numpy as np

import forecast

HISTORY, HORIZON, SEASONS = 720, 72, [24, 168]
FEW = {"auto-theta": 40, "auto-ets": 20}


def generated(count):
    """Histories of `count` series, shape [count, HISTORY]."""
    random = np.random.default_rng(7)
    hours = np.arange(HISTORY)
    series = np.empty((count, HISTORY))
    for row in series:
        base, kind = random.lognormal(1, 1), random.integers(5)
        row[:] = base
        if kind >= 1:
            row *= 1 + 0.3 * random.random() * np.sin(2 * np.pi * (hours + random.integers(24)) / 24)
        if kind >= 2:
            row *= 1 + 0.2 * random.random() * np.sin(2 * np.pi * (hours + random.integers(168)) / 168)
        if kind == 3:
            row *= 1 + 0.5 * random.random() * hours / HISTORY
        if kind == 4:
            row[random.integers(HISTORY):] *= random.random() + 0.5
        row += base * 0.05 * random.standard_normal(HISTORY)
        bursts = random.random(HISTORY) < 0.01
        row[bursts] *= 1 + random.random(bursts.sum())
        np.maximum(row, 0, out=row)
    return series


def main():
    program, count = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    series = generated(count)
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/in.csv", "w") as file:
            file.write("unique_id,ds,y\n")
            for number, values in enumerate(series):
                file.writelines(f"v{number:06d},{step},{value:.4f}\n" for step, value in enumerate(values.tolist()))
        seconds = []
        for _ in range(rounds):
            start = time.perf_counter()
            subprocess.run(
                [program, "forecast", "--input", f"{folder}/in.csv", "--input-format", "panel", "--step", "1h",
                 "--horizon", str(HORIZON), "--season", ",".join(map(str, SEASONS)), "--format", "csv", "--force",
                 "--output", f"{folder}/out.csv"], check=True, stderr=subprocess.DEVNULL)
            seconds.append(time.perf_counter() - start)
    rate = count / min(seconds)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'method':<12} {'series':>7} {'series/s':>9} {'ratio':>7}")
    print(f"{'headroom':<12} {count:>7} {rate:9.1f} {1:7.1f}   ({memory:.0f} MiB at most)", flush=True)
    for name, sample in FEW.items():
        few = {f"v{number}": (values, None) for number, values in enumerate(series[:sample])}
        try:
            _, spent = forecast.RIVALS[name](few, "1h", HORIZON, SEASONS)
            own = len(few) / spent
            print(f"{name:<12} {len(few):>7} {own:9.1f} {rate / own:7.1f}", flush=True)
        except ImportError as error:
            print(f"{name:<12} not installed ({error})", flush=True)


if __name__ == "__main__":
    main()
