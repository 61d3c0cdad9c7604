/// Reads numbers from bytes without making text of them.
enum DecimalNumber {
  /// What a field holds.
  enum Parsed {
    /// A whole number that fits.
    case whole(Int64)
    /// Any other finite number.
    case real(Double)
    /// NaN or an infinity.
    case notFinite
    /// No number.
    case none
  }

  /// Reads a whole field as a number.
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>, _ field: Range<Int>) -> Parsed {
    var at = field.lowerBound
    let end = field.upperBound
    guard at < end else { return .none }
    let negative = bytes[at] == 0x2D
    if negative || bytes[at] == 0x2B { at += 1 }
    // Eighteen digits always fit into 63 bits.
    guard end - at <= 18, at < end else { return slow(bytes, field) }
    var value: Int64 = 0
    while at < end {
      let digit = bytes[at] &- 0x30
      guard digit < 10 else { return decimal(bytes, field) }
      value = value &* 10 &+ Int64(digit)
      at += 1
    }
    return .whole(negative ? -value : value)
  }

  /// A number with a fraction or an exponent. Fifteen digits and a power of ten up to 22 are both exact doubles, so one
  /// multiplication or division rounds correctly (Clinger 1990); anything else goes the long way.
  private static func decimal(_ bytes: UnsafeBufferPointer<UInt8>, _ field: Range<Int>) -> Parsed {
    var at = field.lowerBound
    let end = field.upperBound
    let negative = bytes[at] == 0x2D
    if negative || bytes[at] == 0x2B { at += 1 }
    var (mantissa, digits, exponent) = (Int64(0), 0, 0)
    var fraction = false
    while at < end {
      let byte = bytes[at]
      if byte == 0x2E, !fraction {
        fraction = true
      } else if byte >= 0x30, byte <= 0x39 {
        mantissa = mantissa * 10 + Int64(byte - 0x30)
        digits += 1
        if fraction { exponent -= 1 }
      } else {
        break
      }
      at += 1
    }
    if at < end, bytes[at] | 0x20 == 0x65 {
      guard let power = smallInteger(bytes, (at + 1)..<end) else { return slow(bytes, field) }
      exponent += power
      at = end
    }
    guard at == end, digits > 0, digits <= 15, exponent.magnitude <= 22 else {
      return slow(bytes, field)
    }
    let scale = tens[Int(exponent.magnitude)]
    let value = exponent < 0 ? Double(mantissa) / scale : Double(mantissa) * scale
    return .real(negative ? -value : value)
  }

  private static let tens: [Double] = (0...22).map {
    (0..<$0).reduce(1.0) { power, _ in power * 10 }
  }

  private static func smallInteger(
    _ bytes: UnsafeBufferPointer<UInt8>, _ field: Range<Int>
  ) -> Int? {
    guard field.count > 0, field.count <= 4 else { return nil }
    return Int(String(decoding: UnsafeBufferPointer(rebasing: bytes[field]), as: UTF8.self))
  }

  private static func slow(_ bytes: UnsafeBufferPointer<UInt8>, _ field: Range<Int>) -> Parsed {
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[field]), as: UTF8.self)
    if let whole = Int64(text) { return .whole(whole) }
    guard let value = Double(text) else { return .none }
    return value.isFinite ? .real(value) : .notFinite
  }
}
