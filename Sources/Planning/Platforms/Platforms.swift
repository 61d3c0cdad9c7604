/// The registered platforms.
public enum Platforms {
  /// In the order of the help text.
  public static let all: [any Platform.Type] = [
    LibvirtPlatform.self, VMwarePlatform.self, GovcPlatform.self, HyperVPlatform.self,
    KubernetesPlatform.self, ProxmoxPlatform.self, OpenStackPlatform.self, SystemdPlatform.self,
  ]

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
