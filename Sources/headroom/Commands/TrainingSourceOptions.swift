internal import Application
internal import ArgumentParser
internal import Foundation
internal import HeadroomBasics
internal import SeriesStorage

/// What weights are learnt from: the options of 'headroom train decision' and 'headroom train forecaster'.
struct TrainingSourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A store to learn from. May be given more than once.", valueName: "path"))
  var store: [String]

  @Option(help: ArgumentHelp("A file with the key of encrypted stores.", valueName: "file"))
  var keyFile: String?

  @Option(
    help: ArgumentHelp("Ignore samples from this time on.", valueName: "time"),
    transform: Arguments.time)
  var until: Timestamp?

  @Option(
    help: ArgumentHelp(
      "Leave out entities whose name's CRC-32 modulo n is k, to evaluate the weights on them.",
      valueName: "k/n"),
    transform: Self.fold)
  var leaveOut: ForecasterTrainingRun.Fold?

  /// The key that the option or the environment names.
  var key: StoreKey? {
    get throws {
      try StoreLocation.key(file: keyFile, environment: ProcessInfo.processInfo.environment)
    }
  }

  func validate() throws {
    guard !store.isEmpty else { throw ValidationError("name a store to learn from with --store") }
  }

  private static func fold(_ text: String) throws -> ForecasterTrainingRun.Fold {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let remainder = parts[0], let count = parts[1],
      let fold = ForecasterTrainingRun.Fold(remainder: remainder, of: count)
    else { throw ValidationError("'\(text)' is no part of a fleet; write 0/2 or 1/5") }
    return fold
  }
}

/// Where trained weights go.
struct WeightsOutputOptions: ParsableArguments {
  @OptionGroup var file: OutputOptions

  func validate() throws {
    guard file.output != nil else {
      throw ValidationError("name the file that receives the weights with --output")
    }
  }
}
