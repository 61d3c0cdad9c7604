internal import CapacityModel
internal import HeadroomBasics

/// What stands in the way of a size: why somebody must look first.
enum Obstacles {
  /// All obstacles of an entity, the gravest first; empty where a size can be decided.
  ///
  /// - Parameter isKnown: Whether the probability to pass a size is known.
  static func all(
    for history: EntityHistory, past: ObservedPast, quality: EntityQuality, now: Timestamp,
    limits: Guardrails, isKnown: Bool, wanted: Recommendation?
  ) -> [SizeObstacle] {
    var found = presence(of: history, past: past, now: now) + record(of: past, limits: limits)
    found += quality.doubts.filter { $0.effect == .investigate }
      .map { SizeObstacle(guardrail: .dataQuality, reason: $0.text) }
    if let wanted { found += answer(wanted) }
    if found.isEmpty, !isKnown {
      found.append(
        SizeObstacle(
          guardrail: nil,
          reason: "Too few days of the last 28 were observed to say how high demand may go."))
    }
    return found
  }

  /// Days without samples after which nobody knows what an entity needs now.
  private static let silence = Duration.days(7)

  private static func presence(
    of history: EntityHistory, past: ObservedPast, now: Timestamp
  ) -> [SizeObstacle] {
    var found: [SizeObstacle] = []
    if let since = past.offSince {
      found.append(
        SizeObstacle(
          guardrail: nil, reason: "It has been off since \(since.dateText): candidate for removal.")
      )
    } else if past.lastObserved == nil {
      found.append(SizeObstacle(guardrail: nil, reason: "No demand was ever observed."))
    } else if let last = past.lastObserved, last + Self.silence < now {
      found.append(
        SizeObstacle(
          guardrail: nil,
          reason: "No demand was observed since \(last.dateText): check that it is still sampled."))
    }
    if history.configured ?? .zero <= .zero {
      found.append(
        SizeObstacle(
          guardrail: nil,
          reason: "Its configured size is unknown, so there is nothing to compare a proposal with.")
      )
    }
    return found
  }

  private static func record(of past: ObservedPast, limits: Guardrails) -> [SizeObstacle] {
    var found: [SizeObstacle] = []
    // Off or never seen: its length of history is not what needs a look.
    if past.observedDays < limits.minimumHistoryDays, past.observedDays > 0 {
      found.append(
        SizeObstacle(
          guardrail: .minimumHistory,
          reason: "Only \(PlanText.days(past.observedDays, "was", "were")) observed; "
            + "\(PlanText.days(limits.minimumHistoryDays, "is", "are")) needed before a size is touched."
        ))
    }
    if past.censoredDays > limits.maximumCensoredDays {
      let cutOff = PlanText.cutOff(ofMonth: past.censoredDays)
      found.append(
        SizeObstacle(
          guardrail: .censoredDemand,
          reason:
            "\(cutOff.prefix(1).uppercased())\(cutOff.dropFirst()), so what it needs is not known; "
            + "more than \(PlanText.days(limits.maximumCensoredDays, "calls", "call")) for a look.")
      )
    }
    return found
  }

  private static func answer(_ wanted: Recommendation) -> [SizeObstacle] {
    if let size = wanted.size {
      guard size <= .zero || size.bytes >= 1 << 60 else { return [] }
      return [
        SizeObstacle(guardrail: nil, reason: "The sizing policy said \(size), which is no size.")
      ]
    }
    let reasons =
      wanted.reasons.isEmpty ? ["The sizing policy has no answer."] : wanted.reasons
    return reasons.map { SizeObstacle(guardrail: nil, reason: $0) }
  }
}
