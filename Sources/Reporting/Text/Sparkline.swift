/// A series in as many characters as it has values.
enum Sparkline {
  private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// Bars from 0 to `whole`, or to the largest value where that is more; a blank for a gap, nothing where nothing is
  /// known.
  static func text(_ values: [Double?], of whole: Double = 0) -> String {
    let largest = max(values.lazy.compactMap { $0 }.filter(\.isFinite).max() ?? 0, whole)
    guard values.contains(where: { $0 != nil }) else { return "" }
    return String(
      values.map { value in
        guard let value, value.isFinite else { return " " }
        guard largest > 0 else { return bars[0] }
        let place = (max(value, 0) / largest * Double(bars.count)).rounded(.up) - 1
        return bars[min(max(Int(place), 0), bars.count - 1)]
      })
  }
}
