public import Foundation
import Testing

/// A store as its commands show it, for tests of the whole program.
public struct StoreProbe: Sendable {
  /// The store's file.
  public let path: String

  /// A probe of the store at `path`, which need not exist yet.
  public init(_ path: String) { self.path = path }

  /// Samples that `store info` counts.
  public func samples() throws -> Int {
    let info = try HeadroomProcess.run(["store", "info", "--store", path, "--format", "json"])
    let object =
      info.output.isEmpty
      ? nil : try JSONSerialization.jsonObject(with: info.output) as? [String: Any]
    return try #require(object?["samples"] as? Int, "\(path): \(info.messages)")
  }

  /// Lines of the export, the header deducted.
  public func exportedRows() throws -> Int {
    let export = try HeadroomProcess.run(["store", "export", "--store", path])
    try #require(export.code == 0, "\(path): \(export.messages)")
    return export.output.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) } - 1
  }

  /// Everything that the store holds, as its export.
  public func content() throws -> Data {
    let export = try HeadroomProcess.run(["store", "export", "--store", path])
    try #require(export.code == 0, "\(path): \(export.messages)")
    return export.output
  }

  /// Expects that `store verify` finds nothing.
  public func expectClean(_ context: @autoclosure () -> String = "") throws {
    let verified = try HeadroomProcess.run(["store", "verify", "--store", path])
    #expect(verified.code == 0, "\(context()): \(verified.text) \(verified.messages)")
  }

  /// Removes the store with its log.
  public func remove() {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  /// Puts a copy of another store, whole and closed, here.
  public func replace(by other: String) throws {
    remove()
    try FileManager.default.copyItem(atPath: other, toPath: path)
  }
}

extension TemporaryFolder {
  /// A samples file of one VM with two metrics; `rows` instants, five minutes apart.
  public func samplesFile(
    vm: Int, rows: Int, from start: Int = 1_767_225_600
  ) throws -> String {
    var text = "entity,timestamp,configured_kib,used_kib\n"
    for row in 0..<rows {
      let used = 1_000_000 + (row &* 7919 &+ vm &* 104_729) % 500_000
      text += "vm\(vm),\(start + row * 300),4194304,\(used)\n"
    }
    return try write(text, to: "f\(vm)-\(start).csv")
  }

  /// The names in the folder, in order.
  public func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
