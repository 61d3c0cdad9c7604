import HeadroomBasics

/// Finds the known name that a mistaken one was probably meant to be.
enum NearestName {
  /// The first of `known` with the fewest edits from `name`; `nil` where all are too far to be meant.
  static func of(_ name: String, in known: [String]) -> String? {
    let given = name.lowercased()
    // A bare metric is nearer to itself with a unit than any count of edits says.
    if let unitless = known.first(where: { $0.hasPrefix(given + "_") }) {
      return unitless
    }
    var best: (name: String, edits: Int)?
    for candidate in known {
      let edits = given.editDistance(to: candidate)
      if edits < best?.edits ?? .max { best = (candidate, edits) }
    }
    guard let best, best.edits <= max(2, given.utf8.count / 3) else { return nil }
    return best.name
  }
}
