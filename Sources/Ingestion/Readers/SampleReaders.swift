/// The input formats that become samples.
public enum SampleReaders {
  /// In the order in which they are asked whether a file is theirs.
  public static let all: [any SampleReader.Type] = [
    SamplesReader.self, PanelReader.self, GWAReader.self, SysstatReader.self,
    PerfmonReader.self, EsxtopReader.self,
    PrometheusJSONReader.self,
    OpenMetricsReader.self, KubectlTopReader.self, PodMetricsReader.self, SysstatJSONReader.self,
    VmstatReader.self, FreeReader.self, MeminfoReader.self, LibvirtReader.self,
    CloudWatchReader.self, AzureMonitorReader.self, GCPTimeSeriesReader.self, GovcReader.self,
    HyperVJSONReader.self,
  ]

  /// The format that finds the reader by the start of the file.
  public static let auto = "auto"

  /// Opens `path` (`-` is standard input) with the reader named `format`, or with the one that recognises it.
  ///
  /// - Throws: `IngestionError` where the file cannot be read, no reader fits, or the header is at fault.
  public static func open(
    path: String, format: String = auto, options: ReaderOptions = ReaderOptions()
  ) throws(IngestionError) -> any SampleReader {
    // A mistaken name is found before a file is touched.
    let named = try reader(named: format, path: path)
    return try open(ByteSource(path: path), named, options)
  }

  /// Opens a source with the reader named `format`, or with the one that recognises it.
  ///
  /// - Throws: As for a path.
  public static func open(
    source: ByteSource, format: String = auto, options: ReaderOptions = ReaderOptions()
  ) throws(IngestionError) -> any SampleReader {
    try open(source, reader(named: format, path: source.name), options)
  }

  private static func open(
    _ source: ByteSource, _ named: (any SampleReader.Type)?, _ options: ReaderOptions
  ) throws(IngestionError) -> any SampleReader {
    let reader: any SampleReader.Type
    if let named {
      reader = named
    } else {
      reader = options.columns.isEmpty ? try detect(source) : SamplesReader.self
    }
    var options = options
    // A counter of hosts that only stands in for demand may well be near nothing.
    if reader.proxyNote != nil { options.allowImplausible = true }
    return try reader.init(source: source, options: options)
  }

  /// The reader of that name; `nil` for `auto`.
  private static func reader(
    named format: String, path: String
  ) throws(IngestionError) -> (any SampleReader.Type)? {
    if format == auto { return nil }
    if let reader = all.first(where: { $0.name == format }) { return reader }
    if SeriesFiles.all.contains(where: { $0.name == format }) {
      throw .noInstants(path: path, format: format)
    }
    throw .unknownFormatName(name: format, known: all.map { $0.name })
  }

  private static func detect(_ source: ByteSource) throws(IngestionError) -> any SampleReader.Type {
    let start = try source.peekStart()
    if start.isEmpty { throw .empty(path: source.name) }
    if let reader = all.first(where: { $0.recognises(start) }) { return reader }
    if let series = SeriesFiles.all.first(where: { $0.recognises(start) }) {
      throw .noInstants(path: source.name, format: series.name)
    }
    throw .unrecognised(
      path: source.name, header: FieldCursor.excerpt(start.firstLine.utf8),
      known: all.map { $0.name })
  }
}
