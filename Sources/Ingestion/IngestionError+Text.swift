extension IngestionError: CustomStringConvertible {
  /// What is wrong, where, and what to do next, one paragraph.
  public var description: String {
    guard let place else { return reason }
    return "\(place): \(reason)"
  }

  /// `file:line:column` as far as they are known; `nil` where the reason names what is meant.
  private var place: String? {
    switch self {
    case .unknownFormatName: nil
    case .missingFile(let path), .isDirectory(let path), .unreadable(let path, _),
      .emptyFolder(let path), .truncatedStream(let path, _, _), .corruptStream(let path, _, _),
      .trailingGarbage(let path, _, _), .windowTooLarge(let path, _), .empty(let path),
      .noInstants(let path, _), .namelessEntity(let path, _), .swappedColumns(let path, _, _),
      .implausible(let path, _),
      .spanTooLong(let path, _, _, _, _), .noValues(let path), .encoding(let path, _),
      .loneCarriageReturns(let path),
      .tooManyEntities(let path, _, _),
      .nothingAccepted(let path, _, _):
      path
    case .unrecognised(let path, _, _): "\(path):1:1"
    case .missingColumn(let path, let line, _, _), .lineTooLong(let path, let line, _),
      .doubledSeries(let path, let line, _):
      "\(path):\(line):1"
    case .unknownColumn(let path, let line, let column, _, _, _),
      .doubledColumn(let path, let line, let column, _, _),
      .namelessColumn(let path, let line, let column),
      .fieldCount(let path, let line, let column, _, _),
      .field(let path, let line, let column, _, _),
      .doubledStep(let path, let line, let column, _, _),
      .offGrid(let path, let line, let column, _, _, _),
      .malformed(let path, let line, let column, _):
      "\(path):\(line):\(column)"
    }
  }

  /// The paragraph without the place: what a list of rejected lines gives beside it.
  var reason: String {
    switch self {
    case .missingFile: "there is no such file; check the path"
    case .isDirectory: "this is a folder; name a file in it"
    case .unreadable(_, let reason):
      "cannot be read (\(reason)); check its permissions and its disk"
    case .emptyFolder: "the folder has no files to read; hidden ones are passed over"
    case .truncatedStream, .corruptStream, .trailingGarbage, .windowTooLarge: packingReason
    case .lineTooLong, .fieldCount, .field, .swappedColumns, .implausible, .nothingAccepted:
      rowReason
    case .doubledStep, .doubledSeries, .offGrid, .spanTooLong, .noValues: seriesReason
    default: headerReason
    }
  }

  private var packingReason: String {
    switch self {
    case .truncatedStream(_, let format, let offset):
      "the \(format.suffix) ends in the middle, after \(offset) packed bytes; copy or fetch it again, and "
        + "compare its size with the original's"
    case .corruptStream(_, let format, let offset):
      "the \(format.suffix) data is damaged near packed byte \(offset); copy or fetch it again"
    case .trailingGarbage(_, let format, let offset):
      "something that is not \(format.suffix) data follows at packed byte \(offset); cut it off, or "
        + "fetch the file again"
    case .windowTooLarge(_, let format):
      "unpacking the \(format.suffix) needs more than 256 MiB of memory; pack it again with a "
        + "smaller window"
    default: ""
    }
  }

  private var headerReason: String {
    switch self {
    case .malformed(_, _, _, let reason): reason
    case .encoding(_, let name): "the text is \(name); save it as UTF-8"
    case .loneCarriageReturns:
      "the lines end in CR alone, as on old Macs; save the file with line ends LF or CRLF"
    case .empty: "the file is empty; a header line must say what the columns are"
    case .unknownFormatName(let name, let known):
      "there is no input format '\(name)'; known are auto, \(known.joined(separator: ", "))"
    case .unrecognised(_, let header, let known):
      "no known format starts with '\(header)'; known are \(known.joined(separator: ", ")). "
        + UnknownFormat.advice(header)
    case .noInstants(_, let format):
      "a file of the format \(format) has no instants, so it cannot become samples; forecast it "
        + "directly with --input"
    case .unknownColumn(_, _, _, let name, let known, let nearest):
      "the column '\(name)' is unknown" + (nearest.map { "; did you mean \($0)?" } ?? ";")
        + " Known are \(known.joined(separator: ", ")). "
        + (TableGuess.isWanted(name)
          ? "If it gives that, say so with --columns; 'headroom ingest --detect' proposes how"
          : "Pass it over with --ignore-columns \(name)")
    case .tooManyEntities(_, let count, let limit):
      "the header names \(count) entities, more than \(limit); split the file by columns (relog -c)"
    case .namelessColumn:
      "a column has no name; where a separator ends the line, remove it from every line"
    case .doubledColumn(_, _, _, let name, let meaning):
      "the column '\(name)' gives \(meaning) a second time; keep one of the two, or pass one over with "
        + "--ignore-columns"
    case .missingColumn(_, _, let name, let why): "the header lacks \(name); \(why)"
    case .namelessEntity(_, let format):
      "the format \(format) names the entity after its file, and standard input has no name; "
        + "give the file itself"
    default: ""
    }
  }

  private var rowReason: String {
    switch self {
    case .lineTooLong(_, _, let limit):
      "the line is longer than \(limit) bytes; check that the file has line ends and is text"
    case .fieldCount(_, _, _, let expected, let found):
      "the row has \(found) field\(found == 1 ? "" : "s") where the header has \(expected); check for "
        + "separators in unquoted text or in numbers (write 5123.5, not 5,123.5), and for a cut line"
    case .field(_, _, _, let field, let fault): "\(field): \(fault)"
    case .nothingAccepted(_, let rows, let first):
      rows == 0
        ? "there is no sample in it that can be taken in: \(first)"
        : "not one of \(rows) row\(rows == 1 ? "" : "s") could be taken in; the first: \(first)"
    case .implausible(_, let what):
      "\(what). Say --allow-implausible if this is right"
    case .swappedColumns(_, let above, let rows):
      "used is over configured in \(above) of \(rows) rows, so the two columns look swapped; correct the "
        + "header, or say --allow-used-above-configured if this is right"
    default: ""
    }
  }

  private var seriesReason: String {
    switch self {
    case .doubledStep(_, _, _, let series, let step):
      "the series '\(series)' has a second value for \(step); keep one"
    case .doubledSeries(_, _, let series): "the series '\(series)' has a second row; keep one"
    case .offGrid(_, _, _, let instant, let step, let anchor):
      "\(instant) is not a whole number of steps of \(step) away from the first row's \(anchor); give the "
        + "right --step, or number the steps (months and quarters are not equally long)"
    case .spanTooLong(_, let series, let first, let last, let steps):
      "\(steps) steps from \(first) to \(last) for \(series) series are more than fit into memory; "
        + "look for a mistaken instant"
    case .noValues: "the file has no values; nothing can be forecast from it"
    default: ""
    }
  }
}
