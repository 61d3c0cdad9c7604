import CapacityModel
import HeadroomBasics

/// The rungs between a wanted size and the memory that an application sees, as far as samples tell.
///
/// desired (the plan) → persisted (`configured`) → hypervisor (`assigned`) → guest (`guest_total`) → cgroup (`limit`).
struct SizeLadder {
  /// What was seen, for people.
  private(set) var evidence: [String] = []
  /// The first rung without the new size.
  private(set) var firstMiss: String?
  private var hits = 0

  /// Whether the change can be seen.
  var landing: PlanVerification.Landing {
    if hits == 0 { return .notVisible }
    return firstMiss == nil ? .landed : .partly
  }

  /// A kernel keeps a part of the memory to itself: a twentieth, and more of a small guest.
  private static func guestShows(_ seen: ByteCount, of size: ByteCount) -> Bool {
    let least = Double(size.bytes) * 0.95 - 67_108_864
    return Double(seen.bytes) >= least && Double(seen.bytes) <= Double(size.bytes) * 1.005
  }

  init(proposed: ByteCount, limit: ByteCount?, now: PresentState.Entity?) {
    guard let now, now.lastSample != nil else {
      evidence = ["no sample since the plan was made"]
      firstMiss = "desired"
      return
    }
    climb("persisted", "configured", now.sizes[.configured], of: proposed) {
      ($0 - proposed).bytes.magnitude <= 1 << 20
    }
    climb("hypervisor", "assigned", now.sizes[.assigned], of: proposed) {
      let away = Double(($0 - proposed).bytes.magnitude)
      return away <= 1_048_576 || away <= 0.005 * Double(proposed.bytes)
    }
    climb("guest", "guest_total", now.sizes[.guestTotal], of: proposed) {
      Self.guestShows($0, of: proposed)
    }
    let wanted = limit ?? proposed
    climb("cgroup", "limit", now.sizes[.limit], of: wanted) { $0 >= wanted }
    if evidence.isEmpty {
      evidence = ["no size was sampled since the plan was made"]
      firstMiss = "persisted"
    }
  }

  private mutating func climb(
    _ rung: String, _ metric: String, _ seen: ByteCount?, of size: ByteCount,
    reached: (ByteCount) -> Bool
  ) {
    guard let seen else { return }
    if reached(seen) {
      hits += 1
      evidence.append("\(rung): \(metric) is \(PlanText.gibibytes(seen))")
    } else {
      if firstMiss == nil { firstMiss = rung }
      evidence.append(
        "\(rung): \(metric) is \(PlanText.gibibytes(seen)), not \(PlanText.gibibytes(size))")
    }
  }
}
