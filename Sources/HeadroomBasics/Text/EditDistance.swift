extension String {
  /// How many characters must be inserted, deleted or replaced to make `other` of this text.
  ///
  /// Used to name what somebody probably meant. Source: Wagner & Fischer (1974), JACM 21(1).
  public func editDistance(to other: String) -> Int {
    let (source, target) = (Array(utf8), Array(other.utf8))
    var row = Array(0...target.count)
    for (i, byte) in source.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, wanted) in target.enumerated() {
        let replaced = diagonal + (byte == wanted ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = Swift.min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[target.count]
  }
}
