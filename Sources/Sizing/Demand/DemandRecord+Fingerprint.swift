import CapacityModel
import HeadroomBasics

extension DemandRecord {
  /// What tells the demand of one fleet from another's: FNV-1a of names and daily peaks, 16 hexadecimal digits.
  public static func fingerprint(of records: [DemandRecord]) -> String {
    var hash = FNV1a()
    for record in records {
      for byte in record.entity.name.utf8 { hash.combine(byte) }
      hash.combine(UInt8(0))
      for peak in record.peaks { hash.combine(peak.bitPattern) }
    }
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
