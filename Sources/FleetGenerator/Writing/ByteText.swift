/// ASCII text under construction.
struct ByteText {
  /// The bytes so far.
  private(set) var bytes: [UInt8] = []

  init(reserving capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Appends `text` as UTF-8.
  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends bytes as they are.
  mutating func append(_ text: [UInt8]) { bytes.append(contentsOf: text) }

  /// Appends a whole number, not negative, in decimal digits.
  mutating func append(digits value: Int64) {
    precondition(value >= 0, "\(value) is negative")
    // Written out because `String(value)` makes a string a number, twenty million of them in a large fleet.
    var divisor: Int64 = 1
    while value / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(0x30 + value / divisor % 10))
      divisor /= 10
    }
  }

  /// Appends a comma.
  mutating func comma() { bytes.append(0x2C) }

  /// Ends the line.
  mutating func newline() { bytes.append(0x0A) }
}
