internal import CapacityModel
internal import HeadroomBasics

/// What a Linux guest's kernel makes of the memory that the machine has: all that it manages, and what it keeps or cannot
/// reach.
struct GuestMemory {
  /// `MemTotal`.
  let total: ByteCount
  let source: EvidenceSource
  /// Fields of `/proc/meminfo`, bytes; counts as they stand.
  let fields: [String: UInt64]
  let file: String
  let log: KernelLog?
  /// `mem=` of the kernel's command line.
  let limit: (bytes: ByteCount, word: String, file: String)?
  private let firmware: (ranges: [ClosedRange<UInt64>], source: EvidenceSource)?
  private let crashKernel: (bytes: ByteCount, source: EvidenceSource)?

  init?(_ evidence: Evidence, log: KernelLog?) {
    guard let meminfo = evidence.file(.meminfo) else { return nil }
    fields = ProcText.fields(meminfo.text)
    guard let bytes = fields["MemTotal"].flatMap({ Int64(exactly: $0) }) else { return nil }
    (total, file) = (ByteCount(bytes), meminfo.path)
    source = EvidenceSource(meminfo.path, "MemTotal")
    self.log = log
    limit = Self.limit(evidence)
    firmware = Self.firmware(evidence, log: log)
    crashKernel = Self.crashKernel(evidence, log: log)
  }

  /// A field of `/proc/meminfo`, bytes.
  func bytes(_ field: String) -> ByteCount? {
    fields[field].flatMap { Int64(exactly: $0) }.map { ByteCount($0) }
  }

  /// The limit on the kernel's command line; a limit that begins with `mem=` twice is the later one.
  private static func limit(_ evidence: Evidence) -> (ByteCount, String, String)? {
    guard let file = evidence.file(.kernelCommandLine),
      let word = file.text.split(whereSeparator: \.isWhitespace).last(where: {
        $0.hasPrefix("mem=")
      }),
      let size = ProcText.size(word.dropFirst(4)).flatMap({ Int64(exactly: $0) }), size > 0
    else { return nil }
    return (ByteCount(size), String(word), file.path)
  }

  /// The ranges that the firmware calls usable: its own map, else the log's.
  private static func firmware(
    _ evidence: Evidence, log: KernelLog?
  ) -> ([ClosedRange<UInt64>], EvidenceSource)? {
    if let file = evidence.file(.firmwareMemoryMap) {
      let ranges = file.text.split(whereSeparator: \.isNewline).compactMap { line in
        let words = line.split(separator: " ")
        guard words.count > 3, words[2] == "System" else { return nil as ClosedRange<UInt64>? }
        return MemoryRanges.range(words[0] + "-" + words[1])
      }
      if !ranges.isEmpty { return (ranges, EvidenceSource(file.path, "System RAM")) }
    }
    guard let log, !log.usableRanges.isEmpty else { return nil }
    return (log.usableRanges, EvidenceSource(log.file, "BIOS-e820 usable"))
  }

  private static func crashKernel(
    _ evidence: Evidence, log: KernelLog?
  ) -> (ByteCount, EvidenceSource)? {
    if let file = evidence.file(.iomem) {
      let sizes = file.text.split(whereSeparator: \.isNewline).compactMap { line -> ByteCount? in
        guard line.hasSuffix(" : Crash kernel") else { return nil }
        return MemoryRanges.range(line.drop { $0 == " " }.prefix { $0 != " " }).map {
          MemoryRanges.bytes(of: [$0])
        }
      }
      if !sizes.isEmpty {
        return (sizes.reduce(.zero, +), EvidenceSource(file.path, "Crash kernel"))
      }
    }
    guard let log, let size = log.crashKernel else { return nil }
    return (size, EvidenceSource(log.file, "crashkernel"))
  }

  /// Memory that a limit on the kernel's command line hides.
  ///
  /// - Parameter installed: What the machine started with.
  func hidden(of installed: ByteCount) -> ByteCount? {
    guard let limit, limit.bytes < installed else { return nil }
    guard let firmware, let last = firmware.ranges.map(\.upperBound).max() else {
      return installed - limit.bytes
    }
    // Memory without a hole for devices below 4 GiB ends where its size says.
    guard last >= UInt64(installed.bytes) else { return installed - limit.bytes }
    let all = MemoryRanges.bytes(of: firmware.ranges)
    return all - MemoryRanges.bytes(of: firmware.ranges, below: UInt64(limit.bytes.bytes))
  }

  /// What the guest's total lacks of the memory that the machine started with, by who has it; empty without the log.
  func startParts(of installed: ByteCount) -> [LadderRung.Part] {
    var parts: [LadderRung.Part] = []
    let hidden = self.hidden(of: installed)
    if let hidden, let limit {
      parts.append(
        .init("hidden by \(limit.word)", hidden, EvidenceSource(limit.file, "mem")))
    }
    guard let log, let start = log.atStart else { return parts }
    let known = EvidenceSource(log.file, "Memory: … available")
    let holes = installed - (hidden ?? .zero) - start.known
    if holes > .zero {
      parts.append(.init("firmware, and holes of the first MiB", holes, firmware?.source ?? known))
    }
    var kept = start.reserved - log.freed
    func part(_ what: String, _ bytes: ByteCount, _ source: EvidenceSource) {
      guard bytes > .zero, bytes <= kept else { return }
      parts.append(.init(what, bytes, source))
      kept = kept - bytes
    }
    if let crashKernel { part("kept for the crash kernel", crashKernel.bytes, crashKernel.source) }
    if let bounce = log.bounceBuffers {
      part("bounce buffers (swiotlb)", bounce, EvidenceSource(log.file, "software IO TLB"))
    }
    // One descriptor of 64 bytes for each page of 4 KiB.
    part("page descriptors", ByteCount(start.known.bytes / 4096 * 64), known)
    if let image = log.image { part("kernel image", image, known) }
    if kept > .zero { parts.append(.init("other early reservations of the kernel", kept, known)) }
    return parts
  }
}
