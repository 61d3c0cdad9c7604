internal import Foundation
internal import HeadroomBasics

/// A time zone of the IANA database: what a local time without a zone means.
public struct LocalZone: Hashable, Sendable {
  /// The name: `Europe/Berlin`.
  public let name: String

  private let zone: TimeZone

  /// The zone of that name; `nil` where the database has none.
  public init?(named name: String) {
    guard let zone = TimeZone(identifier: name) else { return nil }
    (self.name, self.zone) = (name, zone)
  }

  /// What a local time stands for.
  enum Instant: Equatable {
    /// One instant, milliseconds since the epoch.
    case one(Int64)
    /// The clock showed this time twice, as it was put back.
    case two(first: Int64, second: Int64)
    /// The clock never showed this time, as it was put forward.
    case none
  }

  /// The instant at which clocks there show `local`, milliseconds since the epoch as if they were UTC.
  func instant(ofLocal local: Int64) -> Instant {
    // Offsets a day around it, with which the local time either agrees or does not.
    let candidates = [local - Duration.millisecondsPerDay, local + Duration.millisecondsPerDay].map
    { local - offset(at: $0) }
    let valid = candidates.filter { $0 + offset(at: $0) == local }
    switch (valid.first, valid.last) {
    case (let first?, let last?) where first != last:
      return .two(first: min(first, last), second: max(first, last))
    case (let first?, _): return .one(first)
    default: return .none
    }
  }

  /// Milliseconds that local time is ahead of UTC at an instant.
  private func offset(at instant: Int64) -> Int64 {
    let date = Date(timeIntervalSince1970: Double(instant) / 1000)
    return Int64(zone.secondsFromGMT(for: date)) * 1000
  }
}

/// Turns the local times of one file into instants.
///
/// Of a time that clocks showed twice the first is taken, and the second once the file's times go back within the
/// repeated stretch.
struct LocalTimes {
  /// Where the clocks stand.
  let zone: LocalZone

  /// Clocks are put forward or back by quarters of an hour at quarters of an hour.
  private static let quarter: Int64 = 900_000

  /// What was found for the quarter of an hour read last: the local time less its instant.
  private var latest: (quarter: Int64, offsets: [Int64]) = (.min, [])
  private var (before, isSecondPass) = (Int64.min, false)

  init(_ zone: LocalZone) { self.zone = zone }

  /// The instant of a local time, milliseconds since the epoch as if it were UTC; `value` is `nil` where clocks never
  /// showed it.
  mutating func instant(shown local: Int64) -> (value: Int64?, isAmbiguous: Bool) {
    let quarter = local >= 0 ? local / Self.quarter : (local + 1) / Self.quarter - 1
    if quarter != latest.quarter {
      let start = quarter * Self.quarter
      let offsets: [Int64] =
        switch zone.instant(ofLocal: start) {
        case .one(let instant): [start - instant]
        case .two(let first, let second): [start - first, start - second]
        case .none: []
        }
      latest = (quarter, offsets)
    }
    defer { before = local }
    switch latest.offsets.count {
    case 0: return (nil, false)
    case 1:
      isSecondPass = false
      return (local - latest.offsets[0], false)
    default:
      if local < before, before - local < Duration.millisecondsPerDay { isSecondPass = true }
      return (local - latest.offsets[isSecondPass ? 1 : 0], true)
    }
  }
}
