internal import CapacityModel
internal import HeadroomBasics

/// What a Linux kernel said of memory when it started, and since.
struct KernelLog {
  let file: String
  let lines: [Substring]

  init?(_ evidence: Evidence) {
    let files = evidence.all(.kernelLog)
    guard let first = evidence.file(.kernelLog) else { return nil }
    file = first.path
    // A tail that was kept beside the log comes after it; what both hold counts once.
    var seen: Set<Substring> = []
    lines = ([first] + files.filter { $0.path != first.path }).flatMap {
      $0.text.split(whereSeparator: \.isNewline)
    }.filter { seen.insert($0).inserted }
  }

  /// `Memory: 260916K/1048056K available (… 62204K reserved, …)`: what the kernel knew of and what it kept for itself.
  var atStart: (known: ByteCount, reserved: ByteCount)? {
    guard
      let line = lines.first(where: { $0.contains("Memory: ") && $0.contains("K available (") }),
      let slash = line.firstIndex(of: "/"),
      let known = Self.kibibytes(line[line.index(after: slash)...]),
      let reserved = Self.kibibytes(before: "K reserved", in: line)
    else { return nil }
    return (known, reserved)
  }

  /// Parts of the kernel's image that stay: code, data and zeroed data.
  var image: ByteCount? {
    guard let line = lines.first(where: { $0.contains("Memory: ") && $0.contains("kernel code") })
    else { return nil }
    let parts = ["K kernel code", "K rwdata", "K rodata", "K bss"].compactMap {
      Self.kibibytes(before: $0, in: line)
    }
    return parts.count == 4 ? parts.reduce(.zero, +) : nil
  }

  /// What was given back after the start: `Freeing initrd memory: 1144K`.
  var freed: ByteCount {
    lines.reduce(.zero) { sum, line in
      guard line.contains("] Freeing "), let at = line.firstRange(of: " memory: "),
        let size = Self.kibibytes(line[at.upperBound...])
      else { return sum }
      return sum + size
    }
  }

  /// Bounce buffers for devices: `software IO TLB: mapped [mem …] (64MB)`.
  var bounceBuffers: ByteCount? {
    lines.first { $0.contains("software IO TLB: mapped") }.flatMap { line in
      line.firstRange(of: "] (").flatMap { Self.mebibytes(line[$0.upperBound...]) }
    }
  }

  /// Memory kept for the kernel that is started after a crash: `Reserving 128MB of memory at 704MB for crashkernel`.
  var crashKernel: ByteCount? {
    lines.first { $0.contains("for crashkernel") || $0.contains("crashkernel reserved") }
      .flatMap { line in
        line.firstRange(of: "Reserving ").flatMap { Self.mebibytes(line[$0.upperBound...]) }
      }
  }

  /// The firmware's map: ranges of bytes that it calls usable, as `BIOS-e820` tells them.
  var usableRanges: [ClosedRange<UInt64>] {
    lines.compactMap { line in
      guard line.contains("BIOS-e820: [mem "), line.hasSuffix("] usable"),
        let start = line.firstRange(of: "[mem ")
      else { return nil }
      return MemoryRanges.range(line[start.upperBound...].prefix { $0 != "]" })
    }
  }

  /// Blocks that could not be taken offline: `memory memory32: Offline failed.`
  var refusedBlocks: [Int] {
    lines.compactMap { line in
      guard line.contains(": Offline failed"), let at = line.firstRange(of: "memory memory") else {
        return nil
      }
      return Int(line[at.upperBound...].prefix { $0.isNumber })
    }
  }

  /// The number that stands right before a text, in KiB.
  private static func kibibytes(before text: String, in line: Substring) -> ByteCount? {
    guard let end = line.firstRange(of: text) else { return nil }
    let digits = String(line[..<end.lowerBound].reversed().prefix { $0.isNumber }.reversed())
    return Int64(digits).flatMap { bounded($0, ByteCount.kibibytes) }
  }

  private static func kibibytes(_ text: Substring) -> ByteCount? {
    let digits = text.prefix { $0.isNumber }
    guard text.dropFirst(digits.count).first == "K", let number = Int64(digits) else { return nil }
    return bounded(number, ByteCount.kibibytes)
  }

  private static func mebibytes(_ text: Substring) -> ByteCount? {
    let digits = text.prefix { $0.isNumber }
    guard text.dropFirst(digits.count).hasPrefix("MB"), let number = Int64(digits) else {
      return nil
    }
    return bounded(number, ByteCount.mebibytes)
  }

  /// Numbers of a log may be anything: what no machine has is no size.
  private static func bounded(_ number: Int64, _ unit: (Int64) -> ByteCount) -> ByteCount? {
    number < 1 << 38 ? unit(number) : nil
  }
}

/// Ranges of addresses.
enum MemoryRanges {
  /// `0x0000000000100000-0x000000003ffdffff` or `00100000-3ffdffff`.
  static func range(_ text: Substring) -> ClosedRange<UInt64>? {
    func address(_ text: Substring) -> UInt64? {
      UInt64(text.hasPrefix("0x") ? text.dropFirst(2) : text, radix: 16)
    }
    guard let dash = text.firstIndex(of: "-"), let low = address(text[..<dash]),
      let high = address(text[text.index(after: dash)...]), low <= high, high < 1 << 62
    else { return nil }
    return low...high
  }

  /// Bytes of some ranges, of those below an address.
  static func bytes(of ranges: [ClosedRange<UInt64>], below limit: UInt64 = .max) -> ByteCount {
    ByteCount(
      ranges.reduce(0) { sum, range in
        guard range.lowerBound < limit else { return sum }
        return sum + Int64(min(range.upperBound, limit - 1) - range.lowerBound + 1)
      })
  }
}
