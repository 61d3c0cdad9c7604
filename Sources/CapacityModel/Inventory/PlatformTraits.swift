/// What the commands of a platform do to a running guest, as far as plans depend on it.
public struct PlatformTraits: Sendable, Hashable {
  /// Whether its commands take memory from a guest that runs; otherwise they power it off to shrink it.
  public var shrinksLive: Bool

  /// Creates the traits of one platform.
  public init(shrinksLive: Bool) { self.shrinksLive = shrinksLive }

  /// A platform of which nothing is known: it is not said to power guests off.
  public static let unknown = PlatformTraits(shrinksLive: true)

  /// Whether a change needs a restart of the guest; `nil` where that is not known.
  ///
  /// Whether memory can grow while a guest runs says nothing of taking it away, except that what cannot grow cannot shrink;
  /// a platform whose commands power a guest off to shrink it says the rest.
  ///
  /// - Parameters:
  ///   - action: What is done to the size.
  ///   - hotAdd: Whether memory can be added while the guest runs; `nil` where the inventory does not say.
  public func needsRestart(for action: PlanItem.Action, hotAdd: Bool?) -> Bool? {
    switch (action, hotAdd) {
    case (.grow, let hotAdd): hotAdd.map { !$0 }
    case (.shrink, false): true
    case (.shrink, _): shrinksLive ? nil : true
    case (.hold, _), (.investigate, _): nil
    }
  }
}
