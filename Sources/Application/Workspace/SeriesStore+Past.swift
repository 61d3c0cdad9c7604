internal import CapacityModel
internal import HeadroomBasics
internal import SeriesStorage

extension SeriesStore {
  /// From the first sample to an origin; strays far from all others in time are left out (`TrustedRange`).
  ///
  /// - Parameters:
  ///   - now: The origin; just after the last sample when absent.
  ///   - remedy: What to do where there is no sample; a default text when absent.
  /// - Throws: `ApplicationError.noSamples` where no sample lies before the origin; `StorageError`.
  func past(before now: Timestamp?, remedy: String? = nil) throws -> TimeRange {
    try trustedPast(before: now, remedy: remedy).range
  }

  /// The same, with what was left out.
  func trustedPast(before now: Timestamp?, remedy: String? = nil) throws -> TrustedRange {
    guard let stored = try range() else {
      throw ApplicationError.noSamples(
        store: path,
        remedy: remedy ?? "add some with: headroom ingest FILE --store \(path)")
    }
    let end = now.map { min(max($0, stored.start), stored.end) } ?? stored.end
    var trusted = try TrustedRange(of: self, stored: TimeRange(start: stored.start, end: end))
    let origin = now ?? trusted.range.end
    guard trusted.range.start < origin else {
      throw ApplicationError.noSamples(
        store: path,
        remedy: remedy
          ?? "its first sample is of \(trusted.range.start), after the origin \(origin); give a later --now"
      )
    }
    trusted.end(at: origin)
    return trusted
  }
}
