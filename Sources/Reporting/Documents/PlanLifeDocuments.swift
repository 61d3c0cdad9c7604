public import CapacityModel
internal import HeadroomBasics

extension PlanComparison: JSONReportable {
  /// `comparison of plans`.
  public static let kind = "comparison of plans"

  /// What the plans were made from where that differs, then one row an entity that they treat differently.
  public func document(_ options: ReportOptions) -> Document {
    let items = QuantityText.count(differences.count, "item differs", "items differ")
    return Document(
      title: "Comparison of two plans",
      facts: [.init("Items", "\(items), \(NumberText.grouped(same)) do not")],
      sections: [
        .init(title: "What they were made from and with", list: basis),
        .init(
          title: "Differences",
          table: .init(
            columns: .texts("entity", "before", "after"),
            rows: differences.map {
              .init([$0.entity.name, $0.before, $0.after], note: $0.why.joined(separator: "; "))
            }, noteTitle: "why")),
      ])
  }
}

extension PlanComparison {
  /// Writes `headroom.plan-comparison/v1`.
  public func writeJSON(_ options: ReportOptions, to sink: ByteSink) throws {
    try sink(JSONFormat.encoded(self, options: options))
  }
}

extension PlanVerification: JSONReportable {
  /// `verification of a plan`.
  public static let kind = "verification of a plan"

  /// One row an approved item: whether its change can be seen, and whether demand stayed within it.
  public func document(_ options: ReportOptions) -> Document {
    let ending =
      final
      ? "the plan's horizon is over, so that these outcomes are final"
      : "the plan's horizon still runs, so that demand may yet pass a size; verify again when it is over"
    return Document(
      title: "Plan \(plan.prefix(12)) verified",
      facts: [.init("As of", "\(QuantityText.instant(asOf)); \(ending)"), .init("Plan", plan)],
      sections: [
        .init(
          title: "Approved items", lead: Self.legend,
          table: .init(
            columns: .texts("entity", "change", "first missing at", "demand"),
            rows: outcomes.map { outcome in
              .init(
                [
                  outcome.entity.name, outcome.sighting.landing.text,
                  outcome.sighting.rung ?? "-",
                  outcome.since.held.map { $0 ? "fits" : "TOO SMALL" } ?? "not seen",
                ],
                note: (outcome.sighting.evidence + [outcome.since.behaviour]).joined(
                  separator: "; "),
                tone: outcome.tone)
            }, noteTitle: "seen"))
      ])
  }

  /// What the columns say.
  private static let legend =
    "Change: landed where all places that are sampled show the new size, partly where some do, not seen where none does. "
    + "The places, in order: desired (the plan; no sample came since), persisted (configured), hypervisor (assigned), "
    + "guest (guest_total), cgroup (limit). Demand: whether all of it since the plan's origin fits the new size."

  /// Writes the verification as one object.
  public func writeJSON(_ options: ReportOptions, to sink: ByteSink) throws {
    try sink(JSONFormat.encoded(self, options: options))
  }
}

extension PlanVerification.Landing {
  /// The word that people read.
  fileprivate var text: String { self == .notVisible ? "not seen" : rawValue }
}

extension PlanVerification.Outcome {
  fileprivate var tone: Document.Tone {
    if since.held == false { return .critical }
    guard sighting.landing == .landed else { return .warning }
    return since.held == nil ? .unknown : .fine
  }
}
