"""Stores one samples CSV in Headroom, VictoriaMetrics, DuckDB and Parquet, in turn, and prints one table.

usage: store.py HEADROOM CSV [ROUNDS]

The CSV has the columns entity, timestamp (epoch seconds or RFC 3339), and metrics with unit suffixes, all filled. A sample
is one value. Load is from the start of the process (VictoriaMetrics: of the import, until what was imported is on disk) to
its end. The query is the daily maximum of every entity, from cold process start where there is a process (VictoriaMetrics,
a server, is asked over HTTP while it runs). Memory is the peak resident size of the load.
"""

import csv
import json
import os
import pathlib
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

DUCKDB_LOAD = """import duckdb, sys
c = duckdb.connect(sys.argv[2], config={"threads": 2})
c.execute("CREATE TABLE samples AS SELECT * FROM read_csv(?) ORDER BY entity, timestamp", [sys.argv[1]])
c.execute("CHECKPOINT"); c.close()"""
DUCKDB_QUERY = """import duckdb, sys
c = duckdb.connect(sys.argv[1], read_only=True, config={"threads": 2})
kind = c.execute("SELECT typeof(timestamp) FROM samples LIMIT 1").fetchone()[0]
day = "timestamp // 86400" if "INT" in kind else "date_trunc('day', timestamp)"
c.execute(f"SELECT entity, {day}, max({sys.argv[2]}) FROM samples GROUP BY ALL ORDER BY ALL").fetchall()"""
PARQUET_LOAD = """import polars, sys
polars.read_csv(sys.argv[1]).sort("entity", "timestamp").write_parquet(
    sys.argv[2], compression="zstd", compression_level=int(sys.argv[3]))"""
PARQUET_QUERY = """import polars, sys
f = polars.scan_parquet(sys.argv[1])
time = polars.col("timestamp")
day = time // 86400 if f.collect_schema()["timestamp"].is_integer() else time.str.slice(0, 10)
f.group_by("entity", day.alias("day")).agg(polars.col(sys.argv[2]).max()).collect()"""


def measured(command):
    """Seconds and peak resident bytes of a command."""
    began = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    messages = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status != 0:
        sys.exit(f"{command[0]} failed: {messages.decode(errors='replace')[-600:]}")
    return seconds, usage.ru_maxrss * 1024


def size(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


class Bench:
    def __init__(self, binary, source):
        self.binary, self.source = binary, source
        with open(source, newline="") as file:
            rows = csv.reader(file)
            self.header = next(rows)
            first = next(rows)
            self.is_epoch = first[self.header.index("timestamp")].isdigit()
            self.metrics = [name for name in self.header if name not in ("entity", "timestamp")]
            self.rows = 1 + sum(1 for _ in rows)
        self.samples = self.rows * len(self.metrics)
        self.used = next(name for name in self.metrics if name.startswith("used_"))

    def headroom(self, folder, compact=False):
        store = folder / "s.headroom"
        load = measured([self.binary, "ingest", self.source, "--input-format", "samples", "--store", store])
        if compact:
            seconds, peak = measured([self.binary, "store", "compact", "--store", store])
            load = load[0] + seconds, max(load[1], peak)
        query = measured([self.binary, "store", "export", "--store", store, "--step", "1d", "--aggregate", "max", "--metric",
                          "used", "--format", "csv", "--output", folder / "daily.csv"])
        (folder / "daily.csv").unlink()
        return size(folder), *load, query[0]

    def compacted(self, folder):
        return self.headroom(folder, compact=True)

    def duckdb(self, folder):
        table = folder / "peer.duckdb"
        load = measured([sys.executable, "-c", DUCKDB_LOAD, self.source, table])
        return size(folder), *load, measured([sys.executable, "-c", DUCKDB_QUERY, table, self.used])[0]

    def parquet(self, folder):
        table = folder / "peer.parquet"
        load = measured([sys.executable, "-c", PARQUET_LOAD, self.source, table, "3"])
        return size(folder), *load, measured([sys.executable, "-c", PARQUET_QUERY, table, self.used])[0]

    def victoria(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        base = f"http://127.0.0.1:{port}"
        server = subprocess.Popen(
            ["victoria-metrics", f"-storageDataPath={folder}/data", f"-httpListenAddr=127.0.0.1:{port}",
             "-retentionPeriod=100y", "-search.maxPointsPerTimeseries=1000000"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self.wait_for(base + "/health")
            kind = "unix_s" if self.is_epoch else "rfc3339"
            columns = []
            for index, name in enumerate(self.header, 1):
                what = {"entity": "label:entity", "timestamp": f"time:{kind}"}.get(name, f"metric:{name}")
                columns.append(f"{index}:{what}")
            began = time.perf_counter()
            command = ["curl", "-sf", "-X", "POST", "-T", self.source,
                       f"{base}/api/v1/import/csv?format={urllib.parse.quote(','.join(columns))}"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            urllib.request.urlopen(base + "/internal/force_flush").read()
            load = time.perf_counter() - began
            peak = int(next(line for line in open(f"/proc/{server.pid}/status") if line.startswith("VmHWM")).split()[1])
            span = self.span()
            query = urllib.parse.urlencode({"query": f"max_over_time({self.used}[1d])", "start": span[0],
                                            "end": span[1] + 86400, "step": "1d", "nocache": "1"})
            began = time.perf_counter()
            answer = json.load(urllib.request.urlopen(f"{base}/api/v1/query_range?{query}"))
            seconds = time.perf_counter() - began
            if not answer["data"]["result"]:
                sys.exit("victoria-metrics answered with nothing; is the CSV's time as the header says?")
            urllib.request.urlopen(base + "/internal/force_merge").read()
        finally:
            server.terminate()
            server.wait()
        return size(folder), load, peak * 1024, seconds

    def span(self):
        """The days of the file, epoch seconds."""
        if not hasattr(self, "_span"):
            place = self.header.index("timestamp")
            with open(self.source, newline="") as file:
                rows = csv.reader(file)
                next(rows)
                first, last = "9", ""
                # Nothing is kept: a child's peak begins with what its parent holds.
                for row in rows:
                    first, last = min(first, row[place]), max(last, row[place])
            ends = first, last
            if not self.is_epoch:
                from datetime import datetime
                ends = [datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() for text in ends]
            self._span = [int(float(text)) // 86400 * 86400 for text in ends]
        return self._span

    @staticmethod
    def wait_for(address):
        for _ in range(200):
            try:
                return urllib.request.urlopen(address).read()
            except OSError:
                time.sleep(0.05)
        sys.exit("victoria-metrics did not start")


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    bench = Bench(sys.argv[1], sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) == 4 else 3
    contenders = {"headroom": bench.headroom, "headroom, compacted": bench.compacted}
    if shutil.which("victoria-metrics"):
        contenders["victoria-metrics"] = bench.victoria
    contenders |= {"duckdb": bench.duckdb, "parquet, zstd 3": bench.parquet}
    runs = {name: [] for name in contenders}
    for number in range(rounds):
        # The order turns every round, so that a warm page cache helps nobody.
        for name in list(contenders) if number % 2 == 0 else reversed(list(contenders)):
            with tempfile.TemporaryDirectory() as folder:
                runs[name].append(contenders[name](pathlib.Path(folder)))
    print(f"{bench.samples:,} samples in {bench.rows:,} rows, {os.path.getsize(bench.source):,} bytes of CSV, "
          f"medians of {rounds} rounds; in brackets: times Headroom's")
    print(f"{'':20} {'bytes':>21} {'B/sample':>8} {'load s':>15} {'peak MiB':>15} {'daily max s':>15}")
    medians = {name: [statistics.median(column) for column in zip(*results)] for name, results in runs.items()}
    ours = medians["headroom"]
    for name, row in medians.items():
        share = [theirs / mine for theirs, mine in zip(row, ours)]
        print(f"{name:20} {row[0]:13,.0f} ({share[0]:5.2f}) {row[0] / bench.samples:8.2f} "
              f"{row[1]:7.2f} ({share[1]:5.2f}) {row[2] / 2**20:7.0f} ({share[2]:5.2f}) "
              f"{row[3]:7.3f} ({share[3]:5.2f})")


if __name__ == "__main__":
    main()
