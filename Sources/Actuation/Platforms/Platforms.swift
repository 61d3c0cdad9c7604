public import CapacityModel

/// The registered platforms.
public enum Platforms {
  /// In the order of the help text.
  public static let all: [any Platform.Type] = [
    LibvirtPlatform.self, VMwarePlatform.self, GovcPlatform.self, HyperVPlatform.self,
    KubernetesPlatform.self, ProxmoxPlatform.self, OpenStackPlatform.self, SystemdPlatform.self,
  ]

  /// What the commands of each do to a running guest, by name.
  public static let traits: [String: PlatformTraits] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.name, $0.traits) })

  /// The platform of a name.
  ///
  /// - Throws: `PlatformError.unknownPlatform`.
  public static func named(_ name: String) throws(PlatformError) -> any Platform {
    guard let type = all.first(where: { $0.name == name }) else {
      throw .unknownPlatform(name, entity: nil)
    }
    return type.init()
  }
}
