import CapacityModel
import Foundation
import Reporting
import Testing

@Suite struct CapacityNotebookTests {
  private struct Cell: Decodable {
    var id: String
    var kind: String
    var source: [String]
    var outputs: [String]?

    var text: String { source.joined() }

    private enum CodingKeys: String, CodingKey {
      case id
      case kind = "cell_type"
      case source
      case outputs
    }
  }

  private struct Document: Decodable {
    var major: Int
    var minor: Int
    var metadata: [String: [String: String]]
    var cells: [Cell]

    private enum CodingKeys: String, CodingKey {
      case major = "nbformat"
      case minor = "nbformat_minor"
      case metadata
      case cells
    }
  }

  private func document(_ names: [String]) throws -> Document {
    let bytes = try CapacityNotebook(entities: names.map { EntityID($0) }).json()
    return try JSONDecoder().decode(Document.self, from: Data(bytes))
  }

  @Test("the notebook is nbformat 4.5: unique plain ids, a kernel, and no outputs")
  func structure() throws {
    let notebook = try document(["vm-1"])
    #expect((notebook.major, notebook.minor) == (4, 5))
    #expect(notebook.metadata["kernelspec"]?["name"] == "python3")
    #expect(Set(notebook.cells.map(\.id)).count == notebook.cells.count)
    for cell in notebook.cells {
      #expect(try #/[a-zA-Z0-9\-_]{1,64}/#.wholeMatch(in: cell.id) != nil, "\(cell.id)")
      #expect(!cell.text.isEmpty, "\(cell.id)")
      // Every line but the last carries its line feed, as Jupyter itself saves cells.
      #expect(cell.source.dropLast().allSatisfy { $0.hasSuffix("\n") })
      #expect(cell.source.last?.hasSuffix("\n") == false)
      #expect(cell.outputs == (cell.kind == "code" ? [] : nil), "\(cell.id)")
    }
  }

  @Test("code cells state that they were never executed, which a missing key would not")
  func executionCounts() throws {
    let bytes = try CapacityNotebook(entities: []).json()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let cells = try #require(object["cells"] as? [[String: Any]])
    for cell in cells {
      let isCode = cell["cell_type"] as? String == "code"
      #expect((cell["execution_count"] is NSNull) == isCode)
      #expect((cell["execution_count"] != nil) == isCode)
      let metadata = try #require(cell["metadata"] as? [String: Any])
      let isFolded = isCode && cell["id"] as? String != "entity-choice"
      #expect(metadata["tags"] as? [String] == (isFolded ? ["hide-input"] : nil))
      #expect(metadata["jupyter"] as? [String: Bool] == (isFolded ? ["source_hidden": true] : nil))
    }
  }

  @Test(
    "a name is one string literal on one line, whatever it holds",
    arguments: [
      ("vm-1", #""vm-1""#), (#"say "hi" \x"#, #""say \"hi\" \\x""#),
      ("a\nimport os", #""a\nimport os""#), ("\"]; print(1) #", #""\"]; print(1) #""#),
      ("日本語-é", #""日本語-é""#), ("\u{202E}gnp", #""\u202egnp""#), ("\u{0}\r\t", #""\u0000\r\t""#),
      ("😀", #""\U0001f600""#), ("{name} %s $x$", #""{name} %s $x$""#),
    ])
  func names(name: String, literal: String) throws {
    let cell = try #require(try document([name]).cells.first { $0.id == "entity-choice" })
    #expect(cell.text == "entities = [\n    \(literal),\n]")
  }

  @Test("names stand in one cell alone, and the same names give the same bytes")
  func deterministic() throws {
    let names = [EntityID("zebra-7"), EntityID("q\u{301}")]
    let (one, other) = (
      try CapacityNotebook(entities: names).json(), try CapacityNotebook(entities: names).json()
    )
    #expect(one == other)
    let holders = try document(["zebra-7"]).cells.filter { $0.text.contains("zebra-7") }
    #expect(holders.map(\.id) == ["entity-choice"])
  }

  @Test("the code asks for no table that an export does not have")
  func tables() throws {
    let known = Set(CapacityTableList.all.map { $0.name })
    for cell in try document([]).cells where cell.kind == "code" {
      for match in cell.text.matches(of: #/(?:rows\(|tables\[)"([a-z_]+)"/#) {
        #expect(known.contains(String(match.1)), "\(cell.id) asks for \(match.1)")
      }
    }
  }
}
