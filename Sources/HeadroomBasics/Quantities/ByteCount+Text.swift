extension ByteCount: CustomStringConvertible {
  private static let units: [(suffix: String, shift: Int64)] = [
    ("PiB", 50), ("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10),
  ]

  /// The amount in the largest binary unit that leaves at least 1, with up to two decimals: `4 GiB`, `1.5 MiB`.
  public var description: String {
    let magnitude = bytes.magnitude
    for (suffix, shift) in Self.units where magnitude >= 1 << UInt64(shift) {
      return "\(Self.decimal(Double(bytes) / Double(1 << shift), places: 2)) \(suffix)"
    }
    return "\(bytes) B"
  }

  /// Reads a size as people write one: `512MiB`, `4 GiB`, `1.5g`, `1073741824`.
  ///
  /// Without a unit the number is bytes. `KiB`, `K` and `kib` mean the same: memory has binary units only.
  ///
  /// - Returns: `nil` where the text is not a size or does not fit into 63 bits.
  public init?(parsing text: some StringProtocol) {
    let compact = String(text.filter { $0 != " " })
    let number = compact.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
    let suffix = String(compact.dropFirst(number.count)).lowercased()
    guard let value = Double(String(number)), value.isFinite else { return nil }
    let shift: Int64
    switch suffix {
    case "", "b": shift = 0
    case "k", "kb", "ki", "kib": shift = 10
    case "m", "mb", "mi", "mib": shift = 20
    case "g", "gb", "gi", "gib": shift = 30
    case "t", "tb", "ti", "tib": shift = 40
    default: return nil
    }
    let bytes = value * Double(1 << shift)
    guard bytes.magnitude < 9.2e18 else { return nil }
    self.init(Int64(bytes.rounded()))
  }

  /// `value` with at most `places` decimals and no trailing zeros.
  private static func decimal(_ value: Double, places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = Int64((value.magnitude * scale).rounded())
    let whole = scaled / Int64(scale)
    var fraction = String(scaled % Int64(scale))
    fraction = String(repeating: "0", count: places - fraction.count) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    let sign = value < 0 && scaled != 0 ? "-" : ""
    return fraction.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction)"
  }
}
