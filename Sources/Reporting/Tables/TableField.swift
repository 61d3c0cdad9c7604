internal import CapacityModel
internal import HeadroomBasics

/// A column and where its cells come from.
struct TableField<Row> {
  let column: TableColumn
  let append: (Row, inout CSVRow) throws -> Void

  private init(
    _ name: String, _ type: TableColumn.Kind, _ meaning: String,
    _ append: @escaping (Row, inout CSVRow) throws -> Void
  ) {
    column = TableColumn(name: name, type: type, meaning: meaning)
    self.append = append
  }

  static func text(
    _ name: String, _ meaning: String, _ value: @escaping (Row) -> String?
  ) -> Self {
    Self(name, .text, meaning) { $1.append(value($0) ?? "", guarded: true) }
  }

  static func truth(_ name: String, _ meaning: String, _ value: @escaping (Row) -> Bool?) -> Self {
    Self(name, .truth, meaning) { row, cells in
      cells.append(value(row).map { $0 ? "true" : "false" } ?? "", guarded: false)
    }
  }

  static func day(
    _ name: String, _ meaning: String, _ value: @escaping (Row) -> Timestamp?
  ) -> Self {
    Self(name, .day, meaning) { $1.append(value($0)?.dateText ?? "", guarded: false) }
  }

  static func instant(
    _ name: String, _ meaning: String, _ value: @escaping (Row) -> Timestamp?
  ) -> Self {
    Self(name, .instant, meaning) { $1.append(value($0)?.description ?? "", guarded: false) }
  }

  static func size(
    _ name: String, _ meaning: String, _ value: @escaping (Row) -> ByteCount?
  ) -> Self {
    Self(name, .bytes, meaning) { $1.append(value($0)?.bytes) }
  }

  /// Bytes that a computation made, to whole ones.
  static func bytes(_ name: String, _ meaning: String, _ value: @escaping (Row) -> Double?) -> Self
  {
    Self(name, .bytes, meaning) { row, cells in
      let amount = try finite(value(row), name)
      // Beyond 2⁶³ there is no memory, and no whole number either.
      cells.append(amount.map { Int64(min(max($0.rounded(), -0x1p62), 0x1p62)) })
    }
  }

  static func count(_ name: String, _ meaning: String, _ value: @escaping (Row) -> Int?) -> Self {
    Self(name, .count, meaning) { $1.append(value($0).map(Int64.init)) }
  }

  static func number(
    _ name: String, _ meaning: String, _ value: @escaping (Row) -> Double?
  ) -> Self {
    Self(name, .number, meaning) { $1.append(try finite(value($0), name)) }
  }

  private static func finite(_ value: Double?, _ column: String) throws(ReportingError) -> Double? {
    guard let value, !value.isFinite else { return value }
    throw .notFiniteCell(column: column, value: "\(value)")
  }
}

extension Array {
  /// Writes a header and a row an element.
  ///
  /// - Returns: Rows written.
  func write<Row>(
    _ rows: some Sequence<Row>, to sink: ByteSink
  ) throws -> Int where Element == TableField<Row> {
    var (cells, count) = (CSVRow(), 0)
    cells.append(plain: map(\.column.name))
    cells.end()
    for row in rows {
      for field in self { try field.append(row, &cells) }
      cells.end()
      count += 1
      if cells.bytes.count >= 1 << 16 {
        try sink(cells.bytes)
        cells.clear()
      }
    }
    try sink(cells.bytes)
    return count
  }
}
