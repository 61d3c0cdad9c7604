"""Loads a samples CSV into a table of a DuckDB file; prints seconds, rows and bytes on disk."""

import os
import sys
import time

import duckdb

source, target = sys.argv[1], sys.argv[2]
if os.path.exists(target):
    os.remove(target)
began = time.perf_counter()
database = duckdb.connect(target, config={"threads": 2})
database.execute("CREATE TABLE samples AS SELECT * FROM read_csv(?)", [source])
rows = database.execute("SELECT count(*) FROM samples").fetchone()[0]
database.execute("CHECKPOINT")
database.close()
print(f"{time.perf_counter() - began:.3f} {rows} {os.path.getsize(target)}")
