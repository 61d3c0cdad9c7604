import CapacityModel
import Reporting
import Testing

@Suite struct TextTableTests {
  /// A table, alone in a document.
  private func text(
    _ columns: [Document.Column], _ rows: [Document.Row], width: Int = 100
  ) throws -> String {
    try text(
      Document(
        title: "", sections: [.init(title: "", table: .init(columns: columns, rows: rows))]),
      width: width)
  }

  private func text(_ document: Document, width: Int) throws -> String {
    var bytes: [UInt8] = []
    try TableFormat().render(document, options: ReportOptions(width: width)) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("columns align, numbers to the right, without trailing spaces; units keep their letters")
  func aligned() throws {
    #expect(
      try text(
        [.text("name"), .number("new GiB"), .text("note")],
        [.init(["a", "1", "x"]), .init(["日本", "1,000", ""], note: "below")]) == """

          NAME  NEW GiB  NOTE
          a           1  x
          日本    1,000
              below

          """)
  }

  @Test("names are cut inside before numbers are cut at all")
  func cut() throws {
    #expect(
      try text(
        [.text("name"), .number("bytes")],
        [.init(["payments-api-7d9f8b6c5-x2x4z-and-much-more-of-it", "1,234,567,890"])],
        width: 40) == """

          NAME                               BYTES
          payments-api…h-more-of-it  1,234,567,890

          """)
  }

  @Test(
    "heads are broken at spaces and never cut, and a narrow terminal shows every number of a plan")
  func narrow() throws {
    #expect(
      try text(
        [.text("name"), .number("misses promised"), .number("90 % interval")],
        [.init(["web-1", "1.5", "0 to 3"])], width: 40) == """

          NAME   MISSES PROMISED  90 % INTERVAL
          web-1              1.5         0 to 3

          """)
    #expect(
      try text(
        [.text("entity and its whole name"), .number("misses promised"), .number("90 % interval")],
        [.init(["web-1", "1.5", "0 to 3"])], width: 40) == """

          ENTITY AND
          ITS WHOLE           MISSES          90 %
          NAME              PROMISED      INTERVAL
          web-1                  1.5        0 to 3

          """)
    for width in [60, 72, 80, 100, 120] {
      var options = ReportOptions(width: width)
      options.past = [PlanExamples.grow.entity: Array(repeating: 5e9, count: 15)]
      var bytes: [UInt8] = []
      try TableFormat().write(PlanExamples.small, options: options) { bytes += $0 }
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      let head = try #require(lines.first { $0.hasPrefix("ACTION") })
      #expect(!head.contains("…") && head.contains("ENTITY"))
      #expect(lines.contains { $0.hasPrefix("grow") && $0.contains("+3.25") })
      #expect(head.contains("SIZE") == (width >= 100))
      #expect(lines.allSatisfy { $0.count <= width })
    }
  }

  @Test("facts wrap beside their label, and so do the lines of a list")
  func facts() throws {
    let document = Document(
      title: "T",
      facts: [
        .init("Series", "351"),
        .init("Range", "from the first sample to the last one that was seen"),
        .init("Empty", ""),
      ], sections: [.init(title: "List", list: ["what a reader of this should know first"])])
    #expect(
      try text(document, width: 40) == """
        T
          Series  351
          Range   from the first sample to the
                  last one that was seen
          Empty

        List
          -  what a reader of this should know
             first

        """)
  }

  @Test("a table without titles has no header, one without rows is not there")
  func empty() throws {
    #expect(try text([.text(""), .number("")], [.init(["a", "1"])]) == "\na  1\n")
    #expect(try text([.text("a"), .text("b")], []) == "")
  }
}
