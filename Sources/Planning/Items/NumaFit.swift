import CapacityModel

/// What a size means on a host with NUMA nodes.
struct NumaFit {
  /// One sentence; `nil` where the size fits into a node, or nothing is known of nodes.
  let sentence: String?

  /// Compares a size with the largest node of a host.
  ///
  /// - Parameters:
  ///   - size: The size after the plan.
  ///   - current: The present size.
  ///   - demanded: The smallest multiple of the step within which demand stays at the service level.
  ///   - host: The host.
  init(size: ByteCount, current: ByteCount, demanded: ByteCount, host: Inventory.Host) {
    guard let node = host.numaNodes?.map(\.memory).max(), size > node else {
      sentence = nil
      return
    }
    let crossing = current <= node ? ", which the present size is not" : ""
    let remedy =
      demanded <= node
      ? "the smallest size that fits demand is \(PlanText.gibibytes(demanded)) and stays within one"
      : "the smallest size that fits demand, \(PlanText.gibibytes(demanded)), stays within none"
    sentence =
      "\(PlanText.gibibytes(size)) is larger than any NUMA node of \(host.name) "
      + "(\(PlanText.gibibytes(node)) at most)\(crossing); \(remedy)."
  }
}
