public import CapacityModel
internal import HeadroomBasics

/// The entities that trials are replayed on, in folds by the hash of their names and in tiers.
///
/// A group is a fold and a tier, `fold · 3 + tier`: within it the same prices hold.
public struct TrialFleet: Sendable {
  /// All on the same days.
  public let records: [DemandRecord]
  /// How many folds.
  public let folds: Int
  /// The fold of each record.
  public let foldOf: [Int]
  /// Entities in each group.
  public let groupSizes: [Int]
  /// When sizes are decided.
  public let schedule: DecisionDays
  /// The stretches of days that are added up: training first, then judging.
  public let stretches: [Range<Int>]

  /// D.
  public var days: Int { records.first?.days ?? 0 }

  /// Groups: folds × tiers.
  public var groupCount: Int { groupSizes.count }

  private static let tiers = Tier.allCases

  /// Deals records into folds.
  public init(
    _ records: [DemandRecord], folds: Int, schedule: DecisionDays, stretches: [Range<Int>]
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
  public func group(of entity: Int) -> Int {
    foldOf[entity] * Self.tiers.count + Self.place(of: records[entity].tier)
  }

  /// The groups of a fold.
  public func groups(ofFold fold: Int) -> [Int] {
    (0..<Self.tiers.count).map { fold * Self.tiers.count + $0 }
  }

  /// The tier of a group.
  public func tier(ofGroup group: Int) -> Tier { Self.tiers[group % Self.tiers.count] }

  /// The places of the entities in `fold`, or of all others.
  public func entities(inFold fold: Int, isMember: Bool = true) -> [Int] {
    records.indices.filter { (foldOf[$0] == fold) == isMember }
  }

  private static func place(of tier: Tier) -> Int { tiers.firstIndex(of: tier) ?? 0 }
}
