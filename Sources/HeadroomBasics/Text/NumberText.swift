/// Numbers as text, without a locale.
package enum NumberText {
  /// `value` with exactly `places` decimals, thousands set apart by commas; `-` where it is not a number.
  package static func fixed(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return "-" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let units = Int64(scaled)
    let sign = value < 0 && units != 0 ? "-" : ""
    let whole = sign + grouped(units / Int64(scale))
    guard places > 0 else { return whole }
    let fraction = String(units % Int64(scale))
    return whole + "." + String(repeating: "0", count: places - fraction.count) + fraction
  }

  /// `value` with at most `places` decimals and no trailing zeros.
  package static func trimmed(_ value: Double, places: Int) -> String {
    var text = fixed(value, places: places)
    guard text.contains("."), !text.contains("e") else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// A whole number with thousands set apart by commas.
  package static func grouped(_ value: some BinaryInteger) -> String {
    let digits = String(value.magnitude)
    var text = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// The shortest decimal that reads back as `value`, never with an exponent: `0.00000015`, `12`, `4294967296.5`.
  package static func appendPlain(_ value: Double, to bytes: inout [UInt8]) {
    if value == value.rounded(.towardZero), value.magnitude < 0x1p54 {
      // A negative zero is written as the zero that readers expect.
      bytes += String(Int64(value)).utf8
      return
    }
    var text = value.description
    // Only very small and very large numbers are described with an exponent, so only those are searched for one.
    let mayHaveExponent = value.magnitude < 0.001 || value.magnitude >= 0x1p53
    guard mayHaveExponent, let mark = text.utf8.firstIndex(of: UInt8(ascii: "e")) else {
      // Appending a buffer is several times faster than appending code units one by one.
      text.withUTF8 { bytes.append(contentsOf: $0) }
      return
    }
    let exponent = Int(text[text.index(after: mark)...]) ?? 0
    var digits = Array(text[..<mark].utf8)
    if digits.first == UInt8(ascii: "-") { bytes.append(digits.removeFirst()) }
    let point = (digits.firstIndex(of: UInt8(ascii: ".")) ?? digits.count) + exponent
    digits.removeAll { $0 == UInt8(ascii: ".") }
    while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
    let zero = UInt8(ascii: "0")
    if point <= 0 {
      bytes += "0.".utf8
      bytes += Array(repeating: zero, count: -point) + digits
    } else if point >= digits.count {
      bytes += digits + Array(repeating: zero, count: point - digits.count)
    } else {
      bytes += digits[..<point] + [UInt8(ascii: ".")] + digits[point...]
    }
  }

  /// As `appendPlain`, alone.
  package static func plain(_ value: Double) -> String {
    var bytes: [UInt8] = []
    appendPlain(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
