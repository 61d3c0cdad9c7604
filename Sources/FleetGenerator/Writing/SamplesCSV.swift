public import CapacityModel
internal import HeadroomBasics

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
    let name = Array("\(block.entity.name),".utf8)
    var text = LineBuffer(capacity: block.timestamps.count * (name.count + 30))
    for row in block.timestamps.indices {
      text.reserve(name.count + 64)
      text.put(name)
      text.put(digits: block.timestamps[row] / 1000)
      text.put(UInt8(ascii: ","))
      text.put(digits: configured[row] / 1024)
      text.put(UInt8(ascii: ","))
      text.put(digits: used[row] / 1024)
      text.put(UInt8(ascii: "\n"))
    }
    return text.bytes
  }
}
