extension CapacityNotebook {
  static let entityCode = ##"""
    def draw_entity(name):
        past, ahead = rows("demand_daily", entity=name), rows("forecast_daily", level="vm", entity=name)
        if past.empty:
            print(f"There is no VM {name!r} in this export.")
            return
        _, ax = plt.subplots()
        item = rows("plan_items", entity=name)
        proposed = item["proposed_bytes"].max() if not item.empty else float("nan")
        unit, label = unit_for(past[["peak_bytes", "configured_bytes"]].max(), ahead.filter(like="_bytes").max(), [proposed])
        # An off day holds no demand: the line breaks there.
        ax.plot(past["day"], past["peak_bytes"] / unit, color=BLUE, linewidth=1.4, label="peak of the day")
        ax.plot(past["day"], past["mean_bytes"] / unit, color=BLUE, linewidth=0.7, alpha=0.6, label="mean of the day")
        if not ahead.empty:
            draw_fan(ax, ahead, unit)
        end = ahead["day"].max() if not ahead.empty else past["day"].max()
        sizes = past.dropna(subset=["configured_bytes"])
        if not sizes.empty:
            days = pd.concat([sizes["day"], pd.Series([end])])
            steps = pd.concat([sizes["configured_bytes"], sizes["configured_bytes"].iloc[-1:]]) / unit
            ax.step(days, steps, where="post", color=RED, linewidth=1.6, label="size")
        if pd.notna(proposed):
            ax.plot([origin, end], [proposed / unit] * 2, color=GREEN, linewidth=2.2, label="size proposed by the plan")
        cut = past[past["cut_off_share"] > 0]
        if not cut.empty:
            ax.plot(cut["day"], cut["peak_bytes"] / unit, "^", color=RED, markersize=6, label="cut off by the size")
        ax.axvline(origin, color=GREY, linewidth=0.8, linestyle=":")
        ax.set_ylim(bottom=0)
        ax.set_ylabel(label)
        title(ax, "Memory of " + name.replace("\n", " "))
        date_axis(ax)
        ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
        show("Memory of one VM by day, seen and predicted, against its size")
        peak = rows("peaks", level="vm", entity=name)
        if not peak.empty:
            peak = peak.iloc[0]
            say(f"Over {peak['horizon_days']} days its peak stays below {peak['q0.5_bytes'] / unit:,.2f} {label} with 50 %, "
                f"{peak['q0.9_bytes'] / unit:,.2f} with 90 % and {peak['q0.99_bytes'] / unit:,.2f} with 99 % probability.")
        if not item.empty:
            reasons = str(item.iloc[0]["reasons"]).replace(".; ", ". ")
            say(f"The plan says {item.iloc[0]['action']}: {reasons}")


    for name in entities:
        draw_entity(name)
    """##
}
