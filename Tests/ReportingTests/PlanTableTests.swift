import CapacityModel
import HeadroomBasics
import Reporting
import Testing

@Suite struct PlanTableTests {
  @Test("a plan reads from the whole to the single change, the widest first")
  func snapshot() throws {
    let text = try TableFormat().text(of: PlanExamples.small)
    #expect(
      text == """
        Resize plan 4f1c2a9be07d
          In short       1 of 4 entities could not be judged; expected misses within 13w: 0.1 at 2 changed
                         sizes, 0.0 at 1 kept size.
          Horizon        13w from 2013-09-29 00:00 UTC
          Service level  95 % (standard tier)
          Policy         peak-quantile (margin 0), seed 1
          Data           fleet.headroom: 4 series, 105,984 samples, 2013-06-29 to 2013-09-29, 97.3 % of
                         steps seen
          Memory         120 GiB before, 103.25 GiB after (-16.75 GiB, -14 %)
          Entities       1 grow, 1 shrink, 1 hold, 1 investigate
          Confidence     the probability that demand stays within the new size for all of 13w; expected
                         misses are the sum of 1 - confidence
          Made           2013-09-29 00:00 UTC
          Roll back      headroom plan export PLAN --as NAME --part rollback writes the commands, headroom
                         plan rollback PLAN the inverse plan
          Plan           4f1c2a9be07d5a3344556677889900aabbccddeeff0011223344556677889900

        Changes, the widest first
        ACTION  ENTITY        NOW GiB  NEW GiB  CHANGE  CONFIDENCE      BREACH
        shrink  build-17           32       12     -20      90.4 %           -
            the peak of 92 days is 10.5 GiB
        grow    payments-api        8    11.25   +3.25      99.1 %  2013-11-02
            demand grows by 0.4 GiB a month and passes 8 GiB in early November

        Look at these first; no size is proposed
        ENTITY      NOW GiB
        legacy-erp       16
            demand was cut off by the size on 9 of the last 30 days; raise it once and look

        Held
        1 entity stays as it is.

        Hosts
        HOST    MEMORY GiB  CONFIGURED GiB  RESERVED GiB  99 % PEAK GiB
        esx-07         256   120 to 103.25             -              -

        Warnings
          -  3 series have less than 14 days of history; ingest more or lower --min-history

        """)
  }

  @Test("what a host has to say stands in every format for people")
  func placement() throws {
    var plan = PlanExamples.small
    plan.items[2].host = "esx-07"
    plan.items[2].guardrails = [
      .init(name: "host-capacity", effect: "kept at 64 GiB instead of 80 GiB: no room")
    ]
    plan.items[2].placement = .init(
      host: "esx-07", numa: "64 GiB is larger than any NUMA node.",
      suggestedMove: .init(host: "esx-09", why: "esx-09 can take it."))
    plan.hosts[0].reservedAfter = .gibibytes(40)
    (plan.hosts[0].peakBefore, plan.hosts[0].peakAfter) = (.gibibytes(90), .gibibytes(90))
    for (basis, words) in [
      (ResizePlan.HostSummary.PeakBasis.sum, "an upper bound"), (.joint, "of a host together"),
    ] {
      plan.hosts[0].peakBasis = basis
      let texts = [
        try TableFormat().text(of: plan), try MarkdownFormat().text(of: plan),
        try HTMLFormat().text(of: plan),
      ]
      for text in texts {
        let plain = text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
        for part in [
          "esx-09", "instead of 80 GiB: no room. esx-09 can take it. 64 GiB is larger", "- to 40",
          words,
        ] { #expect(plain.contains(part), "\(part)") }
      }
    }
    let row = try CSVFormat().text(of: plan).split(separator: "\n")[3]
    #expect(row.contains(",esx-09,") && row.hasSuffix("64 GiB is larger than any NUMA node.,,,,"))
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
    #expect(
      text.contains("Nothing to change: every entity was judged, and its size is sure enough."))
    #expect(!text.contains("  Confidence "))
  }

  @Test("escape sequences are written only where colour is asked for")
  func color() throws {
    let plain = try TableFormat().text(of: PlanExamples.small)
    let painted = try TableFormat().text(of: PlanExamples.small, options: .init(color: true))
    #expect(!plain.contains("\u{1B}"))
    #expect(painted.contains("\u{1B}[33mshrink") && painted.contains("\u{1B}[31mgrow"))
    var stripped = painted
    for code in ["0", "1", "31", "32", "33", "90"] {
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
