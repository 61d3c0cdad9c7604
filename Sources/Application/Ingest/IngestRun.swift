public import CapacityModel
internal import Dispatch
public import HeadroomBasics
public import Ingestion
public import SeriesStorage

/// The result of one file.
public struct IngestOutcome: Sendable {
  /// The counts of the reader.
  public var report: IngestReport
  /// The counts of the store; `nil` for a dry run.
  public var summary: IngestSummary?
  /// The counter that the source has in place of demand, if it has one.
  public var proxyNote: String?
}

/// Takes files into a store: one thread reads and parses, another encodes and stores.
public struct IngestRun: Sendable {
  /// The format's registered name, or `auto`.
  public var format: String
  /// How to read.
  public var options: ReaderOptions
  /// The counter that the sources have in place of demand; the format's own note when absent.
  public var proxyNote: String?
  /// Whether the rows of a file replace what the store has of their entities and metrics from their first to their last
  /// instant.
  public var replaces = false
  /// Told, from the reading thread, how many bytes of the present file were read, as they lie in it.
  public var progress: @Sendable (_ bytesRead: Int) -> Void = { _ in }

  /// Batches that wait between the two threads: enough to level out, few enough to keep memory small.
  private static let waitingBatches = 4

  /// An element of the queue from the reading thread.
  private enum Delivery: Sendable {
    case opened(proxyNote: String?, EntitySampling.Statistic?)
    case batch(SampleBatch)
    case finished(IngestReport)
    case failed(any Error)
  }

  /// Creates a run.
  public init(format: String = "auto", options: ReaderOptions, proxyNote: String? = nil) {
    (self.format, self.options, self.proxyNote) = (format, options, proxyNote)
  }

  /// Reads one file (`-` for standard input) into the store, as one transaction.
  ///
  /// - Parameters:
  ///   - path: The file to read.
  ///   - store: Where to; `nil` for a dry run.
  ///   - now: When, for the record.
  /// - Throws: `IngestionError`, `StorageError`; nothing of the file is stored then.
  public func ingest(
    _ path: String, into store: SeriesStore?, now: Timestamp
  ) throws -> IngestOutcome {
    var replaced = Replacement()
    if replaces, store != nil {
      _ = try reading(path) { _, _, queue in try drain(queue) { replaced.take($0) } }
    }
    return try reading(path) { note, statistic, queue in
      guard let store else {
        return IngestOutcome(report: try drain(queue) { _ in }, summary: nil, proxyNote: note)
      }
      var report: IngestReport?
      let summary = try store.ingest(
        source: path, proxyNote: note, statistic: statistic, replacing: replaced.rows, now: now
      ) { transaction in
        let read = try drain(queue) { try transaction.append($0) }
        transaction.recordRejected(read.rejectedRows)
        report = read
      }
      return IngestOutcome(report: report!, summary: summary, proxyNote: note)
    }
  }

  /// Reads a file on another thread and hands over where its batches come from, what it measures instead of demand, and what its
  /// samples stand for.
  private func reading<Value>(
    _ path: String,
    _ body: (String?, EntitySampling.Statistic?, BoundedQueue<Delivery>) throws -> Value
  ) throws -> Value {
    let queue = BoundedQueue<Delivery>(capacity: Self.waitingBatches)
    defer { queue.close() }
    DispatchQueue.global().async { read(path, into: queue) }
    switch queue.pop() {
    case .opened(let formatNote, let statistic):
      return try body(proxyNote ?? formatNote, options.statistic ?? statistic, queue)
    case .failed(let error): throw error
    case .batch, .finished: preconditionFailure("a reader delivers before it is open")
    }
  }

  /// Collects what the rows of a file replace: of each entity the days that it has rows of, from the first row to the last.
  private struct Replacement {
    private static let day = Duration.days(1).wholeMilliseconds
    private var days: [EntityID: [Int64: ClosedRange<Int64>]] = [:]
    private var metrics: [EntityID: Set<MemoryMetric>] = [:]

    mutating func take(_ batch: SampleBatch) {
      var seen = [[Int64: ClosedRange<Int64>]](repeating: [:], count: batch.entities.count)
      for (index, instant) in zip(batch.entityIndex, batch.timestamps) {
        let day = Timestamp(milliseconds: instant).stepNumber(length: Self.day)
        let span = instant...instant
        seen[Int(index)][day] = span.spanning(seen[Int(index)][day] ?? span)
      }
      let present = Set(
        batch.columns.filter { $0.values.contains { $0 != SampleBatch.missing } }.map(\.metric))
      for (entity, spans) in zip(batch.entities, seen) where !spans.isEmpty {
        metrics[entity, default: []].formUnion(present)
        days[entity, default: [:]].merge(spans) { $0.spanning($1) }
      }
    }

    /// What they replace.
    var rows: [EntityID: ReplacedRows] {
      Dictionary(
        uniqueKeysWithValues: days.map { entity, days in
          (
            entity, ReplacedRows(ranges: Self.stretches(days), metrics: metrics[entity] ?? [])
          )
        })
    }

    /// One stretch for days that follow each other.
    private static func stretches(_ days: [Int64: ClosedRange<Int64>]) -> [TimeRange] {
      var stretches: [(day: Int64, span: ClosedRange<Int64>)] = []
      for (day, span) in days.sorted(by: { $0.key < $1.key }) {
        if let last = stretches.last, last.day + 1 == day {
          stretches[stretches.count - 1] = (day, last.span.spanning(span))
        } else {
          stretches.append((day, span))
        }
      }
      return stretches.map {
        TimeRange(
          start: Timestamp(milliseconds: $0.span.lowerBound),
          end: Timestamp(milliseconds: $0.span.upperBound + 1))
      }
    }
  }

  /// Takes deliveries until the file ends.
  private func drain(
    _ queue: BoundedQueue<Delivery>, _ take: (SampleBatch) throws -> Void
  ) throws -> IngestReport {
    while true {
      switch queue.pop() {
      case .batch(let batch): try take(batch)
      case .finished(let report):
        // Formats that join values may read a whole file and find no demand in it.
        if report.rows == 0, let note = report.notes.first {
          throw IngestionError.nothingAccepted(
            path: report.file, rows: report.rejectedRows, first: note)
        }
        return report
      case .failed(let error): throw error
      case .opened: preconditionFailure("a reader is opened once")
      }
    }
  }

  /// The reading thread.
  private func read(_ path: String, into queue: BoundedQueue<Delivery>) {
    do {
      let source = try ByteSource(path: path)
      var options = options
      // A counter of hosts that only stands in for demand may well be near nothing.
      if proxyNote != nil { options.allowImplausible = true }
      let reader = try SampleReaders.open(source: source, format: format, options: options)
      let statistic = reader.statistic
      let opened = Delivery.opened(
        proxyNote: type(of: reader).proxyNote, statistic == .last ? nil : statistic)
      guard queue.push(opened) else { return }
      while let batch = try reader.nextBatch() {
        progress(source.bytesRead)
        guard queue.push(.batch(batch)) else { return }
      }
      _ = queue.push(.finished(reader.report))
    } catch {
      _ = queue.push(.failed(error))
    }
  }
}
