"""Forecasts the end of every series with Headroom and its rivals, in turn, on two cores, and prints one table.

usage: forecast.py HEADROOM CSV FREQUENCY HORIZON SEASONS [SAMPLE [METHODS]]

The CSV is a panel, `unique_id,ds,y` with integer steps; the last HORIZON values of each series are held out. FREQUENCY is
Headroom's (1h, 1d, 1w), SEASONS steps, comma-separated, the first being the one that errors are scaled by. Slow rivals see
the first SAMPLE series of a fixed permutation (default 50); Headroom and LightGBM are given for all series and for the
sample. METHODS is a comma-separated choice of auto-ets, auto-theta, mstl, lightgbm, prophet, fracast (the last only where it is
named: it needs PyTorch, and has no levels beyond its deciles, so that its 90 % column is that of its 80 % interval).

MASE = mean over series of mean |error| over the in-sample mean |y(t) - y(t - season)| (Hyndman & Koehler 2006). SQL is the
same with the mean pinball loss, doubled, of the deciles. Rates count fitting and forecasting, not imports; Headroom's
count its whole process, reading and writing included. Headroom begins from nothing (--weights none): the weights that come
with it were learnt from the trace that is usually given here.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time

import numpy as np

LEVELS = [0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975]
DECILES = [level for level in LEVELS if 0.1 <= level <= 0.9]
CENTRAL = [round(100 * (1 - 2 * level)) for level in LEVELS if level < 0.5]
OFFSETS = {"1h": "h", "1d": "D", "1w": "W"}


def read(path, horizon):
    """Series id -> (history, what followed), in the order of the file."""
    series = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            series.setdefault(row["unique_id"], []).append(float(row["y"]))
    return {
        name: (np.array(values[:-horizon]), np.array(values[-horizon:]))
        for name, values in series.items() if len(values) > 2 * horizon
    }


def scores(forecasts, series, season):
    """Mean scaled error, scaled quantile loss and coverage of the central 90 %."""
    mase, sql, inside = [], [], []
    for name, (mean, quantiles) in forecasts.items():
        history, actual = series[name]
        lag = season if len(history) > season else 1
        scale = np.abs(history[lag:] - history[:-lag]).mean()
        inside.append(((actual >= quantiles[0.05]) & (actual <= quantiles[0.95])).mean())
        if scale <= 0:
            continue
        mase.append(np.abs(actual - mean).mean() / scale)
        losses = [2 * np.maximum(p * (actual - quantiles[p]), (p - 1) * (actual - quantiles[p])) for p in DECILES]
        sql.append(np.mean(losses) / scale)
    return np.mean(mase), np.mean(sql), np.mean(inside)


def headroom(program, series, frequency, horizon, seasons):
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/in.csv", "w") as file:
            file.write("unique_id,ds,y\n")
            for name, (history, _) in series.items():
                file.writelines(f"{name},{step},{value!r}\n" for step, value in enumerate(history.tolist()))
        start = time.perf_counter()
        subprocess.run(
            [program, "forecast", "--input", f"{folder}/in.csv", "--input-format", "panel", "--step", frequency,
             "--horizon", str(horizon), "--season", ",".join(map(str, seasons)), "--format", "csv",
             "--weights", "none", "--output", f"{folder}/out.csv"], check=True, stderr=subprocess.DEVNULL)
        seconds = time.perf_counter() - start
        rows = {}
        with open(f"{folder}/out.csv", newline="") as file:
            for row in csv.DictReader(file):
                rows.setdefault(row["unique_id"], []).append([float(row["mean"])] + [float(row[f"q{p}"]) for p in LEVELS])
    tables = {name: np.array(table) for name, table in rows.items()}
    return {name: (t[:, 0], dict(zip(LEVELS, t[:, 1:].T))) for name, t in tables.items()}, seconds


def frame(series, frequency):
    import pandas as pd

    parts = [
        pd.DataFrame({"unique_id": name, "ds": pd.date_range("2020-01-05", periods=len(h), freq=OFFSETS[frequency]), "y": h})
        for name, (h, _) in series.items()
    ]
    return pd.concat(parts, ignore_index=True)


def collected(table, model, names):
    """Forecasts from the columns that Nixtla's libraries write: MODEL, MODEL-lo-80, MODEL-hi-80."""
    result = {}
    for name, own in table.groupby("unique_id", sort=False):
        quantiles = {}
        for level in LEVELS:
            central = round(100 * abs(1 - 2 * level))
            side = "lo" if level < 0.5 else "hi"
            quantiles[level] = own[model].to_numpy() if central == 0 else own[f"{model}-{side}-{central}"].to_numpy()
        result[name] = (own[model].to_numpy(), quantiles)
    return {name: result[name] for name in names}


def statistical(model):
    def run(series, frequency, horizon, seasons):
        from statsforecast import StatsForecast
        from statsforecast import models

        chosen = {
            "auto-ets": lambda: models.AutoETS(season_length=seasons[0], alias="m"),
            "auto-theta": lambda: models.AutoTheta(season_length=seasons[0], alias="m"),
            "mstl": lambda: models.MSTL(season_length=list(seasons), alias="m"),
        }[model]()
        data = frame(series, frequency)
        start = time.perf_counter()
        table = StatsForecast(models=[chosen], freq=OFFSETS[frequency], n_jobs=2).forecast(
            df=data, h=horizon, level=[c for c in CENTRAL])
        return collected(table, "m", series), time.perf_counter() - start

    return run


def lightgbm(series, frequency, horizon, seasons):
    import lightgbm
    from mlforecast import MLForecast
    from mlforecast.target_transforms import LocalStandardScaler
    from mlforecast.utils import PredictionIntervals

    shortest = min(len(history) for history, _ in series.values())
    windows = max(2, min(3, shortest // horizon - 2))
    lags = sorted({1, 2, 3} | {season for season in seasons if 2 * season < shortest - horizon * windows})
    model = MLForecast(
        models={"m": lightgbm.LGBMRegressor(n_jobs=2, verbosity=-1, n_estimators=200)}, freq=OFFSETS[frequency],
        lags=lags, target_transforms=[LocalStandardScaler()])
    data = frame(series, frequency)
    start = time.perf_counter()
    model.fit(data, static_features=[], prediction_intervals=PredictionIntervals(n_windows=windows, h=horizon))
    table = model.predict(horizon, level=CENTRAL)
    return collected(table, "m", series), time.perf_counter() - start


def prophet(series, frequency, horizon, seasons):
    import logging
    import pandas as pd
    from prophet import Prophet

    logging.getLogger("cmdstanpy").disabled = True
    result, start = {}, time.perf_counter()
    for name, (history, _) in series.items():
        data = pd.DataFrame({"ds": pd.date_range("2020-01-05", periods=len(history), freq=OFFSETS[frequency]), "y": history})
        model = Prophet(uncertainty_samples=300).fit(data)
        future = model.make_future_dataframe(horizon, freq=OFFSETS[frequency], include_history=False)
        samples = model.predictive_samples(future)["yhat"]
        quantiles = dict(zip(LEVELS, np.quantile(samples, LEVELS, axis=1)))
        result[name] = (samples.mean(axis=1), quantiles)
    return result, time.perf_counter() - start


def fracast(series, frequency, horizon, seasons):
    """A small pretrained network; nothing is fitted."""
    import torch
    from fracast.inference import FracastModel

    torch.set_num_threads(2)
    model = FracastModel.from_pretrained(weights="fp32")
    names = list(series)
    context = min(max(len(history) for history, _ in series.values()), model.context_length)
    histories = np.full((len(names), context), np.nan, np.float32)
    for row, name in zip(histories, names):
        last = series[name][0][-context:]
        row[context - len(last):] = last
    model.forecast_batch(histories[:2], horizon=horizon)
    start = time.perf_counter()
    values = np.concatenate(
        [model.forecast_batch(histories[i:i + 64], horizon=horizon) for i in range(0, len(names), 64)])
    seconds = time.perf_counter() - start
    places = [int(np.argmin([abs(q - level) for q in model.quantiles])) for level in LEVELS]
    return {
        name: (own[:, places[LEVELS.index(0.5)]], {level: own[:, place] for level, place in zip(LEVELS, places)})
        for name, own in zip(names, values)
    }, seconds


RIVALS = {
    "auto-ets": statistical("auto-ets"), "auto-theta": statistical("auto-theta"), "mstl": statistical("mstl"),
    "lightgbm": lightgbm, "prophet": prophet, "fracast": fracast,
}
ALL_SERIES = {"lightgbm"}
# Asked for by name alone: it installs PyTorch.
LARGE = {"fracast"}


def main():
    program, path, frequency, horizon = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
    seasons = [int(season) for season in sys.argv[5].split(",")]
    sample = int(sys.argv[6]) if len(sys.argv) > 6 else 50
    methods = sys.argv[7].split(",") if len(sys.argv) > 7 else [name for name in RIVALS if name not in LARGE]
    series = read(path, horizon)
    if not series:
        sys.exit(f"forecast.py: no series of {path} is longer than {2 * horizon} steps")
    names = list(series)
    few = {names[i]: series[names[i]] for i in sorted(np.random.default_rng(0).permutation(len(names))[:sample])}
    print(f"{'method':<12} {'series':>7} {'MASE':>7} {'SQL':>7} {'in 90 %':>8} {'series/s':>9}")

    def row(name, part, answer):
        forecasts, seconds = answer
        mase, sql, inside = scores(forecasts, part, seasons[0])
        print(f"{name:<12} {len(part):>7} {mase:7.3f} {sql:7.3f} {inside:8.3f} {len(part) / seconds:9.1f}", flush=True)

    answer = headroom(program, series, frequency, horizon, seasons)
    row("headroom", series, answer)
    if len(few) < len(series):
        # The same forecasts, judged on the sample alone; its rate is that of the whole run.
        forecasts = {name: answer[0][name] for name in few}
        row("headroom", few, (forecasts, answer[1] * len(few) / len(series)))
    for name in methods:
        if name not in RIVALS:
            sys.exit(f"forecast.py: '{name}' is no method; choose of {', '.join(RIVALS)}")
        part = series if name in ALL_SERIES else few
        try:
            row(name, part, RIVALS[name](part, frequency, horizon, seasons))
        except ImportError as error:
            print(f"{name:<12} not installed ({error})", flush=True)
        except Exception as error:  # a rival that gives up is a result
            print(f"{name:<12} {len(part):>7} failed: {type(error).__name__}: {error}", flush=True)


if __name__ == "__main__":
    main()
