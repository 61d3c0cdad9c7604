internal import CapacityModel
internal import HeadroomBasics

/// Ways in which samples are lost, moved and changed on their way.
extension SampleBlock {
  /// The samples at the instants, milliseconds, that `keep` wants.
  func keeping(_ keep: (Int64) -> Bool) -> SampleBlock {
    rows(timestamps.indices.filter { keep(timestamps[$0]) })
  }

  /// The samples at `places`.
  private func rows(_ places: [Int]) -> SampleBlock {
    SampleBlock(
      entity: entity, timestamps: places.map { timestamps[$0] },
      values: values.mapValues { column in places.map { column[$0] } })
  }

  /// `used` changed from an instant on.
  func mappingUsed(from start: Timestamp, _ change: (Int64) -> Int64) -> SampleBlock {
    mapping(.used, from: start, change)
  }

  /// One metric changed from an instant on, where it has values.
  func mapping(
    _ metric: MemoryMetric, from start: Timestamp, _ change: (Int64) -> Int64
  ) -> SampleBlock {
    var block = self
    let first = timestamps.firstIndex { $0 >= start.milliseconds } ?? timestamps.count
    guard var column = block.values.removeValue(forKey: metric) else { return self }
    for row in first..<timestamps.count where column[row] != SampleBatch.missing {
      column[row] = change(column[row])
    }
    block.values[metric] = column
    return block
  }

  /// The first sample of each stretch of `length`.
  func thinned(to length: Duration) -> SampleBlock {
    let starts = timestamps.indices.filter {
      $0 == 0 || stretch($0, of: length) != stretch($0 - 1, of: length)
    }
    return rows(starts)
  }

  /// One sample a stretch of `length`, at its start: the mean of `used`, the last size.
  func averaged(over length: Duration) -> SampleBlock {
    var block = SampleBlock(entity: entity, values: values.mapValues { _ in [] })
    var first = 0
    while first < timestamps.count {
      let number = stretch(first, of: length)
      var end = first
      while end < timestamps.count, stretch(end, of: length) == number { end += 1 }
      block.timestamps.append(number * length.wholeMilliseconds)
      for (metric, column) in values {
        // Whole KiB, as all samples of a generated fleet.
        let mean = column[first..<end].reduce(0, +) / Int64(end - first) / 1024 * 1024
        block.values[metric]?.append(metric == .used ? mean : column[end - 1])
      }
      first = end
    }
    return block
  }

  private func stretch(_ row: Int, of length: Duration) -> Int64 {
    Timestamp(milliseconds: timestamps[row]).stepNumber(length: length.wholeMilliseconds)
  }

  /// The samples with those at `places` at other instants, in time order.
  func moving(_ places: Range<Int>, to instants: [Int64]) -> SampleBlock {
    var block = self
    block.timestamps.replaceSubrange(places, with: instants)
    return block.rows(
      block.timestamps.indices.sorted { block.timestamps[$0] < block.timestamps[$1] })
  }

  /// The samples of both in time order; of two at one instant, this one's.
  func interleaved(with other: SampleBlock) -> SampleBlock {
    var block = self
    let known = Set(timestamps)
    let added = other.keeping { !known.contains($0) }
    block.timestamps += added.timestamps
    for metric in values.keys {
      block.values[metric]? +=
        added.values[metric] ?? added.timestamps.map { _ in SampleBatch.missing }
    }
    return block.rows(
      block.timestamps.indices.sorted { block.timestamps[$0] < block.timestamps[$1] })
  }
}
