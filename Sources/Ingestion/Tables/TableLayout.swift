internal import CapacityModel
internal import HeadroomBasics

/// What stands where in a table of samples: the one thing in which the readers of such tables differ.
struct TableLayout: Hashable {
  /// What a column gives.
  enum Content {
    /// The entity's name.
    case entity
    /// The instant.
    case time
    /// A size; the number times 2^`shift` is bytes.
    case bytes
    /// A rate or a percentage that is a metric itself, stored as thousandths.
    case thousandths
    /// A size as a percentage of the configured one in the same row.
    case percentOfConfigured
    /// Nothing that is wanted.
    case ignored

    /// Whether it is a metric's value.
    var isValue: Bool {
      switch self {
      case .bytes, .thousandths, .percentOfConfigured: true
      case .entity, .time, .ignored: false
      }
    }
  }

  /// One column.
  struct Column: Hashable {
    /// As the header has it.
    var name: String
    var content: Content
    /// The metric's place among `metrics`.
    var slot = 0
    /// 0, 10, 20 or 30 for bytes, KiB, MiB or GiB.
    var shift: Int64 = 0
  }

  /// One size for all rows.
  struct FixedSize: Hashable {
    var slot: Int
    var bytes: Int64
  }

  /// In the order of the file.
  var columns: [Column] = []
  /// The metrics that columns give, in the order of the header.
  var metrics: [MemoryMetric] = []
  /// Between fields.
  var separator: UInt8 = 0x2C
  /// Whether blanks before a field do not belong to it.
  var skipsBlanks = false
  /// Between a number's whole part and its fraction.
  var decimal = DecimalMark.point
  /// How instants are written.
  var notation = InstantText.Notation.samples
  /// The configured size of all rows, and its place among `metrics`, where no column gives it.
  var fixedSize: FixedSize?
  /// The entity of all rows where no column names one.
  var fixedEntity: [UInt8]?
  /// The separator, where it is not the one that the format has.
  var foreignSeparator: String?

  /// Adds a column that gives `metric`.
  mutating func add(_ name: String, _ content: Content, of metric: MemoryMetric, shift: Int64 = 0) {
    columns.append(Column(name: name, content: content, slot: metrics.count, shift: shift))
    metrics.append(metric)
  }

  /// What the columns that are read give, in words.
  var columnTexts: [String] {
    columns.compactMap { column in
      let unit =
        switch column.content {
        case .entity: "the entity"
        case .time: "the instant"
        case .bytes:
          "\(metrics[column.slot].rawValue) in \(["bytes", "KiB", "MiB", "GiB"][Int(column.shift / 10)])"
        case .thousandths: metrics[column.slot].rawValue
        case .percentOfConfigured: "\(metrics[column.slot].rawValue) in per cent of configured"
        case .ignored: ""
        }
      return unit.isEmpty ? nil : "\(column.name) is \(unit)"
    }
  }

  /// Gives all rows the configured size that `options` name, where no column does.
  mutating func addFixedSize(_ options: ReaderOptions) {
    guard let size = options.configured, !metrics.contains(.configured) else { return }
    fixedSize = FixedSize(slot: metrics.count, bytes: size.bytes)
    metrics.append(.configured)
  }
}
