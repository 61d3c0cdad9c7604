import CapacityModel
import HeadroomBasics

extension VMDrawing {
  /// Draws the demand that the VM's main behaviour names.
  mutating func drawDemand() {
    switch truth.behaviours[0] {
    case .idle: drawIdle()
    case .flat: drawFlat()
    case .growth: drawGrowth()
    case .deployments: drawDeployments()
    case .leak: drawLeak()
    case .monthEnd: drawMonthEnd()
    case .plateau: drawPlateau()
    case .capped: drawCapped()
    case .resized: drawResized()
    case .poweredOff, .gaps, .diurnal:
      drawDiurnal(base: 0.14...0.36, amplitude: 0.14...0.38)
    }
  }

  private mutating func drawIdle() {
    truth.demand.base = max(.mebibytes(180), share(random.uniform(0.03...0.09)))
    drawNoise(0.0008...0.002, steadiness: 0.85...0.95)
  }

  private mutating func drawFlat() {
    // One in four is a database: it holds a large buffer pool from the first day on.
    let isDatabase = random.happens(0.25)
    truth.demand.base = share(random.uniform(isDatabase ? 0.62...0.8 : 0.16...0.45))
    drawNoise(0.001...0.005, steadiness: 0.3...0.7)
    drawBursts(perDay: 0.03...0.3, height: 0.02...0.08)
  }

  private mutating func drawDiurnal(base: ClosedRange<Double>, amplitude: ClosedRange<Double>) {
    truth.demand.base = share(random.uniform(base))
    drawDay(amplitude)
    drawNoise(0.003...0.009, steadiness: 0.1...0.5)
    drawBursts(perDay: 0.02...0.5, height: 0.03...0.1)
  }

  private mutating func drawGrowth() {
    let base = random.uniform(0.22...0.4)
    let amplitude = random.uniform(0.03...0.12)
    truth.demand.base = share(base)
    drawDay(amplitude...amplitude)
    drawNoise(0.002...0.005, steadiness: 0.2...0.5)
    drawBursts(perDay: 0.02...0.2, height: 0.02...0.05)
    // Most reach their size within a quarter after the end, so that a plan has something to find; a few take years.
    let isSoon = random.happens(0.65)
    let daysToFull = Double(recipe.days) + random.uniform(isSoon ? -5...80 : 250...900)
    truth.demand.growthPerDay = share((0.97 - base - amplitude) / daysToFull)
  }

  private mutating func drawDeployments() {
    drawDiurnal(base: 0.2...0.34, amplitude: 0.05...0.15)
    var level = 0.3
    for day in days(first: 4...12, spacing: 9...26) {
      var change = random.uniform(0.02...0.1)
      // Some releases need less; the level stays within what the size can hold.
      if level + change > 0.68 || (level > 0.3 && random.happens(0.3)) { change = -change * 0.8 }
      level += change
      let at = instant(onDay: day, hours: 9...16)
      truth.deployments.append(.init(at: at, change: share(change)))
    }
  }

  private mutating func drawLeak() {
    truth.demand.base = share(random.uniform(0.18...0.32))
    drawDay(0.02...0.08)
    drawNoise(0.002...0.004, steadiness: 0.2...0.5)
    let isRestarted = random.happens(0.7)
    let period = isRestarted ? random.uniform(5...24) : Double(recipe.days)
    truth.demand.leakPerDay = share(random.uniform(0.35...0.55) / period)
    guard isRestarted else { return }
    let spacing = (period * 0.8)...(period * 1.15)
    for day in days(first: spacing, spacing: spacing) {
      truth.restarts.append(instant(onDay: day, hours: 1...6))
    }
  }

  private mutating func drawMonthEnd() {
    drawDiurnal(base: 0.16...0.26, amplitude: 0.06...0.12)
    truth.demand.monthEndAmplitude = share(random.uniform(0.28...0.42))
  }

  private mutating func drawPlateau() {
    truth.demand.base = share(random.uniform(0.07...0.12))
    truth.demand.heap = share(random.uniform(0.45...0.72))
    truth.demand.heapHalfDays = random.uniform(0.1...1.2)
    drawNoise(0.0005...0.002, steadiness: 0.5...0.8)
    for day in days(first: 8...30, spacing: 14...45) {
      truth.restarts.append(instant(onDay: day, hours: 1...20))
    }
  }

  private mutating func drawCapped() {
    drawDiurnal(base: 0.52...0.62, amplitude: 0.5...0.62)
  }

  private mutating func drawDay(_ amplitude: ClosedRange<Double>) {
    truth.demand.dailyAmplitude = share(random.uniform(amplitude))
    truth.demand.profile = random.choice([(.office, 5), (.web, 3), (.evening, 2), (.night, 2)])
    // Offices rest at weekends, shops and nights do not.
    let share = truth.demand.profile == .office ? 0.1...0.35 : 0.55...1.0
    truth.demand.weekendShare = random.uniform(share)
  }

  private mutating func drawNoise(
    _ deviation: ClosedRange<Double>, steadiness: ClosedRange<Double>
  ) {
    truth.demand.noise = share(random.uniform(deviation))
    truth.demand.steadiness = random.uniform(steadiness)
  }

  private mutating func drawBursts(perDay: ClosedRange<Double>, height: ClosedRange<Double>) {
    truth.demand.burstsPerDay = random.uniform(perDay)
    truth.demand.burstHeight = share(random.uniform(height))
  }

  /// A day like others, on a VM whose size is changed once or twice.
  private mutating func drawResized() {
    // The mix has one of even and one of odd place, so that a fleet shows both directions.
    let isGrown = index % 2 == 1
    drawDiurnal(
      base: isGrown ? 0.4...0.5 : 0.1...0.18, amplitude: isGrown ? 0.2...0.3 : 0.06...0.12)
    drawResizes(growing: isGrown)
  }
}
