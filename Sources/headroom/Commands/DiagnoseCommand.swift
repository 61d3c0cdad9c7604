internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import HeadroomBasics
internal import Reporting

/// `headroom diagnose`.
struct DiagnoseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnose",
    abstract: "Says why a machine does not show the memory that it was given, and what mends it.",
    discussion: """
      Reads a folder of evidence: outputs of a Linux guest and of QEMU under fixed names (guest/meminfo, guest/dmesg, \
      qemu/query-balloon, ...; docs/formats/evidence.md lists all). A file with another name is known by what stands in it. \
      Nothing is run and nothing is changed.

      The ladder goes from what is wanted over the hypervisor and the guest to its control groups. Every difference is explained by name, to the byte where the evidence allows it; the first rung that \
      differs for another reason is what is broken.

      Exit code 2 where there is a warning or worse.

      Example: headroom diagnose --evidence evidence/vm7 --desired 16GiB
      """)

  @Option(help: "The folder of evidence.") var evidence: String

  @Option(
    help: "The machine's name; by default the one that the evidence states, else the folder's.")
  var entity: String?

  @Option(
    help: "What the machine should have, such as 16GiB.", transform: Arguments.size)
  var desired: ByteCount?

  @Option(help: Arguments.formatHelp(Diagnosis.self)) var format = TableFormat.name

  func validate() throws { _ = try Arguments.format(format, for: Diagnosis.self) }

  func run() throws {
    let report = try Arguments.format(format, for: Diagnosis.self)
    let diagnosis = try DiagnosisRun.make(evidence: evidence, entity: entity, desired: desired)
    try report.write(diagnosis, options: Terminal.standardOutput.reportOptions) {
      try Console.write($0)
    }
    if diagnosis.needsAction { throw ExitCode(2) }
  }
}
