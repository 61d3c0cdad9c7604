/// How the demand of one calendar step was sampled: what doubts about it rest on.
public struct StepEvidence: Sendable, Hashable {
  /// Samples of demand in the step.
  public var samples: UInt32 = 0
  /// One bit for each hour of the day, UTC, that a sample of the step stands for; bit 0 is midnight to 01:00.
  public var hours: UInt32 = 0
  /// The longest time from one sample to the next, which is of the step, seconds.
  public var longestGap: UInt32 = 0
  /// The longest time for which demand had stayed the same to the byte when it changed in this step, seconds; 0 where it did
  /// not change.
  public var unchanged: UInt32 = 0
  /// For how long it had been the same at the last sample of the step, seconds.
  public var unchangedAtEnd: UInt32 = 0
  /// Samples whose demand or size returned to the one before last: two sources under one name do so all the time.
  public var returns: UInt16 = 0
  /// Whether all samples stand at even hours to the second, as the averages of vCenter's roll-ups do.
  public var standsAtEvenHours = true
  /// Whether all samples stand at even half hours to the second.
  public var standsAtHalfHours = true
  /// The mean of the samples, bytes.
  public var mean: Float = 0
  /// The largest mean of two hours (00:00 to 02:00 UTC and so on), bytes.
  public var twoHourMean: Float = 0
  /// The ratio of a sample to the one before it that is furthest from 1; 1 where there is none.
  public var jump: Float = 1

  /// The evidence of a step without samples.
  public init() {}

  /// Every hour of a day.
  public static let allHours: UInt32 = (1 << 24) - 1
}

/// What is known of how an entity was sampled.
public struct EntitySampling: Sendable, Hashable {
  /// What a sample stands for, where that was declared at ingestion.
  public enum Statistic: String, CaseIterable, Sendable, Codable {
    /// The mean of the time since the sample before.
    case average
    /// The maximum of that time.
    case max
    /// The value at its instant.
    case last
  }

  /// One a step of the history; empty where it was not collected.
  public var evidence: [StepEvidence] = []
  /// What samples stand for; `nil` where nobody said.
  public var statistic: Statistic?
  /// Whether demand is a counter of the host that only stands in for it.
  public var isProxy = false
  /// Doubts that were found when samples came in.
  public var recorded: [DataDoubt] = []
  /// What a person said about doubts of it.
  public var trusted: [TrustedDoubt] = []
  /// What is usual in its fleet.
  public var fleet = FleetTraits()

  /// Nothing is known.
  public init() {}
}
