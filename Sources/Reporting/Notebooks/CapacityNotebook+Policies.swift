extension CapacityNotebook {
  /// What ways of sizing would have cost.
  static var policies: [NotebookCell] {
    [.markdown("policies-text", policiesText), .code("policies-chart", policiesCode)]
  }

  private static let policiesText = """
    ## What would each way of sizing have cost?

    Each policy sized every VM over the past days, and was charged for memory that lay idle (slack), for days on which \
    demand did not fit (shortage), and for changes. The left picture is the sum of all that, on the scale of the cheapest. \
    The right one, with the same numbers, is the trade itself: towards the left less memory lies idle, towards the bottom \
    fewer days run short (the scale is linear up to 0.1 and logarithmic above); what lies right of and above another point \
    is worse in both. Orange are policies of Headroom's own; a grey one, where it stands, knows the future and is the bound \
    for all others.

    Where no other report was given to the export, every policy stands here with its default settings. `headroom backtest \
    --train-until` tunes each of them for the fleet and its prices before it judges; an export takes that report, too, with \
    `--backtest`.
    """

  private static let policiesCode = ##"""
    policies = rows("policies").copy()
    if policies.empty:
        print("This export holds no judgement of sizing policies; export again with a backtest.")
    else:
        if (policies["variant"] == "tuned").any():
            # The default settings of a policy that was tuned, and a guarded one that is like the unguarded, say nothing new.
            policies = policies[policies["variant"] != "default"].drop_duplicates(["policy", "cost"])
        twice = policies["policy"].duplicated(keep=False)
        policies["name"] = policies["policy"].where(~twice, policies["policy"] + " (" + policies["variant"] + ")")
        policies = policies.sort_values("cost", ascending=False)
        colours = policies["variant"].map({"ours": ORANGE, "guarded": ORANGE, "bound": "#bbbbbb"}).fillna(SKY).tolist()
        ranks = list(range(len(policies), 0, -1))
        names = [f"{name}  {rank}" for name, rank in zip(policies["name"], ranks)]
        figure, axes = plt.subplots(1, 2, figsize=(10, 1.4 + 0.3 * max(len(policies), 10)), width_ratios=(1, 1.15))
        cheapest = policies.loc[policies["variant"] != "bound", "cost"].min()
        over = policies["cost"] / cheapest if cheapest > 0 else policies["cost"]
        # A policy that costs ten times as much would press all others into one corner.
        limit = min(over.max(), 6 * over.median())
        bars = axes[0].barh(range(len(names)), over.clip(upper=limit), color=colours)
        axes[0].set_yticks(range(len(names)), names, parse_math=False)
        axes[0].bar_label(bars, [f"{value:,.2f}" for value in over], padding=3, fontsize=9)
        axes[0].set_xlim(0, 1.18 * limit)
        axes[0].set_xlabel("cost over that of the cheapest")
        axes[0].grid(axis="y", visible=False)
        title(axes[0], "Cost, cheapest at the top")
        ax = axes[1]
        idle, short = policies["slack_share"], policies["shortage_days_per_month"]
        ax.scatter(idle, short, s=210, c=colours, edgecolors="white")
        for rank, x, y in zip(ranks, idle, short):
            ax.annotate(str(rank), (x, y), fontsize=9, ha="center", va="center")
        ax.set_yscale("symlog", linthresh=0.1)
        ax.set_ylim(-0.02, 1.6 * max(short.max(), 0.1))
        ax.margins(x=0.1)
        ax.xaxis.set_major_formatter(PERCENT)
        ax.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
        ax.set_xlabel("idle memory (mean slack over mean size)")
        ax.set_ylabel("days of shortage, a VM and 30 days")
        title(ax, "Idle memory against shortage")
        show("What each sizing policy would have cost, and its idle memory against days of shortage")
    """##
}
