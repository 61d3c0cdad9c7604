import CapacityModel
import Foundation
import HeadroomBasics
import Ingestion
import TestSupport
import Testing

/// Random files against a plain parser that goes by characters and the standard library.
@Suite struct RandomFileTests {
  @Test("random files read as the plain parser reads them", arguments: 0..<60)
  func againstReference(seed: Int) throws {
    var generator = SplitMix64(state: UInt64(seed))
    let text = Self.file(&generator)
    let expected = Self.reference(text)
    let blockSize = [1, 3, 17, 256, 1 << 20].randomElement(using: &generator) ?? 1
    let options = ReaderOptions(onError: .skipRow, allowUsedAboveConfigured: true)
    if expected.rows.isEmpty, !expected.rejected.isEmpty {
      #expect(throws: IngestionError.self) { try read(text, options: options) }
      return
    }
    let file = try read(text, blockSize: blockSize, options: options)
    #expect(file.rows == expected.rows, "seed \(seed)")
    #expect(file.rejected.map(\.line) == expected.rejected, "seed \(seed)")
    #expect(file.rejected.map(\.original) == expected.originals)
    #expect(
      file.report.rows + file.report.rejectedRows == expected.rows.count + expected.rejected.count)
  }

  private static let units: [(suffix: String, scale: Double)] = [
    ("_bytes", 1), ("_kib", 1024), ("_mib", 1_048_576), ("_gib", 1_073_741_824),
  ]

  private static func file(_ generator: inout SplitMix64) -> String {
    var columns = ["entity", "timestamp"]
    for metric in ["used", "configured", "swapped", "limit"].shuffled(using: &generator).prefix(3) {
      columns.append(metric + (units.randomElement(using: &generator)?.suffix ?? ""))
    }
    columns.shuffle(using: &generator)
    var text = columns.joined(separator: ",")
    for _ in 0..<Int.random(in: 0...120, using: &generator) {
      text += Bool.random(using: &generator) ? "\n" : "\r\n"
      if Int.random(in: 0..<20, using: &generator) == 0 { continue }
      var fields = columns.map { field($0, &generator) }
      if Int.random(in: 0..<25, using: &generator) == 0 { fields.removeLast() }
      if Int.random(in: 0..<25, using: &generator) == 0 { fields.append("1") }
      text += fields.joined(separator: ",")
    }
    return text + (Bool.random(using: &generator) ? "\n" : "")
  }

  private static func field(_ column: String, _ generator: inout SplitMix64) -> String {
    let plain: String
    switch column {
    case "entity":
      plain =
        [
          "vm-1", "vm-10", "a,b", "q\"q", "zażółć", " x", "",
          "vm-\(Int.random(in: 0..<40, using: &generator))",
        ]
        .randomElement(using: &generator) ?? ""
    case "timestamp":
      let second = Int64.random(in: 0...4_000_000_000, using: &generator)
      plain =
        ["\(second)", Timestamp(seconds: second).description, "1378080000000", "soon"]
        .randomElement(using: &generator) ?? ""
    default:
      let whole = Int.random(in: 0...5000, using: &generator)
      plain =
        [
          "\(whole)", "\(whole)", "\(Double(whole) / 7)", "\(whole)e-2", "", "-\(whole + 1)", "nan",
          "\(whole).", "9999999999999999999999",
        ].randomElement(using: &generator) ?? ""
    }
    let mustQuote = plain.contains { $0 == "," || $0 == "\"" }
    guard mustQuote || Int.random(in: 0..<6, using: &generator) == 0 else { return plain }
    return "\"" + plain.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }

  private static func reference(
    _ text: String
  ) -> (rows: [ReadRow], rejected: [Int], originals: [String]) {
    let lines = text.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n")
    let columns = lines[0].components(separatedBy: ",")
    var (rows, rejected, originals): ([ReadRow], [Int], [String]) = ([], [], [])
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      if let row = row(split(line), columns) {
        rows.append(row)
      } else {
        rejected.append(index + 1)
        originals.append(line)
      }
    }
    return (rows, rejected, originals)
  }

  private static func row(_ fields: [String], _ columns: [String]) -> ReadRow? {
    guard fields.count == columns.count else { return nil }
    var row = ReadRow("", 0, [:])
    for (column, field) in zip(columns, fields) {
      switch column {
      case "entity": row.entity = field.trimmingCharacters(in: .whitespaces)
      case "timestamp":
        guard let instant = Timestamp(parsing: field), instant.date.year < 5000 else { return nil }
        row.instant = instant.milliseconds
      default:
        if field.isEmpty || field == "nan" || field == "-1" { continue }
        guard let unit = units.first(where: { column.hasSuffix($0.suffix) }),
          let metric = MemoryMetric(rawValue: String(column.dropLast(unit.suffix.count))),
          let value = Double(field), value.isFinite, value >= 0
        else { return nil }
        let bytes = (value * unit.scale).rounded()
        if metric == .limit, bytes >= 4.6e18 { continue }
        if bytes > 4_398_046_511_104 { return nil }
        row.values[metric] = Int64(bytes)
      }
    }
    return row.entity.isEmpty ? nil : row
  }

  /// Splits a line as RFC 4180 says, one character at a time.
  private static func split(_ line: String) -> [String] {
    var (fields, field, isQuoted) = ([String](), "", false)
    var characters = Array(line.unicodeScalars)[...]
    while let character = characters.popFirst() {
      if isQuoted, character == "\"" {
        if characters.first == "\"" {
          characters.removeFirst()
          field.unicodeScalars.append(character)
        } else {
          isQuoted = false
        }
      } else if character == "\"", field.isEmpty {
        isQuoted = true
      } else if character == ",", !isQuoted {
        fields.append(field)
        field = ""
      } else {
        field.unicodeScalars.append(character)
      }
    }
    return fields + [field]
  }
}
