internal import HeadroomBasics

/// Amounts as Kubernetes writes them: `614Mi`, `1500M`, `128974848`, `129e6`, `128974848000m`.
enum KubernetesQuantity {
  private static let units: [String: Double] = [
    "": 1, "n": 1e-9, "u": 1e-6, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15,
    "E": 1e18, "Ki": 0x1p10, "Mi": 0x1p20, "Gi": 0x1p30, "Ti": 0x1p40, "Pi": 0x1p50, "Ei": 0x1p60,
  ]

  /// The amount in bytes as plain decimal text, for `RecordTable.amount`.
  ///
  /// - Throws: A fault where `text` is no quantity.
  static func decimalText(_ text: some StringProtocol) throws(FieldFaultError) -> [UInt8] {
    let number = text.utf8.prefix { byte in
      byte &- 0x30 <= 9 || byte == 0x2E || byte == 0x2B || byte == 0x2D
    }
    let digits = String(decoding: number, as: UTF8.self)
    let suffix = String(decoding: text.utf8.dropFirst(digits.utf8.count), as: UTF8.self)
    let fault = FieldFaultError(.notAQuantity(FieldCursor.excerpt(Array(text.utf8))))
    if suffix.isEmpty { return Array(digits.utf8) }
    guard let amount = Double(digits), amount.isFinite else { throw fault }
    if let unit = units[suffix] {
      let bytes = amount * unit
      return Array((bytes.magnitude < 0x1p53 ? "\(Int64(bytes.rounded()))" : "\(bytes)").utf8)
    }
    // Whatever is left may be an exponent.
    let whole = digits + suffix
    guard let value = Double(whole), value.isFinite, suffix.dropFirst().allSatisfy({ !$0.isLetter })
    else { throw fault }
    return Array(whole.utf8)
  }
}
