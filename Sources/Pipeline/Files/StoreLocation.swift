/// Where the store is when nobody says.
public enum StoreLocation {
  /// The path that was given, else `HEADROOM_STORE`, else `headroom/store.headroom` in `XDG_DATA_HOME` or
  /// `~/.local/share`.
  public static func path(given: String?, environment: [String: String]) -> String {
    if let given { return given }
    if let named = environment["HEADROOM_STORE"], !named.isEmpty { return named }
    let home = environment["HOME"] ?? "."
    let data = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 }
    return "\(data ?? "\(home)/.local/share")/headroom/store.headroom"
  }
}
