internal import ArgumentParser
internal import CapacityModel
internal import HeadroomBasics

/// `headroom store`.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store",
    abstract: "Inspects, checks, copies and maintains the store.",
    subcommands: [
      StoreInfoCommand.self, StoreVerifyCommand.self, StoreCompactCommand.self,
      StoreRetainCommand.self, StoreRekeyCommand.self, StoreSalvageCommand.self,
      StoreBackupCommand.self, StoreRestoreCommand.self, StoreExportCommand.self,
      StoreDeleteCommand.self, StoreRenameCommand.self, StoreMergeCommand.self,
    ])
}

/// The present, where no option names it.
func presentTime() -> Timestamp {
  ProcessClock.exact
}
