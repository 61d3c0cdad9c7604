public import CapacityModel

extension CSVFormat {
  /// Writes one row an item, in the plan's order, held and doubtful ones included, with the last decision on each; the table `plan_items` of an export is
  /// the same.
  public func write(_ plan: ResizePlan, options: ReportOptions, to sink: ByteSink) throws {
    _ = try PlanItemsTable.fields.write(PlanItemsTable.rows(of: plan), to: sink)
  }
}
