import CapacityModel
import HeadroomBasics

/// What a size means on a host with NUMA nodes.
struct NumaFit {
  /// One sentence; `nil` where the size fits into a node, or nothing is known of nodes.
  let sentence: String?

  /// Compares a size with the nodes of a host.
  ///
  /// - Parameters:
  ///   - size: The size after the plan.
  ///   - current: The present size.
  ///   - demanded: The smallest size allowed within which demand stays at the service level.
  ///   - spread: Over how many nodes the guest spreads its memory.
  ///   - host: The host.
  init(
    size: ByteCount, current: ByteCount, demanded: ByteCount, spread: Int, host: Inventory.Host
  ) {
    guard let nodes = host.numaNodes, let node = nodes.max(),
      !Self.fits(size, over: spread, on: nodes)
    else {
      sentence = nil
      return
    }
    let place =
      spread == 1
      ? "is larger than any NUMA node of \(host.name) (\(PlanText.gibibytes(node)) at most)"
      : "over \(spread) NUMA nodes does not fit those of \(host.name) "
        + "(\(nodes.map(PlanText.gibibytes).joined(separator: ", ")))"
    let crossing =
      Self.fits(current, over: spread, on: nodes) ? ", where the present size still does fit" : ""
    let remedy =
      Self.fits(demanded, over: spread, on: nodes)
      ? "the smallest size that fits demand, \(PlanText.gibibytes(demanded)), would fit"
      : "nor would the smallest size that fits demand, \(PlanText.gibibytes(demanded))"
    sentence = "\(PlanText.gibibytes(size)) \(place)\(crossing); \(remedy)."
  }

  /// Whether equal shares, `spread` of them, find room on the nodes, none across two.
  private static func fits(_ size: ByteCount, over spread: Int, on nodes: [ByteCount]) -> Bool {
    let count = Int64(max(spread, 1))
    let share = max(1, (size.bytes + count - 1) / count)
    return nodes.reduce(0) { $0 + $1.bytes / share } >= count
  }
}
