import CapacityModel
import HeadroomBasics
import SeriesStorage
import TestSupport

/// Rows of all shapes: regular and wild instants; constant, drifting, few-valued and arbitrary values; gaps.
enum RandomRows {
  static func make(_ generator: inout SplitMix64) -> ChunkRows {
    let times = timestamps(&generator)
    var columns: [ChunkRows.Column] = []
    for metric in MemoryMetric.allCases where Bool.random(using: &generator) || columns.isEmpty {
      var values = self.values(times.count, &generator)
      if Bool.random(using: &generator) {
        let share = Double.random(in: 0..<1, using: &generator)
        for row in values.indices where Double.random(in: 0..<1, using: &generator) < share {
          values[row] = SampleBatch.missing
        }
      }
      guard values.contains(where: { $0 != SampleBatch.missing }) else { continue }
      columns.append(ChunkRows.Column(metric: metric, values: values))
    }
    guard !columns.isEmpty else { return make(&generator) }
    return ChunkRows(timestamps: times, columns: columns)
  }

  private static func timestamps(_ generator: inout SplitMix64) -> [Int64] {
    let count = Int.random(in: 1...300, using: &generator)
    if Bool.random(using: &generator) {
      return Set((0..<count).map { _ in Int64.random(in: .min ... .max, using: &generator) })
        .sorted()
    }
    let jitter = Int64.random(in: 0...400, using: &generator)
    var instant = Int64.random(in: -1_000_000_000_000...2_000_000_000_000, using: &generator)
    return (0..<count).map { _ in
      instant += 300_000 + Int64.random(in: -jitter...jitter, using: &generator) * 500
      return instant
    }
  }

  private static func values(_ count: Int, _ generator: inout SplitMix64) -> [Int64] {
    let low = -Int64.max
    switch Int.random(in: 0..<5, using: &generator) {
    case 0:
      let constant = Int64.random(in: low ... .max, using: &generator)
      return [Int64](repeating: constant, count: count)
    case 1: return (0..<count).map { _ in Int64.random(in: low ... .max, using: &generator) }
    case 2:
      let few = (0..<7).map { _ in Int64.random(in: low ... .max, using: &generator) }
      return (0..<count).map { _ in few.randomElement(using: &generator) ?? 0 }
    case 3:
      var level = Int64.random(in: 0...(1 << 40), using: &generator)
      return (0..<count).map { _ in
        level += Int64.random(in: -100...100, using: &generator) * 4096
        return level
      }
    default:
      return (0..<count).map { _ in Int64.random(in: 0...(1 << 24), using: &generator) * 1024 }
    }
  }
}

/// The four bytes of `number`, lowest first.
func littleEndian(_ number: UInt32) -> [UInt8] {
  var bytes: [UInt8] = []
  for shift in [0, 8, 16, 24] as [UInt32] {
    bytes.append(UInt8(truncatingIfNeeded: number >> shift))
  }
  return bytes
}
