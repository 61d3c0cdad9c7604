internal import CapacityModel
public import HeadroomBasics

/// What was true of one VM on one UTC day, and what was recorded of it.
public struct DayTruth: Sendable, Hashable, Codable {
  /// The day's first instant.
  public internal(set) var day: Timestamp
  /// The largest demand while the VM was on, whether recorded or not; `nil` for a day that it was off throughout.
  public internal(set) var truePeak: ByteCount?
  /// The largest recorded use; `nil` for a day without samples.
  public internal(set) var recordedPeak: ByteCount?
  /// The size in force at the day's end, also while the VM was off.
  public internal(set) var configured = ByteCount.zero
  /// How many samples of the day were recorded.
  public internal(set) var samples = 0
  /// Steps without a sample.
  public internal(set) var missing = 0
  /// Steps in which demand was above what the size let through, recorded or not.
  public internal(set) var censored = 0
  /// Steps in which the VM was off.
  public internal(set) var off = 0

  init(day: Timestamp) { self.day = day }
}
