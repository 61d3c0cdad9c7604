/// What a column's numbers are: samples, or a statistic of the samples of one period.
package enum Statistic: UInt8, Sendable, Hashable, CaseIterable {
  /// Samples as they came.
  case value = 0
  /// The smallest sample of the period.
  case minimum = 1
  /// The largest sample of the period.
  case maximum = 2
  /// The mean of the period's samples: the bit pattern of a double, stored units.
  case mean = 3
  /// The 95th percentile of the period's samples: the bit pattern of a double, stored units.
  case p95 = 4
  /// How many samples the period has.
  case count = 5
  /// The last sample of the period.
  case last = 6
  /// In a block of many entities: the number of the row's entity.
  case owner = 7
  /// In a block of many entities: the row's instant.
  case instant = 8
  /// In a block of many entities: the sample less the one in the same row of the block that it builds on.
  case change = 9

  /// Whether numbers are bit patterns of doubles.
  var isPattern: Bool { self == .mean || self == .p95 }
}
