import Reporting
import Testing

@Suite struct TextTableTests {
  @Test("columns align, numbers to the right, without trailing spaces")
  func aligned() {
    var table = TextTable(columns: [.init("NAME"), .init("N", .right), .init("NOTE")])
    table.append(["a", "1", "x"])
    table.append(["日本", "1,000", ""], note: "below")
    #expect(
      table.text() == """
        NAME      N  NOTE
        a         1  x
        日本  1,000
            below

        """)
  }

  @Test("names are cut inside before numbers are cut at all")
  func cut() {
    var table = TextTable(columns: [.init("NAME"), .init("BYTES", .right)])
    table.append(["payments-api-7d9f8b6c5-x2x4z-and-much-more-of-it", "1,234,567,890"])
    #expect(
      table.text(width: 40) == """
        NAME                               BYTES
        payments-api…h-more-of-it  1,234,567,890

        """)
  }

  @Test("facts wrap beside their label")
  func facts() {
    var facts = FactList()
    facts.append("Series", "351")
    facts.append("Range", "from the first sample to the last one that was seen")
    facts.append("Empty", "")
    #expect(
      facts.text(width: 40) == """
        Series  351
        Range   from the first sample to the
                last one that was seen
        Empty

        """)
  }

  @Test("a table without titles has no header, one without rows only a header")
  func empty() {
    var bare = TextTable(columns: [.init(""), .init("", .right)])
    bare.append(["a", "1"])
    #expect(bare.text() == "a  1\n")
    #expect(TextTable(columns: [.init("A"), .init("B")]).text() == "A  B\n")
  }
}
