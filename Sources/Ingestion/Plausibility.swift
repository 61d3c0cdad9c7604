internal import CapacityModel
internal import HeadroomBasics

/// Looks whether the values of a whole file can be memory of machines: units are mistaken for whole files at once, and no
/// single row shows it.
struct Plausibility {
  /// What one entity has come to.
  fileprivate struct Seen {
    var rows: UInt32 = 0
    /// Whether demand jumped by a factor of a unit.
    var hasJumped = false
    /// The largest values, bytes.
    var used: Int64 = 0
    var configured: Int64 = 0
    /// The latest demand above zero, bytes; 0 before there is one.
    var last: Int64 = 0
  }

  /// The latest jump of an entity: when, from what, and the demand nearest to that since.
  fileprivate struct Jump {
    var instant: Int64
    var before: Int64
    var nearest: Int64
    var isUp: Bool { nearest > before }
  }

  private var entities: [Seen] = []
  /// By the places of entities; few have one.
  private var jumps: [Int: Jump] = [:]

  /// Rows from which an entity counts.
  private static let enoughRows = 24
  /// Less than any operating system needs, bytes.
  private static let leastDemand: Int64 = 32 << 20
  /// The largest per cent: what a demand without a size is held against, bytes.
  private static let mostPercent: Int64 = 100
  /// A size from which an entity is taken for a machine and not for a process, bytes.
  private static let machine: Int64 = 512 << 20
  /// The largest share of its size that a percentage written as a fraction shows.
  private static let fraction = 0.0101
  /// What a jump by a unit lies between, up or down.
  private static let factors: [ClosedRange<Double>] = [69...149, 690...1_490, 690_000...1_530_000]
  /// How close in time jumps are one change, milliseconds.
  private static let window: Int64 = Duration.millisecondsPerDay

  /// Takes in the rows of a batch.
  mutating func add(_ batch: SampleBatch) {
    guard let used = batch.columns.first(where: { $0.metric == .used })?.values else { return }
    let configured = batch.columns.first { $0.metric == .configured }?.values
    while entities.count < batch.entities.count { entities.append(Seen()) }
    for row in used.indices where used[row] != SampleBatch.missing {
      let size = configured?[row] ?? SampleBatch.missing
      let place = Int(batch.entityIndex[row])
      let last = entities[place].last
      entities[place].add(used[row], size)
      // Far more rows change by less than by any unit: two comparisons tell.
      if last > 0, used[row] > 0 {
        if used[row] > last * 60 || used[row] < last / 60 {
          jump(of: place, from: last, to: used[row], at: batch.timestamps[row])
        } else if entities[place].hasJumped {
          stay(of: place, at: used[row])
        }
      }
    }
  }

  private mutating func jump(of place: Int, from last: Int64, to used: Int64, at instant: Int64) {
    let isUnit = Self.isUnit(used, last)
    entities[place].hasJumped = isUnit
    jumps[place] = isUnit ? Jump(instant: instant, before: last, nearest: used) : nil
  }

  private mutating func stay(of place: Int, at used: Int64) {
    guard var known = jumps[place] else { return }
    known.nearest = known.isUp ? min(known.nearest, used) : max(known.nearest, used)
    // Demand that comes back was no change of a unit.
    entities[place].hasJumped = known.lasts
    jumps[place] = known.lasts ? known : nil
  }

  /// What is wrong with most of the entities, a sentence with its remedy; `nil` where nothing is.
  var fault: String? {
    let known = entities.filter { $0.rows >= Self.enoughRows && $0.used > 0 }
    guard !known.isEmpty else { return nil }
    let sized = known.filter { $0.configured > 0 }
    return unitChange(known) ?? tinySizes(sized) ?? tinyDemand(sized) ?? fractions(sized)
      ?? percentages(sized) ?? shares(known.filter { $0.configured == 0 }, of: known)
  }

  /// Demand that is never above 100 MiB where machines have gigabytes.
  private func percentages(_ sized: [Seen]) -> String? {
    let tiny = sized.filter { $0.used <= 100 << 20 && $0.configured >= 4 * Self.machine }
    guard sized.count > 1, tiny.count * 2 > sized.count, let first = tiny.first else { return nil }
    return
      "demand of \(Self.share(tiny, of: sized)) is never above 100 MiB of \(ByteCount(first.configured)): it looks like "
      + "per cent that were read as MiB; name the column used_percent, or map it with used=COLUMN:%"
  }

  /// Demand of entities without a size that is less than any process needs.
  private func shares(_ unsized: [Seen], of known: [Seen]) -> String? {
    let tiny = unsized.filter { $0.used <= Self.mostPercent }
    guard tiny.count * 2 > known.count, let most = tiny.map(\.used).max() else { return nil }
    return
      "demand of \(Self.share(tiny, of: known)) is never above \(ByteCount(most)), less than any process needs: it looks "
      + "like a share (0 to 1) or per cent (0 to 100) that was read as bytes; map it with used=COLUMN:% and give "
      + "--configured SIZE, or correct the unit"
  }

  private func tinySizes(_ sized: [Seen]) -> String? {
    let tiny = sized.filter { $0.configured < Self.leastDemand }
    guard tiny.count * 2 > sized.count, let first = tiny.first else { return nil }
    return
      "\(Self.share(tiny, of: sized)) \(tiny.count == 1 ? "has" : "have") less than \(ByteCount(Self.leastDemand)) configured, such as "
      + "\(ByteCount(first.configured)), which no machine has: check the unit of the column, and whether its "
      + "point separates thousands (write 16384, not 16.384)"
  }

  private func tinyDemand(_ sized: [Seen]) -> String? {
    let tiny = sized.filter { $0.used < Self.leastDemand && $0.configured >= Self.machine }
    guard tiny.count * 2 > sized.count, let first = tiny.first else { return nil }
    return
      "demand of \(Self.share(tiny, of: sized)) is never above \(ByteCount(first.used)) of "
      + "\(ByteCount(first.configured)), less than an operating system needs: check the unit of used"
      + (Self.better(first).map { "; \($0)" } ?? "")
  }

  private func fractions(_ sized: [Seen]) -> String? {
    let tiny = sized.filter {
      Double($0.used) <= Self.fraction * Double($0.configured) && $0.configured >= 4 * Self.machine
    }
    guard sized.count > 1, tiny.count * 2 > sized.count else { return nil }
    return
      "demand of \(Self.share(tiny, of: sized)) is never above 1 % of the configured size: percentages look "
      + "like fractions; multiply them by 100"
  }

  private func unitChange(_ known: [Seen]) -> String? {
    let jumps = jumps.values.sorted {
      ($0.instant, $0.before) < ($1.instant, $1.before)
    }
    guard let middle = jumps.isEmpty ? nil : jumps[jumps.count / 2] else { return nil }
    let together = jumps.filter {
      abs($0.instant - middle.instant) <= Self.window && $0.isUp == middle.isUp
    }
    guard together.count * 2 >= known.count, together.count >= min(2, known.count),
      known.count > 1
    else { return nil }
    let (before, after) = (ByteCount(middle.before), ByteCount(middle.nearest))
    return "used became much \(middle.isUp ? "larger" : "smaller") at once in "
      + "\(together.count) of \(QuantityText.count(known.count, "entity", "entities")) at "
      + "\(Timestamp(milliseconds: middle.instant)) (such as from \(before) to \(after)): its unit changed there; correct the "
      + "part before or after, or ingest the parts with a column of the right unit each"
  }

  private static func share(_ some: [Seen], of all: [Seen]) -> String {
    "\(some.count) of \(QuantityText.count(all.count, "entity", "entities"))"
  }

  /// What demand would be in the next larger unit, where that is between a hundredth and all of the size.
  private static func better(_ seen: Seen) -> String? {
    let size = Double(seen.used) * 1024
    guard size >= 0.01 * Double(seen.configured), size <= Double(seen.configured) else {
      return nil
    }
    return "in the next larger unit it would be \(ByteCount(Int64(size)))"
  }
}

extension Plausibility.Seen {
  fileprivate mutating func add(_ used: Int64, _ configured: Int64) {
    rows &+= 1
    if used > self.used { self.used = used }
    if configured > self.configured { self.configured = configured }
    if used > 0 { last = used }
  }
}

extension Plausibility.Jump {
  /// Whether demand stayed on its other side.
  fileprivate var lasts: Bool {
    let (low, high) = (min(before, nearest), max(before, nearest))
    return high > 50 * low
  }
}

extension Plausibility {
  /// Whether two values lie a factor of units apart.
  fileprivate static func isUnit(_ one: Int64, _ other: Int64) -> Bool {
    let ratio = Double(max(one, other)) / Double(min(one, other))
    return factors.contains { $0.contains(ratio) }
  }
}
