import CapacityModel

/// Two halves of a fleet, each forecast with what the other taught.
enum FleetHalves {
  /// 0 or 1 for each entity, by its name alone.
  static func of(_ entities: [EntityID]) -> [Int] { entities.map { Int(hash($0.name) & 1) } }

  /// FNV-1a over the name's bytes, its bits mixed down: the same halves on every machine and run.
  ///
  /// Source: Fowler, Noll & Vo (1991), 64-bit constants.
  private static func hash(_ name: String) -> UInt64 {
    let sum = name.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    return sum ^ (sum >> 17) ^ (sum >> 37)
  }
}
