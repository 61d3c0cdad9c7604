import CapacityModel

/// Numbers that depend on a name and a seed alone, so that a series draws the same ones in any company.
///
/// Sources: FNV-1a (Fowler, Noll & Vo) for the name; SplitMix64 (Steele, Lea & Flood 2014) for the numbers.
struct NameNoise: RandomNumberGenerator {
  private var state: UInt64

  init(_ entity: EntityID, seed: UInt64) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in entity.name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    state = hash ^ (seed &* 0x9E37_79B9_7F4A_7C15)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
