import CapacityModel
import HeadroomBasics

/// What stands on one host.
struct HostLoad {
  /// The host as the inventory has it.
  let host: Inventory.Host
  /// The sum of sizes.
  private(set) var configured = ByteCount.zero
  /// The sum of reservations.
  private(set) var reserved = ByteCount.zero
  /// Entities whose size is not known and not in these sums.
  private(set) var unsized = 0
  /// Entities that are off or gone, and the sum of their sizes.
  private(set) var gone: [EntityID] = []
  private(set) var goneConfigured = ByteCount.zero
  /// Whether a reservation is not known.
  private(set) var hasUnknownReservation = false

  private let joint: HostPeak?
  /// The 99 % peaks as if all came at once.
  private var peaks = ByteCount.zero
  /// The part of `peaks` that the joint peak says nothing of.
  private var besideJoint = ByteCount.zero

  /// An empty host.
  ///
  /// - Parameter joint: The predicted joint peak of the entities that run there now; `nil` where none was drawn.
  init(_ host: Inventory.Host, joint: HostPeak?) { (self.host, self.joint) = (host, joint) }

  /// The predicted peak: the joint one and the own peaks of entities that are not in it, at most the sum of all peaks.
  var peak: ByteCount {
    joint.map { min(peaks, $0.p99 + besideJoint) } ?? peaks
  }

  /// What `peak` is.
  var basis: ResizePlan.HostSummary.PeakBasis { joint == nil ? .sum : .joint }

  /// What the peak leaves.
  var free: ByteCount { host.usable - peak }

  /// Puts an entity on the host.
  mutating func add(_ item: PlanItem, at sizes: PlanItem.Sizes) {
    guard let size = sizes.configured else {
      unsized += 1
      return
    }
    configured += size
    if item.isGone {
      gone.append(item.entity)
      goneConfigured += size
    }
    reserved += sizes.reservation ?? .zero
    if sizes.reservation == nil { hasUnknownReservation = true }
    count(Self.peak(of: item, at: size), of: item)
  }

  /// Gives an entity of the host another size.
  mutating func change(_ item: PlanItem, from old: PlanItem.Sizes, to new: PlanItem.Sizes) {
    let (before, after) = (old.configured ?? .zero, new.configured ?? .zero)
    configured += after - before
    reserved += (new.reservation ?? .zero) - (old.reservation ?? .zero)
    count(Self.peak(of: item, at: after) - Self.peak(of: item, at: before), of: item)
  }

  private mutating func count(_ peak: ByteCount, of item: PlanItem) {
    peaks += peak
    if joint?.entities.contains(item.entity) != true { besideJoint += peak }
  }

  /// Why the host cannot carry what stands on it, one clause; `nil` where it can.
  var excess: String? {
    if configured > host.configurable {
      return "\(PlanText.gibibytes(configured)) would be configured on \(host.name), which allows "
        + PlanText.gibibytes(host.configurable)
    }
    if peak > host.usable {
      return "\(peakText) on \(host.name) would come to \(PlanText.gibibytes(peak)) of "
        + "\(PlanText.gibibytes(host.usable))"
    }
    guard reserved > host.usable else { return nil }
    return "\(PlanText.gibibytes(reserved)) would be reserved on \(host.name), which can guarantee "
      + PlanText.gibibytes(host.usable)
  }

  /// What removing the entities that are off or gone would give back; `nil` where there are none.
  var goneText: String? {
    guard !gone.isEmpty else { return nil }
    let names = gone.sorted().prefix(3).map(\.name).joined(separator: ", ")
    return
      "\(PlanText.gibibytes(goneConfigured)) of the \(PlanText.gibibytes(configured)) belong to "
      + "\(PlanText.count(gone.count, "entity", plural: "entities")) off or gone "
      + "(\(names)\(gone.count > 3 ? ", …" : ""))"
  }

  /// What the peak is, in words.
  var peakText: String {
    switch basis {
    case .joint: "the 99 % joint peak"
    case .sum: "the sum of 99 % peaks"
    }
  }

  /// The peak that an entity of `size` can show; all of it where no forecast tells.
  private static func peak(of item: PlanItem, at size: ByteCount) -> ByteCount {
    min(item.peak.p99 ?? size, size)
  }
}

extension PlanItem {
  /// The sizes that it has once the plan is carried out.
  var settled: Sizes { proposed.configured == nil ? current : proposed }
}
