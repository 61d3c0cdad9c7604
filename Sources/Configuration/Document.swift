public import Foundation
internal import HeadroomBasics

/// Files that are read whole, and what is said where they cannot be.
public enum Document {
  /// The bytes of a file.
  ///
  /// - Throws: `ConfigurationError.unreadable`.
  public static func bytes(of path: String) throws(ConfigurationError) -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(path: path, reason: SystemFault.reason(of: error))
    }
  }

  /// The text of a file, which is UTF-8.
  ///
  /// - Throws: `ConfigurationError.unreadable`.
  public static func text(of path: String) throws(ConfigurationError) -> String {
    do {
      return try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw .unreadable(path: path, reason: SystemFault.reason(of: error))
    }
  }

  /// What is expected of a JSON file, and what is said where it is something else.
  public struct Kind: Sendable {
    /// What a file that cannot be decoded is not: `no resize plan`.
    public var problem: String
    /// What to do about it.
    public var remedy: String
    /// The line that is named where no place in the file is known; 0 for none.
    public var line: Int

    /// Creates a kind of file.
    public init(problem: String, remedy: String, line: Int = 0) {
      (self.problem, self.remedy, self.line) = (problem, remedy, line)
    }
  }

  /// Reads a JSON file.
  ///
  /// - Throws: `ConfigurationError.unreadable`, `.invalid` where it is no `Value`.
  public static func load<Value: Decodable>(
    _ type: Value.Type, from path: String, as kind: Kind
  ) throws(ConfigurationError) -> Value {
    try decode(type, from: try bytes(of: path), of: path, as: kind)
  }

  /// Decodes what was read of a JSON file.
  ///
  /// - Throws: `ConfigurationError.invalid` where it is no `Value`.
  public static func decode<Value: Decodable>(
    _ type: Value.Type, from data: Data, of path: String, as kind: Kind
  ) throws(ConfigurationError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch {
      throw .invalid(
        path: path, line: kind.line, column: kind.line,
        problem: "\(kind.problem): \(DecodingPlace.text(of: error))", remedy: kind.remedy)
    }
  }

  /// Reads a JSON file that names its schema, and checks that name.
  ///
  /// - Throws: `ConfigurationError.unreadable`, `.invalid`.
  public static func load<Value: Decodable>(
    _ type: Value.Type, from path: String, as kind: Kind, schema: KeyPath<Value, String>,
    named name: String
  ) throws(ConfigurationError) -> Value {
    let value = try load(type, from: path, as: kind)
    guard value[keyPath: schema] == name else {
      throw .invalid(
        path: path, line: 0, column: 0, problem: "the schema is '\(value[keyPath: schema])'",
        remedy: "this command reads '\(name)'")
    }
    return value
  }
}
