import CapacityModel
import HeadroomBasics
import Ingestion
import Testing

@Suite struct GWAReaderTests {
  private let header =
    "Timestamp [ms];\tCPU cores;\tCPU usage [%];\tMemory capacity provisioned [KB];\t"
    + "Memory usage [KB];\tDisk read throughput [KB/s]"

  @Test("seconds under a header that says milliseconds, and sizes with exponents")
  func bitbrains() throws {
    let file = try read(
      "\(header)\n1372629804;\t8;\t0.35;\t2.097152E7;\t83884.8;\t0.0\n",
      name: "trace/2013-7/41.csv", options: ReaderOptions(entityPrefix: "bb-"))
    #expect(
      file.rows == [
        // 20971520 KiB = 20 GiB; 83884.8 KiB = 85898035.2 bytes.
        ReadRow("bb-41", 1_372_629_804_000, [.configured: 20 << 30, .used: 85_898_035])
      ])
    #expect(file.report.format == "gwa")
    #expect(GWAReader.proxyNote != nil)
    #expect(SamplesReader.proxyNote == nil)
  }

  @Test("true milliseconds, day-first times, quotes and decimal commas are read too")
  func otherWays() throws {
    let file = try read(
      "\(header)\n1372629804000;\t8;\t0;\t1;\t1;\t0\n"
        + "\"30.06.2013 22:03:24\";\"8\";\"0,35\";\"20971520\";\"83884,8\";\"0\"\n",
      name: "1.csv")
    #expect(file.rows.map(\.instant) == [1_372_629_804_000, 1_372_629_804_000])
    #expect(file.rows[1].values == [.configured: 20 << 30, .used: 85_898_035])
    #expect(file.report.repeatedInstants == 1)
  }

  @Test(
    "the entity is the file's name without its endings",
    arguments: [
      ("a/b/41.csv", "41"), ("41.csv.xz", "41"), ("vm.prod.1.csv", "vm.prod.1"), ("41", "41"),
      (".hidden", ".hidden"),
    ])
  func entityNames(path: String, entity: String) throws {
    let file = try read("\(header)\n60;1;1;1;1;1\n", name: path)
    #expect(file.rows.map(\.entity) == [entity])
  }

  @Test("standard input names no entity")
  func standardInput() {
    #expect(
      failure("\(header)\n", name: "<stdin>") == .namelessEntity(path: "<stdin>", format: "gwa"))
  }

  @Test("damage has its place, tabs counted")
  func damage() {
    let row = "1372629804;\t8;\t0.35;\t2.097152E7;\tmuch;\t0.0"
    #expect(
      failure("\(header)\n\(row)\n")
        == .field(
          path: "f.csv", line: 2, column: 34, field: "Memory usage [KB]", fault: .notANumber("much")
        ))
    guard
      case .field(_, 2, 1, _, .notATime) = failure("\(header)\n999999999999999999;8;0;1;1;0\n")
    else {
      Issue.record("an instant in the far future was accepted")
      return
    }
    guard case .fieldCount(_, 2, _, 6, 5) = failure("\(header)\n1;2;3;4;5\n") else {
      Issue.record("a short row was accepted")
      return
    }
    guard
      case .field(_, 2, 1, _, .notATime("31.02.2013 00:00:00")) = failure(
        "\(header)\n31.02.2013 00:00:00;8;0;1;1;0\n")
    else {
      Issue.record("a day that is none was accepted")
      return
    }
  }

  @Test("without memory columns or instants there is nothing to read")
  func missing() {
    guard case .missingColumn = failure("Timestamp [ms];CPU cores\n", format: "gwa") else {
      Issue.record("accepted without memory")
      return
    }
    guard
      case .missingColumn = failure(
        "Memory capacity provisioned [KB];Memory usage [KB]\n1;1\n")
    else {
      Issue.record("accepted without instants")
      return
    }
  }
}
