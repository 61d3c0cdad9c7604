internal import CapacityModel
internal import HeadroomBasics

extension PlanItem {
  /// All that a reviewer needs to sign one change, or to look into one item: what, why, how sure, what if it is wrong, how
  /// to undo it.
  ///
  /// - Parameters:
  ///   - id: What rows of tables refer to it by; empty for none.
  ///   - horizon: The plan's, as it writes it.
  ///   - picture: Demand before and after the origin, where it is known.
  func entry(id: String = "", horizon: String, picture: DemandPicture?) -> Document.Entry {
    var sections = [
      Document.Section(
        title: "Predicted peak against the present and the proposed size",
        chart: isDrawn ? SizeChart(item: self) : nil),
      .init(title: "Why", list: reasons),
    ]
    if let picture {
      // The past first: it is what everything else rests on.
      sections.insert(demand(picture), at: 0)
      sections += [peak(picture, horizon: horizon), record(picture)].compactMap { $0 }
    }
    return Document.Entry(
      id: id, summary: summary, kind: action.rawValue, facts: entryFacts,
      sections: sections + [sizeTable])
  }

  /// `db-1: shrink from 64 GiB to 32 GiB (-32 GiB)`.
  private var summary: String {
    guard action.changesSize else {
      return "\(entity.name): \(action.rawValue), now \(QuantityText.size(current.configured))"
    }
    let change = change.map { " (\(QuantityText.change($0)) GiB)" } ?? ""
    return "\(entity.name): \(action.rawValue) from \(QuantityText.size(current.configured)) "
      + "to \(QuantityText.size(proposed.configured))\(change)"
  }

  /// Whether a size or a peak is known.
  private var isDrawn: Bool {
    [current.configured, proposed.configured, peak.p50, peak.p99].contains { $0 != nil }
  }

  /// What the sizes would have had to hold in earlier stretches as long as the plan's horizon.
  private func record(_ picture: DemandPicture) -> Document.Section? {
    guard !picture.windows.isEmpty else { return nil }
    func verdict(_ peak: ByteCount, _ size: ByteCount?) -> String {
      size.map { peak > $0 ? "passed" : "held" } ?? "-"
    }
    return .init(
      title: "Its own record: earlier stretches as long as the horizon",
      columns: .texts("from", "until") + [.number("peak GiB")]
        + .texts("at the present size", "at the proposed size"),
      rows: picture.windows.map { window in
        [
          window.range.start.dateText, window.range.end.dateText,
          QuantityText.gibibytes(window.peak), verdict(window.peak, current.configured),
          verdict(window.peak, proposed.configured),
        ]
      })
  }

  private var entryFacts: [Document.Fact] {
    var facts: [Document.Fact] = [
      .init("Confidence", confidence.text), .init("Calibrated on", confidence.calibratedOn),
      .init("Aims at", "\(QuantityText.percent(serviceLevel)) (\(placeText))"),
      .init("Present size passed", breach.text), .init("Peak", peak.text),
      .init("If it is wrong", riskText), .init("Replay", replayText),
    ]
    facts += guardrails.map { .init("Guardrail \($0.name)", $0.effect) }
    if let reservation = proposed.reservation {
      facts.append(.init("Reserved", QuantityText.size(reservation)))
    }
    if let needsRestart {
      facts.append(.init("Restart", needsRestart ? "needed" : "not needed"))
    }
    if let text = placementText { facts.append(.init("Placement", text)) }
    facts.append(.init("Change window", window ?? "none is known"))
    facts.append(.init("Roll back", "set \(entity.name) to \(current.rollbackText)"))
    return facts
  }

  /// The size part by part, to the byte.
  private var sizeTable: Document.Section {
    guard let explanation else { return .init(title: "The size to the byte") }
    let parts = explanation.parts.map { part in
      [
        part.name, part.meaning, QuantityText.change(part.size),
        NumberText.grouped(part.size.bytes),
      ]
    }
    let total = [
      "= size", "", QuantityText.gibibytes(explanation.size),
      NumberText.grouped(explanation.size.bytes),
    ]
    return .init(
      title: "The size to the byte",
      columns: .texts("part", "what it is") + .numbers("GiB", "bytes"), rows: parts + [total],
      reading: .folded)
  }

  /// The past against the proposed size, and what is ahead.
  private func demand(_ picture: DemandPicture) -> Document.Section {
    let chart = DemandChart(
      picture: picture,
      levels: sizes.map {
        .init(size: $0.size, style: $0.style, title: "\($0.name): \(QuantityText.size($0.size))")
      }, passes: breach.p50, replayed: proposed.configured)
    return .init(
      title: "Demand so far, replayed at the new size, and ahead",
      lead: replayText.prefix(1).uppercased() + replayText.dropFirst() + ".",
      chart: chart, table: chart.table)
  }

  /// How likely each size is to be enough.
  private func peak(_ picture: DemandPicture, horizon: String) -> Document.Section? {
    picture.peak.map { peak in
      let chart = PeakChart(entity: entity, peak: peak, sizes: sizes)
      return .init(
        title: "How likely a size is to be enough for all of \(horizon)", chart: chart,
        table: chart.table)
    }
  }

  private var sizes: [PeakChart.Size] {
    [
      (current.configured, "was", "present size"), (proposed.configured, "will", "proposed size"),
    ].compactMap { size, style, name in
      size.map { PeakChart.Size(size: $0, style: style, name: name) }
    }
  }

  /// What a reader should expect where demand goes above the proposed size.
  private var riskText: String {
    guard let size = proposed.configured, let p99 = peak.p99 else {
      return "not known; the peak was not forecast"
    }
    let beyond =
      p99 > size
      ? "one future in a hundred peaks at \(QuantityText.size(p99)) or more, \(QuantityText.size(p99 - size)) above it"
      : "even one future in a hundred peaks no higher than \(QuantityText.size(p99))"
    return beyond + "; above its size an entity swaps or loses processes until it is grown again"
  }
}

extension PlanItem.Confidence {
  /// The probability and what it is one of.
  fileprivate var text: String {
    score.map { "\(QuantityText.percent($0)): \(meaning)" } ?? meaning
  }
}

extension PlanItem.Breach {
  /// All three dates.
  fileprivate var text: String {
    [("10 %", p10), ("50 %", p50), ("90 %", p90)].map { chance, date in
      "\(chance) \(date.map { "by \($0.dateText)" } ?? "not within the horizon")"
    }.joined(separator: ", ")
  }
}

extension PlanItem.Peak {
  /// Ahead and seen.
  fileprivate var text: String {
    var parts: [String] = []
    for (name, size) in [("median", p50), ("90 %", p90), ("99 %", p99)] {
      if let size { parts.append("\(name) \(QuantityText.size(size))") }
    }
    if let observedMax {
      let when = observedAt.map { " on \(QuantityText.instant($0))" } ?? ""
      parts.append("seen last month \(QuantityText.size(observedMax))\(when)")
    }
    return parts.isEmpty ? "unknown" : parts.joined(separator: ", ")
  }
}

extension PlanItem.Sizes {
  /// What to set to go back, to the byte.
  fileprivate var rollbackText: String {
    func exact(_ size: ByteCount) -> String {
      "\(QuantityText.size(size)) (\(NumberText.grouped(size.bytes)) bytes)"
    }
    guard let configured else { return "the size it has; none is recorded" }
    var parts = [exact(configured)]
    if let reservation { parts.append("reservation \(exact(reservation))") }
    if let limit { parts.append("limit \(exact(limit))") }
    return parts.joined(separator: ", ")
  }
}
