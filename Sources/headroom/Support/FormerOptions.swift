internal import ArgumentParser
internal import CapacityModel

/// Options under the names that they had in 0.1.0: still understood for one release, and shown in no help text.
///
/// Arguments are renamed before they are parsed, so that help texts, completions and errors know the present names alone.
enum FormerOptions {
  /// Former to present names, by command; those that depend on more than the name are in `present`.
  static let names: [String: [String: String]] = [
    "forecast": ["--every": "--step", "--frequency": "--step"],
    "store export": ["--every": "--step", "--by": "--aggregate"],
    "plan create": ["--step": "--size-step"],
    "plan approve": ["--by": "--as"],
    "plan reject": ["--by": "--as"],
    "plan export": ["--by": "--as"],
    "plan verify": ["--by": "--as"],
    "plan rollback": ["--by": "--as"],
    "plan close": ["--by": "--as"],
    "train policy": ["--every": "--window", "--out": "--output"],
    "train forecaster": ["--every": "--origin-step", "--by": "--aggregate"],
    "export tables": ["--out": "--output"],
    "export notebook": ["--out": "--output"],
    "dataset generate": ["--step": "--sample-step"],
  ]

  /// `arguments` with present names in place of former ones, and a sentence for each name that was replaced.
  static func renamed(_ arguments: [String]) -> (arguments: [String], notes: [String]) {
    let command = command(in: arguments)
    var (renamed, notes) = (arguments, [String]())
    for (place, argument) in arguments.enumerated() {
      if argument == "--" { break }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard argument.hasPrefix("--") else { continue }
      let value =
        parts.count > 1 ? String(parts[1]) : arguments.dropFirst(place + 1).first ?? ""
      guard let name = present(String(parts[0]), value: value, of: command, among: arguments)
      else { continue }
      renamed[place] = ([name] + parts.dropFirst().map(String.init)).joined(separator: "=")
      let note =
        "\(parts[0]) of 'headroom \(command)' is now called \(name); the former name goes with the next release"
      if !notes.contains(note) { notes.append(note) }
    }
    return (renamed, notes)
  }

  /// The present name of a former option; `nil` where it is none.
  private static func present(
    _ name: String, value: String, of command: String, among arguments: [String]
  ) -> String? {
    switch (command, name) {
    case ("forecast", "--by"):
      return Aggregation(rawValue: value) == nil ? "--level" : "--aggregate"
    case ("backtest", "--every"):
      let isTuned = arguments.contains {
        $0 == "--train-until" || $0.hasPrefix("--train-until=")
      }
      return isTuned ? "--window" : "--step"
    default:
      return names[command]?[name]
    }
  }

  /// The command that the arguments name, a default subcommand included: `plan create`.
  private static func command(in arguments: [String]) -> String {
    var (type, names): (any ParsableCommand.Type, [String]) = (Headroom.self, [])
    for argument in arguments {
      guard
        let next = type.configuration.subcommands.first(where: {
          $0.configuration.commandName == argument
        })
      else { break }
      (type, names) = (next, names + [argument])
    }
    if let preset = type.configuration.defaultSubcommand?.configuration.commandName {
      names.append(preset)
    }
    return names.joined(separator: " ")
  }
}
