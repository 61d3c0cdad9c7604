internal import CapacityModel
internal import HeadroomBasics

/// Makes the samples of one VM wrong in one way.
struct FaultInjector {
  private let recipe: FleetRecipe
  private let kind: FaultKind
  private var random: FleetRandom

  /// How long an entity is off or gone at the end.
  private static let absence = Duration.days(20)

  /// What became of a VM's samples.
  typealias Outcome = (samples: [SampleBlock], fault: InjectedFault)

  /// The injector of VM `index`, where it gets a fault at all.
  init?(_ faults: FleetFaults, recipe: FleetRecipe, index: Int) {
    var random = FleetRandom(seed: recipe.seed, stream: UInt64(index), purpose: 7)
    guard random.happens(faults.share), !faults.kinds.isEmpty else { return nil }
    kind = faults.kinds[random.whole(0..<faults.kinds.count)]
    (self.recipe, self.random) = (recipe, random)
  }

  /// Applies the fault.
  ///
  /// - Parameters:
  ///   - block: The samples as they should be.
  ///   - stranger: Samples of a machine outside the fleet, asked for where two share a name.
  mutating func apply(to block: SampleBlock, stranger: () -> SampleBlock) -> Outcome {
    switch kind {
    case .coarse:
      return outcome([block.thinned(to: .seconds(21_600))], detail: "6 h", block)
    case .averages:
      let isDaily = random.happens(0.5)
      return outcome(
        [block.averaged(over: isDaily ? .days(1) : .seconds(7200))],
        detail: isDaily ? "daily" : "2 h",
        block)
    case .unseenHours: return unseenHours(block)
    case .frozen: return frozen(block)
    case .small:
      let small = block.mappingUsed(from: recipe.start) { $0 / 1_048_576 * 1024 }
      return outcome([small], detail: "1/1024", block)
    case .wrongTime: return wrongTime(block)
    case .sharedName: return sharedName(block, with: stranger())
    case .renamed: return renamed(block)
    case .off:
      let since = recipe.range.end - Self.absence
      let keepsSize = random.happens(0.5)
      var off = block.mappingUsed(from: since) { _ in 0 }
      if !keepsSize { off = off.mapping(.configured, from: since) { _ in 0 } }
      return outcome(
        [off], since: since, detail: keepsSize ? "with its size" : "without a size", block)
    case .gone:
      let since = recipe.range.end - Self.absence
      return outcome([block.keeping { $0 < since.milliseconds }], since: since, detail: "", block)
    case .unitChange: preconditionFailure("a change of unit concerns a fleet, not an entity")
    }
  }

  private func outcome(
    _ samples: [SampleBlock], since: Timestamp? = nil, detail: String, _ block: SampleBlock
  ) -> Outcome {
    let fault = InjectedFault(
      entity: block.entity, kind: kind, since: since ?? recipe.start, detail: detail)
    return (samples, fault)
  }

  private mutating func unseenHours(_ block: SampleBlock) -> Outcome {
    guard random.happens(0.5) else {
      let worked = block.keeping { Timestamp(milliseconds: $0).weekday < 5 }
      return outcome([worked], detail: "weekends", block)
    }
    let first = Int64(random.whole(0..<4))
    let last = first + Int64(random.whole(2..<6))
    let seen = block.keeping { !(first..<last).contains($0 / 3_600_000 % 24) }
    return outcome([seen], detail: "nights \(first) to \(last)", block)
  }

  private mutating func frozen(_ block: SampleBlock) -> Outcome {
    let days = random.uniform(2...10)
    let since = recipe.range.end - .milliseconds(Int64(days * 86_400) * 1000)
    let end = block.timestamps.firstIndex { $0 >= since.milliseconds } ?? block.timestamps.count
    let value = block.values[.used]?[..<end].last { $0 > 0 } ?? 0
    return outcome([block.mappingUsed(from: since) { _ in value }], since: since, detail: "", block)
  }

  private mutating func wrongTime(_ block: SampleBlock) -> Outcome {
    let count = min(random.whole(1..<4), block.timestamps.count)
    guard count > 0 else { return outcome([block], detail: "none", block) }
    let step = Int64(recipe.stepSeconds) * 1000
    let (detail, first): (String, Timestamp) =
      switch random.whole(0..<3) {
      case 0: ("1970", Timestamp(seconds: Int64(random.whole(0..<86_400))))
      case 1: ("2037", Timestamp(seconds: 2_114_380_800 + Int64(random.whole(0..<86_400))))
      default: ("ahead", recipe.range.end + .days(Int64(random.whole(2..<20))))
      }
    // A clock that was wrong for some samples in a row: they are missing where they belong.
    let place = random.whole(0..<(block.timestamps.count - count + 1))
    let moved = (0..<count).map { first.milliseconds + Int64($0) * step }
    return outcome(
      [block.moving(place..<(place + count), to: moved)], since: first, detail: detail, block)
  }

  private mutating func sharedName(_ block: SampleBlock, with stranger: SampleBlock) -> Outcome {
    var other = stranger
    other.entity = block.entity
    guard random.happens(0.5) else {
      // The second source is written where the first has its instants: the same name and time with other values.
      let count = min(block.timestamps.count, other.timestamps.count)
      other.timestamps = Array(block.timestamps.prefix(count))
      for metric in other.values.keys {
        other.values[metric] = Array(other.values[metric]!.prefix(count))
      }
      return outcome([block, other], detail: "same instants", block)
    }
    other.timestamps = block.timestamps.prefix(other.timestamps.count).map { $0 + 17_000 }
    let count = other.timestamps.count
    for metric in other.values.keys {
      other.values[metric] = Array(other.values[metric]!.prefix(count))
    }
    return outcome([block.interleaved(with: other)], detail: "17 s apart", block)
  }

  private mutating func renamed(_ block: SampleBlock) -> Outcome {
    let hours = random.whole((recipe.days * 6)..<(recipe.days * 18))
    let since = recipe.start + .seconds(3600 * Int64(hours))
    let old = block.keeping { $0 < since.milliseconds }
    var new = block.keeping { $0 >= since.milliseconds }
    new.entity = EntityID("\(block.entity)-new")
    var result = outcome([old, new], since: since, detail: block.entity.name, block)
    result.fault.entity = new.entity
    return result
  }
}
