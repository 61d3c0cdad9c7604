internal import CapacityModel
public import HeadroomBasics

/// What a VM's demand is made of; the parts add up, and demand never falls below 64 MiB while the VM runs.
public struct DemandParameters: Sendable, Hashable, Codable {
  /// The level at the fleet's start, without any other part.
  public internal(set) var base = ByteCount.zero
  /// What the top of a usual weekday adds.
  public internal(set) var dailyAmplitude = ByteCount.zero
  /// The shape of a day.
  public internal(set) var profile = DailyProfile.office
  /// A Saturday's amplitude over a weekday's; a Sunday has four fifths of it.
  public internal(set) var weekendShare = 1.0
  /// What each day adds for good.
  public internal(set) var growthPerDay = ByteCount.zero
  /// What a day without a restart leaks.
  public internal(set) var leakPerDay = ByteCount.zero
  /// What a month-end run adds: 18:00 to 06:00 UTC, begun on the last two days of a month.
  public internal(set) var monthEndAmplitude = ByteCount.zero
  /// What a heap comes to hold: 35 % at a start, then towards all of it as t ÷ (t + `heapHalfDays`).
  public internal(set) var heap = ByteCount.zero
  /// Days until half of a heap's remaining 65 % is filled.
  public internal(set) var heapHalfDays = 1.0
  /// Standard deviation of the noise, three quarters of it slow (first-order autoregression, 0.98 a step).
  public internal(set) var noise = ByteCount.zero
  /// The share of steps in which the noise stays as it was.
  public internal(set) var steadiness = 0.0
  /// Bursts a day, on average, at unforeseeable moments.
  public internal(set) var burstsPerDay = 0.0
  /// The largest height of a burst; each is between a third and all of it and fades within an hour.
  public internal(set) var burstHeight = ByteCount.zero

  init() {}
}
