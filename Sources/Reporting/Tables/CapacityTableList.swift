/// The tables, in the order that a manifest lists them.
public enum CapacityTableList {
  /// Every table.
  public static let all: [any CapacityTable.Type] = [
    EntitiesTable.self, DailyDemandTable.self, DailySumsTable.self, DailyForecastTable.self,
    PeaksTable.self, AccuracyTable.self, CalibrationTable.self, PastDecisionsTable.self,
    PoliciesTable.self, PlanItemsTable.self,
  ]
}
