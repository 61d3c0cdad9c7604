internal import Evaluation
internal import Foundation
internal import HeadroomBasics

/// What decisions learnt from a fleet's history, cached in a file beside the store: `STORE.learnt.json`, a few latest entries.
///
/// It saves time and nothing else. A file that is missing, damaged, too large, of another program or not writable costs the
/// time to learn anew; no output depends on it.
struct LearningFile {
  private let path: String
  private let warn: (String) -> Void

  /// Entries that are kept, the latest ones.
  private static let most = 8
  private static let schema = "headroom.learnt/v1"
  /// Bytes that are read at most; a file of eight entries is a thousandth of that.
  private static let mostBytes: UInt64 = 64 << 20

  private struct Contents: Codable {
    var schema: String
    var entries: [Entry]
  }

  private struct Entry: Codable {
    var key: String
    /// Of the bytes of `learning`, sorted keys, so that a changed digit is noticed.
    var sum: UInt64
    var learning: DecisionLearning
  }

  /// Names the file; nothing is read yet.
  ///
  /// - Parameter warn: Takes a sentence where the file is left unread.
  init(beside store: String, warn: @escaping (String) -> Void) {
    path = store + ".learnt.json"
    self.warn = warn
  }

  /// Identifies this build of the program: the size of its file and its modification time.
  static let program: String = {
    let own = "/proc/self/exe"
    let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: own)) ?? own
    let attributes = (try? FileManager.default.attributesOfItem(atPath: path)) ?? [:]
    let written = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(schema) \((attributes[.size] as? UInt64) ?? 0) \(written)"
  }()

  /// The cached entry of `subject`; `nil` where there is none or it is damaged.
  func learning(of subject: LearningKey) -> DecisionLearning? {
    guard let entry = entries(warning: true).first(where: { $0.key == subject.text }),
      let bytes = try? CanonicalJSON.bytes(of: entry.learning), FNV1a.hash(bytes) == entry.sum
    else { return nil }
    return entry.learning
  }

  /// Keeps `learning` in front of the others; where that cannot be written, it is left.
  func keep(_ learning: DecisionLearning, of subject: LearningKey) {
    guard let bytes = try? CanonicalJSON.bytes(of: learning) else { return }
    let entry = Entry(key: subject.text, sum: FNV1a.hash(bytes), learning: learning)
    let others = entries(warning: false).filter { $0.key != subject.text }.prefix(Self.most - 1)
    let contents = Contents(schema: Self.schema, entries: [entry] + others)
    guard let text = try? CanonicalJSON.bytes(of: contents) else { return }
    try? OutputFile.write(String(decoding: text, as: UTF8.self), to: path, replacing: true)
  }

  private func entries(warning: Bool) -> [Entry] {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    if let size = attributes?[.size] as? UInt64, size > Self.mostBytes {
      if warning {
        warn(
          "\(path) has \(size) bytes, more than what was learnt can take; it is written anew")
      }
      return []
    }
    guard let data = FileManager.default.contents(atPath: path),
      let contents = try? JSONDecoder().decode(Contents.self, from: data),
      contents.schema == Self.schema
    else { return [] }
    return contents.entries
  }
}
