internal import CapacityModel

/// Finds one kind of cause in evidence.
///
/// A rule that lacks evidence finds nothing; where that hides something it says which file would tell.
protocol DiagnosisRule: Sendable {
  /// The rule's name, as findings and docs/diagnosis.md state it.
  static var name: String { get }

  /// Judges one machine.
  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement
}

/// What a rule made of evidence.
struct Judgement {
  var findings: [Finding] = []
  var unknown: [Diagnosis.Unjudged] = []

  /// Nothing.
  static let nothing = Judgement()

  /// One finding.
  static func found(_ finding: Finding) -> Judgement { Judgement(findings: [finding]) }
}
