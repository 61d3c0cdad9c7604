import CapacityModel
import HeadroomBasics
import Reporting
import Testing

/// Names that break tables, terminals, spreadsheets or Markdown.
@Suite struct NastyNamesTests {
  private static let pieces = [
    "vm", "payments-api-7d9f8b6c5", "\u{1B}[31mred", "日本語サーバー", "😀", "👨‍👩‍👧", "\u{202E}gnp.exe", "|",
    "`",
    "\n", "\t", "\r\n", "\u{9B}2J", "\u{7F}", "e\u{301}", "🇩🇪", "=cmd()", "@SUM(1)", "\"", ",",
    "   ",
    "[x](y)", "<script>", "\u{0}", "한국", "ﾊﾝｶｸ", "❤️", "\u{2028}",
    String(repeating: "long-", count: 50),
  ]

  /// A plan of random items from a seed.
  private static func plan(_ seed: UInt64) -> ResizePlan {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    func name() -> String { (0...draw(5)).map { _ in pieces[draw(pieces.count)] }.joined() }
    let templates = [
      PlanExamples.grow, PlanExamples.shrink, PlanExamples.hold, PlanExamples.investigate,
    ]
    var plan = PlanExamples.plan(
      (0..<20).map { _ in
        var item = templates[draw(4)]
        item.entity = EntityID(name())
        item.reasons = (0...draw(3)).map { _ in
          (0...draw(20)).map { _ in name() }.joined(separator: " ")
        }
        item.current.configured = draw(5) == 0 ? nil : ByteCount(Int64(draw(1 << 30)) << draw(14))
        item.owner = name()
        return item
      })
    plan.warnings = [name(), name()]
    plan.policy.name = name()
    plan.data.store = name()
    plan.hosts[0].host = name()
    plan.hosts[0].warning = name()
    return plan
  }

  /// Columns, counted generously and apart from the code under test: all that is not plainly narrow is two wide.
  private func columns(_ line: Substring) -> Int {
    line.reduce(0) { sum, character in
      let first = character.unicodeScalars.first!.value
      return sum
        + (first < 0x1100 || (0xFF61...0xFFDC).contains(first) || "…\u{FFFD}".contains(character)
          ? 1 : 2)
    }
  }

  private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "\n" && [.control, .format].contains(scalar.properties.generalCategory)
  }

  @Test("no line is wider than asked nor ends in a space, whatever the names", arguments: 0..<40)
  func width(seed: Int) throws {
    for width in [100, 72, 40] {
      let text = try TableFormat().text(
        of: Self.plan(UInt64(seed)), options: ReportOptions(width: width, allItems: true))
      for line in text.split(separator: "\n") {
        #expect(columns(line) <= width, "\(line)")
        #expect(line.last != " ", "\(line)")
      }
    }
  }

  @Test("control and invisible characters never reach terminal or ticket", arguments: 0..<20)
  func controls(seed: Int) throws {
    let plan = Self.plan(UInt64(seed))
    for format in [TableFormat() as any ReportFormat, MarkdownFormat()] {
      let text = try format.text(of: plan, options: ReportOptions(allItems: true))
      #expect(!text.unicodeScalars.contains(where: isControl))
    }
    let json = try JSONFormat().text(of: plan)
    #expect(
      !json.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
  }

  @Test("a Markdown cell stays one cell and shows its name as it is")
  func markdown() throws {
    var item = PlanExamples.grow
    item.entity = EntityID("a|b`c`\n# d <img> [x](y) *z*")
    let text = try MarkdownFormat().text(of: PlanExamples.plan([item]))
    #expect(text.contains(##"| a\|b\`c\` \# d &lt;img&gt; \[x\](y) \*z\* |"##))
    for line in text.split(separator: "\n") where line.hasPrefix("| grow") {
      #expect(line.split(separator: " | ").count == 8)
    }
  }

  @Test("a spreadsheet runs no name as a formula; a forecast keeps names exactly")
  func formulas() throws {
    for name in ["=1+1", "+1", "-1", "@a", "\ta"] {
      var item = PlanExamples.grow
      item.entity = EntityID(name)
      let text = try CSVFormat().text(of: PlanExamples.plan([item]))
      #expect(text.contains("\n'\(name),"))
      let forecast = ForecastExamples.panel(names: [name], horizon: 1)
      #expect(try CSVFormat().text(of: forecast).contains("\n\(name),1,"))
    }
    var item = PlanExamples.grow
    item.entity = EntityID("a,\"b\"\nc")
    #expect(
      try CSVFormat().text(of: PlanExamples.plan([item])).contains("\n\"a,\"\"b\"\"\nc\",vmware"))
  }
}
