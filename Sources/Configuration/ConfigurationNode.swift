internal import CapacityModel
internal import HeadroomBasics
internal import Yams

/// A place in a YAML (or JSON) configuration file that reads itself strictly: unknown keys, doubled keys and values of
/// the wrong kind are errors with their line and column.
struct ConfigurationNode {
  let path: String
  let node: Node

  /// Parses a file's text and checks its `schema` line.
  init(parsing text: String, path: String, schema: String) throws(ConfigurationError) {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw .invalid(
        path: path, line: 0, column: 0, problem: "not valid YAML (\(error))",
        remedy: "mend the line that is named")
    } catch {
      throw .invalid(
        path: path, line: 0, column: 0, problem: "not valid YAML", remedy: "check its indentation")
    }
    guard let root else {
      throw .invalid(
        path: path, line: 1, column: 1, problem: "the file is empty",
        remedy: "start it with 'schema: \(schema)'")
    }
    (self.path, node) = (path, root)
    guard let named = root.mapping?["schema"]?.scalar?.string else {
      throw failure("no schema is named", remedy: "start the file with 'schema: \(schema)'")
    }
    guard named == schema else {
      throw failure(
        "the schema is '\(named)'", remedy: "this command reads '\(schema)'")
    }
  }

  private init(path: String, node: Node) { (self.path, self.node) = (path, node) }

  /// An error at this place.
  func failure(_ problem: String, remedy: String) -> ConfigurationError {
    .invalid(
      path: path, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0, problem: problem,
      remedy: remedy)
  }

  /// The values of a mapping by key; every key must be in `known`.
  func fields(_ known: [String]) throws(ConfigurationError) -> [String: ConfigurationNode] {
    guard let mapping = node.mapping else {
      throw failure(
        "keys are expected here", remedy: "write some of \(known.joined(separator: ", "))")
    }
    var fields: [String: ConfigurationNode] = [:]
    for (key, value) in mapping {
      let place = ConfigurationNode(path: path, node: key)
      guard let name = key.scalar?.string, known.contains(name) else {
        let given = key.scalar?.string ?? "?"
        let nearest = known.min { $0.editDistance(to: given) < $1.editDistance(to: given) }
        throw place.failure(
          "'\(given)' is not known here",
          remedy: "did you mean '\(nearest ?? "")'? Known: \(known.joined(separator: ", "))")
      }
      guard fields[name] == nil else {
        throw place.failure("'\(name)' stands here twice", remedy: "keep one of them")
      }
      fields[name] = ConfigurationNode(path: path, node: value)
    }
    return fields
  }

  /// The elements of a list.
  func elements() throws(ConfigurationError) -> [ConfigurationNode] {
    guard let sequence = node.sequence else {
      throw failure("a list is expected here", remedy: "start each element with '- '")
    }
    return sequence.map { ConfigurationNode(path: path, node: $0) }
  }

  /// Text that is not empty.
  func text() throws(ConfigurationError) -> String {
    guard let text = node.scalar?.string, !text.isEmpty else {
      throw failure("text is expected here", remedy: "write a name")
    }
    return text
  }

  /// A finite number that is not below 0.
  func number() throws(ConfigurationError) -> Double {
    guard let text = node.scalar?.string, let number = Double(text), number.isFinite, number >= 0
    else {
      throw failure(
        "'\(node.scalar?.string ?? "")' is not a number of 0 or more",
        remedy: "write one, such as 3.5")
    }
    return number
  }

  /// A whole number of `things`, 1 or more.
  func count(of things: String) throws(ConfigurationError) -> Int {
    let number = try number()
    guard number >= 1, number == number.rounded(), number < 1e9 else {
      throw failure("'\(number)' is no number of \(things)", remedy: "write 1 or more")
    }
    return Int(number)
  }

  /// A size above 0, or of 0 where `allowingZero`.
  func size(allowingZero: Bool = false) throws(ConfigurationError) -> ByteCount {
    guard let text = node.scalar?.string, let size = ByteCount(parsing: text),
      size > .zero || (allowingZero && size == .zero)
    else {
      throw failure(
        "'\(node.scalar?.string ?? "")' is not a memory size", remedy: "write one, such as 16GiB")
    }
    return size
  }

  /// A weekly change window, as it is written.
  func window() throws(ConfigurationError) -> String {
    let text = try text()
    guard ChangeWindow.isWellFormed(text) else {
      throw failure(
        "'\(text)' is no change window",
        remedy: "write days, times and zone, such as 'Sat 22:00-02:00 UTC', "
          + "'Mon-Fri 01:00-03:00 Europe/Berlin' or 'daily 02:00-04:00 UTC'")
    }
    return text
  }

  /// `true` or `false`.
  func flag() throws(ConfigurationError) -> Bool {
    guard let flag = node.bool else {
      throw failure("'\(node.scalar?.string ?? "")' is neither true nor false", remedy: "write one")
    }
    return flag
  }

  /// One of an enumeration's values.
  func choice<Choice: RawRepresentable & CaseIterable>(
    of type: Choice.Type
  ) throws(ConfigurationError) -> Choice where Choice.RawValue == String {
    guard let text = node.scalar?.string, let choice = Choice(rawValue: text) else {
      throw failure(
        "'\(node.scalar?.string ?? "")' is not known here",
        remedy: "write one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return choice
  }
}
