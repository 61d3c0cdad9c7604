public import CapacityModel
public import HeadroomBasics

extension SeriesStore {
  /// Counts stretches without samples, between each entity's first and last one; reads all samples.
  public func gaps() throws -> GapReport {
    var report = GapReport()
    try forEach(
      metrics: MemoryMetric.allCases, transform: { Self.gaps(in: $0) },
      body: { (count, longest) in
        report.count += count
        report.entities += count > 0 ? 1 : 0
        if let longest, longest.milliseconds > report.longest?.milliseconds ?? 0 {
          report.longest = longest
        }
      })
    return report
  }

  private static func gaps(in block: SampleBlock) -> (Int, GapReport.Longest?) {
    let times = block.timestamps
    let distances = zip(times, times.dropFirst()).map { $1 - $0 }
    guard !distances.isEmpty else { return (0, nil) }
    let usual = distances.sorted()[distances.count / 2]
    var (count, longest) = (0, GapReport.Longest?.none)
    for (index, distance) in distances.enumerated() where distance > 2 * usual {
      count += 1
      if distance > longest?.milliseconds ?? 0 {
        longest = GapReport.Longest(
          entity: block.entity, start: Timestamp(milliseconds: times[index]), milliseconds: distance
        )
      }
    }
    return (count, longest)
  }
}
