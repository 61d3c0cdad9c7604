import Application
import CapacityModel
import HeadroomBasics
import SeriesStorage
import TestSupport
import Testing

/// What plans do with VMs that use much of their size.
struct SizeReachTests {
  /// Daily peaks of `count` VMs over 90 days: on most days half of the size, on some up to `reach` of it.
  private func store(_ folder: TemporaryFolder, reach: Double) throws -> String {
    let path = folder.file("s.headroom")
    let store = try SeriesStore.open(at: path, mode: .create)
    var batch = SampleBatch(
      entities: (0..<30).map { EntityID("vm\($0)") },
      columns: [.init(metric: .used), .init(metric: .configured)])
    let size: Int64 = 16 << 30
    for vm in 0..<30 {
      for hour in 0..<(90 * 24) {
        let isBurst = (hour &* 2_654_435_761 &+ vm &* 40_503) % 397 == 0
        let share = isBurst ? reach : 0.3 + 0.2 * Double((hour &* 7919 &+ vm &* 31) % 97) / 97
        batch.entityIndex.append(UInt32(vm))
        batch.timestamps.append(1_767_225_600_000 + Int64(hour) * 3_600_000)
        batch.columns[0].values.append(Int64(share * Double(size)))
        batch.columns[1].values.append(size)
      }
    }
    _ = try store.ingest(source: "test", proxyNote: nil, now: Timestamp(seconds: 0)) {
      try $0.append(batch)
    }
    try store.close()
    return path
  }

  private func items(_ path: String) throws -> [PlanItem] {
    var request = PlanRequest(created: Timestamp(seconds: 1_780_000_000))
    request.horizon = .weeks(4)
    return try PlanRun.make(request, in: Workspace(store: path)).items
  }

  @Test("a fleet that comes near its sizes and never reached them is not enlarged")
  func neverReached() throws {
    let folder = try TemporaryFolder()
    let items = try items(try store(folder, reach: 0.9))
    #expect(items.count == 30)
    #expect(items.allSatisfy { $0.action != .grow }, "\(items.map(\.action))")
  }

  @Test("a fleet that reaches its sizes again and again is not made smaller")
  func reached() throws {
    let folder = try TemporaryFolder()
    let items = try items(try store(folder, reach: 0.99))
    #expect(items.allSatisfy { $0.action != .shrink }, "\(items.map(\.action))")
  }
}
