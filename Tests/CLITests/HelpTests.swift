import Foundation
import TestSupport
import Testing

/// Help texts of commands and topics.
@Suite struct HelpTests {
  private static let commands = [
    "ingest", "store info", "store verify", "store salvage", "store compact", "store retain",
    "store rekey", "store backup", "store restore", "store export", "forecast", "plan create",
    "plan show", "plan diff", "plan approve", "plan reject", "plan export", "plan verify",
    "plan rollback", "plan close", "audit verify", "audit export", "export notebook",
    "export tables", "backtest", "report", "train policy", "train forecaster", "train decision",
    "dataset generate", "completions", "version",
  ]

  private static func help(_ command: String) throws -> String {
    let result = try HeadroomProcess.run(
      ["help"] + command.split(separator: " ").map(String.init))
    try #require(result.code == 0, "\(command): \(result.messages)")
    return result.text
  }

  /// The options that a help text defines, in order.
  private static func options(in help: String) -> [String] {
    help.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("  --"), let first = line.split(separator: " ").first else { return nil }
      return String(first.prefix { $0 != "," && $0 != "/" })
    }
  }

  @Test("every topic of the list exists, in a terminal's width")
  func topics() throws {
    let list = try Self.help("topics")
    for topic in ["files", "glossary", "exit-codes", "environment", "notation"] {
      #expect(list.contains("  \(topic) "))
      let text = try Self.help(topic)
      #expect(text.split(separator: "\n").count > 6)
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 }, "\(text)")
    }
    #expect(try HeadroomProcess.run(["help", "no-such-topic"]).code == 0)
  }

  @Test("topics name flags, files and variables that exist")
  func realNames() throws {
    let flags = Set(try Self.commands.flatMap { Self.options(in: try Self.help($0)) })
    #expect(flags.count > 60)
    for topic in ["files", "glossary", "exit-codes", "environment", "notation"] {
      let text = try Self.help(topic)
      for word in text.split(whereSeparator: { " ,:;.()'\n".contains($0) }) {
        if word.hasPrefix("--") { #expect(flags.contains(String(word)), "\(word) in \(topic)") }
      }
      for word in text.split(whereSeparator: { " ,;()\n".contains($0) })
      where word.hasPrefix("docs/") {
        let path = String(word.hasSuffix(".") ? word.dropLast() : word)
        #expect(FileManager.default.fileExists(atPath: "\(PackageRoot.path)/\(path)"), "\(path)")
      }
    }
  }

  @Test("the glossary's words mean what docs/glossary.md says")
  func glossary() throws {
    let page = try String(
      contentsOfFile: "\(PackageRoot.path)/docs/glossary.md", encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(1)
    let words = try Self.help("glossary").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    let known = rows.filter { row in
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      return cells.count == 2 && words.contains("\(cells[0]) \(cells[1])")
    }
    #expect(known.count == 15, "\(known.count)")
  }

  @Test("exit codes and variables are those of docs/cli.md")
  func contract() throws {
    let page = try String(contentsOfFile: "\(PackageRoot.path)/docs/cli.md", encoding: .utf8)
    let codes = try Self.help("exit-codes").split(separator: "\n").compactMap {
      Int($0.split(separator: " ").first ?? "")
    }
    #expect(codes == [0, 1, 2, 64, 65, 74])
    for code in codes { #expect(page.contains("\(code) "), "\(code)") }
    for line in try Self.help("environment").split(separator: "\n").dropFirst() {
      guard let name = line.split(separator: " ").first, name.uppercased() == name,
        name.contains("_") || name == "COLUMNS", line.hasPrefix("  "), !line.hasPrefix("   ")
      else { continue }
      #expect(page.contains(name), "\(name)")
    }
  }

  @Test("options come in one order: input, what, how, output", arguments: commands)
  func order(command: String) throws {
    let options = Self.options(in: try Self.help(command))
    let fixed = [
      ["--store"], ["--now"], ["--inventory"], ["--horizon"], ["--seed"], ["--format"],
      ["--output"], ["--force"],
    ].joined().filter { options.contains($0) }
    let places = fixed.map { options.firstIndex(of: $0) ?? -1 }
    #expect(command == "ingest" || places == places.sorted(), "\(fixed) in \(options)")
  }
}
