internal import CapacityModel
internal import HeadroomBasics

/// Injected faults as CSV, `entity,kind,since,detail`; `docs/formats/fleet-truth.md` explains every column.
public enum FaultsCSV {
  /// The first line.
  public static let header: [UInt8] = Array("entity,kind,since,detail\n".utf8)

  /// One fault's line; `*` stands for all entities.
  public static func line(of fault: InjectedFault) -> [UInt8] {
    let name = fault.entity?.name ?? "*"
    return Array("\(name),\(fault.kind.rawValue),\(fault.since),\(fault.detail)\n".utf8)
  }
}
