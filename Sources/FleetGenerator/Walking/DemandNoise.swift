import CapacityModel
import HeadroomBasics

/// What no plan can foresee: noise with a memory, and bursts.
struct DemandNoise {
  private var random: FleetRandom
  private let deviation: Double
  private let steadiness: Double
  private let burstProbability: Double
  private let burstHeight: Double
  private let burstSteps: Int
  private var slow = 0.0
  private var current = 0.0
  private var burst = 0.0
  private var burstStepsLeft = 0

  init(demand: DemandParameters, recipe: FleetRecipe, random: FleetRandom) {
    self.random = random
    deviation = Double(demand.noise.bytes) / 1024
    steadiness = demand.steadiness
    burstProbability = demand.burstsPerDay / Double(recipe.stepsPerDay)
    burstHeight = Double(demand.burstHeight.bytes) / 1024
    burstSteps = max(1, recipe.stepsPerDay / 24)
  }

  /// The next step's, KiB.
  mutating func next() -> Double {
    // 0.199 = √(1 − 0.98²) keeps the variance of the slow part at 1.
    slow = 0.98 * slow + 0.199 * random.nearlyNormal()
    let quick = random.nearlyNormal()
    // 0.866² + 0.5² = 1.
    if !random.happens(steadiness) { current = deviation * (0.866 * slow + 0.5 * quick) }
    if random.happens(burstProbability) {
      burst = burstHeight * random.uniform(0.34...1)
      burstStepsLeft = burstSteps
    }
    guard burstStepsLeft > 0 else { return current }
    let height = burst * Double(burstStepsLeft) / Double(burstSteps)
    burstStepsLeft -= 1
    return current + height
  }
}
