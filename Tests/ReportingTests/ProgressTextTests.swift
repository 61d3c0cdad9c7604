import HeadroomBasics
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

  @Test("bytes are told in MiB, with rate and end where the whole is known")
  func bytes() {
    // 7.5 of 30 MiB in 2 s: 3.75 MiB a second, 6 s for the rest.
    #expect(
      ProgressText.bytes("ingest", read: 7_864_320, of: 31_457_280, elapsed: .seconds(2))
        == "ingest [######                  ] 7.5 of 30.0 MiB, 3.8 MiB a second, 6 s left")
    #expect(
      ProgressText.bytes("ingest", read: 3_145_728, of: nil, elapsed: .seconds(3))
        == "ingest 3.0 MiB, 1.0 MiB a second")
    #expect(
      ProgressText.bytes("ingest", read: 1_048_576, of: 1_048_576, elapsed: .seconds(1))
        == "ingest [########################] 1.0 of 1.0 MiB, 1.0 MiB a second")
    #expect(
      ProgressText.bytes("ingest", read: 0, of: 0, elapsed: .zero).hasSuffix("0.0 of 0.0 MiB"))
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
