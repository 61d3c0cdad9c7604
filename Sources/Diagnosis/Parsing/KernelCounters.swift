internal import CapacityModel
internal import HeadroomBasics

/// The counters of `/proc/vmstat`: since the start, and a second where two readings and the time between them are there.
struct KernelCounters {
  let file: String
  private let counters: [String: UInt64]
  private let before: [String: UInt64]?
  private let seconds: Double?

  /// Reads `guest/vmstat`, and the reading `guest/vmstat.before` beside it.
  init?(_ evidence: Evidence) {
    guard let found = evidence.file(.vmstat) else { return nil }
    file = found.path
    counters = ProcText.counters(found.text)
    if counters.isEmpty { return nil }
    let earlier = evidence.all(.vmstat).first {
      $0.path == EvidenceKind.vmstat.rawValue + ".before"
    }
    before = earlier.map { ProcText.counters($0.text) }
    seconds = evidence.seconds
  }

  /// A counter since the start; 0 where this kernel has none of the name.
  func total(_ name: String) -> UInt64 { counters[name] ?? 0 }

  /// The sum of counters whose names begin with a text.
  func total(prefix: String) -> UInt64 {
    counters.reduce(0) { $1.key.hasPrefix(prefix) ? $0 &+ $1.value : $0 }
  }

  /// How much a counter grew a second; `nil` with one reading.
  func rate(_ name: String) -> Double? { rate { $0[name] ?? 0 } }

  /// The same of all counters whose names begin with a text.
  func rate(prefix: String) -> Double? {
    rate { $0.reduce(0) { $1.key.hasPrefix(prefix) ? $0 &+ $1.value : $0 } }
  }

  private func rate(_ value: ([String: UInt64]) -> UInt64) -> Double? {
    guard let before, let seconds, seconds > 0 else { return nil }
    let (old, new) = (value(before), value(counters))
    // A counter that fell was set back by a restart.
    return new >= old ? Double(new - old) / seconds : nil
  }

  /// Where a counter is read.
  func source(_ name: String) -> EvidenceSource { EvidenceSource(file, name) }
}
