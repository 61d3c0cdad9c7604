import CapacityModel
import Reporting
import Testing

@Suite struct PlanTableTests {
  @Test("a plan reads from the whole to the single change, the widest first")
  func snapshot() throws {
    let text = try TableFormat().text(of: PlanExamples.small)
    #expect(
      text == """
        Resize plan 4f1c2a9be07d
          Horizon          13w from 2013-09-29 00:00 UTC
          Service level    95 % (standard tier)
          Policy           peak-quantile (margin 0), seed 1
          Data             fleet.headroom: 4 series, 105,984 samples, 2013-06-29 to 2013-09-29, 97.3 % of
                           steps seen
          Memory           120 GiB before, 103.25 GiB after (-16.75 GiB, -14 %)
          Entities         1 grow, 1 shrink, 1 hold, 1 investigate
          Confidence       the probability that demand stays within the new size for all of 13w
          Expected misses  0.1 of 2 changed entities will need more than proposed (sum of 1 - confidence)

        Changes, the widest first
        ACTION  ENTITY        NOW GiB  NEW GiB  CHANGE  CONFIDENCE              BREACH
        shrink  build-17           32       12     -20      90.4 %                   -
            the peak of 92 days is 10.5 GiB
        grow    payments-api        8    11.25   +3.25      99.1 %  50 % by 2013-11-02
            demand grows by 0.4 GiB a month and passes 8 GiB in early November

        Look at these first; no size is proposed
        ENTITY      NOW GiB
        legacy-erp       16
            demand was cut off by the size on 9 of the last 30 days; raise it once and look

        1 entity stays as it is.

        Hosts
        HOST    MEMORY GiB  BEFORE GiB  AFTER GiB
        esx-07         256         120     103.25

          warning:  3 series have less than 14 days of history; ingest more or lower --min-history

        """)
  }

  @Test("held entities get rows only where all items are asked for")
  func allItems() throws {
    let few = try TableFormat().text(of: PlanExamples.small)
    let all = try TableFormat().text(
      of: PlanExamples.small, options: ReportOptions(allItems: true))
    #expect(!few.contains("db-1"))
    #expect(all.contains("Held\n") && all.contains("hold    db-1"))
  }

  @Test("a plan without changes says so")
  func nothing() throws {
    let text = try TableFormat().text(of: PlanExamples.plan([PlanExamples.hold]))
    #expect(text.contains("Nothing to change: every size fits what it has to."))
    #expect(!text.contains("Expected misses"))
  }

  @Test("escape sequences are written only where colour is asked for")
  func color() throws {
    let plain = try TableFormat().text(of: PlanExamples.small)
    let painted = try TableFormat().text(of: PlanExamples.small, options: .init(color: true))
    #expect(!plain.contains("\u{1B}"))
    #expect(painted.contains("\u{1B}[32mshrink"))
    var stripped = painted
    for code in ["0", "1", "31", "32", "33"] {
      stripped = stripped.split(separator: "\u{1B}[\(code)m").joined()
    }
    #expect(stripped == plain)
  }

  @Test("confidence is cut, so that nothing short of certainty reads as 100 %")
  func almostCertain() throws {
    var item = PlanExamples.grow
    item.confidence.score = 0.99996
    let text = try TableFormat().text(of: PlanExamples.plan([item]))
    #expect(text.contains("99.9 %") && !text.contains("100 %"))
  }

  @Test("sizes have the decimals that matter")
  func sizes() throws {
    for (bytes, expected) in [
      (1_342_177_280, "1.25"), (536_870_912, "0.5"), (12_884_901_888, "12"),
      (1_610_612_736_000, "1,500"), (1, "<0.01"),
    ] {
      var item = PlanExamples.shrink
      item.proposed.configured = ByteCount(Int64(bytes))
      let text = try TableFormat().text(of: PlanExamples.plan([item]))
      #expect(text.contains("  \(expected)  "), "\(bytes)")
    }
  }
}
