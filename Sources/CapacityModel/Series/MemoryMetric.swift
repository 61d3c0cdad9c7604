/// What a sample measures. Stored numbers are whole: bytes, or thousandths for rates and percentages.
public enum MemoryMetric: String, CaseIterable, Hashable, Sendable, Codable {
  /// Demand as the guest sees it: total − available, bytes.
  case used
  /// The size given to the guest, bytes.
  case configured
  /// The size that the guest sees, bytes.
  case guestTotal = "guest_total"
  /// What the host granted, the balloon deducted, bytes.
  case assigned
  /// Recently touched memory as the hypervisor estimates it, bytes.
  case active
  /// Taken back by the balloon driver, bytes.
  case balloon
  /// Swapped out, bytes.
  case swapped
  /// Held compressed, bytes.
  case compressed
  /// The most the host will grant, bytes.
  case limit
  /// What the host guarantees, bytes.
  case reservation
  /// Major page faults a second.
  case majorFaultsPerSecond = "major_faults_per_second"
  /// Share of time in which some task waited for memory, per cent (Linux PSI).
  case pressureSomePercent = "pressure_some_percent"

  /// Whether the values are bytes.
  public var isBytes: Bool {
    switch self {
    case .majorFaultsPerSecond, .pressureSomePercent: false
    default: true
    }
  }

  /// How many stored units make one natural unit: 1 for bytes, 1,000 for rates and percentages.
  public var storedUnits: Double { isBytes ? 1 : 1000 }

  /// The number that names this metric in files; it never changes meaning.
  public var code: UInt8 {
    switch self {
    case .used: 1
    case .configured: 2
    case .guestTotal: 3
    case .assigned: 4
    case .active: 5
    case .balloon: 6
    case .swapped: 7
    case .compressed: 8
    case .limit: 9
    case .reservation: 10
    case .majorFaultsPerSecond: 11
    case .pressureSomePercent: 12
    }
  }

  /// The metric that `code` names, if there is one.
  public init?(code: UInt8) {
    guard let metric = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = metric
  }

  /// Which of two unequal values for one instant stays: the larger of demand, the last of a size.
  ///
  /// - Parameters:
  ///   - earlier: The value that was there, stored units.
  ///   - later: The value that came after it, stored units.
  public func resolved(earlier: Int64, later: Int64) -> Int64 {
    switch self {
    case .configured, .guestTotal, .limit, .reservation: later
    default: max(earlier, later)
    }
  }
}
