public import CapacityModel
internal import HeadroomBasics

extension QualityReport: JSONReportable, CSVReportable {
  /// `data quality`.
  public static let kind = "data quality"

  /// Doubts by what they do, then every entity that is doubted.
  public func document(_ options: ReportOptions) -> Document {
    let doubted = entities.filter { !$0.doubts.isEmpty || !$0.problems.isEmpty }
    let gravest = doubted.sorted { left, right in
      let (one, other) = (left.doubts.first?.effect, right.doubts.first?.effect)
      if one != other { return other.map { another in one.map { $0 > another } ?? false } ?? true }
      return left.entity < right.entity
    }
    return Document(
      title: "Data to mend in \(store)", facts: facts,
      sections: [
        .init(title: "What is doubtful", table: kinds),
        .init(
          title: "Entities with something to mend",
          table: Document.Table(
            columns: [.text("entity"), .text("state"), .text("sampled every"), .text("effect")],
            rows: gravest.map { record in
              .init(
                [
                  record.entity.name, record.state.rawValue, record.intervalText,
                  record.doubts.first.map { $0.effect.text } ?? "-",
                ],
                note: (record.problems
                  + record.doubts.filter { $0.effect == .note }.map(\.text))
                  .joined(separator: "; "))
            }, noteTitle: "why")),
      ])
  }

  private var facts: [Document.Fact] {
    let clean = entities.count {
      $0.doubts.allSatisfy { $0.effect == .note } && $0.state == .active
    }
    return [
      .init("As of", QuantityText.instant(now)),
      .init("Entities", NumberText.grouped(entities.count)),
      .init("Believed", "\(NumberText.grouped(clean)) without a doubt that changes a size"),
    ] + cutOff
  }

  /// How many needed more than their size gave: their samples are right, and do not tell what they need.
  private var cutOff: [Document.Fact] {
    let count = entities.count { $0.cutOffOfMonth ?? 0 > 0 }
    guard count > 0 else { return [] }
    return [
      .init(
        "Cut off",
        QuantityText.count(
          count, "entity whose size cut demand off in the last 30 days",
          "entities whose sizes cut demand off in the last 30 days")
          + ": what is needed there is not known")
    ]
  }

  /// How many entities have a doubt of each kind.
  private var kinds: Document.Table {
    Document.Table(
      columns: [.text("doubt"), .text("effect"), .number("entities")],
      rows: DataDoubt.Kind.allCases.flatMap { kind in
        DataDoubt.Effect.allCases.reversed().compactMap { effect in
          let count = entities.count { record in
            record.doubts.contains { $0.kind == kind && $0.effect == effect }
          }
          return count == 0
            ? nil : .init([kind.rawValue, effect.text, NumberText.grouped(count)])
        }
      })
  }

  /// Writes the report as one object.
  public func writeJSON(_ options: ReportOptions, to sink: ByteSink) throws {
    try sink(JSONFormat.encoded(self, options: options))
  }

  /// Writes one row a doubt.
  public func writeCSV(_ options: ReportOptions, to sink: ByteSink) throws {
    var rows = CSVRow()
    rows.append(plain: ["entity", "state", "kind", "effect", "since", "count", "text"])
    rows.end()
    for record in entities {
      for doubt in record.doubts {
        rows.append(record.entity.name, guarded: true)
        rows.append(plain: [
          record.state.rawValue, doubt.kind.rawValue, doubt.effect.rawValue,
          doubt.since.map { "\($0)" } ?? "", "\(doubt.count)",
        ])
        rows.append(doubt.text, guarded: true)
        rows.end()
      }
    }
    try sink(rows.bytes)
  }
}

extension DataQuality {
  /// What is wrong with the entity's data, one text each, the same in reviews and in the quality of a store.
  var problems: [String] {
    var problems: [String] = []
    if longestGap > 1 {
      problems.append("a gap of \(QuantityText.count(longestGap, "day", "days"))")
    }
    if cutOffDays > 0 {
      let days = QuantityText.count(cutOffDays, "day", "days")
      problems.append(
        cutOffOfMonth.map { "\(PlanText.cutOff(ofMonth: $0)), at some time on \(days) in all" }
          ?? "the size cut demand off at some time on \(days)")
    }
    if state != .active { problems.append(stateText) }
    problems += doubts.filter { $0.effect > .note }.map(\.text)
    if !hasSize { problems.append("no size was ever recorded") }
    return problems
  }

  /// Since when nothing is there.
  var stateText: String {
    switch state {
    case .active: "active"
    case .poweredOff: "off for two weeks or longer"
    case .retired: "not seen since \(last.dateText)"
    }
  }

  /// `5 minutes`.
  fileprivate var intervalText: String {
    intervalSeconds.map { EntityQuality.text(interval: $0) } ?? "-"
  }
}

extension DataDoubt.Effect {
  /// What a plan does.
  var text: String {
    switch self {
    case .note: "told"
    case .keepsPeaks: "no shrink below the largest peak"
    case .holdsShrink: "no shrink"
    case .investigate: "no size"
    }
  }
}
