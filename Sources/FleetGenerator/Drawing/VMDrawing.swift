import CapacityModel
import HeadroomBasics

/// Draws what one VM is made of; nothing here depends on how many VMs the fleet has.
struct VMDrawing {
  let recipe: FleetRecipe
  let index: Int
  var random: FleetRandom
  var truth: VMTruth
  /// What the demand's parts are shares of, KiB: the size at the start.
  var sizeKibibytes: Double

  /// Draws VM `index` of `recipe`: its size, its demand and what happens to it.
  static func truth(of index: Int, in recipe: FleetRecipe) -> VMTruth {
    var drawing = VMDrawing(recipe: recipe, index: index)
    drawing.drawDemand()
    drawing.drawPowerOffs()
    drawing.drawGaps()
    drawing.settleRestarts()
    return drawing.truth
  }

  private init(recipe: FleetRecipe, index: Int) {
    (self.recipe, self.index) = (recipe, index)
    random = FleetRandom(seed: recipe.seed, stream: UInt64(index), purpose: 1)
    let behaviour = FleetBehaviour.main(ofVM: index)
    let size = Self.size(for: behaviour, using: &random)
    sizeKibibytes = Double(size.bytes >> 10)
    let digits = String(index + 1)
    let name = "vm-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    truth = VMTruth(entity: EntityID(name), behaviours: [behaviour], configured: size)
  }

  private static func size(
    for behaviour: FleetBehaviour, using random: inout FleetRandom
  ) -> ByteCount {
    let weights: [(Int64, Int)]
    switch behaviour {
    case .idle: weights = [(2, 4), (4, 6), (8, 4), (16, 1)]
    case .plateau: weights = [(4, 2), (8, 5), (16, 5), (32, 3), (64, 1)]
    case .monthEnd: weights = [(8, 3), (16, 4), (32, 3)]
    // Small enough that no later size outgrows a host.
    case .resized: weights = [(4, 3), (8, 5), (16, 4), (32, 1)]
    default: weights = [(2, 3), (4, 8), (6, 3), (8, 11), (12, 3), (16, 8), (32, 4), (64, 1)]
    }
    return .gibibytes(random.choice(weights))
  }

  /// A share of the size at the start, in whole pages.
  func share(_ part: Double) -> ByteCount {
    .kibibytes(Int64((part * sizeKibibytes / 4).rounded(.down)) * 4)
  }

  /// An instant on day `day`, in step with the calendar, within `hours` of that day.
  mutating func instant(onDay day: Int, hours: ClosedRange<Double>) -> Timestamp {
    let steps = Double(recipe.stepsPerDay)
    let step = Int(random.uniform(hours) / 24 * steps)
    return recipe.instant(day * recipe.stepsPerDay + min(step, recipe.stepsPerDay - 1))
  }

  /// Days apart by `spacing`, from `first` on, within the fleet's days.
  mutating func days(
    first: ClosedRange<Double>, spacing: ClosedRange<Double>
  ) -> [Int] {
    var found: [Int] = []
    var day = random.uniform(first)
    while day < Double(recipe.days) {
      found.append(Int(day))
      day += random.uniform(spacing)
    }
    return found
  }
}
