import Configuration
import FleetGenerator
import Foundation
import Testing

/// `datasets/demo-fleet` is what its RECIPE says, byte for byte; `xz` comes with `script/bootstrap`.
@Suite("The committed demo fleet")
struct DemoFleetTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "datasets/demo-fleet")

  /// Reads a file, through `xz` where it is compressed.
  private struct Reader {
    let handle: FileHandle
    var process: Process?

    init(_ file: FleetGenerator.File) throws {
      let plain = DemoFleetTests.folder.appending(path: file.rawValue)
      if file != .samples {
        handle = try FileHandle(forReadingFrom: plain)
        return
      }
      let (process, pipe) = (Process(), Pipe())
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["xz", "-dc", plain.path + ".xz"]
      process.standardOutput = pipe
      try process.run()
      (handle, self.process) = (pipe.fileHandleForReading, process)
    }

    /// The next `count` bytes; fewer at the end.
    func next(_ count: Int) throws -> Data {
      var data = Data()
      while data.count < count {
        guard let part = try handle.read(upToCount: count - data.count), !part.isEmpty else {
          break
        }
        data.append(part)
      }
      return data
    }
  }

  @Test("is made again from its recipe, byte for byte")
  func regenerates() throws {
    let recipe = try FleetRecipe(vms: 40, days: 120, seed: 7)
    var readers: [FleetGenerator.File: Reader] = [:]
    for file in FleetGenerator(recipe: recipe).files { readers[file] = try Reader(file) }
    try FleetGenerator(recipe: recipe).write { file, bytes in
      let committed = try #require(readers[file]).next(bytes.count)
      // One comparison a VM: a mismatch names its file and does not print a megabyte.
      let isSame = committed.elementsEqual(bytes)
      try #require(isSame, "\(file.rawValue) differs from what its recipe makes")
    }
    for (file, reader) in readers {
      let rest = try reader.next(1)
      #expect(rest.isEmpty, "\(file.rawValue) goes on after its last row")
      reader.process?.waitUntilExit()
      #expect(reader.process?.terminationStatus ?? 0 == 0)
    }
  }

  @Test("its inventory and prices are written again from its recipe, byte for byte")
  func inventory() throws {
    let recipe = try FleetRecipe(vms: 40, days: 120, seed: 7)
    let committed = try String(
      contentsOf: Self.folder.appending(path: "inventory.yaml"), encoding: .utf8)
    #expect(InventoryYAML.text(of: FleetGenerator(recipe: recipe).inventory) == committed)
    let prices = try String(
      contentsOf: Self.folder.appending(path: "costs.yaml"), encoding: .utf8)
    #expect(CostsFile.text(of: FleetGenerator.prices) == prices)
  }

  @Test("its RECIPE names the command that makes it")
  func recipe() throws {
    let text = try String(contentsOf: Self.folder.appending(path: "RECIPE"), encoding: .utf8)
    #expect(text.contains("headroom dataset generate --vms 40 --days 120 --seed 7"))
  }
}
