"""Tunes one rule on a trace in vectorised numpy and with headroom, and times both.

    python sizing_replay.py HEADROOM SAMPLES.csv STORE

The rule is the 7-, 14- and 28-day maximum with 15 factors and 9 dead bands, tuned on days 28 to 55 and judged on the rest, in two
folds: numpy walks the days with all entities side by side. Reading the samples is timed apart, as the two read different
things (a CSV, a store).
"""
import subprocess
import sys
import time
import zlib

import numpy as np
import pandas as pd

STEP, FIRST, SPLIT = 0.25, 28, 56
FACTORS = (0.7, 0.8, 0.9, 1, 1.1, 1.15, 1.2, 1.25, 1.3, 1.5, 1.75, 2, 2.5, 3, 4)
BANDS = ((0, 0), (0, 0.1), (0, 0.25), (0, 0.5), (0, 0.7), (0.1, 0.1), (0.1, 0.3), (0.1, 0.5), (0.25, 0.25))


def load(path):
    raw = pd.read_csv(path, dtype={"entity": "category", "timestamp": "int64"})
    day = (raw.timestamp // 86400).to_numpy()
    day = day - day.min()
    names = list(raw.entity.cat.categories)
    used = np.full((len(names), day.max() + 1, 288), np.nan)
    flat = np.full(used.size, -1.0)
    np.maximum.at(flat, (raw.entity.cat.codes.to_numpy().astype(np.int64) * used.shape[1] + day) * 288
                  + (raw.timestamp % 86400 // 300).to_numpy(), raw.used_kib.to_numpy() / 1024**2)
    used[:] = flat.reshape(used.shape)
    used[used <= 0] = np.nan
    used[(~np.isnan(used)).sum(2) < 72] = np.nan
    seen = ~np.isnan(used).all(2)
    keep = (seen.sum(1) >= 60) & (seen[:, :FIRST].sum(1) >= 10)
    return [n for n, k in zip(names, keep) if k], used[keep]


def tables(used):
    """Byte-hours short at every size of every day, [V, D, K], and hours and demand."""
    size = (np.arange(320) + 1) * STEP
    short = np.zeros(used.shape[:2] + (320,))
    top = int(np.ceil(np.nanmax(used) / STEP)) + 1
    for k in range(min(top, 320)):
        short[:, :, k] = np.nansum(np.maximum(used - size[k], 0), 2) / 12
    return short, (~np.isnan(used)).sum(2) / 12, np.nansum(used, 2) / 12


def tune(names, used):
    short, hours, use = tables(used)
    days = used.shape[1]
    peak = np.nanmax(np.where(np.isnan(used), -1, used), 2)
    usual = np.maximum(np.nanmean(np.where(peak[:, :FIRST] < 0, np.nan, peak[:, :FIRST]), 1), 0.25)
    fold = np.array([zlib.crc32(n.encode()) & 1 for n in names])
    rows = np.arange(len(names))
    best = {0: (np.inf, None), 1: (np.inf, None)}
    replays = 0
    for window in (7, 14, 28):
        target = np.stack([peak[:, max(0, t - window):max(t, 1)].max(1) for t in range(days)], 1)
        for factor in FACTORS:
            want = np.clip(np.ceil(target * factor / STEP - 1e-6), 1, 320).astype(int)
            for up, down in BANDS:
                held = want[:, FIRST].copy()
                cost = np.zeros((2, len(names)))
                for t in range(FIRST, days):
                    move = (want[:, t] > held * (1 + up)) | (want[:, t] < held * (1 - down))
                    new = np.where(move, want[:, t], held)
                    over = short[rows, t, new - 1]
                    slack = np.maximum(new * STEP * hours[:, t] - use[:, t] + over, 0)
                    cost[int(t >= SPLIT)] += (slack + 10 * over) / (24 * usual) + 7 * (over > 0) + 0.05 * (new != held)
                    held = new
                replays += len(names) * (days - FIRST)
                for f in (0, 1):
                    c = cost[0, fold != f].mean()
                    if c < best[f][0]:
                        best[f] = (c, cost[1, fold == f].sum())
    return replays, sum(b[1] for b in best.values())


def timed(arguments):
    start = time.perf_counter()
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main():
    headroom, csv, store = sys.argv[1:4]
    start = time.perf_counter()
    names, used = load(csv)
    read = time.perf_counter() - start
    start = time.perf_counter()
    replays, _ = tune(names, used)
    numpy_time = time.perf_counter() - start
    common = [headroom, "backtest", "--store", store, "--train-until", "2013-08-25T00:00:00Z", "--judge-censored",
              "--format", "json", "--policies"]
    only_read = timed(common + ["keep-configured"])
    rule = timed(common + ["krr"])
    everything = timed(common + ["all"])
    print(f"numpy     read {read:6.2f} s   tune one rule {numpy_time:6.2f} s   {replays / numpy_time / 1e6:6.1f} M VM-days/s")
    print(f"headroom  read {only_read:6.2f} s   tune one rule {max(rule - only_read, 1e-3):6.2f} s   "
          f"{replays / max(rule - only_read, 1e-3) / 1e6:6.1f} M VM-days/s")
    print(f"headroom  every policy and knob, trained, tuned and judged, reading included: {everything:.2f} s")


if __name__ == "__main__":
    main()
