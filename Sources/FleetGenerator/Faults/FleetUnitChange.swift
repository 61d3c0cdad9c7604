internal import CapacityModel
internal import HeadroomBasics

/// The instant from which all values of a fleet are 1,024 times larger, sizes and demand alike.
struct FleetUnitChange {
  /// What was changed, for the truth.
  let fault: InjectedFault
  private let makesLarger: Bool

  /// Draws the instant, in the middle half of the fleet's time, and which side of it is wrong.
  init(of recipe: FleetRecipe) {
    var random = FleetRandom(seed: recipe.seed, stream: 0, purpose: 8)
    let hours = random.whole((recipe.days * 6)..<(recipe.days * 18))
    makesLarger = random.happens(0.5)
    fault = InjectedFault(
      entity: nil, kind: .unitChange, since: recipe.start + .seconds(3600 * Int64(hours)),
      detail: makesLarger ? "x1024 from then on" : "1/1024 before")
  }

  /// The samples with the change.
  func applied(to block: SampleBlock) -> SampleBlock {
    let since = fault.since.milliseconds
    var block = block
    for metric in [MemoryMetric.used, .configured] {
      guard var column = block.values.removeValue(forKey: metric) else { continue }
      for row in column.indices where (block.timestamps[row] >= since) == makesLarger {
        column[row] = makesLarger ? column[row] * 1024 : column[row] / 1_048_576 * 1024
      }
      block.values[metric] = column
    }
    return block
  }
}
