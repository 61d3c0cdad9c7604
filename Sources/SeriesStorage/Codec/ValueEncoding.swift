/// How the values of one column are written; the raw value stands in the file and never changes meaning.
package enum ValueEncoding: UInt8, Sendable, Hashable, CaseIterable {
  /// All values are equal.
  case constant = 0
  /// Each value's distance above the smallest, in their common unit.
  case offset = 1
  /// Differences between neighbours, zigzag, in their common unit.
  case delta = 2
  /// The place of each value in a sorted table of the distinct ones.
  case dictionary = 3
  /// Runs of equal values: the values, then the lengths.
  case runs = 4
  /// Bit patterns, each combined with the one before it by exclusive or: for floating-point numbers.
  case xor = 5

  /// The name in reports.
  package var name: String {
    switch self {
    case .constant: "constant"
    case .offset: "offset"
    case .delta: "delta"
    case .dictionary: "dictionary"
    case .runs: "runs"
    case .xor: "xor"
    }
  }
}
