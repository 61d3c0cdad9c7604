import CapacityModel
import Diagnosis
import Foundation

/// A step of a case in `Fixtures/ladder`: evidence of a real guest of QEMU.
enum LadderCase {
  static let folder = Bundle.module.resourceURL.map { $0.appending(path: "Fixtures/ladder") }

  /// The names of all cases.
  static var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder?.path ?? "").sorted()
    }
  }

  /// Lays a step out as a folder of evidence: `2-inflated.guest.meminfo` is `guest/meminfo` of step 2, `guest.dmesg` is of
  /// all steps, what a person noted is in `notes/`.
  static func evidence(_ name: String, step: Int) throws -> Evidence {
    let folder = try unwrapped(folder).appending(path: name)
    var files: [(path: String, text: String)] = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      guard let place = place(of: file, step: step, isOfGroups: name.hasPrefix("cgroup")) else {
        continue
      }
      let bytes = try Data(contentsOf: folder.appending(path: file))
      files.append((place, String(decoding: bytes, as: UTF8.self)))
    }
    return Evidence(entity: name, files: files)
  }

  /// The diagnosis of a step.
  static func diagnosis(_ name: String, step: Int) throws -> Diagnosis {
    DiagnosisRules.diagnose(try evidence(name, step: step))
  }

  private static func place(of file: String, step: Int, isOfGroups: Bool) -> String? {
    if file.hasPrefix("guest.") { return "guest/" + file.dropFirst(6) }
    guard file.hasPrefix("\(step)-") || file.hasPrefix("\(step)."),
      let dot = file.firstIndex(of: ".")
    else { return nil }
    var rest = String(file[file.index(after: dot)...])
    if ["txt", "json", "qmp.json"].contains(rest) { return "notes/" + file }
    for ending in [".qmp.json", ".txt"] where rest.hasSuffix(ending) {
      rest = String(rest.dropLast(ending.count))
    }
    if rest.hasPrefix("guest.") { return "guest/" + rest.dropFirst(6) }
    if rest.hasPrefix("query-") || rest.hasPrefix("guest-stats") { return "qemu/" + rest }
    return (isOfGroups ? "guest/cgroup/" : "guest/") + rest
  }

  private static func unwrapped(_ url: URL?) throws -> URL {
    try url ?? { throw CocoaError(.fileNoSuchFile) }()
  }
}
