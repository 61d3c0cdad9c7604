import CapacityModel
import HeadroomBasics

/// A VM's true demand, step by step from the start.
struct DemandWalk {
  private let recipe: FleetRecipe
  private let demand: DemandParameters
  private let shape: DayShape
  private var noise: DemandNoise
  /// Level changes still to come, the next one last.
  private var changes: [(step: Int, kibibytes: Double)]
  /// Restarts still to come, the next one last.
  private var restarts: [Int]
  private var level: Double
  private var started = 0
  /// Guests hand memory out in blocks: use moves by 1/8192 of the size at the start, in whole pages.
  private let block: Int64
  private let offset: Int64

  init(truth: VMTruth, recipe: FleetRecipe, index: Int) {
    self.recipe = recipe
    demand = truth.demand
    var random = FleetRandom(seed: recipe.seed, stream: UInt64(index), purpose: 3)
    shape = DayShape(demand: demand, recipe: recipe, random: &random)
    let noiseRandom = FleetRandom(seed: recipe.seed, stream: UInt64(index), purpose: 4)
    noise = DemandNoise(demand: demand, recipe: recipe, random: noiseRandom)
    let events =
      truth.deployments.map { ($0.at, $0.change) } + truth.resizes.map { ($0.at, $0.demandChange) }
    changes = events.map { (recipe.step(at: $0), Double($1.bytes) / 1024) }
    changes.sort { $0.step > $1.step }
    restarts = truth.restarts.reversed().map { recipe.step(at: $0) }
    level = Double(demand.base.bytes) / 1024
    block = truth.configuredAtStart.bytes / 1024 / 8192
    offset = Int64(random.whole(0..<Int(block / 4))) * 4
    // A heap is rarely new on the day the record begins.
    started = -random.whole(0..<(20 * recipe.stepsPerDay))
    if demand.heap == .zero { started = 0 }
  }

  /// Demand at step `step`, KiB, whole pages; steps must be asked for in order, each once.
  mutating func next(_ step: Int) -> Int64 {
    while let change = changes.last, change.step <= step {
      level += change.kibibytes
      changes.removeLast()
    }
    while let restart = restarts.last, restart <= step {
      started = restart
      restarts.removeLast()
    }
    let day = Double(step) / Double(recipe.stepsPerDay)
    let sum =
      level + Self.kibibytes(demand.growthPerDay) * day + calendar(day) + running(step)
      + noise.next()
    // 64 MiB: a kernel and a shell.
    let floor = max(65_536, Int64(sum.rounded(.down)))
    return floor - (floor - offset) % block
  }

  private static func kibibytes(_ amount: ByteCount) -> Double { Double(amount.bytes) / 1024 }

  /// What the hour, the weekday and the month add, KiB.
  private func calendar(_ day: Double) -> Double {
    var sum = 0.0
    if demand.dailyAmplitude > .zero {
      sum += Self.kibibytes(demand.dailyAmplitude) * shape.daily(at: day)
    }
    if demand.monthEndAmplitude > .zero {
      sum += Self.kibibytes(demand.monthEndAmplitude) * shape.monthEnd(at: day)
    }
    return sum
  }

  /// What has gathered since the last restart, KiB.
  private func running(_ step: Int) -> Double {
    let days = Double(step - started) / Double(recipe.stepsPerDay)
    var sum = Self.kibibytes(demand.leakPerDay) * days
    if demand.heap > .zero {
      sum += Self.kibibytes(demand.heap) * (0.35 + 0.65 * days / (days + demand.heapHalfDays))
    }
    return sum
  }
}
