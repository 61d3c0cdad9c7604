internal import CapacityModel
internal import HeadroomBasics

extension ResizePlan.HostSummary {
  /// `120 to 103.25`, GiB; `-` for a part that is not known.
  private static func change(_ before: ByteCount?, _ after: ByteCount?) -> String {
    let (from, to) = (before.map(QuantityText.gibibytes), after.map(QuantityText.gibibytes))
    switch (from, to) {
    case (nil, nil): return "-"
    case (let from?, let to?) where from == to: return to
    default: return "\(from ?? "-") to \(to ?? "-")"
    }
  }

  /// The name, the memory, and what is configured, reserved and expected.
  fileprivate var cells: [String] {
    [
      host, QuantityText.gibibytes(memory), Self.change(configuredBefore, configuredAfter),
      Self.change(reservedBefore, reservedAfter), Self.change(peakBefore, peakAfter),
    ]
  }
}

extension ResizePlan {
  /// Each host before and after.
  var hostSection: Document.Section {
    guard !hosts.isEmpty else { return .init(title: "Hosts") }
    let rows = hosts.map { host in
      Document.Row(
        host.cells, note: host.warning ?? "", tone: host.warning == nil ? nil : .critical)
    }
    return .init(
      title: "Hosts", lead: peakText ?? "",
      chart: HostChart(hosts: Array(hosts.prefix(HostChart.most)), all: hosts.count),
      table: .init(
        columns: [.text("host")]
          + .numbers("memory GiB", "configured GiB", "reserved GiB", "99 % peak GiB"),
        rows: rows, noteTitle: "warning",
        // A page folds the numbers behind the chart, but never a warning.
        reading: rows.contains { !$0.note.isEmpty } ? .shown : .folded))
  }

  /// What hosts have to say of items.
  var placements: Document.Section {
    .init(
      title: "Placement",
      table: .init(
        columns: .texts("entity", "host", "move to"),
        rows: items.compactMap { item in
          item.placementText.map { text in
            .init(
              [item.entity.name, item.host ?? "-", item.placement?.suggestedMove?.host ?? "-"],
              note: text, tone: .warning)
          }
        }, noteTitle: "why"))
  }

  /// What the hosts' peaks are, one sentence; `nil` where there are none.
  private var peakText: String? {
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
