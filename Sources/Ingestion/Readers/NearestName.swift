/// Finds the known name that a mistaken one was probably meant to be.
enum NearestName {
  /// The first of `known` with the fewest edits from `name`; `nil` where all are too far to be meant.
  static func of(_ name: String, in known: [String]) -> String? {
    let given = Array(name.lowercased().utf8)
    // A bare metric is nearer to itself with a unit than any count of edits says.
    if let unitless = known.first(where: { $0.hasPrefix(name.lowercased() + "_") }) {
      return unitless
    }
    var best: (name: String, edits: Int)?
    for candidate in known {
      let edits = edits(from: given, to: Array(candidate.utf8))
      if edits < best?.edits ?? .max { best = (candidate, edits) }
    }
    guard let best, best.edits <= max(2, given.count / 3) else { return nil }
    return best.name
  }

  /// The fewest insertions, deletions and replacements that turn one text into the other (Levenshtein 1966).
  private static func edits(from: [UInt8], to: [UInt8]) -> Int {
    var row = Array(0...to.count)
    for (index, byte) in from.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in to.indices {
        let replaced = diagonal + (byte == to[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
      }
    }
    return row[to.count]
  }
}
