internal import CapacityModel
internal import HeadroomBasics

extension EntityHistory {
  /// The history as it was known after its first `steps` steps.
  ///
  /// `samples` counts observed steps there: how many samples each step had is not kept.
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
    return known
  }
}
