public import CapacityModel
internal import HeadroomBasics

extension Diagnosis: JSONReportable, CSVReportable {
  /// `diagnosis`.
  public static let kind = "diagnosis"

  /// What is wrong first, then the ladder rung by rung, then each finding with what mends it.
  public func document(_ options: ReportOptions) -> Document {
    Document(
      title: "Why the memory of \(entity) is as it is", facts: facts,
      sections: [
        .init(title: "The ladder", lead: ladderLead, table: ladderTable),
        .init(title: "Findings", table: findingTable, entries: findings.map(\.entry)),
        .init(title: "What mends it", list: commands, medium: .text),
        .init(
          title: "What could not be judged",
          list: unknown.map { "\($0.what); \($0.file) would tell" }),
        .init(title: "Files that no rule reads", list: unread),
      ])
  }

  /// What mends each finding, for readers that do not unfold entries.
  private var commands: [String] {
    findings.flatMap { finding -> [String] in
      guard let fix = finding.fix else { return [] }
      return fix.commands.map { "\(finding.rule): \($0)" }
        + [
          "\(finding.rule): risk: \(fix.risk)\(fix.persistent ? "" : "; it does not outlast a restart")"
        ]
    }
  }

  private var facts: [Document.Fact] {
    let counts = [Finding.Severity.critical, .warning, .info].compactMap { severity -> String? in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)"
    }
    var facts: [Document.Fact] = [.init("In short", headline)]
    if let at { facts.append(.init("As of", QuantityText.instant(at))) }
    facts.append(.init("Findings", counts.isEmpty ? "none" : counts.joined(separator: ", ")))
    facts.append(.init("Evidence", QuantityText.count(files.count, "file", "files")))
    return facts
  }

  private var headline: String {
    if let first = findings.first, first.severity >= .warning {
      let more = findings.count { $0.severity >= .warning } - 1
      return first.title
        + (more > 0 ? ", and \(QuantityText.count(more, "more finding", "more findings"))" : "")
    }
    return ladder.isEmpty
      ? "the evidence shows no size" : "nothing is wrong that this evidence shows"
  }

  private var ladderLead: String {
    ladder.isEmpty
      ? ""
      : "Each rung lacks of the one above what is listed below it. Sizes are exact; bytes are in the JSON."
  }

  private var ladderTable: Document.Table {
    let broken = findings.first { $0.severity >= .warning }?.rung
    return Document.Table(
      columns: [.text("rung"), .number("size"), .text("source")],
      rows: ladder.enumerated().flatMap { place, rung -> [Document.Row] in
        let parts = rung.explained.map { part in
          Document.Row(["  - \(part.what)", "\(part.bytes)", part.source.text])
        }
        let rest: [Document.Row] =
          place == 0 || rung.unexplained == .zero
          ? []
          : [
            .init([
              rung.unexplained > .zero ? "  - unexplained" : "  + more than above, unexplained",
              "\(ByteCount(Int64(rung.unexplained.bytes.magnitude)))", "-",
            ])
          ]
        return parts + rest + [
          .init(
            [rung.rung.rawValue, "\(rung.bytes)", rung.source.text],
            tone: rung.rung == broken ? .warning : nil)
        ]
      })
  }

  private var findingTable: Document.Table {
    Document.Table(
      columns: [.text("severity"), .text("rule"), .text("what"), .number("missing")],
      rows: findings.map { finding in
        .init(
          [
            finding.severity.rawValue, finding.rule, finding.title,
            finding.missingBytes.map { "\($0)" } ?? "-",
          ], note: finding.cause, tone: finding.severity.tone)
      }, noteTitle: "why")
  }

  /// Writes `headroom.findings/v1`.
  public func writeJSON(_ options: ReportOptions, to sink: ByteSink) throws {
    try sink(JSONFormat.encoded(self, options: options))
  }

  /// Writes one row a finding.
  public func writeCSV(_ options: ReportOptions, to sink: ByteSink) throws {
    var rows = CSVRow()
    rows.append(plain: ["entity", "severity", "rule", "rung", "missing_bytes", "title", "commands"])
    rows.end()
    for finding in findings {
      rows.append(entity, guarded: true)
      rows.append(plain: [
        finding.severity.rawValue, finding.rule, finding.rung?.rawValue ?? "",
        finding.missingBytes.map { "\($0.bytes)" } ?? "",
      ])
      rows.append(finding.title, guarded: true)
      rows.append(finding.fix?.commands.joined(separator: "\n") ?? "", guarded: true)
      rows.end()
    }
    try sink(rows.bytes)
  }
}

extension Finding {
  /// The finding with its evidence and what mends it.
  fileprivate var entry: Document.Entry {
    var facts: [Document.Fact] = [.init("Why", cause)]
    if let rung { facts.append(.init("Rung", rung.rawValue)) }
    facts += evidence.map { .init("Seen", "\($0.file): \($0.field) = \($0.value)") }
    guard let fix else { return .init(summary: "\(rule): \(title)", facts: facts) }
    facts += [
      .init("Outlasts a restart", fix.persistent ? "yes" : "no"),
      .init("Needs a restart", fix.needsRestart ? "yes" : "no"), .init("Risk", fix.risk),
    ]
    return .init(
      summary: "\(rule): \(title)", facts: facts,
      sections: [.init(title: "What mends it", list: fix.commands)])
  }
}

extension Finding.Severity {
  fileprivate var tone: Document.Tone {
    switch self {
    case .info: .unknown
    case .warning: .warning
    case .critical: .critical
    }
  }
}

extension EvidenceSource {
  fileprivate var text: String { "\(file) \(field)" }
}
