public import CapacityModel

/// Makes a fleet of VMs whose truth is known: what each demands, what was recorded of it, and why.
///
/// One VM's samples are held at a time. Any VM can be made by itself and from any thread, so a caller may spread the
/// work; the order of `forEachEntity` is the order of the inventory.
public struct FleetGenerator: Sendable {
  /// What the fleet follows from.
  public let recipe: FleetRecipe

  /// Creates a generator; nothing is made yet.
  public init(recipe: FleetRecipe) { self.recipe = recipe }

  /// The truth and the samples of one VM.
  ///
  /// - Parameter index: From 0 to `recipe.vms` − 1.
  /// - Returns: The truth, days filled in; and the samples, bytes, metrics `configured` and `used`.
  public func entity(_ index: Int) -> (truth: VMTruth, samples: SampleBlock) {
    precondition((0..<recipe.vms).contains(index), "VM \(index) of \(recipe.vms)")
    let drawn = VMDrawing.truth(of: index, in: recipe)
    let (truth, samples) = SampleRecorder.record(drawn, recipe: recipe, index: index)
    return (truth, samples)
  }

  /// Makes all VMs, one after the other.
  ///
  /// - Parameter body: Takes the truth and the samples of one VM.
  /// - Throws: What `body` throws.
  public func forEachEntity(
    _ body: (VMTruth, SampleBlock) throws -> Void
  ) rethrows {
    for index in 0..<recipe.vms {
      let (truth, samples) = entity(index)
      try body(truth, samples)
    }
  }

  /// What is known of the VMs and their hosts beside the samples.
  public var inventory: Inventory { FleetPlacement.inventory(of: recipe) }
}
