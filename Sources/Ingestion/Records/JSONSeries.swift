internal import CapacityModel

/// A JSON file of series under way: the walk through its values, the table that rows go to, and the join that makes rows of
/// series.
final class JSONSeries {
  let json: JSONScanner
  let table: RecordTable
  let join: SeriesJoin

  private var walker: JSONWalker

  /// Starts at the source's beginning.
  init(_ source: ByteSource, format: String, options: ReaderOptions) {
    json = JSONScanner(source)
    walker = JSONWalker(json)
    table = RecordTable(
      path: json.name, format: format, metrics: SeriesJoin.metrics, options: options)
    join = SeriesJoin(table)
  }

  /// The next rows of a file whose series, alone or in groups, are objects at one place.
  ///
  /// - Parameters:
  ///   - isPlace: Whether such objects stand at a place.
  ///   - read: Reads the object that comes next.
  func nextBatch(
    ofObjectsAt isPlace: (String) -> Bool, read: () throws(IngestionError) -> Void
  ) throws(IngestionError) -> SampleBatch? {
    try join.nextBatch { () throws(IngestionError) in
      let place = try next { place, token in token == .beginObject && isPlace(place) }
      guard place != nil else { return false }
      try read()
      return true
    }
  }

  /// Goes on to the next value that is wanted; as `JSONWalker.next`.
  func next(
    _ isWanted: (String, JSONScanner.Token) -> Bool,
    other: (String, JSONScanner.Scalar) throws(IngestionError) -> Void = { (_, _) in }
  ) throws(IngestionError) -> String? {
    let place = try walker.next(isWanted, other: other)
    table.report { $0.encoding = json.foreignEncoding }
    return place
  }

  /// Adds a value at a time to a source of `entity`; where one of the two cannot be read, the row is rejected.
  ///
  /// - Parameters:
  ///   - field: What the value is called, for messages.
  ///   - place: Where the row stands.
  func add(
    _ value: JSONScanner.Scalar, _ part: SeriesJoin.Part, at time: [UInt8], to source: Int,
    of entity: String, field: String, _ place: FilePlace
  ) throws(IngestionError) {
    let (instant, amount): (Int64, Int64?)
    do throws(FieldFaultError) {
      instant = try table.time(time)
      amount =
        part.isShare
        ? try table.percent(value.bytes)
        : try table.amount(value.bytes, isLimit: part == .metric(.limit))
    } catch {
      return try table.rejectRow(
        error.fault, field: field, entity: entity, place, original: value.bytes)
    }
    if let amount { try join.add(amount, part, at: instant, to: source, place) }
  }
}
