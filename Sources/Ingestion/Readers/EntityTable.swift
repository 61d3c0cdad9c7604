internal import CapacityModel

/// Gives entities numbers, by their bytes: no text is made for a row whose entity is known.
struct EntityTable {
  private(set) var entities: [EntityID] = []
  /// For each entity the instant of its previous row.
  var lastInstants: [Int64] = []
  private var names: [[UInt8]] = []
  private var slots: [UInt64: UInt32] = [:]
  private var latest: UInt32 = 0

  /// The number of an entity.
  ///
  /// - Parameter name: Makes the name where the entity is new; `nil` where its bytes are no text.
  mutating func index(
    of bytes: UnsafeBufferPointer<UInt8>, named name: () -> String?
  ) -> UInt32? {
    if !names.isEmpty, matches(latest, bytes) { return latest }
    // FNV-1a; where two names share a hash the next free one is taken.
    var hash = bytes.reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    while let found = slots[hash] {
      if matches(found, bytes) {
        latest = found
        return found
      }
      hash &+= 1
    }
    guard let text = name() else { return nil }
    latest = UInt32(entities.count)
    slots[hash] = latest
    names.append(Array(bytes))
    entities.append(EntityID(text))
    lastInstants.append(.min)
    return latest
  }

  private func matches(_ index: UInt32, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let name = names[Int(index)]
    return name.count == bytes.count && name.elementsEqual(bytes)
  }
}
