import CapacityModel
import Foundation
import Reporting
import Testing

@Suite struct LifeDocumentTests {
  @Test("a verification reads as one row an approved item with what was seen below it")
  func verification() throws {
    let text = try TableFormat().text(of: LifeExamples.verification)
    #expect(
      text == """
        Plan 4f1c2a9be07d verified
          As of  2013-09-29 00:00 UTC; the plan's horizon still runs, so that demand may yet pass a size;
                 verify again when it is over
          Plan   4f1c2a9be07d5a3344556677889900aabbccddeeff0011223344556677889900

        Approved items
        Change: landed where all places that are sampled show the new size, partly where some do, not seen
        where none does. The places, in order: desired (the plan; no sample came since), persisted
        (configured), hypervisor (assigned), guest (guest_total), cgroup (limit). Demand: whether all of it
        since the plan's origin fits the new size.
        ENTITY    CHANGE  FIRST MISSING AT  DEMAND
        build-17  partly  guest             TOO SMALL
            persisted: 12 GiB; guest: 32 GiB; demand reached 13 GiB

        """)
    let json = try JSONFormat().text(of: LifeExamples.verification)
    #expect(
      try JSONDecoder().decode(PlanVerification.self, from: Data(json.utf8))
        == LifeExamples.verification)
  }

  @Test("a comparison reads as what the plans rest on, then what they treat differently")
  func comparison() throws {
    #expect(
      try TableFormat().text(of: LifeExamples.comparison) == """
        Comparison of two plans
          Items  1 item differs, 1,204 do not

        What they were made from and with
          -  horizon: 4w before, 13w after

        Differences
        ENTITY  BEFORE       AFTER
        db-1    hold 64 GiB  grow 64 GiB to 80 GiB
            trend +8 GiB

        """)
    let json = try JSONFormat().text(of: LifeExamples.comparison)
    #expect(json.contains("\"schema\" : \"headroom.plan-comparison/v1\""))
    #expect(
      try JSONDecoder().decode(PlanComparison.self, from: Data(json.utf8))
        == LifeExamples.comparison)
  }

  @Test("a store reads as counts, span and encodings; what nobody counted is left out")
  func store() throws {
    #expect(
      try TableFormat().text(of: LifeExamples.store) == """
        Store fleet.headroom
          Schema version   2
          Encrypted        no
          Size             2.13 MiB
          Entities         40
          Chunks           358
          Samples of used  1,372,804
          Bytes a sample   1.63
          First sample     2013-06-01T00:00:00Z
          Last sample      2013-09-28T23:59:59.999Z
          Gaps             3 in 1 entity
          Longest gap      4.19 days of db-1
          Ingests          0
          Rows rejected    0

        Encodings
        ENCODING  BYTES A VALUE   VALUES
        delta               0.9  994,792

        """)
    let uncounted = StoreContents(LifeExamples.store.info, gaps: nil)
    #expect(try !TableFormat().text(of: uncounted).contains("Gaps"))
    let json = try JSONFormat().text(of: uncounted)
    #expect(json.contains("\"bytes\" : 2233466") && !json.contains("gaps"))
  }
}
