/// Reads one value of a series: any finite number, negative ones too; blank, `NaN` and `NA` are gaps.
enum SeriesValue {
  /// The most cells that a table may have: 9 bytes each make 2.25 GiB.
  static let cellLimit = 1 << 28

  /// The value; `nil` for a gap.
  static func read(_ cursor: inout FieldCursor) throws(FieldFaultError) -> Double? {
    try cursor.field().withBytes { field throws(FieldFaultError) in
      let bytes = InstantText.trimmed(field)
      if bytes.isEmpty { return nil }
      switch DecimalText.parse(bytes) {
      case .whole(let number): return Double(number)
      case .real(let number): return number
      case .notFinite:
        if bytes.contains(where: { $0 | 0x20 == 0x61 }) { return nil }
        throw FieldFaultError(.notFinite(FieldCursor.excerpt(bytes)))
      case .none:
        if bytes.elementsEqual([0x4E, 0x41]) { return nil }
        throw FieldFaultError(.notANumber(FieldCursor.excerpt(bytes)))
      }
    }
  }
}
