/// How the values of one column are written in a chunk of version 1.
enum ValueEncoding1: UInt8 {
  /// All values are equal.
  case constant = 0
  /// Each value's distance above the smallest, bit-packed.
  case offset = 1
  /// Differences between neighbours, zigzag, bit-packed.
  case delta = 2
  /// The place of each value in a sorted table of the distinct ones.
  case dictionary = 3
}
