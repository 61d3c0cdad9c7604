internal import ArgumentParser
internal import CapacityModel
internal import Foundation

/// `headroom store`.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store",
    abstract: "Looks after the store.",
    subcommands: [
      StoreInfoCommand.self, StoreVerifyCommand.self, StoreCompactCommand.self,
      StoreRetainCommand.self, StoreRekeyCommand.self, StoreSalvageCommand.self,
      StoreBackupCommand.self, StoreRestoreCommand.self, StoreExportCommand.self,
    ])
}

/// The two shapes a store's facts are printed in.
enum StoreFormat: String, ExpressibleByArgument, CaseIterable {
  case table
  case json

  /// `value` as JSON with keys in alphabetical order.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}

/// The present, where no option names it.
func presentTime() -> Timestamp {
  Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
}
