import Foundation
import HeadroomBasics

/// A fleet of hourly samples for decisions, from a seed: noise, weeks, drifts, shifts; every fourth VM far too large, every ninth
/// beyond its size once, late; one VM that ends early.
struct DecisionSamples {
  /// 2026-01-01.
  static let start = 1_767_225_600

  /// KiB of each hour by VM; all VMs begin at `start`.
  private(set) var used: [[Int]] = []
  /// KiB configured by VM.
  private(set) var configured: [Int] = []

  init(count: Int, days: Int, seed: UInt64) {
    var random = SplitMix64(state: seed)
    for vm in 0..<count {
      func unit() -> Double { .random(in: 0...1, using: &random) }
      let level = 600_000 * exp(3 * unit())
      let slack = vm % 4 == 1 ? 3.0 : 1
      let size = Int((slack * level * (1.1 + 2 * unit()) / 262_144).rounded(.up)) * 262_144
      let (noise, spike, drift) = (0.05 + 0.4 * unit(), unit() < 0.3 ? 1.6 : 1, 0.004 * unit())
      let (shift, busy) = (Int(unit() * Double(4 * days)), Int(unit() * 7))
      let end = vm == 3 ? days - 25 : days
      configured.append(size)
      used.append(
        (0..<(24 * end)).map { hour in
          let day = hour / 24
          var value = level * (1 + drift * Double(day)) * (1 + noise * unit())
          if day % 7 == busy, (9..<18).contains(hour % 24) { value *= spike }
          if day > shift { value *= 1.4 }
          if unit() < 0.000_6 { value *= 1 + 2 * unit() }
          return vm % 9 == 4 && hour == 24 * (days - 20) ? 2 * size : min(Int(value), size)
        })
    }
  }

  /// The name of a VM.
  static func name(_ vm: Int) -> String { "vm-\(vm)" }

  /// As `ingest` reads it.
  var text: String {
    var text = "entity,timestamp,configured_kib,used_kib\n"
    for (vm, values) in used.enumerated() {
      for (hour, value) in values.enumerated() {
        text += "\(Self.name(vm)),\(Self.start + hour * 3600),\(configured[vm]),\(value)\n"
      }
    }
    return text
  }

  /// The instant of a day, as commands take it.
  static func instant(day: Int) -> String {
    Date(timeIntervalSince1970: Double(start + day * 86_400)).formatted(.iso8601)
  }
}
