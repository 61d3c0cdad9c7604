extension CapacityNotebook {
  /// What ways of sizing would have cost.
  static var policies: [NotebookCell] {
    [.markdown("policies-text", policiesText), .code("policies-chart", policiesCode)]
  }

  private static let policiesText = """
    ## What would each way of sizing have cost?

    Each policy sized every VM over the past days, and was charged for memory that lay idle (slack), for days on which \
    demand did not fit (shortage), and for changes. The left picture is the sum of all that, on the scale of the cheapest. \
    The right one is the trade itself: towards the left less memory lies idle, towards the bottom fewer days run short. \
    Nothing can be left of and below all others without seeing the future; what lies right of and above another point is \
    worse in both.
    """

  private static let policiesCode = ##"""
    policies = rows("policies").copy()
    if policies.empty:
        print("This export holds no judgement of sizing policies; export again with a backtest.")
    else:
        twice = policies["policy"].duplicated(keep=False)
        policies["name"] = policies["policy"].where(~twice, policies["policy"] + " (" + policies["variant"] + ")")
        policies = policies.sort_values("cost", ascending=False)
        ours = policies["variant"].isin(["ours", "guarded"])
        policies["colour"] = [ORANGE if mine else SKY for mine in ours]
        figure, axes = plt.subplots(1, 2, figsize=(10, 1.4 + 0.3 * max(len(policies), 10)), width_ratios=(1, 1.15))
        cheapest = policies["cost"].min()
        over = policies["cost"] / cheapest if cheapest > 0 else policies["cost"]
        # A policy that costs ten times as much would press all others into one corner.
        limit = 1.15 * min(over.max(), 6 * over.median())
        bars = axes[0].barh(policies["name"], over.clip(upper=limit), color=policies["colour"])
        axes[0].bar_label(bars, [f"{value:,.2f}" for value in over], padding=3, fontsize=9)
        axes[0].set_xlim(0, 1.15 * limit)
        axes[0].set_xlabel("cost over that of the cheapest")
        axes[0].grid(axis="y", visible=False)
        title(axes[0], "Cost, cheapest at the bottom")
        ax = axes[1]
        ax.scatter(policies["slack_share"], policies["shortage_days_per_month"], s=55, c=policies["colour"], edgecolors="white")
        ax.set_yscale("symlog", linthresh=0.1)
        ax.set_ylim(bottom=-0.01)
        ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        ax.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
        ax.set_xlabel("memory that lay idle (mean slack over mean size)")
        ax.set_ylabel("days of shortage, a VM and 30 days")
        title(ax, "Idle memory against shortage")
        for place, (_, row) in enumerate(policies.sort_values("slack_share").iterrows()):
            ax.annotate(
                row["name"], (row["slack_share"], row["shortage_days_per_month"]), fontsize=8, parse_math=False,
                xytext=(5, 6 if place % 2 else -11), textcoords="offset points")
        if ours.any():
            print("Orange: policies of Headroom's own.")
        plt.show()
    """##
}
