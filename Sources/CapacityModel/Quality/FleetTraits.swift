internal import HeadroomBasics

/// What is usual in a fleet: the measure of what is doubtful in one of its entities.
public struct FleetTraits: Sendable, Hashable {
  /// The peak of four weeks over the largest mean of two hours in them, and over that of a day, where nine of ten entities
  /// that are sampled finely stay below; `nil` where there are too few of those.
  public var peakToTwoHourMean: Double?
  /// The same for the means of days.
  public var peakToDailyMean: Double?
  /// The time for which demand may stay the same to the byte in this fleet, seconds; 0 where nothing is known.
  public var longestUnchanged: UInt32 = 0
  /// The median of the entities' peaks over their sizes; `nil` where too few are known.
  public var peakShare: Double?
  /// The median of the entities' sizes, bytes; `nil` where too few are known.
  public var size: Double?

  /// Traits of a fleet of which nothing is known.
  public init() {}
}

extension FleetTraits {
  /// Entities that a trait needs at least.
  private static let enough = 5

  /// What is usual among `histories`.
  public init(of histories: [EntityHistory]) {
    self.init()
    var twoHours: [Double] = []
    var days: [Double] = []
    var runs: [UInt32] = []
    var shares: [Double] = []
    let sizes = histories.compactMap(\.configured).map { Double($0.bytes) }.sorted()
    for history in histories {
      let sampling = SamplingEvidence(of: history)
      if let longest = sampling.longestFinishedRun { runs.append(longest) }
      guard let peak = sampling.peak, peak > 0 else { continue }
      if let size = history.configured, size > .zero { shares.append(peak / Double(size.bytes)) }
      guard sampling.days >= 7, let interval = sampling.interval, interval <= 900 else { continue }
      if sampling.twoHourMean > 0 { twoHours.append(peak / sampling.twoHourMean) }
      if sampling.dailyMean > 0 { days.append(peak / sampling.dailyMean) }
    }
    peakToTwoHourMean = Self.quantile(twoHours, 0.9)
    peakToDailyMean = Self.quantile(days, 0.9)
    if runs.count >= Self.enough {
      longestUnchanged = runs.sorted()[min(runs.count - 1, runs.count * 9 / 10)]
    }
    size = sizes.count < 3 ? nil : sizes[sizes.count / 2]
    peakShare = shares.count < 3 ? nil : shares.sorted()[shares.count / 2]
  }

  private static func quantile(_ values: [Double], _ level: Double) -> Double? {
    guard values.count >= enough else { return nil }
    return values.sorted()[min(values.count - 1, Int(Double(values.count) * level))]
  }
}
