internal import CapacityModel
internal import HeadroomBasics

/// Static huge pages are in the total and free for nobody else.
enum HugepagesReservedRule: DiagnosisRule {
  static let name = "hugepages-reserved"

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    guard let guest = ladder.guest, let pages = guest.fields["HugePages_Total"], pages > 0,
      let held = guest.bytes("Hugetlb"), held > .zero
    else { return .nothing }
    let free = guest.fields["HugePages_Free"] ?? 0
    return .found(
      Finding(
        name, rung: .guest, severity: .info,
        title: "\(held) are static huge pages, \(free) of \(pages) of them free", missing: held,
        evidence: [
          EvidenceValue(EvidenceSource(guest.file, "Hugetlb"), "\(held.bytes)"),
          EvidenceValue(EvidenceSource(guest.file, "HugePages_Free"), "\(free)"),
        ],
        cause: """
          The pages are part of the guest's total and not of what is available: only programs that ask for huge pages can \
          use them. Free ones are memory that nobody uses.
          """,
        fix: free == 0
          ? nil
          : Fix(
            [
              .advise(
                "lower vm.nr_hugepages to what is used, if no program is still to ask for the rest")
            ],
            persistent: true, risk: "a program that asks for huge pages later may not get them")))
  }
}
