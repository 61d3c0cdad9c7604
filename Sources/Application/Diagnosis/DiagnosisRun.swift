internal import Actuation
public import CapacityModel
internal import Diagnosis
public import HeadroomBasics

/// Walks from evidence to a diagnosis.
public enum DiagnosisRun {
  /// Diagnoses the machine that a folder of evidence is of.
  ///
  /// - Parameters:
  ///   - entity: Its name; `nil` for the one that the evidence states, else the folder's.
  ///   - desired: What it should have; `nil` where nobody says.
  /// - Throws: `ApplicationError`.
  public static func make(
    evidence path: String, entity: String? = nil, desired: ByteCount? = nil
  ) throws -> Diagnosis {
    var evidence = try EvidenceFolder.read(path)
    if let entity { evidence.entity = entity }
    var diagnosis = DiagnosisRules.diagnose(evidence, desired: desired)
    let platform = FixCommands.Platform(evidence: diagnosis.files + diagnosis.unread)
    for place in diagnosis.findings.indices {
      guard let fix = diagnosis.findings[place].fix else { continue }
      diagnosis.findings[place].fix?.commands = FixCommands.lines(
        for: fix, entity: diagnosis.entity, platform: platform)
    }
    return diagnosis
  }
}
