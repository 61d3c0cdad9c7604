internal import Foundation
public import SeriesStorage

/// Where the store and its key are when nobody says.
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

  /// The key in `file`, else in the file that `HEADROOM_STORE_KEY_FILE` names, else `HEADROOM_STORE_KEY` itself; `nil`
  /// where there is none of these.
  ///
  /// - Throws: `ApplicationError.unusableKey`.
  public static func key(file: String?, environment: [String: String]) throws -> StoreKey? {
    func named(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    do {
      if let path = file ?? named("HEADROOM_STORE_KEY_FILE") {
        guard let content = FileManager.default.contents(atPath: path) else {
          throw ApplicationError.unusableKey(place: path, reason: "the file cannot be read")
        }
        do {
          return try StoreKey(fileContent: content)
        } catch {
          throw ApplicationError.unusableKey(place: path, reason: error.description)
        }
      }
      guard let text = named("HEADROOM_STORE_KEY") else { return nil }
      return try StoreKey(text: text)
    } catch let error as StoreKey.Malformed {
      throw ApplicationError.unusableKey(place: "HEADROOM_STORE_KEY", reason: error.description)
    }
  }
}
