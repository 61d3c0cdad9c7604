public import CapacityModel
internal import HeadroomBasics

extension ResizePlan: CSVReportable, JSONReportable {
  /// `resize plan`.
  public static let kind = "resize plan"

  /// What a change board decides on: the plan in a paragraph, the changes with the widest first and all that a reviewer
  /// signs for beside each, what a person must look at, and what a reader should know.
  public func document(_ options: ReportOptions) -> Document {
    let standing = options.standing.map { [Document.Fact("Standing", $0)] } ?? []
    let identity: [Document.Fact] = [
      .init("Made", QuantityText.instant(created)),
      .init(
        "Roll back",
        "headroom plan export PLAN --as NAME --part rollback writes the commands, headroom plan "
          + "rollback PLAN the inverse plan"),
      .init("Plan", id),
    ]
    return Document(
      title: "Resize plan \(id.prefix(12))",
      figures: figures(fleet: options.fleet?.outlook, prices: options.prices),
      picture: fleetSection(options.fleet), facts: facts(at: options.prices) + standing + identity,
      sections: sections(options))
  }

  /// What a plan says below its facts.
  func sections(_ options: ReportOptions) -> [Document.Section] {
    [changePicture(options), changeSection(options), shortageSection, investigations]
      + [holds(options)]
      + [itemSection(options)] + aheadSections
      + [placements, hostSection, .warnings(warnings), decisionSection]
  }

  /// Writes the plan, every item, as one object, `headroom.plan/v1`.
  public func writeJSON(_ options: ReportOptions, to sink: ByteSink) throws {
    try sink(JSONFormat.encoded(self, options: options))
  }

  /// Writes one row an item, in the plan's order, held and doubtful ones included, with the last decision on each; the
  /// table `plan_items` of an export is the same.
  public func writeCSV(_ options: ReportOptions, to sink: ByteSink) throws {
    _ = try PlanItemsTable.fields.write(PlanItemsTable.rows(of: self), to: sink)
  }

  private func changeSection(_ options: ReportOptions) -> Document.Section {
    let changes = changes
    guard !changes.isEmpty else {
      let lead =
        headline.isSettled
        ? "Nothing to change: every entity was judged, and its size is sure enough."
        : "No change is proposed."
      return .init(title: "Changes", lead: lead)
    }
    return .init(
      title: "Changes, the widest first", table: Self.table(of: changes, options),
      entries: changes.map { $0.entry(horizon: horizon, picture: options.pictures[$0.entity]) },
      medium: .text)
  }

  private var investigations: Document.Section {
    .init(
      title: "Look at these first; no size is proposed",
      table: .init(
        columns: [.text("entity"), .number("now GiB")],
        rows: items(.investigate).map { item in
          .init(
            [item.entity.name, QuantityText.gibibytes(item.current.configured)],
            note: item.reasons.joined(separator: "; "), tone: item.tone)
        }, noteTitle: "why"), medium: .text)
  }

  private func holds(_ options: ReportOptions) -> Document.Section {
    let held = items(.hold)
    guard !held.isEmpty else { return .init(title: "Held") }
    var lead = QuantityText.count(
      held.count, "entity stays as it is", "entities stay as they are")
    let doubted = held.filter { $0.confidence.contradiction != nil }.map(\.entity.name)
    if !doubted.isEmpty {
      lead += "; the confidence of \(NumberText.grouped(doubted.count)) is contradicted by the "
      lead += "own past: \(doubted.prefix(5).joined(separator: ", "))"
      if doubted.count > 5 { lead += " and \(NumberText.grouped(doubted.count - 5)) more" }
    }
    return .init(
      title: "Held", lead: "\(lead).",
      table: Self.table(of: held, options, reading: .onDemand), medium: .text)
  }

  private var decisionSection: Document.Section {
    .init(title: "Decisions", list: decisions)
  }

  /// One row an item, its main reason as the note; past demand where that is known.
  private static func table(
    of items: [PlanItem], _ options: ReportOptions, reading: Document.Reading = .shown
  ) -> Document.Table {
    let columns: [Document.Column] =
      [.text("action"), .text("entity")]
      + .numbers("now GiB", "new GiB", "change", "confidence") + [.number("breach").asExtra]
    return Document.Table(
      columns: options.past.isEmpty ? columns : columns + [.text("demand of size").asExtra],
      rows: items.map { item in
        let past = Sparkline.text(
          options.past[item.entity] ?? [], of: Double(item.current.configured?.bytes ?? 0))
        return .init(
          item.cells + (options.past.isEmpty ? [] : [past]), note: item.note, tone: item.tone)
      }, noteTitle: "why", reading: reading)
  }
}

extension PlanItem {
  /// Action, name, sizes, change, confidence, breach: the day by whose end demand has passed the present size with 50 %.
  var cells: [String] {
    [
      action.rawValue, entity.name, QuantityText.gibibytes(current.configured),
      QuantityText.gibibytes(proposed.configured), change.map(QuantityText.change) ?? "-",
      confidence.score.map(QuantityText.percent) ?? "-", breach.p50?.dateText ?? "-",
    ]
  }

  /// What the action means to a reader.
  var tone: Document.Tone {
    switch action {
    case .grow: .critical
    case .shrink: .warning
    case .hold: .fine
    case .investigate: .unknown
    }
  }
}
