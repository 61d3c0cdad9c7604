internal import CapacityModel

/// Where the columns of one table of `sadf -d` stand.
struct SysstatHeader: Hashable {
  /// What a table gives.
  enum Table: Hashable {
    /// `-r`: memory; its total is found by `SysstatTotals`.
    case memory
    /// `-S`: swap space in use.
    case swap
    /// `-B`: page faults.
    case paging
    /// Nothing that is wanted.
    case other
  }

  /// A column that is read.
  enum Field: Int, CaseIterable {
    case host, time, free, available, used, usedPercent, buffers, cached, slab, swapped, faults
  }

  /// What the table gives.
  let table: Table
  /// For each column, what it is; `nil` for those that are passed over.
  let fields: [Field?]
  /// Their names.
  let names: [String]

  private static let known: [String: Field] = [
    "hostname": .host, "timestamp": .time, "kbmemfree": .free, "kbavail": .available,
    "kbmemused": .used, "%memused": .usedPercent, "kbbuffers": .buffers, "kbcached": .cached,
    "kbslab": .slab, "kbswpused": .swapped, "majflt/s": .faults,
  ]

  /// Reads a header, `# hostname;interval;timestamp;…`; `nil` for any other line.
  init?(_ line: some StringProtocol) {
    guard line.hasPrefix("#") else { return nil }
    names = line.dropFirst().split(separator: ";", omittingEmptySubsequences: false).map {
      String($0.drop { $0 == " " })
    }
    fields = names.map { Self.known[$0] }
    guard fields.contains(.host), fields.contains(.time) else { return nil }
    if fields.contains(.free), fields.contains(.used) {
      table = .memory
    } else if fields.contains(.swapped) {
      table = .swap
    } else if fields.contains(.faults) {
      table = .paging
    } else {
      table = .other
    }
  }

  /// What its rows give, in the order of their slots.
  var metrics: [MemoryMetric] {
    switch table {
    case .memory: [.used, .guestTotal]
    case .swap: [.swapped]
    case .paging: [.majorFaultsPerSecond]
    case .other: []
    }
  }

  /// Whether it tells what can still be had; versions before 11.5.7 do not.
  var hasAvailable: Bool { fields.contains(.available) }
}
