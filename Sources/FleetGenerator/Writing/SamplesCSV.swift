public import CapacityModel

/// Samples as long CSV, `entity,timestamp,configured_kib,used_kib`: epoch seconds, whole KiB, one entity after another.
public enum SamplesCSV {
  /// The first line.
  public static let header: [UInt8] = Array("entity,timestamp,configured_kib,used_kib\n".utf8)

  /// One entity's lines.
  ///
  /// - Parameter block: Samples of `configured` and `used` in whole KiB at whole seconds, as a generator makes them.
  public static func lines(of block: SampleBlock) -> [UInt8] {
    guard let configured = block.values[.configured], let used = block.values[.used] else {
      preconditionFailure("\(block.entity) has no sizes or no use")
    }
    var name = ByteText()
    name.append(block.entity.name)
    name.comma()
    var text = ByteText(reserving: block.timestamps.count * (name.bytes.count + 30))
    for row in block.timestamps.indices {
      text.append(name.bytes)
      text.append(digits: block.timestamps[row] / 1000)
      text.comma()
      text.append(digits: configured[row] / 1024)
      text.comma()
      text.append(digits: used[row] / 1024)
      text.newline()
    }
    return text.bytes
  }
}
