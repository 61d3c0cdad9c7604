import CapacityModel
import HeadroomBasics

/// Two halves of a fleet, each forecast with what the other taught.
enum FleetHalves {
  /// 0 or 1 for each entity, by its name alone.
  static func of(_ entities: [EntityID]) -> [Int] { entities.map { Int(hash($0.name) & 1) } }

  /// The hash's bits mixed down.
  private static func hash(_ name: String) -> UInt64 {
    let sum = FNV1a.hash(name.utf8)
    return sum ^ (sum >> 17) ^ (sum >> 37)
  }
}
