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

  /// What the arguments of a command line ask for; `nil` where that is no topic.
  static func document(for arguments: [String]) -> Document? {
    guard arguments.count == 2, arguments[0] == "help" else { return nil }
    if arguments[1] == listName {
      return Document(
        title: "Topics, read with 'headroom help TOPIC':",
        facts: all.map { Document.Fact($0.name, $0.summary) })
    }
    return all.first { $0.name == arguments[1] }?.document
  }

  private var document: Document {
    Document(
      title: summary, facts: entries.map { Document.Fact($0.label, $0.text) },
      sections: [Document.Section(title: "", lead: ending)])
  }
}
