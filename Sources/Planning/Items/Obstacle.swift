import CapacityModel
import HeadroomBasics

/// Why no size is proposed for an entity.
struct Obstacle {
  /// The guardrail that says so; `nil` where something is missing.
  let guardrail: String?
  /// Why, one sentence.
  let reason: String

  /// All obstacles of an entity, the gravest first; empty where a size can be proposed.
  static func all(
    for input: PlanInput, past: ObservedPast, limits: Guardrails
  ) -> [Obstacle] {
    presence(of: input, past: past)
      + record(of: input, past: past, limits: limits)
      + answers(of: input)
  }

  private static func presence(of input: PlanInput, past: ObservedPast) -> [Obstacle] {
    var found: [Obstacle] = []
    if let since = past.offSince {
      found.append(
        Obstacle(
          guardrail: nil, reason: "It has been off since \(since.dateText): candidate for removal.")
      )
    } else if past.lastObserved == nil {
      found.append(Obstacle(guardrail: nil, reason: "No demand was ever observed."))
    } else if past.monthPeak == nil, let last = past.lastObserved {
      found.append(
        Obstacle(
          guardrail: nil,
          reason: "No demand was observed since \(last.dateText): check that it is still sampled."))
    }
    if input.history.configured ?? .zero <= .zero {
      found.append(
        Obstacle(
          guardrail: nil,
          reason: "Its configured size is unknown, so there is nothing to compare a proposal with.")
      )
    }
    return found
  }

  private static func record(
    of input: PlanInput, past: ObservedPast, limits: Guardrails
  ) -> [Obstacle] {
    var found: [Obstacle] = []
    // Off or never seen: its length of history is not what needs a look.
    if past.observedDays < limits.minimumHistoryDays, past.observedDays > 0 {
      found.append(
        Obstacle(
          guardrail: "minimum-history",
          reason: "Only \(PlanText.days(past.observedDays)) were observed; "
            + "\(PlanText.days(limits.minimumHistoryDays)) are needed before a size is touched."))
    }
    if past.censoredDays > limits.maximumCensoredDays {
      found.append(
        Obstacle(
          guardrail: "censored-demand",
          reason: "The size cut demand off for \(PlanText.days(past.censoredDays)) of the last 30, "
            + "so what it needs is not known; more than "
            + "\(PlanText.days(limits.maximumCensoredDays)) calls for a look."))
    }
    return found
  }

  private static func answers(of input: PlanInput) -> [Obstacle] {
    if let size = input.recommendation.size, size > .zero, size.bytes < 1 << 60 {
      return input.column == nil
        ? [Obstacle(guardrail: nil, reason: "No forecast was made for it.")] : []
    }
    if let size = input.recommendation.size {
      return [Obstacle(guardrail: nil, reason: "The sizing policy said \(size), which is no size.")]
    }
    let said = input.recommendation.reasons
    let reasons = said.isEmpty ? ["The sizing policy has no answer."] : said
    return reasons.map { Obstacle(guardrail: nil, reason: $0) }
  }
}
