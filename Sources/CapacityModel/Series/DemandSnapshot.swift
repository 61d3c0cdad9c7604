public import HeadroomBasics

/// The demand of every entity, as it was known at an origin.
public struct DemandSnapshot: Sendable {
  /// Peaks that a forecast may learn from, bytes, shape `[T × N]`; gaps where an entity was off or hardly watched.
  public var panel: Panel
  /// Everything known of each entity, in the panel's order.
  public var histories: [EntityHistory]
  /// From the first sample to the origin.
  public var range: TimeRange
  /// Samples of demand seen.
  public var samples: Int

  /// The origin: the end of the stretch that was read.
  public var now: Timestamp { range.end }

  /// The share of steps that hold a peak, from each entity's first to the origin.
  public var coverage: Double {
    var (held, all) = (0, 0)
    for series in 0..<panel.seriesCount {
      let column = panel.column(series)
      guard let first = column.firstIndex(where: { $0 != nil }) else { continue }
      all += column.count - first
      held += column.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
    }
    return all == 0 ? 0 : Double(held) / Double(all)
  }

  /// Creates a snapshot.
  ///
  /// - Parameters:
  ///   - panel: Peaks that a forecast may learn from, bytes, shape `[T × N]`.
  ///   - histories: One a series of the panel, in its order.
  public init(panel: Panel, histories: [EntityHistory], range: TimeRange, samples: Int) {
    precondition(
      panel.seriesCount == histories.count,
      "\(panel.seriesCount) series and \(histories.count) histories")
    (self.panel, self.histories, self.range, self.samples) = (panel, histories, range, samples)
  }
}
