internal import Foundation

/// Files of one folder that appear together or not at all: each is written whole beside its place, and when all are on
/// disk they are put there, in the order in which they were opened.
///
/// A folder made for them goes away again with an error. A machine that stops between two renames leaves whole files of
/// which the last ones are missing, so what says that the rest is there should be opened last.
public struct OutputFolder {
  private let path: String
  private let replacing: Bool
  private var files: [(path: String, file: OutputFile, replaces: Bool)] = []
  /// Of `files`, those that are in their places.
  private var placed = 0
  private var madeFolders: [String] = []

  /// Prepares to write into the folder at `path`, which need not be there.
  ///
  /// - Parameter replacing: Whether files that are there already may be replaced.
  public init(at path: String, replacing: Bool) {
    (self.path, self.replacing) = (path.hasSuffix("/") ? String(path.dropLast()) : path, replacing)
  }

  /// Looks for what would stand in the way, so that no work is done in vain.
  ///
  /// - Throws: `ApplicationError.outputExists`, `.unwritable`.
  public func check(_ names: [String]) throws(ApplicationError) {
    // The folder itself, or the nearest one above it that is there.
    var place = path
    while !FileManager.default.fileExists(atPath: place), let cut = place.lastIndex(of: "/") {
      place = cut == place.startIndex ? "/" : String(place[..<cut])
    }
    var isFolder: ObjCBool = false
    if !FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) { place = "." }
    guard place == "." || isFolder.boolValue else { throw Self.isNoFolder(place) }
    guard access(place, W_OK | X_OK) == 0 else {
      throw .unwritable(path: place, reason: String(cString: strerror(errno)))
    }
    for name in names where !replacing && FileManager.default.fileExists(atPath: "\(path)/\(name)")
    {
      throw .outputExists(path: "\(path)/\(name)")
    }
  }

  /// Writes one file of the folder, beside its place.
  ///
  /// - Parameter name: Its name, with folders in front where it belongs into such.
  /// - Throws: `ApplicationError.outputExists`, `.unwritable`; what `write` throws. Then call `abandon`.
  public mutating func write(
    _ name: String, _ write: (_ sink: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    let target = "\(path)/\(name)"
    try makeFolder(String(target.prefix(upTo: target.lastIndex(of: "/") ?? target.endIndex)))
    var file = try OutputFile(at: target, replacing: replacing)
    files.append((target, file, FileManager.default.fileExists(atPath: target)))
    try write { try file.append($0) }
    try file.sync()
    files[files.count - 1].file = file
  }

  /// Puts every file in its place.
  ///
  /// - Parameter leftovers: Files of an earlier run that do not belong to this one; they go away.
  /// - Throws: `ApplicationError.unwritable`. Then call `abandon`.
  public mutating func finish(removing leftovers: [String] = []) throws(ApplicationError) {
    for entry in files {
      try entry.file.place()
      placed += 1
    }
    if replacing { for name in leftovers { unlink("\(path)/\(name)") } }
  }

  /// Removes what was written, folders made for it included; a file that was replaced already stays.
  public func abandon() {
    for (index, entry) in files.enumerated() {
      if index >= placed {
        entry.file.abandon()
      } else if !entry.replaces {
        unlink(entry.path)
      }
    }
    for folder in madeFolders.reversed() { rmdir(folder) }
  }

  /// Makes a folder and those above it that are missing, and remembers which.
  private mutating func makeFolder(_ folder: String) throws(ApplicationError) {
    var isFolder: ObjCBool = false
    if folder.isEmpty { return }
    if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) {
      guard isFolder.boolValue else { throw Self.isNoFolder(folder) }
      return
    }
    if let cut = folder.lastIndex(of: "/"), cut != folder.startIndex {
      try makeFolder(String(folder[..<cut]))
    }
    guard mkdir(folder, 0o755) == 0 else {
      throw .unwritable(path: folder, reason: String(cString: strerror(errno)))
    }
    madeFolders.append(folder)
  }

  private static func isNoFolder(_ path: String) -> ApplicationError {
    .unwritable(path: path, reason: "it is a file and not a folder")
  }
}
