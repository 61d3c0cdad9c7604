internal import CapacityModel

/// What is taken from the columns of a PDH file, and how.
struct PDHPlan: Hashable {
  /// What a column gives to its entity.
  enum Role: Int, CaseIterable {
    // Windows itself.
    case available, total, committed, pageReads
    // VMs of Hyper-V.
    case physical, guestVisible, guestAvailable, pressure
    // VMs of ESXi.
    case size, touched, granted, balloon, swapped, compressed

    /// Whether it is a size, not a rate or a percentage.
    var isSize: Bool { self != .pageReads && self != .pressure }
  }

  /// One column that is read.
  struct Column: Hashable {
    /// From 0.
    var place: Int
    /// The entity's place in `entities`.
    var entity: Int
    var role: Role
    /// The number times this is bytes (or the natural unit).
    var scale: Double
    /// The counter's path.
    var path: String
  }

  /// How a file gives a VM or machine its name and its roles.
  typealias Reading = (PDHCounter) -> (entity: String, role: Role, scale: Double)?

  /// In the order of the file.
  private(set) var columns: [Column] = []
  /// Names in the order of their first columns.
  private(set) var entities: [String] = []
  /// What is given to whom.
  private var given: Set<Int> = []
  /// How many columns the file has.
  let width: Int
  /// Names that stand for several instances, each of which has its number behind it.
  private(set) var sharedNames: Set<String> = []

  /// Picks the columns that `reading` knows.
  init(_ paths: [String], fallbackHost: String, reading: Reading) {
    width = paths.count
    var places: [String: Int] = [:]
    for (place, path) in paths.enumerated().dropFirst() {
      guard var counter = PDHCounter(path) else { continue }
      if counter.host.isEmpty { counter.host = fallbackHost }
      guard let found = reading(counter) else { continue }
      let entity = places[found.entity] ?? entities.count
      if entity == entities.count {
        entities.append(found.entity)
        places[found.entity] = entity
      }
      guard given.insert(Self.key(found.role, entity)).inserted else { continue }
      columns.append(
        Column(place: place, entity: entity, role: found.role, scale: found.scale, path: path))
    }
  }

  /// Gives the entities other names, by the name that they have.
  mutating func rename(_ name: (String) -> String) { entities = entities.map(name) }

  /// Marks names that several instances share.
  mutating func markShared(_ names: Set<String>) { sharedNames = names }

  /// Whether some column gives `role` to the entity at `entity`.
  func has(_ role: Role, of entity: Int) -> Bool {
    given.contains(Self.key(role, entity))
  }

  private static func key(_ role: Role, _ entity: Int) -> Int {
    entity * Role.allCases.count + role.rawValue
  }
}
