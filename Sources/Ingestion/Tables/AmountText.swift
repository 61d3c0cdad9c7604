internal import CapacityModel
internal import HeadroomBasics

/// Turns numbers of a file into stored units: bytes, or thousandths.
struct AmountText {
  /// The largest size that is believed, bytes.
  let limit: Int64
  /// What stands before a fraction.
  let decimal: DecimalMark

  /// No rate of anything reaches this many a second.
  static let rateLimit = 1e12

  /// A limit beyond 2⁶² bytes is cut to that, so that no size up to it overflows.
  init(limit: ByteCount, decimal: DecimalMark) {
    self.limit = min(limit.bytes, 1 << 62)
    self.decimal = decimal
  }

  /// Bytes of a whole number of units of 2^`shift` bytes; `nil` over the limit.
  @inline(__always)
  func bytes(ofWhole number: Int64, shift: Int64) -> Int64? {
    number > limit >> shift ? nil : number << shift
  }

  /// From here on a limit stands for none: 2⁶² bytes, below 2⁶³ − 65,536, which old kernels write with large pages.
  private static let noLimit = Double(1 << 62)

  /// What `text` stands for where it is no value: NaN and −1 of anything, and what means "no limit" of a limit.
  func sentinel(
    _ text: UnsafeBufferPointer<UInt8>, isLimit: Bool, shift: Int64
  ) -> IngestReport.Sentinel? {
    let bytes = InstantText.trimmed(text)
    // Digits alone, and few of them, are what nearly every field has.
    if let first = bytes.first, first &- 0x30 <= 9, !isLimit { return nil }
    switch DecimalText.parse(bytes) {
    case .whole(let number):
      if number == -1 { return isLimit ? .noLimit : .noValue }
      return isLimit && Double(number) * Double(1 << shift) >= Self.noLimit ? .noLimit : nil
    case .real(let number):
      if number == -1 { return isLimit ? .noLimit : .noValue }
      return isLimit && number * Double(1 << shift) >= Self.noLimit ? .noLimit : nil
    case .notFinite:
      if bytes.contains(where: { $0 | 0x20 == 0x61 }) { return .noValue }
      return isLimit && bytes.first != 0x2D ? .noLimit : nil
    case .none:
      return isLimit && String(decoding: bytes, as: UTF8.self).lowercased() == "max"
        ? .noLimit : nil
    }
  }

  /// Bytes of any text, rounded to whole ones.
  func bytes(
    of text: UnsafeBufferPointer<UInt8>, shift: Int64
  ) throws(FieldFaultError) -> Int64 {
    let value = try number(text)
    let exact = value * Double(1 << shift)
    if exact > Double(limit) {
      throw FieldFaultError(tooLarge(value, shift, FieldCursor.excerpt(text)))
    }
    return Int64(exact.rounded())
  }

  /// A number of units of `scale` bytes (or of anything else, with 1), in bytes; over the limit it is refused.
  func scaled(
    _ text: UnsafeBufferPointer<UInt8>, by scale: Double
  ) throws(FieldFaultError) -> Double {
    let value = try number(text)
    if value * scale > Double(limit) {
      let shift: Int64 = scale >= 1_048_576 ? 20 : scale >= 1024 ? 10 : 0
      throw FieldFaultError(tooLarge(value, shift, FieldCursor.excerpt(text)))
    }
    return value * scale
  }

  /// Thousandths of any text; `atMostHundred` for percentages.
  func thousandths(
    of text: UnsafeBufferPointer<UInt8>, atMostHundred: Bool
  ) throws(FieldFaultError) -> Int64 {
    let value = try atMostHundred ? percent(of: text) : number(text)
    if value > Self.rateLimit { throw FieldFaultError(.rateTooLarge(FieldCursor.excerpt(text))) }
    return Int64((value * 1000).rounded())
  }

  /// A percentage from 0 to 100.
  func percent(of text: UnsafeBufferPointer<UInt8>) throws(FieldFaultError) -> Double {
    let value = try number(text)
    if value > 100 { throw FieldFaultError(.overHundred(FieldCursor.excerpt(text))) }
    return value
  }

  /// A finite number that is not negative.
  private func number(_ text: UnsafeBufferPointer<UInt8>) throws(FieldFaultError) -> Double {
    let bytes = InstantText.trimmed(text)
    var parsed = DecimalText.parse(bytes, point: decimal == .comma ? 0x2C : 0x2E)
    if case .none = parsed, decimal == .either { parsed = DecimalText.parse(bytes, point: 0x2C) }
    let value: Double
    switch parsed {
    case .whole(let number): value = Double(number)
    case .real(let number): value = number
    case .notFinite: throw FieldFaultError(.notFinite(FieldCursor.excerpt(bytes)))
    case .none:
      let text = FieldCursor.excerpt(bytes)
      guard let advice = NotationAdvice.onAmount(text) else {
        throw FieldFaultError(.notANumber(text))
      }
      throw FieldFaultError(.notation(text, advice: advice))
    }
    if value < 0 { throw FieldFaultError(.negative(FieldCursor.excerpt(bytes))) }
    return value
  }

  /// The fault of a size over the limit, with the largest smaller unit under which it is not.
  private func tooLarge(_ value: Double, _ shift: Int64, _ text: String) -> FieldFault {
    let units: [(suffix: String, shift: Int64)] = [
      ("_gib", 30), ("_mib", 20), ("_kib", 10), ("_bytes", 0),
    ]
    var better: FieldFault.Suggestion?
    for unit in units where unit.shift < shift && better == nil {
      let bytes = value * Double(1 << unit.shift)
      if bytes <= Double(limit) {
        better = .init(suffix: unit.suffix, size: ByteCount(Int64(bytes.rounded())))
      }
    }
    let bytes = value * Double(1 << shift)
    let size = bytes < 9e18 ? "\(ByteCount(Int64(bytes)))" : "more than any machine has"
    return .tooLarge(text, size: size, limit: ByteCount(limit), better: better)
  }
}
