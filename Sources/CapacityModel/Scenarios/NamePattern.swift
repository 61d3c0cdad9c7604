/// A name in which `*` stands for any characters, none included.
public struct NamePattern: Sendable, Hashable {
  private let parts: [[Character]]

  /// Reads a pattern; every character but `*` stands for itself.
  public init(_ text: String) {
    parts = text.split(separator: "*", omittingEmptySubsequences: false).map(Array.init)
  }

  /// Whether the whole of `name` fits.
  public func matches(_ name: String) -> Bool {
    let name = Array(name)
    guard parts.count > 1 else { return name == parts[0] }
    let (head, tail) = (parts[0], parts[parts.count - 1])
    guard name.count >= head.count + tail.count, name.starts(with: head),
      Array(name.suffix(tail.count)) == tail
    else { return false }
    // The first place where each middle part fits leaves the most room for those after it.
    let end = name.count - tail.count
    var place = head.count
    for part in parts[1..<(parts.count - 1)] {
      guard
        let found = (place...end).first(where: { start in
          start + part.count <= end && Array(name[start..<(start + part.count)]) == part
        })
      else { return false }
      place = found + part.count
    }
    return true
  }
}
