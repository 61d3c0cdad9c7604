internal import CapacityModel
internal import HeadroomBasics

/// Work waits for memory.
enum PressureRule: DiagnosisRule {
  static let name = "pressure"

  /// Percent of ten seconds that is worth a word, that is a warning, and percent of a minute in which all work stood still.
  private static let (notable, high, standstill) = (1.0, 10.0, 10.0)

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    guard let file = evidence.file(.memoryPressure), let stall = PressureStall(file.text[...])
    else {
      return .nothing
    }
    guard stall.some10 >= notable || stall.some60 >= notable else { return .nothing }
    let severity: Finding.Severity =
      stall.full60 >= standstill
      ? .critical : max(stall.some10, stall.some60) >= high ? .warning : .info
    return .found(
      Finding(
        name, rung: .guest, severity: severity,
        title: "some work waited for memory \(stall.some10) % of the last 10 seconds",
        evidence: [
          EvidenceValue(
            EvidenceSource(file.path, "some avg10, avg60, avg300"),
            "\(stall.some10), \(stall.some60), \(stall.some300)"),
          EvidenceValue(EvidenceSource(file.path, "full avg60"), "\(stall.full60)"),
        ],
        cause: """
          The kernel counts the time that work spends waiting for memory to be freed or read back. Use may look healthy \
          meanwhile, since the page cache is small and full.
          """,
        fix: severity == .info
          ? nil
          : Fix(
            [
              .advise(
                "give the machine more memory, or find what grew; the pressure of each control group tells where"
              )
            ],
            persistent: true, risk: "none")))
  }
}
