import CapacityModel
import Ingestion
import Synchronization
import Testing

/// One row of a batch, its values by metric.
struct ReadRow: Hashable {
  var entity: String
  var instant: Int64
  var values: [MemoryMetric: Int64]

  init(_ entity: String, _ instant: Int64, _ values: [MemoryMetric: Int64]) {
    (self.entity, self.instant, self.values) = (entity, instant, values)
  }
}

/// All that a reader made of a file.
struct ReadFile: Hashable {
  var rows: [ReadRow] = []
  var report: IngestReport
  var rejected: [RejectedRow] = []
}

/// Collects rejected rows from a callback that any thread may call.
final class Rejects: Sendable {
  private let collected = Mutex<[RejectedRow]>([])

  var rows: [RejectedRow] { collected.withLock { $0 } }

  func add(_ row: RejectedRow) { collected.withLock { $0.append(row) } }
}

/// Reads bytes that stand in memory, to the end.
func read(
  bytes: [UInt8], format: String = "auto", name: String = "f.csv", blockSize: Int = 1 << 20,
  options: ReaderOptions = ReaderOptions()
) throws(IngestionError) -> ReadFile {
  let rejects = Rejects()
  var options = options
  options.rejected = { rejects.add($0) }
  let source = try ByteSource(name: name, bytes: bytes, blockSize: blockSize)
  let reader = try SampleReaders.open(source: source, format: format, options: options)
  var rows: [ReadRow] = []
  while let batch = try reader.nextBatch() { rows += flattened(batch) }
  return ReadFile(rows: rows, report: reader.report, rejected: rejects.rows)
}

/// Reads text that stands in memory, to the end.
func read(
  _ text: String, format: String = "auto", name: String = "f.csv", blockSize: Int = 1 << 20,
  options: ReaderOptions = ReaderOptions()
) throws(IngestionError) -> ReadFile {
  try read(
    bytes: Array(text.utf8), format: format, name: name, blockSize: blockSize, options: options)
}

/// Why reading `text` fails; `nil` where it does not.
func failure(
  _ text: String, format: String = "auto", name: String = "f.csv",
  options: ReaderOptions = ReaderOptions()
) -> IngestionError? {
  do throws(IngestionError) {
    _ = try read(text, format: format, name: name, options: options)
    return nil
  } catch {
    return error
  }
}

/// The fault of the one field that refuses `row` below `header`, with its place.
func fault(
  _ header: String, _ row: String, options: ReaderOptions = ReaderOptions()
) -> (fault: FieldFault, line: Int, column: Int, field: String)? {
  guard
    case .field(_, let line, let column, let field, let fault) = failure(
      "\(header)\n\(row)\n", options: options)
  else { return nil }
  return (fault, line, column, field)
}

func flattened(_ batch: SampleBatch) -> [ReadRow] {
  (0..<batch.count).map { row in
    var values: [MemoryMetric: Int64] = [:]
    for column in batch.columns where column.values[row] != SampleBatch.missing {
      values[column.metric] = column.values[row]
    }
    let entity = batch.entities[Int(batch.entityIndex[row])].name
    return ReadRow(entity, batch.timestamps[row], values)
  }
}
