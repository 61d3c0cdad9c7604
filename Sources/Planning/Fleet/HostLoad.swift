import CapacityModel

/// What stands on one host.
struct HostLoad {
  /// The host.
  let host: Inventory.Host
  /// The sum of sizes.
  private(set) var configured = ByteCount.zero
  /// The sum of 99 % peaks, each at most its size, as if all came at once: a cautious figure for the joint peak.
  private(set) var peak = ByteCount.zero

  /// An empty host.
  init(_ host: Inventory.Host) { self.host = host }

  /// Puts an entity of `size` on the host.
  mutating func add(_ item: PlanItem, at size: ByteCount) {
    configured += size
    peak += Self.peak(of: item, at: size)
  }

  /// Takes an entity of `size` off the host.
  mutating func remove(_ item: PlanItem, at size: ByteCount) {
    configured = configured - size
    peak = peak - Self.peak(of: item, at: size)
  }

  /// Why the host cannot carry what stands on it, as the end of a sentence; `nil` where it can.
  var excess: String? {
    if configured > host.configurable {
      return "\(PlanText.gibibytes(configured)) would be configured on \(host.name), which allows "
        + PlanText.gibibytes(host.configurable)
    }
    guard peak > host.usable else { return nil }
    return "the 99 % peaks on \(host.name) would add up to \(PlanText.gibibytes(peak)) of "
      + "\(PlanText.gibibytes(host.usable))"
  }

  /// What the joint peak leaves.
  var free: ByteCount { host.usable - peak }

  /// The peak that an entity of `size` can show; all of it where no forecast tells.
  static func peak(of item: PlanItem, at size: ByteCount) -> ByteCount {
    min(item.peak.p99 ?? size, size)
  }
}
