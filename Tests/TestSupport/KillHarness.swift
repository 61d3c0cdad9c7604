import Foundation
import HeadroomBasics
import Testing

/// Kills `headroom` at random moments and asks each time whether anything that was acknowledged is gone.
///
/// The moments follow from a seed, which every failure names; `HEADROOM_KILL_SEED` repeats them.
public struct KillHarness {
  /// What is run and killed.
  public var arguments: [String]
  /// How often.
  public var kills: Int
  /// From what the moments follow.
  public let seed: UInt64
  private var random: SplitMix64

  /// Plans kills of `headroom` with `arguments`.
  public init(_ arguments: [String], kills: Int) {
    (self.arguments, self.kills) = (arguments, kills)
    seed =
      ProcessInfo.processInfo.environment["HEADROOM_KILL_SEED"].flatMap(UInt64.init)
      ?? UInt64.random(in: 0...UInt64(UInt32.max))
    random = SplitMix64(state: seed)
  }

  /// Runs and kills; a run that ends before its moment counts as one that was not killed.
  ///
  /// A whole run is made first: the moments spread over its time, from the start of the process to its end.
  ///
  /// - Parameters:
  ///   - prepare: Sets the scene before each run.
  ///   - check: Looks at what each run left; its issues name the seed through `context`.
  /// - Returns: How many runs were really killed.
  @discardableResult
  public mutating func run(
    prepare: () throws -> Void, check: (_ context: Context) throws -> Void
  ) throws -> Int {
    try prepare()
    let began = DispatchTime.now().uptimeNanoseconds
    let whole = try HeadroomProcess.run(arguments)
    let time = Double(DispatchTime.now().uptimeNanoseconds - began) / 1e9
    let first = Context(kill: -1, seed: seed, wasKilled: false)
    #expect(whole.code == 0, "\(first): the run without a kill: \(whole.messages)")
    try check(first)
    var killed = 0
    for kill in 0..<kills {
      try prepare()
      let process = try HeadroomProcess.start(arguments)
      Thread.sleep(forTimeInterval: Double.random(in: 0...time, using: &random))
      Foundation.kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let wasKilled = process.terminationReason == .uncaughtSignal
      killed += wasKilled ? 1 : 0
      try check(Context(kill: kill, seed: seed, wasKilled: wasKilled))
    }
    return killed
  }

  /// One run; its text says how to repeat it.
  public struct Context: Sendable, CustomStringConvertible {
    /// Which, from 0; −1 for the run that is not killed.
    public let kill: Int
    /// From what the moments follow.
    public let seed: UInt64
    /// Whether the run was ended before its end.
    public let wasKilled: Bool

    /// The place, and how to come there again.
    public var description: String { "kill \(kill) (HEADROOM_KILL_SEED=\(seed))" }
  }
}
