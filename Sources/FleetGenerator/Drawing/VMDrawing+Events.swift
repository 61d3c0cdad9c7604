import CapacityModel
import HeadroomBasics

extension VMDrawing {
  /// One change of size, and in one of three VMs a second one upwards.
  mutating func drawResizes(growing: Bool) {
    let days = Double(recipe.days)
    let first = Int(days * random.uniform(0.2...0.5))
    addResize(onDay: first, to: growing ? scaled(3, 2) : scaled(1, 2))
    guard random.happens(0.35) else { return }
    addResize(onDay: Int(days * random.uniform(0.6...0.85)), to: scaled(5, 4))
  }

  /// The present size times a fraction, a multiple of 256 MiB.
  private func scaled(_ numerator: Int64, _ denominator: Int64) -> ByteCount {
    let bytes = truth.configuredAtEnd.bytes * numerator / denominator
    return ByteCount(bytes).roundedUp(to: .mebibytes(256))
  }

  private mutating func addResize(onDay day: Int, to size: ByteCount) {
    let from = truth.configuredAtEnd
    // One workload in three sizes its caches by the memory it finds, upwards only: what is held is not given back.
    let follows = size > from && random.happens(0.35)
    let change = follows ? ByteCount((size - from).bytes / 16_384 * 4096) : .zero
    let at = instant(onDay: day, hours: 2...5)
    truth.resizes.append(.init(at: at, from: from, to: size, demandChange: change))
    truth.restarts.append(at)
  }

  /// Days off for the VMs made for it: a long stretch or two, and one of hours.
  mutating func drawPowerOffs() {
    guard truth.behaviours[0] == .poweredOff else { return }
    let days = Double(recipe.days)
    var stretches = [(days * random.uniform(0.15...0.3), random.uniform(1...9))]
    stretches.append((days * random.uniform(0.45...0.55), random.uniform(0.1...0.3)))
    if random.happens(0.6) {
      stretches.append((days * random.uniform(0.62...0.75), random.uniform(2...6)))
    }
    for (day, length) in stretches {
      guard let range = stretch(fromDay: day, days: min(length, days * 0.12)) else { continue }
      // What stands for days is deallocated; what stands for hours keeps its size.
      let isDeallocated = length >= 1
      truth.off.append(.init(range: range, reportsNoSize: isDeallocated))
      truth.restarts.append(range.end)
    }
  }

  /// Holes without samples: the whole fleet's, and the VM's own where it was made for them or is unlucky.
  mutating func drawGaps() {
    truth.gaps = Self.fleetOutages(recipe)
    let isMadeForIt = truth.behaviours[0] == .gaps
    let lengths: [Double]
    if isMadeForIt {
      lengths = [1.1...4.5, 0.08...0.4, 0.04...0.2, 0.3...1.2].map { random.uniform($0) }
    } else if random.happens(0.12) {
      lengths = [random.uniform(0.05...0.6)]
      truth.behaviours.append(.gaps)
    } else {
      lengths = []
    }
    for length in lengths {
      let day = random.uniform(0.05...0.92) * Double(recipe.days)
      if let range = stretch(fromDay: day, days: length) { truth.gaps.append(range) }
    }
    truth.gaps = Self.merged(truth.gaps)
  }

  /// When the collector itself was down: about once in two months, for one to four hours.
  static func fleetOutages(_ recipe: FleetRecipe) -> [TimeRange] {
    var random = FleetRandom(seed: recipe.seed, stream: .max, purpose: 2)
    var outages: [TimeRange] = []
    var day = random.uniform(5...50)
    while day < Double(recipe.days) - 1 {
      let first = Int(day * Double(recipe.stepsPerDay))
      let length = max(2, Int(random.uniform(1...4) * Double(recipe.stepsPerDay) / 24))
      let end = min(first + length, recipe.stepCount)
      outages.append(TimeRange(start: recipe.instant(first), end: recipe.instant(end)))
      day += random.uniform(35...75)
    }
    return outages
  }

  /// Names what else the VM does, puts restarts in order and drops those that nothing shows.
  mutating func settleRestarts() {
    let demand = truth.demand
    if demand.leakPerDay == .zero && demand.heap == .zero { truth.restarts = [] }
    truth.restarts.sort()
    if demand.dailyAmplitude > .zero && truth.behaviours[0] != .diurnal {
      truth.behaviours.append(.diurnal)
    }
  }

  /// A stretch of whole steps inside the fleet's days; `nil` where it would be shorter than a step.
  private func stretch(fromDay day: Double, days: Double) -> TimeRange? {
    let perDay = Double(recipe.stepsPerDay)
    let first = min(Int(day * perDay), recipe.stepCount)
    let end = min(first + Int(days * perDay), recipe.stepCount)
    return first < end ? TimeRange(start: recipe.instant(first), end: recipe.instant(end)) : nil
  }

  /// The same time in stretches that neither meet nor overlap, in order.
  private static func merged(_ ranges: [TimeRange]) -> [TimeRange] {
    var merged: [TimeRange] = []
    for range in ranges.sorted(by: { $0.start < $1.start }) {
      if let last = merged.last, range.start <= last.end {
        merged[merged.count - 1].end = max(last.end, range.end)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}
