import CapacityModel

extension ChunkRows {
  /// One row a period that has samples, at the period's start: least, greatest, mean, 95th percentile, count and last.
  func rolledUp(by period: RollupPeriod) -> ChunkRows {
    var spans: [(start: Int64, rows: Range<Int>)] = []
    for (row, instant) in timestamps.enumerated() {
      let start = period.start(of: instant)
      if let last = spans.last, last.start == start {
        spans[spans.count - 1].rows = last.rows.lowerBound..<(row + 1)
      } else {
        spans.append((start, row..<(row + 1)))
      }
    }
    var result = ChunkRows(timestamps: spans.map(\.start))
    for column in columns where column.statistic == .value {
      let periods = spans.map { span in
        PeriodStatistics(column.values[span.rows].filter { $0 != SampleBatch.missing })
      }
      result.appendRollups(periods, of: column.metric)
    }
    return result
  }

  /// These roll-ups and `later` ones; where both have a period, samples came for it after it was rolled up.
  func joined(withLaterRollups later: ChunkRows) -> ChunkRows {
    let instants = Set(timestamps).union(later.timestamps).sorted()
    var result = ChunkRows(timestamps: instants)
    for metric in Set((columns + later.columns).map(\.metric)).sorted(by: { $0.code < $1.code }) {
      let (mine, theirs) = (periods(of: metric), later.periods(of: metric))
      let joined = instants.map { instant -> PeriodStatistics? in
        switch (mine[instant], theirs[instant]) {
        case (let only?, nil), (nil, let only?): only
        case (let first?, let second?): first.joined(with: second)
        case (nil, nil): nil
        }
      }
      result.appendRollups(joined, of: metric)
    }
    return result
  }

  private mutating func appendRollups(_ periods: [PeriodStatistics?], of metric: MemoryMetric) {
    for statistic in PeriodStatistics.kinds {
      columns.append(
        Column(
          metric: metric, statistic: statistic,
          values: periods.map { $0?.number(statistic) ?? SampleBatch.missing }))
    }
  }

  private func periods(of metric: MemoryMetric) -> [Int64: PeriodStatistics] {
    let kinds = PeriodStatistics.kinds.map { kind in
      columns.first { $0.metric == metric && $0.statistic == kind }?.values
    }
    var periods: [Int64: PeriodStatistics] = [:]
    for (row, instant) in timestamps.enumerated() {
      let numbers = kinds.map { $0?[row] ?? SampleBatch.missing }
      if !numbers.contains(SampleBatch.missing) {
        periods[instant] = PeriodStatistics(numbers: numbers)
      }
    }
    return periods
  }
}

/// What is kept of the samples of one metric in one period.
struct PeriodStatistics {
  /// What is kept, in the order of columns.
  static let kinds: [Statistic] = [.minimum, .maximum, .mean, .p95, .count, .last]

  private var least: Int64
  private var greatest: Int64
  private var mean: Double
  private var p95: Double
  private var count: Int64
  private var last: Int64

  /// Takes samples in time order; `nil` for none.
  init?(_ samples: [Int64]) {
    guard let least = samples.min(), let greatest = samples.max(), let last = samples.last else {
      return nil
    }
    let doubles = samples.map { Double($0) }
    (self.least, self.greatest, self.last) = (least, greatest, last)
    count = Int64(samples.count)
    mean = Aggregation.mean.value(of: doubles[...])
    p95 = Aggregation.p95.value(of: doubles[...])
  }

  /// Reads numbers in the order of `kinds`.
  init(numbers: [Int64]) {
    (least, greatest, count, last) = (numbers[0], numbers[1], numbers[4], numbers[5])
    mean = Double(bitPattern: UInt64(bitPattern: numbers[2]))
    p95 = Double(bitPattern: UInt64(bitPattern: numbers[3]))
  }

  /// The number of one kind as a column has it.
  func number(_ kind: Statistic) -> Int64 {
    switch kind {
    case .minimum: least
    case .maximum: greatest
    case .mean: Int64(bitPattern: mean.bitPattern)
    case .p95: Int64(bitPattern: p95.bitPattern)
    case .count: count
    case .last: last
    case .value, .owner, .instant, .change:
      preconditionFailure("\(kind) is no statistic of a period")
    }
  }

  /// The statistics of both together; the 95th percentile is the larger of the two, which is never below the true one.
  func joined(with later: PeriodStatistics) -> PeriodStatistics {
    var joined = later
    joined.least = min(least, later.least)
    joined.greatest = max(greatest, later.greatest)
    joined.count = count + later.count
    joined.mean =
      (mean * Double(count) + later.mean * Double(later.count)) / Double(joined.count)
    joined.p95 = max(p95, later.p95)
    return joined
  }
}
