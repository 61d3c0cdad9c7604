public import CapacityModel
internal import HeadroomBasics

/// Samples as OpenMetrics text: a gauge a metric, an entity a label, times in epoch seconds.
///
/// Source: OpenMetrics 1.0, "Text format": families stand together, a unit ends its family's name, `\`, `"` and line
/// ends are escaped in labels, and `# EOF` ends the text.
public enum OpenMetricsText {
  /// The last line.
  public static let end: [UInt8] = Array("# EOF\n".utf8)

  /// The name of a metric's family.
  public static func family(of metric: MemoryMetric) -> String {
    switch metric {
    case .majorFaultsPerSecond: "headroom_memory_major_faults_per_second"
    case .pressureSomePercent: "headroom_memory_pressure_some_percent"
    default: "headroom_memory_\(metric.rawValue)_bytes"
    }
  }

  /// The lines before a metric's samples.
  public static func heading(of metric: MemoryMetric) -> [UInt8] {
    let name = family(of: metric)
    let unit =
      metric.isBytes ? "bytes" : metric == .pressureSomePercent ? "percent" : "per_second"
    return Array("# TYPE \(name) gauge\n# UNIT \(name) \(unit)\n".utf8)
  }

  /// One entity's samples of one metric.
  public static func lines(of metric: MemoryMetric, _ block: SampleBlock) -> [UInt8] {
    guard let values = block.values[metric] else { return [] }
    var prefix = Array("\(family(of: metric)){entity=\"".utf8)
    for byte in block.entity.name.utf8 {
      switch byte {
      case 0x5C: prefix += [0x5C, 0x5C]
      case 0x22: prefix += [0x5C, 0x22]
      case 0x0A: prefix += [0x5C, 0x6E]
      default: prefix.append(byte)
      }
    }
    prefix += Array("\"} ".utf8)
    var text = LineBuffer(capacity: values.count * (prefix.count + 26))
    for (row, value) in values.enumerated() where value != SampleBatch.missing {
      text.reserve(prefix.count + 52)
      text.put(prefix)
      if metric.isBytes { text.put(digits: value) } else { text.put(thousandths: value) }
      text.put(0x20)
      SamplesTable.put(instant: block.timestamps[row], to: &text)
      text.put(0x0A)
    }
    return text.bytes
  }
}
