import Foundation
import TestSupport
import Testing

/// The outputs of well-chosen commands on the demo fleet stay as they are in Golden/. Where they are meant to change,
/// `script/golden --update` writes the fixtures anew, and the change is reviewed as text.
@Suite struct GoldenOutputTests {
  private static let golden = "\(PackageRoot.path)/Tests/CLITests/Golden"
  private static let updates = ProcessInfo.processInfo.environment["HEADROOM_UPDATE_GOLDEN"] != nil

  /// The most characters that are kept of an output, and of each file that a command makes.
  private static let longestOutput = 12_000
  private static let longestFile = 3_000

  /// One line of commands.txt.
  private struct Command {
    let name: String
    let arguments: [String]
    let isKept: Bool
  }

  private static func commands() throws -> [Command] {
    try String(contentsOfFile: "\(golden)/commands.txt", encoding: .utf8)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }
      .compactMap { line in
        let words = line.split(separator: " ").map(String.init)
        guard let first = words.first else { return nil }
        let isKept = first.hasPrefix("*")
        return Command(
          name: isKept ? String(first.dropFirst()) : first,
          arguments: Array(words.dropFirst()), isKept: isKept)
      }
  }

  @Test("outputs on the demo fleet are those of the fixtures; numbers may differ by 1e-6")
  func outputs() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("fleet"), withDestinationPath: "\(PackageRoot.path)/datasets/demo-fleet")
    let kept = try Self.commands().filter(\.isKept)
    #expect(kept.count > 20)
    for command in kept {
      let before = Set(Self.files(in: folder))
      let result = try HeadroomProcess.run(command.arguments, folder: folder.path)
      let output = folder.file("\(command.name).out")
      try result.output.write(to: URL(fileURLWithPath: output))
      var text = "exit code \(result.code)\n\(result.messages)\n"
      text += Self.beginning(of: result.text, longest: Self.longestOutput)
      for path in Self.files(in: folder)
      where !before.contains(path) && path != "\(command.name).out" {
        let made = try String(contentsOfFile: folder.file(path), encoding: .utf8)
        text += "\n==> \(path)\n" + Self.beginning(of: made, longest: Self.longestFile)
      }
      try check(GoldenText.masked(text), against: command)
    }
  }

  private func check(_ text: String, against command: Command) throws {
    let fixture = "\(Self.golden)/\(command.name).txt"
    if Self.updates {
      try text.write(toFile: fixture, atomically: true, encoding: .utf8)
      return
    }
    let expected = try String(contentsOfFile: fixture, encoding: .utf8)
    if let difference = GoldenText.difference(text, expected) {
      Issue.record(
        "\(command.name): \(difference); script/golden --update where that is meant")
    }
  }

  /// The files below a folder, sorted; stores and the link to the fleet are left out.
  private static func files(in folder: TemporaryFolder) -> [String] {
    (FileManager.default.subpaths(atPath: folder.path) ?? []).sorted().filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: folder.file(path), isDirectory: &isFolder)
        && !isFolder.boolValue && !path.hasPrefix("fleet") && !path.contains(".headroom")
    }
  }

  /// The first characters of a text, pages without their markup, and how many lines there are.
  private static func beginning(of text: String, longest: Int) -> String {
    let whole = text.hasPrefix("<!") ? GoldenText.words(of: text) : text
    guard whole.count > longest else { return whole }
    let lines = whole.split(separator: "\n", omittingEmptySubsequences: false).count
    let cut = whole.prefix(longest)
    let end = cut.lastIndex(of: "\n") ?? cut.endIndex
    return "\(cut[..<end])\n… of \(lines) lines\n"
  }

  @Test("the comparison can fail: words, numbers and lengths")
  func comparison() {
    #expect(GoldenText.difference("a 1.0000001 GiB", "a 1 GiB") == nil)
    #expect(GoldenText.difference("a 1.001 GiB", "a 1 GiB") != nil)
    #expect(GoldenText.difference("a 1 GiB", "a 1 MiB") != nil)
    #expect(GoldenText.difference("a 1 GiB\n", "a 1 GiB\nb") != nil)
    #expect(GoldenText.masked("plan 412acec4911e of 2026") == "plan # of 2026")
    #expect(GoldenText.words(of: "<!d><style>x</style><p>a</p><p>b</p>") == "a\nb\n")
  }
}
