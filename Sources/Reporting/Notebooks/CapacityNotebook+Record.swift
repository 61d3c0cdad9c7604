extension CapacityNotebook {
  /// How good forecasts and promises were.
  static var record: [NotebookCell] {
    [
      .markdown("accuracy-text", accuracyText), .code("accuracy-chart", accuracyCode),
      .markdown("calibration-text", calibrationText), .code("calibration-chart", calibrationCode),
    ]
  }

  private static let accuracyText = """
    ## Can the forecast be trusted?

    A backtest went back to past dates, forecast from what was known then, and compared with what came. The simplest \
    honest rival repeats the last week (the seasonal naive). Left of the line at 1 a forecaster was better than that: \
    0.7 means 30 % less error. The second picture tells for which kinds of VMs that holds.
    """

  private static let accuracyCode = ##"""
    accuracy = rows("backtest_accuracy")
    ratio = "sql_over_seasonal_naive"
    if accuracy.empty or accuracy[ratio].isna().all():
        print("This export holds no comparison of forecasters; export again with a backtest that includes them.")
    else:
        whole = accuracy[accuracy["behaviour"].isna() & accuracy["history_from"].isna()]
        horizons = sorted(whole["horizon_steps"].unique())
        colours = dict(zip(horizons, [BLUE, ORANGE, GREEN, PURPLE] * len(horizons)))
        first = whole["forecaster"].iloc[0]
        longest = whole[whole["horizon_steps"] == horizons[-1]]
        order = longest.sort_values(ratio, ascending=False)["forecaster"].tolist()
        classes = accuracy[(accuracy["forecaster"] == first) & accuracy["behaviour"].notna()]
        figure, axes = plt.subplots(1, 2, figsize=(10, 0.9 + 0.42 * max(len(order), 4)), width_ratios=(3, 2))


        def dots(ax, part, key, names, heading):
            for horizon in horizons:
                one = part[part["horizon_steps"] == horizon].set_index(key)[ratio].reindex(names)
                ax.plot(one, range(len(names)), "o", color=colours[horizon], markersize=8, label=f"{horizon} days ahead")
            ax.axvline(1, color=GREY, linewidth=1)
            ax.set_yticks(range(len(names)), names)
            ax.set_ylim(-0.6, len(names) - 0.4)
            ax.set_xlabel("error over that of the seasonal naive")
            title(ax, heading)


        dots(axes[0], whole, "forecaster", order, "Forecasters, best at the top")
        axes[0].legend(loc="best")
        seen = classes[classes["horizon_steps"] == horizons[-1]].sort_values(ratio, ascending=False)["behaviour"].tolist()
        dots(axes[1], classes, "behaviour", seen, f"{first}, by kind of VM")
        show("Error of each forecaster over that of the seasonal naive, by horizon")
        mine, percent = whole[whole["forecaster"] == first], lambda share: f"{100 * share:.1f} %"
        display(pd.DataFrame({
            "days ahead": mine["horizon_steps"], "forecasts judged": mine["forecasts"],
            "error over naive": mine[ratio].round(3), "inside 80 % band": mine["coverage80"].map(percent),
            "inside 90 % band": mine["coverage90"].map(percent),
            "inside 95 % band": mine["coverage95"].map(percent)}).style.hide(axis="index").format(
                {"error over naive": "{:.3f}", "forecasts judged": "{:,}"}))
    """##

  private static let calibrationText = """
    ## Are promises kept?

    When a forecast says that demand stays below a size with 95 % probability, then of many such sizes 95 in 100 should \
    hold. Points on the diagonal keep their promise. Points above it were too careful (memory that was not needed), points \
    below it too bold (shortages that nobody announced). Circles are peaks over the horizon; squares, in records of version \
    0.1.0, are sizes in bins of their stated confidence. Fewer than 30 of either are left out. The right picture enlarges the \
    corner where sizes are chosen.
    """

  private static let calibrationCode = ##"""
    promises = rows("calibration")
    if promises.empty:
        print("This export holds no record of promises; export again with a backtest.")
    else:
        promises = promises[promises["behaviour"].isna() & (promises["n"] >= 30)]
        horizons = sorted(promises["horizon_steps"].unique())
        colours = dict(zip(horizons, [BLUE, ORANGE, GREEN, PURPLE] * len(horizons)))
        figure, axes = plt.subplots(1, 2, figsize=(10, 4.8))
        for ax in axes:
            ax.plot([0, 1], [0, 1], color=GREY, linewidth=1)
            for horizon in horizons:
                one = promises[promises["horizon_steps"] == horizon]
                peaks = one[one["kind"] == "peak"].sort_values("promised")
                ax.plot(
                    peaks["promised"], peaks["realised"], "o-", color=colours[horizon], markersize=5, linewidth=1,
                    label=f"peaks, {horizon} days")
                sizes = one[one["kind"] == "size"].sort_values("promised")
                if not sizes.empty:
                    ax.plot(
                        sizes["promised"], sizes["realised"], "s", color=colours[horizon], markersize=6,
                        markerfacecolor="none", label=f"sizes, {horizon} days")
            ax.set_aspect("equal")
            ax.xaxis.set_major_formatter(PERCENT)
            ax.yaxis.set_major_formatter(PERCENT)
            ax.set_xlabel("probability promised")
            ax.set_ylabel("share that held")
        axes[0].set(xlim=(0, 1.02), ylim=(0, 1.02))
        axes[1].set(xlim=(0.8, 1.005), ylim=(0.8, 1.005))
        for ax, step in zip(axes, (0.2, 0.05)):
            ax.xaxis.set_major_locator(MultipleLocator(step))
            ax.yaxis.set_major_locator(MultipleLocator(step))
        title(axes[0], "All promises")
        title(axes[1], "80 % and more")
        axes[0].legend(loc="upper left")
        show("Probabilities promised against the share of promises that held")
    """##
}
