import HeadroomBasics

extension CapacityNotebook {
  /// Title, loading, and what was loaded.
  static var opening: [NotebookCell] {
    [
      .markdown("title", title), .code("setup", setup), .code("provenance", provenance),
    ]
  }

  private static let title = """
    # Memory capacity: what the fleet will need

    This notebook shows what a fleet of virtual machines used, what it is expected to need, how good such expectations \
    were in the past, and what different ways of sizing would have cost. Run it from top to bottom; it reads the CSV \
    tables in the folder `tables` beside it and needs pandas and matplotlib.

    Demand is uncertain, so every forecast is a fan: its bands should hold the true value as often as the legend says. The \
    upper edge of the wide band is what to have ready, not the line in the middle.
    """

  private static let setup = ##"""
    import base64
    import hashlib
    import io
    import json
    import os
    import textwrap
    from pathlib import Path

    import matplotlib.dates as mdates
    import matplotlib.pyplot as plt
    import pandas as pd
    from IPython.display import display
    from matplotlib.ticker import MultipleLocator, PercentFormatter

    # The tables stand beside the notebook; HEADROOM_TABLES names another place.
    beside = [Path.cwd(), Path(globals().get("__vsc_ipynb_file__", ".")).parent]
    places = [Path(os.environ["HEADROOM_TABLES"])] if "HEADROOM_TABLES" in os.environ else [p / "tables" for p in beside]
    folder = next((p for p in places if (p / "tables.json").is_file()), None)
    if folder is None:
        raise FileNotFoundError("no tables.json beside the notebook; set HEADROOM_TABLES to the folder of the tables")
    manifest = json.loads((folder / "tables.json").read_text(encoding="utf-8"))


    def load(entry):
        """One table, with the types that tables.json states."""
        path = folder / entry["file"]
        if hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            print(f"note: {entry['file']} was changed after the export")
        types = {column["name"]: column["type"] for column in entry["columns"]}
        table = pd.read_csv(
            path, dtype={name: str for name, kind in types.items() if kind in ("text", "truth", "day", "instant")},
            keep_default_na=False, na_values=[""], lineterminator="\n")
        for name, kind in types.items():
            if kind == "text":
                # The apostrophe keeps spreadsheets from running text as a formula; it is no part of a name.
                table[name] = table[name].str.replace(r"^'(?='*[=+\-@\t\r])", "", regex=True)
            elif kind == "day":
                table[name] = pd.to_datetime(table[name], format="%Y-%m-%d")
        return table


    tables = {Path(entry["file"]).stem: load(entry) for entry in manifest["files"]}
    origin = pd.Timestamp(manifest["provenance"]["now"]).tz_convert(None)
    GiB, TiB = 2**30, 2**40

    # Colours that stay apart for every kind of colour vision (Okabe and Ito).
    BLUE, SKY, ORANGE, RED, GREEN, PURPLE, GREY = (
        "#0072B2", "#56B4E9", "#E69F00", "#D55E00", "#009E73", "#CC79A7", "#666666")
    OUTER, INNER = "#D3E9F7", "#92CAEE"
    PERCENT = PercentFormatter(1, decimals=0, symbol=" %")
    plt.rcParams.update({
        "figure.dpi": 80, "figure.figsize": (10, 4.4), "axes.spines.top": False, "axes.spines.right": False,
        "axes.grid": True, "grid.color": "#e5e5e5", "axes.axisbelow": True, "axes.titlelocation": "left",
        "axes.titlesize": 13, "legend.frameon": False, "font.size": 10.5, "figure.constrained_layout.use": True})


    def rows(name, **wanted):
        """Rows of a table whose columns have these values; none where the export has no such table."""
        table = tables.get(name, pd.DataFrame())
        for column, value in wanted.items():
            table = table[table[column] == value] if column in table else table
        return table


    def unit_for(*amounts):
        """GiB, or TiB where numbers would be long."""
        largest = max((float(pd.Series(a, dtype=float).max()) for a in amounts if a is not None), default=0)
        return (TiB, "TiB") if largest >= 10 * TiB else (GiB, "GiB")


    def date_axis(ax):
        locator = mdates.AutoDateLocator(minticks=4, maxticks=9)
        ax.xaxis.set_major_locator(locator)
        ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))


    def show(words):
        """Puts the picture into the notebook, with words for those who cannot see it."""
        picture = io.BytesIO()
        plt.savefig(picture, format="png")
        plt.close("all")
        encoded = base64.b64encode(picture.getvalue()).decode()
        # A page takes the first form, which has the words; a PDF the second.
        display({"text/html": f'<img alt="{words}" src="data:image/png;base64,{encoded}">', "image/png": encoded}, raw=True)


    def say(text):
        print(textwrap.fill(text, 100))


    def title(ax, text):
        # Names are data: a dollar sign in one is no formula.
        ax.set_title(text, parse_math=False)


    def draw_fan(ax, ahead, unit):
        """Bands between the quantiles below and above the median, and the median."""
        levels = sorted(float(c[1:-6]) for c in ahead.columns if c.startswith("q") and c.endswith("_bytes"))
        band = lambda level: ahead[f"q{level:g}_bytes"] / unit
        pairs = [(p, q) for p in levels for q in levels if p < 0.5 and abs(p + q - 1) < 1e-9]
        near = lambda level: min(pairs, key=lambda pair: abs(pair[0] - level))
        for (low, high), colour in zip(dict.fromkeys(near(p) for p in (0.05, 0.25) if pairs), (OUTER, INNER)):
            ax.fill_between(
                ahead["day"], band(low), band(high), color=colour, linewidth=0,
                label=f"{100 * (high - low):.0f} % of outcomes")
        middle = min(levels, key=lambda level: abs(level - 0.5)) if levels else None
        values = band(middle) if middle == 0.5 else ahead["mean_bytes"] / unit
        ax.plot(ahead["day"], values, color=BLUE, linewidth=1.8, linestyle="--", label="expected")
    """##

  private static let provenance = ##"""
    made = manifest["provenance"]
    span = f"{made['range']['start'][:10]} to {made['now'][:10]}"
    print(f"{made['entities']:,} VMs of {made['store']}, {made['samples']:,} samples, {span}")
    print(f"forecast by {made['forecaster']} for {made['horizon']}; seed {made['seed']}; {made['program']}")
    for warning in made["warnings"]:
        print(f"note: {warning}")
    """##
}
