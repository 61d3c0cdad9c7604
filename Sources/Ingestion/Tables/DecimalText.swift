/// Reads decimal numbers from bytes without making text of them.
enum DecimalText {
  /// What stands in a field.
  enum Number {
    /// A whole number that fits into 18 digits.
    case whole(Int64)
    /// Any other finite number.
    case real(Double)
    /// NaN or an infinity, as people and programs write them.
    case notFinite
    /// No number at all.
    case none
  }

  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The number that `bytes` spell: a sign, digits, a fraction behind `point`, an exponent.
  ///
  /// Source for the short way: W. D. Clinger (1990), "How to Read Floating Point Numbers Accurately": digits below
  /// 2⁵³ and a power of ten up to 10²² are both exact, so that one operation rounds once. Anything longer is left to
  /// the standard library, which is exact too.
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>, point: UInt8 = 0x2E) -> Number {
    var index = 0
    let isNegative = bytes.first == 0x2D
    if isNegative || bytes.first == 0x2B { index += 1 }
    var (digits, mantissa, fraction, seenPoint) = (0, UInt64(0), 0, false)
    while index < bytes.count {
      let byte = bytes[index]
      if byte == point, !seenPoint {
        seenPoint = true
      } else if byte &- 0x30 <= 9 {
        digits += 1
        // Beyond 19 digits the mantissa is not used.
        mantissa = mantissa &* 10 &+ UInt64(byte &- 0x30)
        if seenPoint { fraction += 1 }
      } else {
        break
      }
      index += 1
    }
    if digits == 0 { return isNamedNonFinite(bytes) ? .notFinite : .none }
    var exponent = 0
    if index < bytes.count {
      guard let parsed = exponentValue(bytes, from: index) else { return .none }
      exponent = parsed
    }
    exponent -= fraction
    if digits <= 18, exponent == 0 {
      return .whole(isNegative ? -Int64(mantissa) : Int64(mantissa))
    }
    if digits <= 19, mantissa < 1 << 53, exponent.magnitude <= 22 {
      let value =
        exponent < 0
        ? Double(mantissa) / powers[-exponent] : Double(mantissa) * powers[exponent]
      return .real(isNegative ? -value : value)
    }
    return longWay(bytes, point: point)
  }

  /// The value of `E7`, `e-3` at `start`; `nil` where something else stands there.
  private static func exponentValue(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard bytes[start] | 0x20 == 0x65 else { return nil }
    var index = start + 1
    let isNegative = index < bytes.count && bytes[index] == 0x2D
    if index < bytes.count, isNegative || bytes[index] == 0x2B { index += 1 }
    guard index < bytes.count else { return nil }
    var value = 0
    while index < bytes.count {
      guard bytes[index] &- 0x30 <= 9 else { return nil }
      // Any exponent beyond four digits is as good as another.
      value = min(value * 10 + Int(bytes[index] &- 0x30), 100_000)
      index += 1
    }
    return isNegative ? -value : value
  }

  private static func longWay(_ bytes: UnsafeBufferPointer<UInt8>, point: UInt8) -> Number {
    let text = String(decoding: bytes.map { $0 == point ? 0x2E : $0 }, as: UTF8.self)
    guard let value = Double(text) else { return .none }
    return value.isFinite ? .real(value) : .notFinite
  }

  private static func isNamedNonFinite(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var word = String(decoding: bytes, as: UTF8.self).lowercased()
    if word.hasPrefix("-") || word.hasPrefix("+") { word.removeFirst() }
    return ["nan", "inf", "infinity"].contains(word)
  }
}
