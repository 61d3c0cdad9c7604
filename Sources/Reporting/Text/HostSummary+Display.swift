internal import CapacityModel
internal import HeadroomBasics

extension ResizePlan.HostSummary {
  /// `120 to 103.25`, GiB; `-` for a part that is not known.
  static func change(_ before: ByteCount?, _ after: ByteCount?) -> String {
    let (from, to) = (before.map(QuantityText.gibibytes), after.map(QuantityText.gibibytes))
    switch (from, to) {
    case (nil, nil): return "-"
    case (let from?, let to?) where from == to: return to
    default: return "\(from ?? "-") to \(to ?? "-")"
    }
  }

  /// What all formats show of a host, GiB, between its name and its warning.
  static let columns = ["memory", "configured", "reserved", "99 % peak"]

  /// The name, then one cell a column.
  var cells: [String] {
    [
      host, QuantityText.gibibytes(memory), Self.change(configuredBefore, configuredAfter),
      Self.change(reservedBefore, reservedAfter), Self.change(peakBefore, peakAfter),
    ]
  }
}

extension ResizePlan {
  /// What the hosts' peaks are, one sentence; `nil` where there are none.
  var peakText: String? {
    let carrying = hosts.filter { $0.peakAfter ?? .zero > .zero || $0.peakBefore ?? .zero > .zero }
    let joint = carrying.count { $0.peakBasis == .joint }
    switch (joint, carrying.count - joint) {
    case (0, 0): return nil
    case (_, 0):
      return "GiB before and after the plan. Peaks are the 99 % quantile of all entities of a host "
        + "together, at most the sum of their own."
    case (0, _):
      return
        "GiB before and after the plan. Peaks are the sum of the entities' 99 % peaks, as if all "
        + "came at once: an upper bound."
    default:
      return "GiB before and after the plan. Peaks are the 99 % quantile of all entities of a host "
        + "together, or the sum of their own where that is not known: an upper bound."
    }
  }

  /// Items of which a reviewer must know how they and their hosts go together, in the plan's order.
  var placed: [PlanItem] { items.filter { $0.placementText != nil } }
}

extension PlanItem {
  /// How the item and its host go together, complete sentences; `nil` where there is nothing to say.
  var placementText: String? {
    let capacity = guardrails.last { $0.name == "host-capacity" }.map { "\($0.effect)." }
    let parts = [capacity, placement?.warning, placement?.suggestedMove?.why, placement?.numa]
      .compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}
