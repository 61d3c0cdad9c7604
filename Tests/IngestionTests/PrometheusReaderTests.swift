import CapacityModel
import HeadroomBasics
import Ingestion
import TestSupport
import Testing

/// Reads a file of the folder `Fixtures` to its end.
func readFixture(
  _ name: String, options: ReaderOptions = ReaderOptions()
) throws -> ReadFile {
  let path = "\(PackageRoot.path)/Tests/IngestionTests/Fixtures/\(name)"
  let reader = try SampleReaders.open(path: path, options: options)
  var rows: [ReadRow] = []
  while let batch = try reader.nextBatch() { rows += flattened(batch) }
  return ReadFile(rows: rows, report: reader.report)
}

/// Why a file of the folder `Fixtures` is refused; `nil` where it is not.
func fixtureFailure(
  _ name: String, options: ReaderOptions = ReaderOptions()
) throws -> String? {
  do {
    _ = try readFixture(name, options: options)
    return nil
  } catch let error as IngestionError {
    return "\(error)"
  }
}

/// Answers of Prometheus 2.42, lines of VictoriaMetrics 1.79 and expositions, as those programs wrote them, and JSON that
/// is damaged.
@Suite struct PrometheusReaderTests {
  private func answer(_ series: String) -> String {
    #"{"status":"success","data":{"resultType":"matrix","result":[\#(series)]}}"#
  }

  private func series(_ labels: String, _ points: String) -> String {
    #"{"metric":{\#(labels)},"values":[\#(points)]}"#
  }

  private func reason(_ text: String, options: ReaderOptions = ReaderOptions()) -> String {
    failure(text, format: "prometheus-json", options: options).map { "\($0)" } ?? "accepted"
  }

  @Test("total and available memory of a range become demand, instant by instant")
  func range() throws {
    let file = try readFixture("query-range-memory.json")
    #expect(file.report.format == "prometheus-json")
    #expect(file.rows.count == 5)
    #expect(
      file.rows.first
        == ReadRow(
          "127.0.0.1:19100", 1_795_889_356_000,
          [.guestTotal: 25_276_510_208, .used: 25_276_510_208 - 21_079_920_640, .swapped: 0]))
    #expect(file.report.notes.isEmpty)
    #expect(file.report.outOfOrder == 0 && file.report.repeatedInstants == 0)
  }

  @Test("an instant query is one row, at its fraction of a second")
  func vector() throws {
    let file = try readFixture("query-memory.json")
    #expect(
      file.rows == [
        ReadRow(
          "127.0.0.1:19100", 1_795_889_416_656,
          [.guestTotal: 25_276_510_208, .used: 25_276_510_208 - 22_241_906_688])
      ])
  }

  @Test("available memory alone is refused with the remedy, and taken with --configured")
  func availableAlone() throws {
    let refusal = try #require(try fixtureFailure("query-range-available.json"))
    #expect(refusal.contains("ask for both, or give the size with --configured SIZE"))
    var options = ReaderOptions()
    options.configured = .gibibytes(24)
    let file = try readFixture("query-range-available.json", options: options)
    let size: Int64 = 24 << 30
    #expect(file.rows.first?.values == [.configured: size, .used: size - 24_485_511_168])
  }

  @Test("the result of an expression has no name and is demand")
  func expression() throws {
    let file = try readFixture("query-range-expression.json")
    #expect(file.rows.first == ReadRow("127.0.0.1:9100", 1_795_848_976_000, [.used: 790_548_480]))
    #expect(file.report.notes.contains { $0.contains("taken as demand in bytes") })
  }

  @Test("an answer that is an error is told with the server's reason")
  func errorAnswer() throws {
    let refusal = try #require(try fixtureFailure("query-error.json"))
    #expect(refusal.contains("the server answered with an error (bad_data): invalid parameter"))
    #expect(reason(#"{"error":"boom","errorType":"x","status":"error"}"#).contains("(x): boom"))
  }

  @Test("limits and requests of containers join their use; NaN and \"none\" are no value")
  func containers() throws {
    let container = #""namespace":"shop","pod":"web-1","container":"web""#
    let text = answer(
      [
        series(
          #""__name__":"container_memory_working_set_bytes","id":"/a","# + container,
          #"[60,"3e8"],[120,"NaN"]"#),
        series(
          #""__name__":"kube_pod_container_resource_limits","resource":"memory","unit":"byte","#
            + container, #"[60,"536870912"],[120,"+Inf"]"#),
        series(
          #""__name__":"kube_pod_container_resource_limits","resource":"cpu","# + container,
          #"[60,"2"]"#),
        series(
          #""__name__":"kube_pod_container_resource_requests","resource":"memory","# + container,
          #"[60,"268435456"]"#),
        series(#""__name__":"container_memory_working_set_bytes","pod":"web-1""#, #"[60,"9"]"#),
      ].joined(separator: ","))
    let file = try read(text)
    #expect(
      file.rows == [
        ReadRow(
          "shop/web-1/web", 60_000,
          [.used: 300_000_000, .limit: 536_870_912, .reservation: 268_435_456])
      ])
    #expect(file.report.sentinels == [.noValue: 1, .noLimit: 1])
    #expect(
      file.report.notes.contains { $0.contains("1 series lack labels that name their entity") })
    #expect(file.report.notes.contains { $0.contains("1 series are of metrics that give nothing") })
  }

  @Test("a template names entities, and series it makes one are told")
  func template() throws {
    let name = #""__name__":"container_memory_working_set_bytes","pod":"p","#
    let text = answer(
      series(name + #""container":"a""#, #"[60,"1"]"#) + ","
        + series(name + #""container":"b""#, #"[60,"2"]"#))
    var options = ReaderOptions()
    options.entityTemplate = EntityTemplate("k8s-{pod}")
    let file = try read(text, options: options)
    #expect(
      file.rows == [ReadRow("k8s-p", 60_000, [.used: 2]), ReadRow("k8s-p", 60_000, [.used: 1])])
    #expect(file.report.notes.contains { $0.contains("--entity-template") })
  }

  @Test("instants with one of the two are counted, and give no demand")
  func half() throws {
    let text = answer(
      series(#""__name__":"node_memory_MemTotal_bytes","instance":"a""#, #"[60,"8"],[120,"8"]"#)
        + ","
        + series(
          #""__name__":"node_memory_MemAvailable_bytes","instance":"a""#, #"[60,"3"],[180,"3"]"#))
    let file = try read(text)
    #expect(
      file.rows == [
        ReadRow("a", 60_000, [.guestTotal: 8, .used: 5]), ReadRow("a", 120_000, [.guestTotal: 8]),
      ])
    #expect(file.report.notes.count == 2)
  }

  @Test("lines of VictoriaMetrics' export, whatever the order of their members")
  func victoria() throws {
    let file = try readFixture("victoria-export.jsonl")
    #expect(
      file.rows == [ReadRow("127.0.0.1:9100", 1_795_848_965_117, [.guestTotal: 25_276_059_648])])
    let sorted = #"""
      {"metric":{"__name__":"container_memory_working_set_bytes","pod":"p","container":"c"},"timestamps":[1000,2000,3000],"values":[5,null,7]}
      """#
    #expect(
      try read(sorted).rows == [
        ReadRow("p/c", 1000, [.used: 5]), ReadRow("p/c", 3000, [.used: 7]),
      ])
    let uneven = sorted.replacing(",7]", with: "]")
    #expect(reason(uneven).contains("2 values and 3 timestamps"))
  }

  @Test(
    "damaged JSON is refused at its place",
    arguments: [
      (
        #"{"status":"success","data":{"result":[{"metric":{},"values":[[1,"2"#,
        "1:65: the text in quotes"
      ),
      ("{\"a\":1,\n  }", "2:3: '}' stands where a name in quotes should"),
      ("{\"a\" 1}", "a colon must follow"), ("{\"a\":01}", "'01' is no JSON value"),
      ("{\"a\":\"\\x\"}", "unknown escape"), ("[1 2]", "1:4: '2' stands where a comma or ]"),
      ("{\"a\":tru}", "'tru' is no JSON value"), ("[", "ends within a bracket"),
      ("{\"data\":{\"result\":[{\"values\":[[1,\"2\"]]}]}}", "must stand before the values"),
      (
        "{\"data\":{\"result\":[{\"metric\":{\"pod\":\"p\"},\"values\":7}]}}",
        "values should be a list"
      ),
      (
        "{\"data\":{\"result\":[{\"metric\":{\"pod\":\"p\"},\"values\":[[1]]}]}}",
        "a time and a value"
      ),
      ("{\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"2\"]}}", "has no labels"),
      ("{\"a\":\"\u{1}\"}", "control character"),
    ])
  func damaged(text: String, expected: String) {
    #expect(reason(text).contains(expected))
  }

  @Test("escapes and surrogates in names are read; halves of pairs are replaced")
  func escapes() throws {
    for (escaped, plain) in [
      (#"\ud83d\ude00"#, "😀"), (#"\ud83dx"#, "\u{FFFD}x"), (#"\ude00"#, "\u{FFFD}"),
      (#"a\/\"\\"#, "a/\"\\"), (#"\ud83d\u0061"#, "\u{FFFD}a"), (#"\ud83d\\"#, "\u{FFFD}\\"),
    ] {
      let text = answer(series(#""domain":"\#(escaped)""#, #"[60,"1"]"#))
      #expect(try read(text).rows.map(\.entity) == [plain])
    }
  }

  @Test("brackets, strings and numbers without end are refused in bounded memory")
  func endless() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(reason(deep).contains("brackets lie more than 64 deep"))
    let string = "{\"" + String(repeating: "x", count: 3 << 20)
    #expect(reason(string).contains("longer than 1048576 bytes"))
    let number = "[" + String(repeating: "1", count: 1 << 20)
    #expect(reason(number).contains("longer than 128 bytes"))
    let labels = (0..<2000).map { "\"l\($0)\":1" }.joined(separator: ",")
    #expect(reason(answer("{\"metric\":{\(labels)}}")).contains("more than 1000 members"))
  }

  @Test("text that is not UTF-8 within JSON is refused")
  func notUTF8() {
    let bytes = Array(#"{"status":""#.utf8) + [0xC3, 0x28] + Array("\"}".utf8)
    #expect(throws: IngestionError.self) { try read(bytes: bytes, format: "prometheus-json") }
  }

  @Test("a federated scrape has timestamps and becomes demand")
  func federate() throws {
    let file = try readFixture("federate-memory.txt")
    #expect(file.report.format == "openmetrics")
    #expect(
      file.rows == [
        ReadRow(
          "127.0.0.1:9100", 1_795_849_065_117,
          [.guestTotal: 25_276_059_648, .used: 25_276_059_648 - 24_448_684_032])
      ])
  }

  @Test("an exposition without timestamps is refused with the remedy")
  func scrape() throws {
    let refusal = try #require(try fixtureFailure("libvirt-exporter.txt"))
    #expect(refusal.contains("has no timestamp"))
    #expect(refusal.contains("/federate?match[]="))
  }

  @Test("what a store exports as OpenMetrics is read again, in seconds")
  func ownExport() throws {
    let text =
      "# TYPE headroom_memory_used_bytes gauge\n"
      + "headroom_memory_used_bytes{entity=\"a\\nb\"} 5 1769990400.5\n"
      + "headroom_memory_used_bytes{entity=\"v 1\"} 5 1769990400.5\n# EOF\n"
    let file = try read(text, options: ReaderOptions(onError: .skip))
    #expect(file.rows == [ReadRow("v 1", 1_769_990_400_500, [.used: 5])])
    #expect(file.report.rejectedRows == 1)
  }

  @Test(
    "damaged samples are refused at their place",
    arguments: [
      ("node_memory_MemTotal_bytes{instance=\"a} 1 1769990400", ":1:1: sample: "),
      ("node_memory_MemTotal_bytes{instance=a} 1 1769990400", "is no sample"),
      ("node_memory_MemTotal_bytes{instance=\"a\"}", "is no sample"),
      (
        "node_memory_MemTotal_bytes{instance=\"a\"} x 1769990400",
        ":1:42: node_memory_MemTotal_bytes: 'x'"
      ),
      ("node_memory_MemTotal_bytes{instance=\"a\"} 1 yesterday", ":1:44: timestamp: "),
      ("<html>", "is no sample"), ("<p>hello world", "begins with no metric's name"),
    ])
  func damagedSamples(text: String, expected: String) {
    let reason = failure(text + "\n", format: "openmetrics")
    #expect(reason.map { "\($0)".contains(expected) } == true, "\(String(describing: reason))")
  }
}
