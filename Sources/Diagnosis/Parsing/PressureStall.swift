/// How much of the time work waited for memory, as the kernel counts it (PSI).
struct PressureStall {
  /// Percent of the last 10, 60 and 300 seconds in which some task waited.
  let (some10, some60, some300): (Double, Double, Double)
  /// Percent of the last 60 seconds in which all tasks waited; 0 where that is not told.
  let full60: Double

  /// Reads lines `some avg10=0.00 avg60=0.00 avg300=0.00 total=0` and `full …`; the last of each counts.
  init?(_ text: Substring) {
    var (some, full): ([Double]?, [Double]?)
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ")
      let shares = words.compactMap { word -> Double? in
        guard word.hasPrefix("avg"), let equals = word.firstIndex(of: "=") else { return nil }
        return Double(word[word.index(after: equals)...])
      }
      guard shares.count == 3, shares.allSatisfy({ (0...100).contains($0) }) else { continue }
      if words.first == "some" { some = shares }
      if words.first == "full" { full = shares }
    }
    guard let some else { return nil }
    (some10, some60, some300) = (some[0], some[1], some[2])
    full60 = full?[1] ?? 0
  }
}
