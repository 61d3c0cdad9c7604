import CapacityModel
import Foundation
import TestSupport
import Testing

@Suite("Names of guardrails")
struct GuardrailNameTests {
  @Test("the format of plans states the rule of each, and of no other")
  func documented() throws {
    let text = try String(
      contentsOfFile: "\(PackageRoot.path)/docs/formats/plan.md", encoding: .utf8)
    let table = try #require(text.components(separatedBy: "\n| name | rule |\n").last)
    let rows = table.split(separator: "\n").prefix { $0.hasPrefix("|") }.dropFirst()
    let names = rows.flatMap { row in
      row.split(separator: "|")[0].split(separator: ",").map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
      }
    }
    #expect(names.count > 10)
    #expect(names.sorted() == GuardrailName.allCases.map(\.rawValue).sorted())
  }

  @Test("a plan that names a guardrail of another version is read, and keeps the name")
  func unknown() throws {
    let json = Data(#"{"name":"lunar-phase","effect":"kept at 8 GiB"}"#.utf8)
    let read = try JSONDecoder().decode(PlanItem.AppliedGuardrail.self, from: json)
    #expect(read.guardrail == nil && read.name == "lunar-phase")
    #expect(PlanItem.AppliedGuardrail(.hostCapacity, effect: "").guardrail == .hostCapacity)
  }
}
