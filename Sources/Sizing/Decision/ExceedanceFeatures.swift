public import HeadroomBasics
internal import RealModule

/// The features of (past, size) that P(peak over the horizon > size) is learnt on.
package enum ExceedanceFeatures {
  /// The number of features of a size, P.
  package static let count = 113
  /// What the features are; weights that name another are refused.
  static let version = "horizon-2"

  /// Writes the features of `size` into a row of `count` values.
  package static func fill(_ row: UnsafeMutablePointer<Double>, _ past: PastState, size: Double) {
    var writer = RowWriter(row: row)
    let logSize = Double.log(size)
    let volatility = past.logVolatility
    let depth = past.logPeak - Double.log(ByteCount.bytesPerGibibyte)
    writer.add(1)
    writer.add(volatility)
    writer.add(past.slope)
    writer.add(volatility * volatility)
    writer.add(past.logHistory)
    writer.add(depth)
    writer.add(depth * depth)
    // The own record, with as much weight as it has seen horizons.
    let share = past.windows.shareAbove(size)
    let seen = past.windows.peaks.count > 1 ? past.windows.horizons : 0
    let own = seen > 0 ? Double.log((share * seen + 0.3) / ((1 - share) * seen + 0.3)) : 0
    writer.add(own)
    writer.add(own * volatility)
    writer.add(own * Double.log(seen + 1))
    writer.add(past.age)
    writer.add(past.nearSize)
    writer.add(past.resized)
    writer.add(past.meanDepth)
    writer.add(past.logRoughness)
    for reference in past.references {
      let up = min(max(logSize - reference, 0), 3.5)
      let down = min(max(reference - logSize, 0), 1)
      writer.add(up)
      writer.add(min(up, 0.12))
      writer.add(min(up, 0.4))
      writer.add(min(up, 1))
      writer.add(up * volatility)
      writer.add(down)
      writer.add(min(down, 0.15))
    }
    let above = min(max(logSize - past.logSize, 0), 2)
    let below = min(max(past.logSize - logSize, 0), 3)
    writer.add(above)
    writer.add(min(above, 0.1))
    writer.add(below)
    writer.add(min(below, 0.1))
    writer.add(min(below, 0.5))
    writer.add(min(below, 0.03) / 0.03)
    let up = min(max(logSize - past.logPeak, 0), 3.5)
    for factor in past.factors {
      writer.add(up * factor)
      writer.add(min(up, 0.3) * factor)
    }
    precondition(writer.place == count, "\(writer.place) features")
  }

  private struct RowWriter {
    let row: UnsafeMutablePointer<Double>
    var place = 0

    @inline(__always)
    mutating func add(_ value: Double) {
      row[place] = value
      place += 1
    }
  }
}
