/// What a text without a known name is, by what stands in it.
enum EvidenceRecognition {
  /// The outputs that a text consists of; empty where none is known.
  ///
  /// Notes often hold several outputs one after the other, each perhaps twice; of lines that come again the later ones
  /// count.
  static func parts(of text: String) -> [(kind: EvidenceKind, text: String)] {
    if let kind = wholeKind(text) { return [(kind, text)] }
    var found: [(kind: EvidenceKind, lines: [Substring])] = []
    for line in text.split(separator: "\n") {
      guard let kind = kind(ofLine: line) else { continue }
      if let place = found.firstIndex(where: { $0.kind == kind }) {
        found[place].lines.append(line)
      } else {
        found.append((kind, [line]))
      }
    }
    // Pressure beside the events of a control group is the group's.
    if text.contains("oom_group_kill ") { found.removeAll { $0.kind == .memoryPressure } }
    return found.filter { $0.lines.count >= fewest($0.kind) }.map {
      ($0.kind, $0.lines.joined(separator: "\n") + "\n")
    }
  }

  private static func fewest(_ kind: EvidenceKind) -> Int {
    switch kind {
    case .vmstat, .meminfo: 3
    case .memoryPressure: 2
    default: 1
    }
  }

  /// What a text is that is one output from its first character on.
  private static func wholeKind(_ text: String) -> EvidenceKind? {
    let start = text.prefix(600)
    if start.contains("block_size_bytes=") { return .memoryBlocks }
    if start.contains("== memory.") { return .controlGroup }
    guard let first = start.first(where: { !$0.isWhitespace }), "{[".contains(first) else {
      return nil
    }
    if text.contains("\"query-memory-size-summary\"") { return .memorySize }
    if text.contains("\"query-memory-devices\"") { return .memoryDevices }
    if text.contains("\"query-balloon\"") { return .balloon }
    if text.contains("\"stat-total-memory\"") { return .guestStatistics }
    if text.contains("\"ACPI_DEVICE_OST\"") || text.contains("\"MEMORY_DEVICE_SIZE_CHANGE\"") {
      return .qemuEvents
    }
    return nil
  }

  /// Counters that only `/proc/vmstat` has, by how their names begin.
  private static let counters = [
    "pswpin ", "pswpout ", "allocstall", "compact_", "pgscan_", "pgsteal_", "pgmajfault ",
    "pgfault ", "oom_kill ", "workingset_", "nr_free_pages ", "thp_fault_", "balloon_",
  ]

  private static func kind(ofLine line: Substring) -> EvidenceKind? {
    if line.hasPrefix("Node "), line.contains(", zone ") {
      let last = line.split(separator: " ").dropFirst(4)
      return !last.isEmpty && last.allSatisfy { UInt64($0) != nil } ? .buddyinfo : nil
    }
    if line.first == "[", line.dropFirst().drop(while: { $0 == " " }).first?.isNumber == true,
      line.contains("] ")
    {
      return .kernelLog
    }
    if line.hasPrefix("some avg10=") || line.hasPrefix("full avg10=") { return .memoryPressure }
    if line.hasSuffix(" kB"), line.contains(":") { return .meminfo }
    if counters.contains(where: { line.hasPrefix($0) }) { return .vmstat }
    return nil
  }
}
