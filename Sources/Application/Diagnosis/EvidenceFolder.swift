internal import Diagnosis
internal import Foundation
public import HeadroomBasics

/// Reads a folder of evidence, in bounded memory whatever lies in it.
enum EvidenceFolder {
  /// Files below the folder, at most.
  private static let mostFiles = 5_000
  /// Bytes of one file that are looked at; of a longer one its beginning and its end.
  private static let mostBytes = 16 << 20

  /// Reads all files of a folder, whatever their depth; hidden ones are left out.
  ///
  /// - Throws: `ApplicationError.unreadable` where the folder cannot be read, `badRequest` where it is none or holds nothing.
  static func read(_ path: String) throws -> Evidence {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw ApplicationError.unreadable(path: path, reason: "there is no such folder")
    }
    guard isFolder.boolValue else {
      throw ApplicationError.badRequest(
        problem: "\(path) is a file, and evidence is a folder of outputs",
        remedy: "unpack an archive first, or name the folder that holds the file")
    }
    guard let walk = FileManager.default.enumerator(atPath: path) else {
      throw ApplicationError.unreadable(path: path, reason: "the folder cannot be listed")
    }
    var files: [(path: String, text: String)] = []
    while let place = walk.nextObject() as? String, files.count < mostFiles {
      guard !place.split(separator: "/").contains(where: { $0.hasPrefix(".") }),
        walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular
      else { continue }
      files.append((place, try text(of: path + "/" + place)))
    }
    guard !files.isEmpty else {
      throw ApplicationError.badRequest(
        problem: "\(path) holds no file",
        remedy: "put outputs into it, such as guest/meminfo; 'headroom diagnose --help' lists them")
    }
    let meta = files.first { $0.path == "collected" }?.text
    var evidence = Evidence(
      entity: field("entity", of: meta)
        ?? URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent,
      at: field("at", of: meta).flatMap { Timestamp(parsing: $0) },
      files: files.filter { $0.path != "collected" })
    evidence.seconds = field("seconds", of: meta).flatMap(Double.init)
    return evidence
  }

  /// A line of the file that says what evidence is of and when it was gathered: `entity`, `at`, `seconds` between readings.
  private static func field(_ name: String, of meta: String?) -> String? {
    meta?.split(whereSeparator: \.isNewline).first { $0.hasPrefix(name + ": ") }.map {
      String($0.dropFirst(name.count + 2))
    }
  }

  /// What stands in a file; the beginning and the end of a long one, so that a log of gigabytes costs nothing.
  private static func text(of path: String) throws -> String {
    do {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? file.close() }
      var bytes = try file.read(upToCount: mostBytes) ?? Data()
      let size = try file.seekToEnd()
      if size > UInt64(mostBytes) {
        bytes = bytes.prefix(mostBytes / 2)
        try file.seek(toOffset: size - UInt64(mostBytes / 2))
        bytes += [0x0A] + (try file.readToEnd() ?? Data())
      }
      return String(decoding: bytes, as: UTF8.self)
    } catch {
      throw ApplicationError.unreadable(path: path, reason: "it cannot be opened")
    }
  }
}
