import Reporting
import Testing

@Suite struct ProgressTextTests {
  @Test("a line tells the share, the rate and what is left, by hand-computed cases")
  func line() {
    #expect(
      ProgressText.line("backtest", done: 12, of: 24, unit: "origins", elapsed: .seconds(8))
        == "backtest [############            ] 12 of 24 origins, 1.5 a second, 8 s left")
    #expect(
      ProgressText.line("ingest", done: 0, of: 3, unit: "files", elapsed: .zero)
        == "ingest [                        ] 0 of 3 files")
    #expect(
      ProgressText.line("work", done: 4, of: 4, unit: "parts", elapsed: .seconds(2))
        == "work [########################] 4 of 4 parts, 2 a second")
    let long = ProgressText.line("w", done: 1, of: 1000, unit: "u", elapsed: .seconds(1))
    #expect(long.hasSuffix("17 min left"))
    let longer = ProgressText.line("w", done: 1, of: 10_000, unit: "u", elapsed: .seconds(1))
    #expect(longer.hasSuffix("3 h left"))
  }

  @Test("a line is never wider than the terminal, and more than all is all")
  func bounds() {
    let line = ProgressText.line(
      String(repeating: "w", count: 200), done: 9, of: 3, unit: "u", elapsed: .seconds(1), width: 60
    )
    #expect(line.count == 60)
    #expect(
      ProgressText.line("w", done: 9, of: 3, unit: "u", elapsed: .zero)
        .contains(String(repeating: "#", count: 24)))
    #expect(ProgressText.line("w", done: 0, of: 0, unit: "u", elapsed: .zero).contains("0 of 0"))
  }
}
