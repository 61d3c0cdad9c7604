package import CapacityModel
internal import HeadroomBasics
package import Sizing

/// The entities that trials are replayed on, in folds by the hash of their names and in tiers.
///
/// A group is a fold and a tier, `fold · 3 + tier`: within it the same prices hold.
package struct TrialFleet: Sendable {
  /// All on the same days.
  package let records: [DemandRecord]
  /// How many folds.
  package let folds: Int
  /// The fold of each record.
  package let foldOf: [Int]
  /// Entities in each group.
  package let groupSizes: [Int]
  /// When sizes are decided.
  package let schedule: OriginSchedule
  /// The stretches of days that are added up: training first, then judging.
  package let stretches: [Range<Int>]

  /// The number of days of each record, D.
  package var days: Int { records.first?.days ?? 0 }

  /// Groups: folds × tiers.
  package var groupCount: Int { groupSizes.count }

  private static let tiers = Tier.allCases

  /// Deals records into folds.
  package init(
    _ records: [DemandRecord], folds: Int, schedule: OriginSchedule, stretches: [Range<Int>]
  ) {
    precondition(folds > 0, "\(folds) folds")
    (self.records, self.folds, self.schedule) = (records, folds, schedule)
    self.stretches = stretches
    foldOf = records.map { Int(CRC32.of($0.entity.name) % UInt32(folds)) }
    var sizes = [Int](repeating: 0, count: folds * Self.tiers.count)
    for (record, fold) in zip(records, foldOf) {
      sizes[fold * Self.tiers.count + Self.place(of: record.tier)] += 1
    }
    groupSizes = sizes
  }

  /// The group of the entity at a place.
  package func group(of entity: Int) -> Int {
    foldOf[entity] * Self.tiers.count + Self.place(of: records[entity].tier)
  }

  /// The groups of a fold.
  package func groups(ofFold fold: Int) -> [Int] {
    (0..<Self.tiers.count).map { fold * Self.tiers.count + $0 }
  }

  /// The tier of a group.
  package func tier(ofGroup group: Int) -> Tier { Self.tiers[group % Self.tiers.count] }

  /// The places of the entities in `fold`, or of all others.
  package func entities(inFold fold: Int, isMember: Bool = true) -> [Int] {
    records.indices.filter { (foldOf[$0] == fold) == isMember }
  }

  private static func place(of tier: Tier) -> Int { tiers.firstIndex(of: tier) ?? 0 }
}
