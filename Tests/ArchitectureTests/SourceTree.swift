import Foundation

/// A `Sources` folder and the breaches of the house's rules in it.
struct SourceTree {
  /// The folder's path.
  let root: String

  /// The longest a Swift file may be.
  static let longestFile = 400

  /// The rooms that are there.
  func rooms() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root).sorted().filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isFolder)
        && isFolder.boolValue
    }
  }

  /// The Swift files, relative to the root, sorted.
  func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: root)
      .filter { $0.hasSuffix(".swift") }.sorted()
  }

  /// `file:line: …` for every import that the table does not allow.
  func importBreaches() throws -> [String] {
    let table = Dictionary(uniqueKeysWithValues: Room.all.map { ($0.name, $0) })
    return try files().flatMap { file -> [String] in
      let room = file.split(separator: "/").first.map(String.init) ?? ""
      return try ImportStatement.all(in: text(of: file)).compactMap { statement in
        let place = "\(file):\(statement.line)"
        guard let allowed = table[room]?.mayImport else {
          return "\(place): \(room) is not in the table of rooms"
        }
        guard !allowed.contains(statement.module) else { return nil }
        let kind = Room.cModules.contains(statement.module) ? "the C module " : ""
        return "\(place): \(room) may not import \(kind)\(statement.module)"
      }
    }
  }

  /// `file:line: …` for every file that goes on beyond the limit.
  func lengthBreaches() throws -> [String] {
    try files().compactMap { file in
      let lines = try text(of: file).split(separator: "\n", omittingEmptySubsequences: false)
      // The line break that ends a file begins no line.
      let count = lines.last?.isEmpty == true ? lines.count - 1 : lines.count
      guard count > Self.longestFile else { return nil }
      return "\(file):\(Self.longestFile + 1): \(count) lines; \(Self.longestFile) is the limit"
    }
  }

  /// The text of a file, by its path below the root.
  func text(of file: String) throws -> String {
    try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
  }
}
