extension CapacityNotebook {
  /// Demand of the fleet and its clusters, and where it gets tight.
  static var fleet: [NotebookCell] {
    [
      .markdown("fleet-text", fleetText), .code("fleet-chart", fleetCode),
      .code("cluster-chart", clusterCode),
      .markdown("tight-text", tightText), .code("tight-table", tightCode),
    ]
  }

  private static let fleetText = """
    ## The fleet: past and ahead

    The line is the sum of the largest demand of each VM and day, the fan what it may become. VMs do not all peak \
    together, and the forecast knows that: the fan is drawn from joint futures, not from the sum of single worst cases. \
    The upper line, where it is known, is the memory installed less what is kept for a failover. Buy before the fan \
    touches it. Where no line stands, the export was made without an inventory of hosts.
    """

  private static let fleetCode = ##"""
    def draw_sum(ax, level, name, heading):
        past, ahead = rows("sums_daily", level=level, entity=name), rows("forecast_daily", level=level, entity=name)
        capacity = rows("peaks", level=level, entity=name)["capacity_bytes"].max()
        unit, label = unit_for(past["peak_bytes"], ahead.filter(like="_bytes").max(), [capacity])
        ax.plot(past["day"], past["peak_bytes"] / unit, color=BLUE, linewidth=1.4, label="seen")
        draw_fan(ax, ahead, unit)
        if pd.notna(capacity):
            ax.axhline(capacity / unit, color=RED, linewidth=1.6, label="installed, less failover reserve")
        ax.axvline(origin, color=GREY, linewidth=0.8, linestyle=":")
        ax.set_ylim(bottom=0)
        ax.set_ylabel(label)
        title(ax, heading)
        date_axis(ax)


    fleet = rows("forecast_daily", level="fleet")
    if fleet.empty:
        print("This export holds no forecast of the fleet.")
    else:
        _, ax = plt.subplots()
        draw_sum(ax, "fleet", "fleet", "Memory demand of the fleet")
        ax.legend(loc="lower left", ncols=2)
        show("Demand of the fleet by day, seen and predicted, against what is installed")
        peak = rows("peaks", level="fleet").iloc[0]
        unit, label = unit_for([peak["q0.9_bytes"]])
        sizes = tables["entities"]["configured_bytes"].sum()
        say(f"Over {peak['horizon_days']} days the fleet's peak stays below {peak['q0.9_bytes'] / unit:,.1f} {label} "
            f"with 90 % probability; today its VMs are configured with {sizes / unit:,.1f} {label} together.")
    """##

  private static let clusterCode = ##"""
    clusters = rows("peaks", level="cluster")["entity"].tolist() if not rows("peaks", level="cluster").empty else []
    if clusters:
        # More than a dozen pictures are no overview: then the largest ones.
        largest = rows("peaks", level="cluster").nlargest(12, "q0.9_bytes")["entity"]
        shown = [name for name in clusters if name in set(largest)]
        height = (len(shown) + 1) // 2
        figure, axes = plt.subplots(height, 2, figsize=(10, 3.1 * height), squeeze=False)
        for ax, name in zip(axes.flat, shown):
            draw_sum(ax, "cluster", name, name)
        for ax in axes.flat[len(shown):]:
            ax.set_visible(False)
        show("Demand of each cluster by day, seen and predicted, against what is installed")
        if len(shown) < len(clusters):
            print(f"the {len(shown)} clusters with the largest peaks of {len(clusters)}")
    """##

  private static let tightText = """
    ## Where it gets tight

    For each VM, the peak that it stays below with 90 % probability over the horizon, as a share of its size. Above \
    100 % a shortage must be reckoned with unless the VM grows; far below 50 % there is memory to be had back. The \
    histogram counts all VMs whose size is known, the table names the fullest.

    These are forecasts of demand as it would be with room enough. A plan also weighs how often VMs as full as this \
    really reached their size, so that for nearly full VMs its peaks (table `plan_items`) can be lower. For a VM that grows \
    steadily, look at both.
    """

  private static let tightCode = ##"""
    vms = rows("peaks", level="vm").merge(tables["entities"][["entity", "tier", "owner", "behaviour"]], on="entity")
    vms["filled"] = vms["q0.9_bytes"] / vms["capacity_bytes"]
    known = vms.dropna(subset=["filled"])
    if known.empty:
        print("No sizes are known, so that nothing can be said of how full the VMs are.")
    else:
        _, ax = plt.subplots(figsize=(10, 3.2))
        bins = [step / 20 for step in range(0, 31)]
        _, _, bars = ax.hist(known["filled"].clip(upper=1.499), bins=bins, color=SKY, edgecolor="white")
        for bar in bars:
            if bar.get_x() >= 0.999:
                bar.set_color(RED)
                bar.set_edgecolor("white")
        ax.axvline(1, color=GREY, linewidth=1)
        ax.xaxis.set_major_formatter(PERCENT)
        ax.yaxis.get_major_locator().set_params(integer=True)
        ax.set_xlabel("predicted peak (90 %) as a share of the size; 145 % and more stand in the last bar")
        ax.set_ylabel("VMs")
        over = int((known["filled"] > 1).sum())
        title(ax, f"{over} of {len(known)} VMs would pass their size with a chance of more than 10 %")
        show("How many VMs are how full: predicted peaks as shares of sizes")
        top = known.nlargest(10, "filled")
        table = pd.DataFrame({
            "VM": top["entity"], "tier": top["tier"].fillna(""), "behaviour": top["behaviour"].fillna(""),
            "size, GiB": (top["capacity_bytes"] / GiB).round(2),
            "peak (50 %), GiB": (top["q0.5_bytes"] / GiB).round(2),
            "peak (90 %), GiB": (top["q0.9_bytes"] / GiB).round(2),
            "filled": top["filled"].map(lambda share: f"{100 * share:.0f} %")}).reset_index(drop=True)
        display(table.style.hide(axis="index").format(precision=2, escape="html"))
    """##
}
