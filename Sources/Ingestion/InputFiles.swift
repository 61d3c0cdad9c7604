internal import Foundation

/// Finds the files that a path names.
public enum InputFiles {
  /// The path itself where it is a file; all files below it, hidden ones left out, by name, where it is a folder.
  ///
  /// - Throws: `IngestionError.unreadable` where nothing is there.
  public static func list(at path: String) throws(IngestionError) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .unreadable(path: path, reason: "there is no such file or folder")
    }
    guard isFolder.boolValue else { return [path] }
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    let files = names.sorted().map {
      "\(path.hasSuffix("/") ? String(path.dropLast()) : path)/\($0)"
    }
    .filter { file in
      var inner: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: file, isDirectory: &inner)
      let hidden = file.dropFirst(path.count).split(separator: "/").contains { $0.hasPrefix(".") }
      return exists && !inner.boolValue && !hidden
    }
    guard !files.isEmpty else { throw .unreadable(path: path, reason: "the folder holds no file") }
    return files
  }
}
