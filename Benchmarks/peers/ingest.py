"""Takes a samples CSV into a Headroom store and into a DuckDB table, in turn, and prints both and their ratio.

usage: ingest.py HEADROOM CSV [ROUNDS]

A sample is one value: an entity, an instant and one metric. Headroom is timed as a user sees it, from the start of
the process to its end; DuckDB from its connection to its closing, without the start of Python.
"""

import csv
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

KEYS = {"entity", "timestamp"}


def headroom(binary, source, folder):
    store = folder / "store.headroom"
    began = time.perf_counter()
    subprocess.run([binary, "ingest", source, "--input-format", "samples", "--store", store], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return time.perf_counter() - began, sum(file.stat().st_size for file in folder.iterdir())


def duckdb(_, source, folder):
    script = pathlib.Path(__file__).with_name("duckdb_load.py")
    output = subprocess.run([sys.executable, script, source, folder / "peer.duckdb"], check=True,
                            capture_output=True, text=True).stdout
    return float(output.split()[0]), sum(file.stat().st_size for file in folder.iterdir())


def count_samples(source):
    """Values that are not empty, and the rows that hold them."""
    with open(source, newline="") as file:
        rows = csv.reader(file)
        metrics = [index for index, name in enumerate(next(rows)) if name not in KEYS]
        counts = [sum(1 for index in metrics if row[index]) for row in rows]
    return sum(counts), len(counts)


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    binary, source = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) == 4 else 5
    samples, rows = count_samples(source)
    print(f"{samples} samples in {rows} rows, {os.path.getsize(source)} bytes of CSV, {rounds} rounds")
    runs = {headroom: [], duckdb: []}
    for number in range(rounds):
        # The order turns every round, so that a warm page cache helps neither.
        for loader in list(runs) if number % 2 == 0 else reversed(list(runs)):
            with tempfile.TemporaryDirectory() as folder:
                runs[loader].append(loader(binary, source, pathlib.Path(folder)))
        last = [results[-1][0] for results in runs.values()]
        print(f"round {number + 1}: headroom {last[0]:.2f} s, duckdb {last[1]:.2f} s", flush=True)
    print(f"{'median':10} {'seconds':>8} {'samples/s':>12} {'bytes':>12} {'B/sample':>9}")
    medians = {}
    for loader, results in runs.items():
        seconds, size = (statistics.median(column) for column in zip(*results))
        medians[loader] = seconds, size
        print(f"{loader.__name__:10} {seconds:8.2f} {samples / seconds:12,.0f} {size:12,.0f} {size / samples:9.2f}")
    ours, theirs = medians[headroom], medians[duckdb]
    ratios = [b[0] / a[0] for a, b in zip(runs[headroom], runs[duckdb])]
    print(f"headroom is {theirs[0] / ours[0]:.2f} times as fast as duckdb (rounds: {min(ratios):.2f} to "
          f"{max(ratios):.2f}) and takes {ours[1] / theirs[1]:.2f} of its size")


if __name__ == "__main__":
    main()
