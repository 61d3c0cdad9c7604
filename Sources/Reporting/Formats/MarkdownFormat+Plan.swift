internal import CapacityModel
internal import HeadroomBasics

extension MarkdownFormat {
  private static let itemColumns = [
    ("Action", false), ("Entity", false), ("Now, GiB", true), ("New, GiB", true),
    ("Change, GiB", true), ("Confidence", true), ("Present size passed", false), ("Why", false),
  ]

  /// The table of changes.
  func changes(of plan: ResizePlan) -> String {
    let rows = plan.changes.map(row)
    guard !rows.isEmpty else { return "\nNothing to change: every size fits what it has to.\n" }
    return "\n## Changes\n\n" + MarkdownText.table(Self.itemColumns, rows)
  }

  /// All that a reviewer needs to sign one change.
  func section(of item: PlanItem) -> String {
    let name = MarkdownText.escaped(item.entity.name)
    let change = item.change.map { " (\(QuantityText.change($0)) GiB)" } ?? ""
    let from = QuantityText.size(item.current.configured)
    let to = QuantityText.size(item.proposed.configured)
    var text = "\n### \(name): \(item.action.rawValue) from \(from) to \(to)\(change)\n\n"
    if let explanation = item.explanation { text += table(of: explanation) + "\n" }
    var facts = [
      "Confidence: \(item.confidence.text)", "Calibrated on: \(item.confidence.calibratedOn)",
      "Aims at: \(QuantityText.percent(item.serviceLevel)) (\(item.placeText))",
      "Present size passed: \(item.breach.text)", "Peak: \(item.peak.text)",
      "Replay: \(item.replayText)",
    ]
    facts += item.guardrails.map { "Guardrail \($0.name): \($0.effect)" }
    facts += item.reasons.map { "Why: \($0)" }
    if let needsRestart = item.needsRestart {
      facts.append("Restart: \(needsRestart ? "needed" : "not needed")")
    }
    if let text = item.placementText { facts.append("Placement: \(text)") }
    if let window = item.window { facts.append("Change window: \(window)") }
    facts.append("Roll back: set \(item.entity.name) to \(item.current.rollbackText)")
    return text + MarkdownText.list(facts)
  }

  /// What a person must look at.
  func investigations(of plan: ResizePlan) -> String {
    let items = plan.items(.investigate)
    guard !items.isEmpty else { return "" }
    return "\n## Look at these first; no size is proposed\n\n"
      + MarkdownText.table(
        [("Entity", false), ("Now, GiB", true), ("Why", false)],
        items.map { item in
          [
            item.entity.name, item.current.configured.map(QuantityText.gibibytes) ?? "-",
            item.reasons.joined(separator: "; "),
          ]
        })
  }

  /// What stays.
  func holds(of plan: ResizePlan, all: Bool) -> String {
    let items = plan.items(.hold)
    guard !items.isEmpty else { return "" }
    let count = QuantityText.count(
      items.count, "entity stays as it is", "entities stay as they are")
    let table = all ? "\n" + MarkdownText.table(Self.itemColumns, items.map(row)) : ""
    return "\n## Held\n\n\(count).\n\(table)"
  }

  /// Hosts before and after.
  func hosts(of plan: ResizePlan) -> String {
    guard !plan.hosts.isEmpty else { return "" }
    let columns = ResizePlan.HostSummary.columns.map { ("\(capitalized($0)), GiB", true) }
    return "\n## Hosts\n\n" + (plan.peakText.map { "\($0)\n\n" } ?? "")
      + MarkdownText.table(
        [("Host", false)] + columns + [("Warning", false)],
        plan.hosts.map { $0.cells + [$0.warning ?? ""] })
  }

  /// What hosts have to say of items.
  func placements(of plan: ResizePlan) -> String {
    guard !plan.placed.isEmpty else { return "" }
    return "\n## Placement\n\n"
      + MarkdownText.table(
        [("Entity", false), ("Host", false), ("Move to", false), ("Why", false)],
        plan.placed.map { item in
          [
            item.entity.name, item.host ?? "-", item.placement?.suggestedMove?.host ?? "-",
            item.placementText ?? "",
          ]
        })
  }

  private func row(_ item: PlanItem) -> [String] {
    [
      item.action.rawValue, item.entity.name,
      item.current.configured.map(QuantityText.gibibytes) ?? "-",
      item.proposed.configured.map(QuantityText.gibibytes) ?? "-",
      item.change.map(QuantityText.change) ?? "-",
      item.confidence.score.map(QuantityText.percent) ?? "-", item.breach.shortText,
      item.mainReason,
    ]
  }

  private func table(of explanation: SizeExplanation) -> String {
    let parts = explanation.parts.map { part in
      [part.name, part.meaning, QuantityText.change(part.size), bytes(part.size)]
    }
    let total = ["= size", "", QuantityText.gibibytes(explanation.size), bytes(explanation.size)]
    return MarkdownText.table(
      [("Part", false), ("What it is", false), ("GiB", true), ("Bytes", true)], parts + [total])
  }

  private func bytes(_ size: ByteCount) -> String { NumberText.grouped(size.bytes) }
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
