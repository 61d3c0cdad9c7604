import CapacityModel
import FleetGenerator
import HeadroomBasics
import Testing

@Suite("The files of a fleet")
struct WritingTests {
  let fleet = TestFleet.shared

  private func lines(_ bytes: [UInt8]) -> [Substring] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }

  @Test("a sample is one line: entity, epoch seconds, size and use in KiB")
  func samples() {
    let block = SampleBlock(
      entity: EntityID("a"), timestamps: [1_767_225_603_000, 1_767_225_900_000],
      values: [.configured: [4 << 30, 0], .used: [1 << 30, 0]])
    let text = String(decoding: SamplesCSV.lines(of: block), as: UTF8.self)
    #expect(text == "a,1767225603,4194304,1048576\na,1767225900,0,0\n")
    #expect(
      String(decoding: SamplesCSV.header, as: UTF8.self)
        == "entity,timestamp,configured_kib,used_kib\n")
  }

  @Test("every truth line has as many fields as its header, and every VM and day is there")
  func truth() {
    let (days, entities, events) = (
      lines(TruthCSV.daysHeader)[0], lines(TruthCSV.entitiesHeader)[0],
      lines(TruthCSV.eventsHeader)[0]
    )
    func fields(_ line: Substring) -> Int { line.count { $0 == "," } + 1 }
    for (truth, _) in fleet.vms {
      #expect(lines(TruthCSV.days(of: truth)).count == 62)
      #expect(lines(TruthCSV.days(of: truth)).allSatisfy { fields($0) == fields(days) })
      #expect(lines(TruthCSV.entity(of: truth)).map(fields) == [fields(entities)])
      #expect(lines(TruthCSV.events(of: truth)).allSatisfy { fields($0) == fields(events) })
    }
  }

  @Test("a day off has an empty true peak, a day without samples an empty recorded one")
  func emptyPeaks() throws {
    let (off, _) = fleet.vm(.poweredOff)
    let day = try #require(off.days.firstIndex { $0.truePeak == nil })
    let fields = lines(TruthCSV.days(of: off))[day].split(
      separator: ",", omittingEmptySubsequences: false)
    #expect(fields[2] == "" && fields[3] == "0" && fields[8] == "288")
    let (gap, _) = fleet.vm(.gaps)
    for (entry, line) in zip(gap.days, lines(TruthCSV.days(of: gap))) where entry.samples == 0 {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      #expect(fields[2] != "" && fields[3] == "" && fields[6] == "288")
    }
  }

  @Test("a resize names its new size and an off stretch without a size names 0")
  func events() throws {
    let resized = lines(TruthCSV.events(of: fleet.vm(.resized).truth))
    let truth = fleet.vm(.resized).truth
    for resize in truth.resizes {
      let expected =
        "\(truth.entity),resize,\(resize.at),,\(resize.to.bytes),\(resize.demandChange.bytes)"
      #expect(resized.contains { $0 == expected })
    }
    let off = lines(TruthCSV.events(of: fleet.vm(.poweredOff).truth)).filter {
      $0.contains(",off,")
    }
    #expect(off.contains { $0.hasSuffix(",0,") } && off.contains { $0.hasSuffix("Z,,") })
  }
}
