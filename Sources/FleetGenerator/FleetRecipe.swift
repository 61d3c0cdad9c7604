internal import CapacityModel
public import HeadroomBasics

/// Everything a generated fleet depends on: the same recipe makes the same bytes on every machine.
public struct FleetRecipe: Sendable, Hashable {
  /// How many VMs.
  public let vms: Int
  /// How many UTC days.
  public let days: Int
  /// What all draws follow from.
  public let seed: UInt64
  /// The first instant, midnight UTC.
  public let start: Timestamp
  /// Seconds between samples.
  public let stepSeconds: Int

  /// 2026-01-01T00:00:00Z.
  public static let defaultStart = Timestamp(seconds: 1_767_225_600)

  /// Creates a recipe.
  ///
  /// VM `k` of a recipe is the same in a fleet of more VMs; it is another one when anything else changes.
  ///
  /// - Parameters:
  ///   - vms: 1 to 100,000; all behaviours are there from 12 on.
  ///   - days: 14 to 3,660.
  ///   - start: Midnight UTC.
  ///   - stepSeconds: A divisor of 86,400 from 60 to 3,600. Noise is drawn a step, so another step is another fleet.
  /// - Throws: `FleetGeneratorError` where one of these does not hold.
  public init(
    vms: Int, days: Int, seed: UInt64, start: Timestamp = FleetRecipe.defaultStart,
    stepSeconds: Int = 300
  ) throws(FleetGeneratorError) {
    guard (1...100_000).contains(vms) else { throw .unsupportedCount(vms) }
    guard (14...3660).contains(days) else { throw .unsupportedDays(days) }
    guard (60...3600).contains(stepSeconds), 86_400 % stepSeconds == 0 else {
      throw .unsupportedStep(seconds: stepSeconds)
    }
    guard start.milliseconds % Duration.millisecondsPerDay == 0 else {
      throw .startNotMidnight(start)
    }
    (self.vms, self.days, self.seed) = (vms, days, seed)
    (self.start, self.stepSeconds) = (start, stepSeconds)
  }

  /// From the first instant to the end of the last day.
  public var range: TimeRange { TimeRange(start: start, end: start + .days(Int64(days))) }

  /// The number of samples of a day without losses.
  var stepsPerDay: Int { 86_400 / stepSeconds }

  /// Steps in all.
  var stepCount: Int { days * stepsPerDay }

  /// The start of step `index`.
  func instant(_ index: Int) -> Timestamp {
    Timestamp(milliseconds: start.milliseconds + Int64(index) * Int64(stepSeconds) * 1000)
  }

  /// The step that `instant` falls into.
  func step(at instant: Timestamp) -> Int {
    Int((instant.milliseconds - start.milliseconds) / (Int64(stepSeconds) * 1000))
  }
}
