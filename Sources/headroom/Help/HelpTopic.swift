internal import Reporting

/// A short text of 'headroom help TOPIC' about something that all commands share.
struct HelpTopic {
  /// The word after `headroom help`.
  let name: String
  /// One line for the list of topics.
  let summary: String
  /// Labels and what they mean, in reading order.
  let entries: [(label: String, text: String)]
  /// A paragraph below the entries; empty for none.
  var ending = ""

  /// The topics, in the order that `headroom help topics` lists them.
  static let all: [HelpTopic] = [files, glossary, exitCodes, environment, notation]

  /// The word that lists the topics.
  static let listName = "topics"

  /// The text for the arguments of a command line; `nil` where they ask for no topic.
  static func text(for arguments: [String], width: Int) -> String? {
    guard arguments.count == 2, arguments[0] == "help" else { return nil }
    if arguments[1] == listName { return list(width: width) }
    return all.first { $0.name == arguments[1] }?.text(width: width)
  }

  private static func list(width: Int) -> String {
    var facts = FactList()
    for topic in all { facts.append("  \(topic.name)", topic.summary) }
    return "TOPICS, read with 'headroom help TOPIC':\n\n" + facts.text(width: width)
  }

  private func text(width: Int) -> String {
    var facts = FactList()
    for entry in entries { facts.append("  \(entry.label)", entry.text) }
    return "\(summary)\n\n" + facts.text(width: width)
      + (ending.isEmpty ? "" : "\n\(ending)\n")
  }
}
