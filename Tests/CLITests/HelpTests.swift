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
    #expect(known.count == 18, "\(known.count)")
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

  /// What is read, in order; the first options of a help text.
  private static let sources = [
    "--store", "--key-file", "--busy-timeout", "--now", "--input", "--input-format",
    "--entity-prefix", "--ignore-columns", "--inventory", "--scenario", "--audit", "--signing-key",
    "--costs", "--plan", "--backtest",
  ]

  /// What is written, in order; the last options of a help text.
  private static let results = [
    "--format", "--all", "--detailed-exit-code", "--rejects", "--peak-output", "--output",
    "--to-store", "--force", "--progress",
  ]

  /// What lies between, as far as several commands have it: what is asked for, then how it is computed.
  private static let questions = [
    "--metric", "--step", "--aggregate", "--level", "--horizon", "--guardrails", "--weights",
    "--decision-weights", "--seed",
  ]

  @Test("options come in one order: input, what, how, output, progress", arguments: commands)
  func order(command: String) throws {
    // A group with a title of its own is another question, with an order of its own.
    let sections = try Self.help(command).split(separator: "\nOPTIONS:\n", maxSplits: 1)
    let own = Self.options(in: sections.count > 1 ? Self.untilNextTitle(sections[1]) : "")
      .filter { $0 != "--version" && $0 != "--help" }
    let expected =
      Self.sources.filter(own.contains)
      + own.filter { !Self.sources.contains($0) && !Self.results.contains($0) }
      + Self.results.filter(own.contains)
    #expect(own == expected)
    let asked = own.filter(Self.questions.contains)
    #expect(asked == Self.questions.filter(own.contains))
  }

  /// A section without those that follow it.
  private static func untilNextTitle(_ text: Substring) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.isEmpty || $0.hasPrefix(" ") }.joined(separator: "\n")
  }
}
