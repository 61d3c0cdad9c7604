internal import CapacityModel
internal import HeadroomBasics
internal import SeriesStorage

extension SeriesStore {
  /// From the first sample to an origin.
  ///
  /// - Parameters:
  ///   - now: The origin; just after the last sample when absent.
  ///   - remedy: What to do where there is no sample; a default text when absent.
  /// - Throws: `ApplicationError.noSamples` where no sample lies before the origin; `StorageError`.
  func past(before now: Timestamp?, remedy: String? = nil) throws -> TimeRange {
    guard let stored = try range() else {
      throw ApplicationError.noSamples(
        store: path,
        remedy: remedy ?? "add some with: headroom ingest FILE --store \(path)")
    }
    let origin = now ?? stored.end
    guard stored.start < origin else {
      throw ApplicationError.noSamples(
        store: path,
        remedy: remedy
          ?? "its first sample is of \(stored.start), after the origin \(origin); give a later --now"
      )
    }
    return TimeRange(start: stored.start, end: origin)
  }
}
