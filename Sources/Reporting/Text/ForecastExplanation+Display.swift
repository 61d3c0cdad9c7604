internal import CapacityModel
internal import HeadroomBasics

extension ForecastExplanation {
  /// What the explanation is of, label and value.
  var facts: [(label: String, value: String)] {
    var facts = [
      ("Forecaster", forecaster), ("Origin", QuantityText.instant(origin)),
      ("Horizon", QuantityText.count(horizon, "step", "steps")), ("Class", behaviour.rawValue),
      ("History", QuantityText.count(observedSteps, "observed step", "observed steps")),
      ("Season", "\(amount(season.lowest)) to \(signed(season.highest))"),
      (
        "Quantiles",
        treeShare > 0
          ? "\(QuantityText.percent(treeShare)) learnt from the state of the series, the rest from its class"
          : "from the errors of its class and its own"
      ),
    ]
    facts += notes.map { ("Note", $0) }
    return facts
  }

  /// The tables in reading order; one without rows is not shown.
  var blocks: [ReportBlock] { [partBlock, memberBlock, shiftBlock, originBlock] }

  private var partBlock: ReportBlock {
    let level = parts.first.map { NumberText.plain($0.tailLevel) } ?? ""
    return ReportBlock(
      title: "Parts\(isBytes ? ", GiB" : "")",
      columns: ["STEP", "BASE", "TREND", "SEASON", "OTHER", "MEDIAN", "TAIL", "Q\(level)"]
        .map { ($0, true) },
      rows: parts.map { part in
        ["\(part.step)", amount(part.base)] + [part.trend, part.season, part.other].map(signed)
          + [amount(part.median), signed(part.tail), amount(part.median + part.tail)]
      })
  }

  private var memberBlock: ReportBlock {
    ReportBlock(
      title: "Members", columns: [("STEPS", false), ("MEMBER", false), ("WEIGHT", true)],
      rows: members.map { member in
        ["\(member.from) to \(member.to)", member.name, QuantityText.percent(member.weight)]
      })
  }

  private var shiftBlock: ReportBlock {
    ReportBlock(
      title: "Lasting shifts of the level\(isBytes ? ", GiB" : "")",
      columns: [("FROM", false)] + ["BEFORE", "AFTER", "CHANGE"].map { ($0, true) },
      rows: shifts.map { shift in
        [
          QuantityText.instant(shift.at), amount(shift.before), amount(shift.after),
          signed(shift.after - shift.before),
        ]
      })
  }

  private var originBlock: ReportBlock {
    ReportBlock(
      title: "Earlier forecasts against what happened\(isBytes ? ", GiB" : "")",
      columns: [("ORIGIN", false)]
        + ["STEPS", "OBSERVED", "BIAS", "ERROR", "ERROR %"].map { ($0, true) },
      rows: origins.map { origin in
        [
          QuantityText.instant(origin.at), "\(origin.steps)", amount(origin.observed),
          signed(origin.bias), amount(origin.error),
          origin.observed != 0
            ? QuantityText.percent(origin.error / origin.observed.magnitude) : "-",
        ]
      })
  }

  private var isBytes: Bool { unit == "bytes" }

  /// Four significant digits, in GiB where the unit is known to be bytes.
  private func amount(_ value: Double) -> String {
    let shown = isBytes ? value / 1_073_741_824 : value
    let places =
      switch shown.magnitude {
      case ..<1: 4
      case ..<100: 2
      case ..<10_000: 1
      default: 0
      }
    return NumberText.fixed(shown, places: places)
  }

  private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + amount(value) }
}
