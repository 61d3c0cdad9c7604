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

  /// The log, whether it is there or not.
  var trail: AuditTrail { AuditTrail(at: audit, beside: store.path, clock: { ProcessClock.now }) }

  /// The log.
  ///
  /// - Throws: `ApplicationError.unreadable` where there is none.
  var log: AuditLog {
    get throws {
      let log = trail.log
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
    abstract: "Detects edited, deleted, reordered or truncated lines of the log.",
    discussion: """
      Each line is chained to the one before by SHA-256, and the head beside the log holds its end. Anyone who can write both \
      files can truncate or rewrite the log. To detect that, keep the printed head elsewhere and pass it as --head, or sign \
      lines with a key that is kept elsewhere and pass its public half. Exit code 2 where something was found.

      Example: headroom audit verify --audit fleet.headroom.audit.jsonl --public-key public.pem
      """)

  @OptionGroup var auditLog: AuditLogOptions

  @Option(
    help: ArgumentHelp(
      "The head that the log must contain, as an earlier run printed it.", valueName: "hash"))
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
      "\(inspection.findings.isEmpty ? "whole" : "damaged: \(PlanText.count(inspection.findings.count, "finding"))"): "
        + "\(PlanText.count(inspection.entries.count, "line")), \(inspection.signed) signed, head \(inspection.head)\n"
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

  @Option(
    help: ArgumentHelp("Export only lines of the plan whose id begins with this.", valueName: "id"))
  var plan: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    let entries = try auditLog.log.entries().filter { $0.plan.hasPrefix(plan ?? "") }
    try output.deliver { sink in
      for entry in entries { try sink(try CanonicalJSON.bytes(of: entry) + [UInt8(ascii: "\n")]) }
    }
  }
}
