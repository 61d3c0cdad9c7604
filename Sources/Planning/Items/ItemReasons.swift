import CapacityModel
import HeadroomBasics

/// Why an item proposes what it proposes, the main reason first.
struct ItemReasons {
  /// What the plan was told.
  let input: PlanInput
  /// What the history says.
  let past: ObservedPast
  /// What the forecast says.
  let outlook: DemandOutlook
  /// The present size.
  let current: ByteCount
  /// How far ahead, for people.
  let horizon: String

  /// Complete sentences for an item that has its sizes, confidence, breach and replay already.
  ///
  /// - Parameter decision: What was decided, or held.
  func sentences(for item: PlanItem, decision: SizeDecision) -> [String] {
    let doubts = item.doubts ?? []
    var sentences = doubts.filter { $0.effect > .note }.map(\.text)
    sentences += [demand, shortfall(of: item), breach(of: item), replay(of: item)]
      .compactMap { $0 }
    sentences += decision.reasons
    // The mere distance between samples is told beside the item.
    sentences += doubts.filter {
      $0.effect == .note && ($0.kind != .coarseSampling || $0.trusted != nil)
    }.map(\.text)
    if let size = decision.size, let record = decision.record {
      sentences.append("\(record.text(for: size)).")
    }
    return sentences
  }

  private var demand: String {
    let level = PlanText.percent(input.serviceLevel)
    let ahead = PlanText.gibibytes(outlook.quantile(at: input.serviceLevel))
    let present = PlanText.gibibytes(current)
    let seen = past.monthPeak.map {
      "Demand peaked at \(PlanText.gibibytes($0.size)) on \($0.instant.dateText) and the"
    }
    return "\(seen ?? "The") \(level) peak over \(horizon) is \(ahead); "
      + "the present size is \(present)."
  }

  /// Said of every action: a reviewer must not find it out from the number alone.
  private func shortfall(of item: PlanItem) -> String? {
    guard let score = item.confidence.score, score < input.serviceLevel,
      let size = item.proposed.configured
    else { return nil }
    return "At \(PlanText.gibibytes(size)) demand fits with probability "
      + "\(PlanText.percent(score)), below the service level of "
      + "\(PlanText.percent(input.serviceLevel))."
  }

  private func breach(of item: PlanItem) -> String? {
    let dates = [("10 %", item.breach.p10), ("50 %", item.breach.p50), ("90 %", item.breach.p90)]
    let passed = dates.compactMap { share, date in date.map { "\(share) on \($0.dateText)" } }
    guard let last = passed.last else { return nil }
    let list =
      passed.count == 1 ? last : "\(passed.dropLast().joined(separator: ", ")) and \(last)"
    return "The probability that demand passes the present size reaches \(list)."
  }

  private func replay(of item: PlanItem) -> String? {
    let replay = item.replay
    guard replay.shortageDaysBefore > 0 || replay.shortageDaysAfter > 0 else { return nil }
    return
      "Of \(PlanText.count(replay.days, "day")) seen, \(replay.shortageDaysBefore) did not fit "
      + "the present size and \(replay.shortageDaysAfter) would not fit the proposed one."
  }
}
