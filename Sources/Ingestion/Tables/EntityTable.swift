internal import CapacityModel
internal import Foundation
internal import HeadroomBasics

/// Finds the number of an entity by the bytes of its name, without making text of it: text is made once, when a name
/// is seen for the first time.
///
/// Open addressing over hashes, with the names one after the other in one array. Rows mostly come entity by entity,
/// so that the name of the row before is compared first.
struct EntityTable {
  /// The entities in the order of their first rows, their names with the prefix.
  private(set) var entities: [EntityID] = []

  private let prefix: String
  private var names: [UInt8] = []
  /// `names[bounds[i]..<bounds[i + 1]]` is the name of entity `i`.
  private var bounds = [0]
  /// A number plus one, or 0 for a free place; the length is a power of two.
  private var slots = [UInt32](repeating: 0, count: 1024)
  private var latest = -1

  /// Creates an empty table whose entities' names all begin with `prefix`.
  init(prefix: String) { self.prefix = prefix }

  /// The number of the entity named `name`.
  ///
  /// - Throws: a fault where the name is empty or not plain text.
  @inline(__always)
  mutating func index(of name: UnsafeBufferPointer<UInt8>) throws(FieldFaultError) -> Int {
    if latest >= 0, matches(latest, name) { return latest }
    latest = try lookedUp(name)
    return latest
  }

  @inline(__always)
  private func matches(_ entity: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = bounds[entity]
    guard bounds[entity + 1] - start == name.count, let given = name.baseAddress else {
      return false
    }
    return names.withUnsafeBufferPointer { all in
      guard let known = all.baseAddress else { return false }
      return memcmp(known + start, given, name.count) == 0
    }
  }

  private mutating func lookedUp(_ name: UnsafeBufferPointer<UInt8>) throws(FieldFaultError) -> Int
  {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: Self.hash(name)) & mask
    while slots[place] != 0 {
      let candidate = Int(slots[place]) - 1
      if matches(candidate, name) { return candidate }
      place = (place + 1) & mask
    }
    let text = try Self.checkedText(name)
    slots[place] = UInt32(entities.count + 1)
    entities.append(EntityID(prefix + text))
    names.append(contentsOf: name)
    bounds.append(names.count)
    if entities.count * 2 > slots.count { grow() }
    return entities.count - 1
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    names.withUnsafeBufferPointer { all in
      for entity in entities.indices {
        let name = UnsafeBufferPointer(rebasing: all[bounds[entity]..<bounds[entity + 1]])
        var place = Int(truncatingIfNeeded: Self.hash(name)) & mask
        while slots[place] != 0 { place = (place + 1) & mask }
        slots[place] = UInt32(entity + 1)
      }
    }
  }

  private static func checkedText(
    _ name: UnsafeBufferPointer<UInt8>
  ) throws(FieldFaultError) -> String {
    guard !name.isEmpty else { throw FieldFaultError(.emptyName) }
    guard !name.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw FieldFaultError(.invalidName(FieldCursor.excerpt(name)))
    }
    guard let text = String(validating: name, as: UTF8.self) else {
      throw FieldFaultError(.notUTF8(FieldCursor.excerpt(name)))
    }
    return text
  }

  /// FNV-1a, its high half folded in.
  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let hash = FNV1a.hash(name)
    return hash ^ (hash >> 32)
  }
}
