public import CapacityModel
internal import HeadroomBasics

/// Samples as long CSV, one row an instant: bytes whole, rates and percentages with up to three decimals, times in epoch
/// seconds. `ingest` reads the same samples from it.
public struct SamplesTable: Sendable {
  /// The columns after `entity` and `timestamp`.
  public let metrics: [MemoryMetric]

  /// Creates a table of these columns.
  public init(metrics: [MemoryMetric]) { self.metrics = metrics }

  /// The first line.
  public var header: [UInt8] {
    let names = metrics.map { $0.isBytes ? "\($0.rawValue)_bytes" : $0.rawValue }
    return Array((["entity", "timestamp"] + names).joined(separator: ",").utf8) + [0x0A]
  }

  /// One entity's lines; a value that is not there is an empty field.
  public func lines(of block: SampleBlock) -> [UInt8] {
    let name = Self.field(block.entity.name) + [0x2C]
    // A time and each value with their separators fit into 26 bytes.
    let widest = name.count + 26 * (metrics.count + 1)
    var text = LineBuffer(capacity: block.timestamps.count * (name.count + 12 + 13 * metrics.count))
    let columns = metrics.map { (block.values[$0] ?? [], $0.isBytes) }
    for row in block.timestamps.indices {
      text.reserve(widest)
      text.put(name)
      Self.put(instant: block.timestamps[row], to: &text)
      for (values, isBytes) in columns {
        text.put(0x2C)
        let value = values.isEmpty ? SampleBatch.missing : values[row]
        if value == SampleBatch.missing { continue }
        if isBytes { text.put(digits: value) } else { text.put(thousandths: value) }
      }
      text.put(0x0A)
    }
    return text.bytes
  }

  /// Epoch seconds, with decimals where milliseconds are left.
  @inline(__always)
  static func put(instant milliseconds: Int64, to text: inout LineBuffer) {
    let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    if rest == 0 { text.put(digits: seconds) } else { text.put(thousandths: milliseconds) }
  }

  /// A field, in quotes where a separator, a quote, or a blank at an edge would change its meaning.
  private static func field(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    let isPlain =
      !bytes.contains {
        $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || $0 == 0x3B || $0 == 0x09
      }
      && bytes.first != 0x20 && bytes.last != 0x20 && bytes.first != 0x23
    return isPlain ? bytes : CSVRow.quoted(text)
  }
}
