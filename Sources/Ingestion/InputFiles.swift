internal import Foundation

/// Finds the files that a path on the command line stands for.
public enum InputFiles {
  /// The files to read for `path`: itself where it is a file or `-`; for a folder, all regular files beneath it.
  ///
  /// Files come in the order of their names, folder by folder, by Unicode scalars: the same on every machine. Names
  /// that start with a dot are passed over; links to files are followed, links to folders are not (they may lead in
  /// circles).
  ///
  /// - Throws: `IngestionError.missingFile`, `.unreadable`, `.emptyFolder`.
  public static func list(_ path: String) throws(IngestionError) -> [String] {
    if path == "-" { return [path] }
    guard let mode = mode(of: path, followingLinks: true) else {
      if errno == ENOENT || errno == ENOTDIR { throw .missingFile(path: path) }
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    if mode != S_IFDIR { return [path] }
    var files: [String] = []
    try collect(path, into: &files)
    if files.isEmpty { throw .emptyFolder(path: path) }
    return files
  }

  /// Bytes of the regular file at `path`, links followed; `nil` where there is none, as for standard input and pipes.
  public static func size(of path: String) -> Int? {
    var status = stat()
    guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return Int(status.st_size)
  }

  private static func collect(
    _ folder: String, into files: inout [String]
  ) throws(IngestionError) {
    for name in try entries(of: folder) {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      switch mode(of: path, followingLinks: false) {
      case S_IFDIR: try collect(path, into: &files)
      case S_IFREG: files.append(path)
      case S_IFLNK where mode(of: path, followingLinks: true) == S_IFREG: files.append(path)
      default: continue
      }
    }
  }

  private static func entries(of folder: String) throws(IngestionError) -> [String] {
    guard let stream = opendir(folder) else {
      throw .unreadable(path: folder, reason: String(cString: strerror(errno)))
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
  }

  /// The kind of file at `path`; `nil`, with `errno` set, where the system does not say.
  private static func mode(of path: String, followingLinks: Bool) -> mode_t? {
    var status = stat()
    let result = followingLinks ? stat(path, &status) : lstat(path, &status)
    return result == 0 ? status.st_mode & S_IFMT : nil
  }
}
