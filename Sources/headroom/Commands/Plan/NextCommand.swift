/// The command that a person types next, shown on a terminal only.
enum NextCommand {
  /// What follows a plan that was just made.
  ///
  /// - Parameters:
  ///   - arguments: Those of the command that made it, without the program's name.
  ///   - file: Where the plan was written as JSON; `nil` where it was only shown.
  ///   - store: The store that was named, if one was.
  static func afterPlan(_ arguments: [String], file: String?, store: String?) -> String {
    if let file {
      let place = store.map { " --store \(quoted($0))" } ?? ""
      return "next: headroom plan approve \(quoted(file))\(place) --as NAME --all"
    }
    return "next: headroom \(words(keeping(arguments))) --format json --output plan.json"
  }

  /// The arguments without the choice of a format and of what the table lists.
  private static func keeping(_ arguments: [String]) -> [String] {
    var (kept, skips) = ([String](), false)
    for argument in arguments {
      if skips {
        skips = false
      } else if argument == "--format" {
        skips = true
      } else if !argument.hasPrefix("--format="), argument != "--all" {
        kept.append(argument)
      }
    }
    return kept
  }

  private static func words(_ arguments: [String]) -> String {
    arguments.map(quoted).joined(separator: " ")
  }

  /// A word as a POSIX shell reads it back.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-_./:=,+@%".utf8.contains($0)
      }
    }
    return isPlain && !word.isEmpty
      ? word
      : "'"
        + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        + "'"
  }
}
