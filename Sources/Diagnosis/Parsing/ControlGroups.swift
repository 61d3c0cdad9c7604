internal import CapacityModel
internal import HeadroomBasics

/// A size that a file states, and where.
struct StatedSize {
  var bytes: ByteCount
  var source: EvidenceSource
}

/// The control groups of a host or guest, version 1 and 2, by name.
struct ControlGroups {
  /// One group.
  struct Group {
    /// The path below the controller's mount, without slashes at its ends: `kubepods/pod1`; empty for the root.
    var name: String
    var file: String
    /// Its files, by name (`memory.max`): what stands in them.
    var values: [String: Substring]

    /// `memory.max` of version 2 or `memory.limit_in_bytes` of version 1, bytes; `nil` for no limit.
    var limit: ByteCount? { size("memory.max") ?? size("memory.limit_in_bytes") }

    /// One number of bytes; `nil` for `max` and for version 1's largest.
    func size(_ field: String) -> ByteCount? {
      guard let text = values[field]?.split(whereSeparator: \.isWhitespace).first,
        let bytes = Int64(text), bytes < Self.unlimited
      else { return nil }
      return ByteCount(bytes)
    }

    /// Counters of `name number` lines.
    func counters(_ field: String) -> [String: UInt64] {
      values[field].map { ProcText.counters(String($0)) } ?? [:]
    }

    /// What a person calls it.
    var title: String { name.isEmpty ? "the root group" : "group \(name)" }

    /// The file that the limit stands in.
    var limitField: String {
      values["memory.max"] == nil && values["memory.limit_in_bytes"] != nil
        ? "memory.limit_in_bytes" : "memory.max"
    }

    /// Its folder where the controller is mounted in the usual place.
    var folder: String {
      let mount = limitField == "memory.max" ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory"
      return name.isEmpty ? mount : "\(mount)/\(name)"
    }

    /// What is written for no limit.
    var noLimit: String { limitField == "memory.max" ? "max" : "-1" }

    /// The file that the largest use stands in.
    var peakField: String {
      values["memory.peak"] == nil ? "memory.max_usage_in_bytes" : "memory.peak"
    }

    /// How many processes of the group itself were killed; `nil` for none.
    var kills: EvidenceValue? {
      for field in ["memory.events.local", "memory.events", "memory.oom_control"] {
        guard values[field] != nil else { continue }
        let kills = counters(field)["oom_kill"] ?? 0
        return kills == 0
          ? nil
          : EvidenceValue(
            EvidenceSource(file, "\(field) oom_kill"),
            QuantityText.count(Int(clamping: kills), "process", "processes"))
      }
      return nil
    }

    /// How much of the time work waited for memory.
    var pressure: PressureStall? { values["memory.pressure"].flatMap { PressureStall($0) } }

    /// Version 1 writes no limit as 2⁶³ less a page.
    private static let unlimited: Int64 = 1 << 62
  }

  let groups: [Group]

  /// Reads `guest/cgroup/NAME` files: sections `== memory.max` with what stands in each; `__` stands for `/` in names.
  init?(_ evidence: Evidence) {
    groups = evidence.all(.controlGroup).compactMap { file in
      let values = Self.sections(file.text)
      guard !values.isEmpty else { return nil }
      var name = file.path.split(separator: "/").last.map(String.init) ?? file.path
      if name.hasSuffix(".txt") { name = String(name.dropLast(4)) }
      name = name == "root" ? "" : name.split(separator: "__").joined(separator: "/")
      return Group(name: name, file: file.path, values: values)
    }
    if groups.isEmpty { return nil }
  }

  /// The group that holds a group; `nil` for the root, and where there is no evidence of it.
  func ancestors(of group: Group) -> [Group] {
    groups.filter {
      $0.name != group.name && ($0.name.isEmpty || group.name.hasPrefix($0.name + "/"))
    }
    .sorted { $0.name.count > $1.name.count }
  }

  /// The least limit of the deepest group and all above it, where the evidence is of one branch.
  var leastLimit: StatedSize? {
    guard let deepest = groups.max(by: { $0.name.count < $1.name.count }) else { return nil }
    let branch = [deepest] + ancestors(of: deepest)
    guard branch.count == groups.count else { return nil }
    return branch.compactMap { group in
      group.limit.map {
        StatedSize(
          bytes: $0,
          source: EvidenceSource(
            group.file, group.limitField))
      }
    }.min { $0.bytes < $1.bytes }
  }

  private static func sections(_ text: String) -> [String: Substring] {
    var sections: [String: Substring] = [:]
    var rest = text[...]
    while let start = rest.firstRange(of: "== ") {
      rest = rest[start.upperBound...]
      guard let lineEnd = rest.firstIndex(where: \.isNewline) else { break }
      let name = String(rest[..<lineEnd])
      let body = rest[rest.index(after: lineEnd)...]
      let end = body.firstRange(of: "\n== ")?.lowerBound ?? body.endIndex
      sections[name] = body[..<end]
      rest = body[end...]
    }
    return sections
  }
}
