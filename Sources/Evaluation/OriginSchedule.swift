internal import CapacityModel
internal import HeadroomBasics

/// Origins at equal distances: when forecasts are made, and when sizes are decided.
///
/// An origin is a number of steps seen: what comes at that step and later is hidden from everyone who forecasts or decides
/// there, by `Panel.prefix` and `EntityHistory.known(after:)`.
public struct OriginSchedule: Sendable, Hashable {
  /// The first origin; the steps before it are warm-up.
  public let first: Int
  /// Steps from one origin to the next, `> 0`.
  public let stride: Int

  /// Origins from `first` on, without an end.
  public init(first: Int = 28, stride: Int = 1) {
    precondition(first >= 0 && stride > 0, "origins every \(stride) steps from step \(first)")
    (self.first, self.stride) = (first, stride)
  }

  /// Whether there is an origin before `step`.
  @inline(__always) public func contains(_ step: Int) -> Bool {
    step >= first && (stride == 1 || (step - first) % stride == 0)
  }

  /// The origins up to `last`, ascending.
  public func origins(through last: Int) -> [Int] {
    Array(Swift.stride(from: first, through: last, by: stride))
  }

  /// The latest origins: `last`, and those before it down to `first`, `count` at most; ascending, none where `last < first`.
  public static func latest(_ count: Int, from first: Int, through last: Int, stride: Int) -> [Int]
  {
    Array(Swift.stride(from: last, through: first, by: -stride).prefix(count).reversed())
  }
}

extension EntityHistory {
  /// The history as it was known after its first `steps` steps: what every decision about the past is made from.
  ///
  /// `samples` counts observed steps there: how many samples each step had is not kept. What is usual in its fleet is still
  /// that of the whole history.
  func known(after steps: Int) -> EntityHistory {
    let seenPeaks = Array(peaks.prefix(steps))
    let seenSizes = Array(sizes.prefix(steps))
    let configured = seenSizes.last { $0 != nil }.flatMap { $0 }.map { ByteCount(Int64($0)) }
    var known = EntityHistory(
      entity: entity, configured: configured, peaks: seenPeaks, sizes: seenSizes, step: step,
      start: start, peakInstants: Array(peakInstants.prefix(steps)),
      censoredMilliseconds: Array(censoredMilliseconds.prefix(steps)),
      offMilliseconds: Array(offMilliseconds.prefix(steps)),
      samples: seenPeaks.reduce(0) { $0 + ($1 == nil ? 0 : 1) })
    known.observedMilliseconds = Array(observedMilliseconds.prefix(steps))
    known.sampling = sampling
    let origin = start + .milliseconds(Int64(steps) * step.wholeMilliseconds)
    known.sampling.recorded = sampling.recorded.filter { $0.since.map { $0 < origin } ?? true }
    known.sampling.evidence = Array(sampling.evidence.prefix(steps))
    return known
  }
}
