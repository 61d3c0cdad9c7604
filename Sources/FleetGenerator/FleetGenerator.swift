public import CapacityModel

/// Makes a fleet of VMs whose truth is known: what each demands, what was recorded of it, and why.
///
/// One VM's samples are held at a time. Any VM can be made by itself and from any thread, so a caller may spread the
/// work; the order of indices is the order of the inventory.
public struct FleetGenerator: Sendable {
  /// What the fleet follows from.
  public let recipe: FleetRecipe
  /// What is wrong with its samples; `nil` where nothing is.
  public let faults: FleetFaults?

  /// Creates a generator; nothing is made yet.
  public init(recipe: FleetRecipe, faults: FleetFaults? = nil) {
    (self.recipe, self.faults) = (recipe, faults)
  }

  /// The truth and the samples of one VM, without faults.
  ///
  /// - Parameter index: From 0 to `recipe.vms` − 1.
  /// - Returns: The truth, days filled in; and the samples, bytes, metrics `configured` and `used`.
  public func entity(_ index: Int) -> (truth: VMTruth, samples: SampleBlock) {
    precondition((0..<recipe.vms).contains(index), "VM \(index) of \(recipe.vms)")
    return made(index)
  }

  private func made(_ index: Int) -> (truth: VMTruth, samples: SampleBlock) {
    let drawn = VMDrawing.truth(of: index, in: recipe)
    let (truth, samples) = SampleRecorder.record(drawn, recipe: recipe, index: index)
    return (truth, samples)
  }

  /// The samples of one VM with its fault, where it has one.
  ///
  /// - Parameter index: From 0 to `recipe.vms` − 1.
  /// - Returns: The truth without the fault; the samples, of several blocks where they come under two names, or twice for the
  ///   same instants under one; and the fault.
  public func recorded(_ index: Int) -> (
    truth: VMTruth, samples: [SampleBlock], fault: InjectedFault?
  ) {
    let (truth, block) = entity(index)
    guard let faults else { return (truth, [block], nil) }
    var samples = [block]
    var fault: InjectedFault?
    if var injector = FaultInjector(faults, recipe: recipe, index: index) {
      // The machine that shares a name is the one after the last of the fleet, and so on.
      let outcome = injector.apply(to: block) { made(recipe.vms + index).samples }
      (samples, fault) = (outcome.samples, outcome.fault)
    }
    if faults.changesUnit {
      let change = FleetUnitChange(of: recipe)
      samples = samples.map(change.applied)
    }
    return (truth, samples, fault)
  }

  /// What is known of the VMs and their hosts beside the samples.
  public var inventory: Inventory { FleetPlacement.inventory(of: recipe) }

  /// What memory costs in every fleet.
  public static let prices = MemoryPrices(perGibibyteMonth: 3.2, currency: "EUR")
}
