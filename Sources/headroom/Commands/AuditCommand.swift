internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Foundation
internal import HeadroomBasics
internal import Lifecycle

/// `headroom audit`.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Checks and exports the log of plans and decisions.",
    subcommands: [AuditVerifyCommand.self, AuditExportCommand.self])
}

/// A log that is there.
struct AuditLogOptions: ParsableArguments {
  @OptionGroup var store: StoreOptions

  @Option(
    help: ArgumentHelp(
      "The audit log (default: the store's path with '.audit.jsonl').", valueName: "file"))
  var audit: String?

  /// The log.
  ///
  /// - Throws: `ApplicationError.unreadable` where there is none.
  var log: AuditLog {
    get throws {
      let log = AuditTrail(at: audit, beside: store.path).log
      guard FileManager.default.fileExists(atPath: log.path) else {
        throw ApplicationError.unreadable(path: log.path, reason: "no such file")
      }
      return log
    }
  }
}

/// `headroom audit verify`.
struct AuditVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Finds any edit, deletion, reordering or cut of the log.",
    discussion: """
      Each line is chained to the one before by SHA-256, and the head beside the log holds its end. Who may write both files
      can cut both, or write the log anew: note the head that is printed elsewhere and give it as --head, or sign lines
      with a key that is kept elsewhere and give its public half. Exit code 2 where something was found.

      Example: headroom audit verify --audit fleet.headroom.audit.jsonl --public-key public.pem
      """)

  @OptionGroup var auditLog: AuditLogOptions

  @Option(help: ArgumentHelp("A head that was noted before.", valueName: "hash"))
  var head: String?

  @Option(
    help: ArgumentHelp("The public key (PEM) that must have signed every line.", valueName: "file"))
  var publicKey: String?

  func run() throws {
    var inspection = try auditLog.log.inspect()
    if let head { inspection.require(head: head) }
    if let publicKey {
      inspection.require(publicKey: try AuditKey.publicText(file: publicKey))
    }
    for finding in inspection.findings { try Console.write("\(finding)\n") }
    try Console.write(
      "\(inspection.findings.isEmpty ? "whole" : "damaged: \(inspection.findings.count) findings"): "
        + "\(inspection.entries.count) lines, \(inspection.signed) signed, head \(inspection.head)\n"
    )
    if !inspection.findings.isEmpty { throw ExitCode(2) }
  }
}

/// `headroom audit export`.
struct AuditExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes a whole log as JSON lines; refuses a damaged one.",
    discussion: "Example: headroom audit export --plan 3f2a --output audit.jsonl")

  @OptionGroup var auditLog: AuditLogOptions

  @Option(help: ArgumentHelp("Only lines of this plan; the beginning of its id.", valueName: "id"))
  var plan: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    let entries = try auditLog.log.entries().filter { $0.plan.hasPrefix(plan ?? "") }
    try output.deliver { sink in
      for entry in entries { try sink(try CanonicalJSON.bytes(of: entry) + [UInt8(ascii: "\n")]) }
    }
  }
}
