public import CapacityModel

/// Turns the bytes of one file into samples, batch by batch, in the order of the file.
///
/// The contract, checked for every registered reader: the block size of the source changes nothing; an entity's
/// number, once given, stays; a file is refused with its place and field, or handed over as it stands. Used from one
/// thread at a time.
public protocol SampleReader: AnyObject, SendableMetatype {
  /// The name on the command line, in kebab case.
  static var name: String { get }
  /// One sentence for `--help`.
  static var summary: String { get }
  /// Why demand in this format is not quite demand; `nil` where it is.
  static var proxyNote: String? { get }

  /// Whether files of one name in two folders are two machines: the entity is named after its file, and nothing in the file
  /// tells which it is.
  static var namesMachinesByFile: Bool { get }

  /// What samples of this format say of their interval, where the file says nothing else.
  static var statistic: EntitySampling.Statistic { get }

  /// Whether a file that starts so has this format.
  static func recognises(_ start: FileStart) -> Bool

  /// Reads the header.
  ///
  /// - Throws: `IngestionError` where the source fails or the header does not fit.
  init(source: ByteSource, options: ReaderOptions) throws(IngestionError)

  /// The next rows, at most 65,536; `nil` after the last.
  ///
  /// - Throws: `IngestionError` where the source fails, at the first row at fault under `.stop`, and at the end
  ///   where used and configured look swapped. After an error the reader is of no more use.
  func nextBatch() throws(IngestionError) -> SampleBatch?

  /// What was seen so far.
  var report: IngestReport { get }

  /// What this file's samples say of their interval, as far as the start of the file tells. The user's word in
  /// `ReaderOptions.statistic` goes before it.
  var statistic: EntitySampling.Statistic { get }
}

extension SampleReader {
  /// Demand is what it says.
  public static var proxyNote: String? { nil }

  /// Entities have names of their own.
  public static var namesMachinesByFile: Bool { false }

  /// The value at the instant.
  public static var statistic: EntitySampling.Statistic { .last }

  /// What the format says.
  public var statistic: EntitySampling.Statistic { Self.statistic }
}
