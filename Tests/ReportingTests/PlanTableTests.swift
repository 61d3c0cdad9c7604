import CapacityModel
import Reporting
import Testing

@Suite struct Peek {
  @Test func peek() throws {
    print(try TableFormat().text(of: PlanExamples.small))
    print(try TableFormat().text(of: PlanExamples.small, options: .init(width: 60)))
    print(try MarkdownFormat().text(of: PlanExamples.small))
    print(try CSVFormat().text(of: PlanExamples.small))
    print(try JSONFormat().text(of: PlanExamples.plan([PlanExamples.shrink])))
  }
}
