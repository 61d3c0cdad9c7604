public import CapacityModel
internal import HeadroomBasics
package import Sizing

/// The entities of a fleet with all that bounds their sizes, whole; decisions look at as much as was known at an origin.
public struct DecisionFleet: Sendable {
  /// An entity with what decisions on it depend on.
  struct Member: Sendable {
    let history: EntityHistory
    let tier: Tier
    let serviceLevel: Double
    let bounds: SizeBounds
    /// Which half of the fleet it belongs to, by its name alone.
    let half: Int
    /// Its place in a random order that depends on its name alone.
    let rank: UInt64
  }

  let members: [Member]
  let limits: Guardrails
  /// Days for which sizes must hold.
  public private(set) var horizon: Int
  /// What was usual in the fleet at each origin.
  private let traits = Memo<Int, FleetTraits>()

  /// Puts a fleet together.
  ///
  /// - Parameters:
  ///   - histories: Daily, on one calendar.
  ///   - serviceLevel: The probability to aim at for every tier; each tier's own when absent.
  ///   - horizon: Days, `> 0`.
  /// - Throws: `SizeBoundsError` where bounds leave no size, as `EvaluationError.noSizeAllowed`.
  public init(
    _ histories: [EntityHistory], inventory: Inventory, limits: Guardrails, serviceLevel: Double?,
    horizon: Int
  ) throws(EvaluationError) {
    let entries = inventory.byEntity
    var members: [Member] = []
    members.reserveCapacity(histories.count)
    for history in histories {
      let entry = entries[history.entity]
      let tier = entry?.tier ?? .standard
      let bounds: SizeBounds
      do throws(SizeBoundsError) {
        bounds = try SizeBounds(of: entry, guardrails: limits)
      } catch {
        throw .noSizeAllowed(
          entity: error.entity, floor: error.floor, cap: error.cap, step: error.step)
      }
      let hash = CRC32.of(history.entity.name)
      members.append(
        Member(
          history: history, tier: tier, serviceLevel: serviceLevel ?? tier.serviceLevel,
          bounds: bounds, half: Int(hash >> 8) % 2, rank: UInt64(hash) &* 0x9E37_79B9_7F4A_7C15))
    }
    (self.members, self.limits, self.horizon) = (members, limits, horizon)
  }

  /// The same fleet, of a shorter horizon.
  func within(_ days: Int) -> DecisionFleet {
    var fleet = self
    fleet.horizon = days
    return fleet
  }

  /// The first `count` of some places in an order that depends on names alone: the same sample of a fleet in any company.
  func sample(_ count: Int, of places: some Sequence<Int>) -> ArraySlice<Int> {
    places.sorted { (members[$0].rank, $0) < (members[$1].rank, $1) }.prefix(count)
  }

  /// How much a shortage of an entity hurts.
  public func tier(of place: Int) -> Tier { members[place].tier }

  /// The probability that is aimed at for an entity.
  public func serviceLevel(of place: Int) -> Double { members[place].serviceLevel }

  /// One entity's history and what is usual in its fleet, as both were known at an origin, steps seen.
  package func history(_ place: Int, at origin: Int) -> EntityHistory {
    let history = members[place].history
    guard origin < history.peaks.count else { return history }
    var known = history.known(after: origin)
    known.sampling.fleet = traits.value(for: origin) {
      FleetTraits(of: members.map { $0.history.known(after: origin) })
    }
    return known
  }

  /// Places whose samples can be believed so far that others may learn from them, at an origin, steps seen; all where no
  /// entity can be believed.
  func teachers(at origin: Int, loop: ParallelLoop) -> [Int] {
    let doubted = loop.map(members.count) { place in
      let history = history(place, at: origin)
      return SeriesStanding(of: history, now: history.start + .days(Int64(origin))).isDoubted
    }
    let teachers = members.indices.filter { !doubted[$0] }
    return teachers.isEmpty ? Array(members.indices) : teachers
  }

  /// What a decision about one entity rests on at an origin, steps seen.
  package func context(
    _ place: Int, at origin: Int, wanted: Recommendation? = nil
  ) -> DecisionContext {
    let member = members[place]
    return DecisionContext(
      history: history(place, at: origin), now: member.history.start + .days(Int64(origin)),
      horizon: horizon, tier: member.tier, serviceLevel: member.serviceLevel,
      bounds: member.bounds, limits: limits, wanted: wanted)
  }
}
