internal import Foundation
internal import HeadroomBasics

/// The clock of the process: the one place that asks for the time.
///
/// What commands print depends on it only where no `--now` is given; what the audit log records always does.
enum ProcessClock {
  /// The time to the millisecond.
  static var exact: Timestamp {
    Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }

  /// The time in whole seconds, as plans and the audit log write it.
  static var now: Timestamp { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }
}
