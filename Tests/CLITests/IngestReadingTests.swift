import Foundation
import TestSupport
import Testing

/// How files of other tools and tables of one's own come through the whole command.
@Suite struct IngestReadingTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func ingest(
    _ text: String, as name: String = "f.csv", _ options: String...
  ) throws -> HeadroomProcess.Result {
    let path = try folder.write(text, to: name)
    return try HeadroomProcess.run(
      ["ingest", path, "--store", folder.file("s.headroom")] + options)
  }

  private let header = "entity,timestamp,used_mib\n"

  @Test("one row from the future or from 1970 refuses the file, and is skipped on request")
  func times() throws {
    let good = "a,2026-02-01T00:00:00Z,512\n"
    for (row, words) in [
      ("a,2999-12-31T00:00:00Z,512\n", "lies in the future"), ("a,0,512\n", "--allow-old"),
    ] {
      let refused = try ingest(header + good + row)
      #expect(refused.code == 65)
      #expect(refused.messages.contains("f.csv:3:3: timestamp") && refused.messages.contains(words))
      let skipped = try ingest(header + good + row, "--on-error", "skip")
      #expect(skipped.code == 0)
      #expect(skipped.messages.contains("1 row rejected"), "\(skipped.messages)")
    }
    #expect(try ingest(header + "a,0,512\n", "--allow-old").code == 0)
  }

  @Test("a file of which nothing was taken exits 65, one that was there already 0")
  func nothing() throws {
    let text = "entity,timestamp,used_mib\na,2026-02-01T00:00:00Z,614Mi\n"
    let result = try ingest(text, "--on-error", "skip")
    #expect(result.code == 65)
    #expect(result.messages.contains("write 614, and end the column's name in _mib"))
    let good = header + "a,2026-02-01T00:00:00Z,614\n"
    #expect(try ingest(good).code == 0)
    #expect(try ingest(good).code == 0)
  }

  @Test("a mapping file and flags read a table of one's own, and averages are told")
  func mapping() throws {
    let file = try folder.write(
      "schema: headroom.mapping/v1\ncolumns: {entity: Host, timestamp: Zeit, used: 'RAM:MiB'}\n"
        + "timeFormat: '%d.%m.%Y %H:%M'\ntimeZone: Europe/Berlin\n", to: "m.yaml")
    let result = try ingest(
      "Host;Zeit;RAM\na;01.02.2026 12:00;512,5\n", "--mapping", file, "--statistic", "average",
      "--configured", "1GiB")
    #expect(result.code == 0, "\(result.messages)")
    let quality = try HeadroomProcess.run([
      "store", "info", "--quality", "--format", "csv", "--store", folder.file("s.headroom"),
    ])
    #expect(quality.text.contains("a,active,averages,"), "\(quality.text)")
    let export = try HeadroomProcess.run(["store", "export", "--store", folder.file("s.headroom")])
    let text = String(decoding: export.output, as: UTF8.self)
    #expect(text.contains("1769943600"), "\(text)")
    for option in [
      ["--time-zone", "Mars/Olympus"], ["--columns", "cpu=x"], ["--decimal", "x"],
      ["--separator", "ab"], ["--time-format", "%K"], ["--statistic", "mean"], ["--epoch", "x"],
    ] {
      let bad = try HeadroomProcess.run(["ingest", file] + option)
      #expect(bad.code == 64, "\(option): \(bad.messages)")
    }
  }

  @Test("--detect tells what a file is and how to read it, and stores nothing")
  func detect() throws {
    let text =
      "# hostname;interval;timestamp;kbmemfree;kbavail;kbmemused;%memused;kbbuffers;kbcached\n"
      + "h;600;2026-02-06 23:10:01 UTC;681924;1100120;1167288;63.12;1036;567416\n"
      + "h;600;2026-02-06 23:20:01 UTC;681924;1100120;1167288;63.12;1036;567416\n"
    let found = try ingest(text, as: "sa 06.csv", "--detect")
    let output = String(decoding: found.output, as: UTF8.self)
    #expect(found.code == 0, "\(found.messages)")
    for part in [
      "format:     sysstat", "encoding:   UTF-8", "entities:   1 (h)", "step:       10m",
      "span:       2026-02-06T23:10:01Z to 2026-02-06T23:20:01Z", "--input-format sysstat",
      "sa 06.csv'",
    ] { #expect(output.contains(part), "\(output)") }
    #expect(!FileManager.default.fileExists(atPath: folder.file("s.headroom")))
    let unknown = try ingest("host|mem\na|1\n", "--detect")
    #expect(String(decoding: unknown.output, as: UTF8.self).contains("refused:    "))
  }
}
