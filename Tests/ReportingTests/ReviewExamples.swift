import CapacityModel
import HeadroomBasics

/// A review of a small plan.
enum ReviewExamples {
  private static let gib = 1_073_741_824.0

  /// Demand of the past, GiB, one value a day from 2013-09-01, and two days ahead.
  static func picture(_ name: String, _ past: [Double?]) -> DemandPicture {
    let start = Timestamp(parsing: "2013-09-01T00:00:00Z")!
    let calendar = StepCalendar(start: start, step: .days(1), count: past.count)
    return DemandPicture(
      entity: EntityID(name), past: past.map { $0.map { $0 * gib } }, pastCalendar: calendar,
      levels: [0.1, 0.5, 0.9], ahead: [[5, 5], [6, 7], [8, 10]].map { $0.map { $0 * gib } },
      aheadCalendar: calendar.following(2))
  }

  static func review(_ name: String = "payments-api") -> CapacityReview {
    var item = PlanExamples.grow
    item.entity = EntityID(name)
    let plan = PlanExamples.plan([item, PlanExamples.shrink, PlanExamples.investigate])
    let outlook = NodeOutlook(
      level: .fleet, name: "fleet", series: 3, installed: .gibibytes(9), probability: 0.9,
      medianAtEnd: .gibibytes(7), quantileAtEnd: .gibibytes(10), peak: .gibibytes(10),
      passes: Timestamp(parsing: "2013-09-08T00:00:00Z"))
    let economics = Economics(
      lines: [
        .init(
          name: "Configured memory", before: 56, after: 39.25, unit: .gibibytes, assumption: "all")
      ],
      purchase: .init(
        shortage: .gibibytes(1), from: Timestamp(parsing: "2013-09-08T00:00:00Z")!, price: 90,
        freed: .gibibytes(16), monthsOfSavings: 1.875), currency: "EUR")
    return CapacityReview(
      title: "Quarterly", plan: plan, economics: economics, outlooks: [outlook],
      nodes: [picture("fleet", [1, 2, nil, 4, 5, 6])],
      entities: [picture(name, [1, 1, 1, 1, 4, 1])], backtest: nil,
      quality: [
        DataQuality(
          entity: EntityID(name), samples: 1000, first: PlanExamples.now, last: PlanExamples.now,
          days: 40, missingDays: 3, longestGap: 2, cutOffDays: 0, offDays: 0, hasSize: true),
        DataQuality(
          entity: EntityID("fine"), samples: 1000, first: PlanExamples.now,
          last: PlanExamples.now, days: 40, missingDays: 1, longestGap: 1, cutOffDays: 0,
          offDays: 0, hasSize: true),
      ], warnings: ["There is no record of past forecasts."])
  }
}
