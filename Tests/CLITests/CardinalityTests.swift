import Foundation
import TestSupport
import Testing

/// Very many entities with one sample each.
@Suite(.serialized) struct CardinalityTests {
  /// 20,000 by default; `HEADROOM_TEST_ENTITIES=2000000` for the size that a fleet of fleets has.
  private static let entities =
    ProcessInfo.processInfo.environment["HEADROOM_TEST_ENTITIES"].flatMap(Int.init) ?? 20_000

  /// What one ingest took.
  private struct Cost {
    var peakBytes: Double
    var fileBytes: Double
  }

  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func cost(of entities: Int) throws -> Cost {
    var text = "entity,timestamp,used_kib\n"
    for index in 0..<entities { text += "vm\(index),1767225600,\(1_000_000 + index)\n" }
    let file = try folder.write(text, to: "many-\(entities).csv")
    let store = StoreProbe(folder.file("s\(entities).headroom"))
    let (status, peak) = try Self.run(["ingest", file, "--store", store.path])
    #expect(status == 0)
    #expect(try store.samples() == entities)
    try store.expectClean()
    let bytes = try FileManager.default.attributesOfItem(atPath: store.path)[.size] as? Int
    return Cost(peakBytes: peak, fileBytes: Double(bytes ?? 0))
  }

  /// Runs `headroom` to its end; its status and its own largest resident size, bytes. Other children run beside it.
  private static func run(_ arguments: [String]) throws -> (status: Int32, peakBytes: Double) {
    var strings = ([HeadroomProcess.executable] + arguments).map { strdup($0) }
    strings.append(nil)
    defer { for string in strings { free(string) } }
    var (child, status, usage) = (pid_t(), Int32(0), rusage())
    guard posix_spawn(&child, HeadroomProcess.executable, nil, nil, &strings, environ) == 0,
      wait4(child, &status, 0, &usage) == child
    else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ECHILD) }
    return (status, Double(usage.ru_maxrss) * 1024)
  }

  @Test(
    "ten times the entities with one sample each take about ten times the space, in bounded memory")
  func linear() throws {
    let small = try cost(of: Self.entities / 10)
    let large = try cost(of: Self.entities)
    #expect(large.fileBytes <= 12 * small.fileBytes, "\(large) after \(small)")
    // 300 MiB and 200 bytes an entity bound any ingest.
    #expect(large.peakBytes <= 300 * 1_048_576 + 200 * Double(Self.entities), "\(large)")
  }
}
