import CapacityModel
import Foundation
import Reporting
import Testing

@Suite struct PlanFileTests {
  @Test("JSON reads back as the same plan, in the same bytes each time")
  func json() throws {
    let text = try JSONFormat().text(of: PlanExamples.small)
    #expect(try JSONFormat().text(of: PlanExamples.small) == text)
    let read = try JSONDecoder().decode(ResizePlan.self, from: Data(text.utf8))
    #expect(read == PlanExamples.small)
    #expect(text.hasPrefix("{\n  \"created\"") && text.hasSuffix("}\n"))
    let compact = try JSONFormat().text(
      of: PlanExamples.small, options: ReportOptions(prettyPrinted: false))
    #expect(compact.split(separator: "\n").count == 1)
  }

  @Test("breach dates keep their keys with null; other absent values have no key")
  func absent() throws {
    let text = try JSONFormat().text(of: PlanExamples.plan([PlanExamples.grow]))
    #expect(text.contains("\"p10\" : \"2013-10-05T00:00:00Z\""))
    #expect(text.contains("\"p90\" : null"))
    #expect(!text.contains("\"limit\"") && !text.contains("costBefore"))
  }

  @Test("CSV has one row an item, in the plan's order, with as many cells as the header")
  func csv() throws {
    let lines = try CSVFormat().text(of: PlanExamples.small).split(separator: "\n")
    #expect(lines.count == 5)
    let names = lines.dropFirst().map { $0.prefix { $0 != "," } }
    #expect(names == ["payments-api", "build-17", "db-1", "legacy-erp"])
    let columns = lines[0].count { $0 == "," }
    #expect(lines.allSatisfy { $0.count { $0 == "," } == columns })
    #expect(
      lines[1].contains(",grow,8589934592,12079595520,3489660928,0.9916,2013-10-05T00:00:00Z,"))
  }

  @Test("a ticket shows each change with its bytes and its way back")
  func ticket() throws {
    let text = try MarkdownFormat().text(of: PlanExamples.plan([PlanExamples.grow]))
    let section = text.split(separator: "\n### ")[1].split(separator: "\n## ")[0]
    #expect(
      section == """
        payments-api: grow from 8 GiB to 11.25 GiB (+3.25 GiB)

        - Confidence: 99.1 %: demand stays within 11.25 GiB for 13w
        - Calibrated on: 4,212 past forecasts of growing series
        - Aims at: 99 % (critical tier, owner payments, host esx-07, vmware)
        - Present size passed: 10 % by 2013-10-05, 50 % by 2013-11-02, 90 % not within the horizon
        - Peak: median 9 GiB, 90 % 10 GiB, 99 % 11 GiB, seen last month 7.75 GiB on 2013-09-21 13:05 UTC
        - If it is wrong: even one future in a hundred peaks no higher than 11 GiB; above its size an entity swaps or loses processes until it is grown again
        - Replay: in the last 92 days: 1 shortage day now, 0 at the proposed size
        - Guardrail sizeStep: rounded up to a multiple of 256 MiB
        - Restart: not needed
        - Change window: Sun 02:00-05:00 UTC
        - Roll back: set payments-api to 8 GiB (8,589,934,592 bytes)

        #### Why

        - demand grows by 0.4 GiB a month and passes 8 GiB in early November
        - the weekly season adds 0.9 GiB on Mondays

        #### The size to the byte

        | Part | What it is | GiB | Bytes |
        | --- | --- | ---: | ---: |
        | base | demand at the origin | +7 | 7,516,192,768 |
        | trend | growth until demand peaks | +1 | 1,073,741,824 |
        | season | calendar pattern at that step | +0.88 | 943,718,400 |
        | other | the median's rest | +0.12 | 130,023,424 |
        | tail | from the median to the service level | +2 | 2,147,483,648 |
        | margin | policy and guardrails | 0 | 0 |
        | rounding | step, floor and cap | +0.25 | 268,435,456 |
        | = size |  | 11.25 | 12,079,595,520 |

        """)
  }

  @Test("a ticket lists what a person must look at, what stays, and warnings")
  func rest() throws {
    let text = try MarkdownFormat().text(of: PlanExamples.small)
    #expect(text.contains("| legacy-erp | 16 | demand was cut off by the size on 9 of the last"))
    #expect(text.contains("## Held\n\n1 entity stays as it is.\n"))
    #expect(text.contains("## Warnings\n\n- 3 series have less than 14 days"))
    #expect(!text.contains("db-1"))
  }

  @Test("formats are found by name, and an unknown name lists the known ones")
  func registry() throws {
    for format in ReportFormats.all {
      #expect(
        type(of: try ReportFormats.named(format.name, for: ResizePlan.self)).name == format.name)
      #expect(format.summary.count > 10)
    }
    let error = #expect(throws: ReportingError.self) {
      try ReportFormats.named("yaml", for: ResizePlan.self)
    }
    #expect(
      "\(try #require(error))"
        == "there is no format 'yaml'; use one of \(ReportFormats.names(for: ResizePlan.self))"
    )
  }
}
