/// Why input could not be taken in. Columns count bytes from 1; lines count from 1.
public enum IngestionError: Error, Hashable, Sendable {
  // Files.

  /// There is no such file.
  case missingFile(path: String)
  /// A folder where one file was wanted.
  case isDirectory(path: String)
  /// The system refuses to open or read; `reason` is its own word.
  case unreadable(path: String, reason: String)
  /// A folder without a file to read.
  case emptyFolder(path: String)

  // Packing; `offset` counts packed bytes.

  /// A packed file that ends before its end mark.
  case truncatedStream(path: String, format: Compression, offset: Int)
  /// Packed bytes that cannot be unpacked, or whose checksum differs.
  case corruptStream(path: String, format: Compression, offset: Int)
  /// Something else after the end of the packed data.
  case trailingGarbage(path: String, format: Compression, offset: Int)
  /// A window larger than may be opened.
  case windowTooLarge(path: String, format: Compression)

  // Formats and headers.

  /// Text in an encoding that is not read; `name` is a person's word for it.
  case encoding(path: String, name: String)
  /// Lines that end in CR alone.
  case loneCarriageReturns(path: String)
  /// A file without a byte, or without a line that is not blank.
  case empty(path: String)
  /// A format's name that is not registered.
  case unknownFormatName(name: String, known: [String])
  /// A first line that no reader recognises.
  case unrecognised(path: String, header: String, known: [String])
  /// A format that carries no instants where samples are wanted.
  case noInstants(path: String, format: String)
  /// A column that means nothing here; `nearest` is the known name that looks most like it.
  case unknownColumn(
    path: String, line: Int, column: Int, name: String, known: [String], nearest: String?)
  /// A wide table of more entities than one line may have.
  case tooManyEntities(path: String, count: Int, limit: Int)
  /// A column without a name.
  case namelessColumn(path: String, line: Int, column: Int)
  /// Two columns for one thing.
  case doubledColumn(path: String, line: Int, column: Int, name: String, meaning: String)
  /// A column that must be there; `why` says for what.
  case missingColumn(path: String, line: Int, name: String, why: String)
  /// A format that names the entity after its file, read from standard input.
  case namelessEntity(path: String, format: String)

  /// Text that breaks the rules of its format, or a whole file that has nothing to take; `reason` also says what to do.
  case malformed(path: String, line: Int, column: Int, reason: String)

  // Rows.

  /// A line that is longer than a line may be, bytes.
  case lineTooLong(path: String, line: Int, limit: Int)
  /// A row with too many or too few fields.
  case fieldCount(path: String, line: Int, column: Int, expected: Int, found: Int)
  /// One field that cannot be used; `field` is its column's name.
  case field(path: String, line: Int, column: Int, field: String, fault: FieldFault)
  /// Demand over the configured size in more than half of the rows that have both.
  case swappedColumns(path: String, above: Int, rows: Int)
  /// Values of a whole file that no machine has; says which, and what is likely wrong.
  case implausible(path: String, what: String)

  /// Not one row of the file could be taken; `first` says why the first was not.
  case nothingAccepted(path: String, rows: Int, first: String)

  // Whole series.

  /// One series has two values for one step.
  case doubledStep(path: String, line: Int, column: Int, series: String, step: String)
  /// Two rows of a wide file for one series.
  case doubledSeries(path: String, line: Int, series: String)
  /// An instant between the steps of the calendar that the first row starts.
  case offGrid(path: String, line: Int, column: Int, instant: String, step: String, anchor: String)
  /// A calendar so long that the table would not fit.
  case spanTooLong(path: String, series: Int, first: String, last: String, steps: Int)
  /// Not one value in the file.
  case noValues(path: String)

  /// Whether the file system or the packing is at fault (exit status 74) rather than the data (65).
  public var isInputOutput: Bool {
    switch self {
    case .missingFile, .isDirectory, .unreadable, .emptyFolder, .windowTooLarge: true
    default: false
    }
  }

  /// Whether the columns of a table are not those that a reader knows.
  public var isAboutHeader: Bool {
    switch self {
    case .unrecognised, .unknownColumn, .missingColumn, .namelessColumn: true
    default: false
    }
  }

  /// Whether only one row is at fault, so that `--on-error skip` may pass over it.
  var isRowFault: Bool {
    switch self {
    case .lineTooLong, .fieldCount, .field: true
    default: false
    }
  }
}
