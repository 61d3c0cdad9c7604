public import CapacityModel

extension CSVFormat {
  /// Writes one row an item, in the plan's order, held and doubtful ones included; the table `plan_items` of an export is
  /// the same.
  public func write(_ plan: ResizePlan, options: ReportOptions, to sink: ByteSink) throws {
    _ = try PlanItemsTable.fields.write(plan.items, to: sink)
  }
}
