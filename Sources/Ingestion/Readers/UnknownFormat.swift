internal import HeadroomBasics

/// What a file that no reader knows looks like, and what to do with it.
enum UnknownFormat {
  /// One or two sentences on a file that starts with `line`, the first 40 bytes of its first line.
  static func advice(_ line: String) -> String {
    let own =
      "A samples file starts with a header such as entity,timestamp,configured_kib,used_kib; other tables are "
      + "read with --columns entity=host,timestamp=time,used=mem_used:MiB"
    if line.hasPrefix("PK") {
      return "It is a ZIP archive, as Excel workbooks are; save the sheet as CSV"
    }
    if line.hasPrefix("{") || line.hasPrefix("[") {
      return "It is JSON of an unknown kind; write its numbers as CSV. " + own
    }
    if line.hasPrefix("<") { return "It is XML or HTML; export CSV instead. " + own }
    if line.hasPrefix("SQLite format") { return "It is a database; export its rows as CSV. " + own }
    if line.hasPrefix("Linux "), line.contains("("), line.contains(")") {
      return
        "It is what sar prints for people; export its file instead: sadf -d FILE -- -r, or sadf -j FILE -- -r ALL"
    }
    if line.contains("kbmem"), !line.contains(";") {
      return
        "It is a part of what sar prints for people; export its file instead: sadf -d FILE -- -r"
    }
    if line.hasPrefix("#") {
      return "It starts with a comment; remove the lines that begin with #. " + own
    }
    if line.contains("\u{FFFD}") {
      return "It is not UTF-8 text: save it as UTF-8 (it may be Latin-1 or Windows-1252). " + own
    }
    for (separator, name) in [(";", "';'"), ("\t", "tabs"), ("|", "'|'")] as [(Character, String)]
    where line.contains(separator) && !line.contains(",") {
      return "Its fields stand between \(name). " + own
    }
    let fields = line.split(separator: ",")
    if fields.contains(where: { Timestamp(parsing: $0) != nil }) {
      return "Its first line looks like a row: it lacks a header. " + own
    }
    return own
  }
}
