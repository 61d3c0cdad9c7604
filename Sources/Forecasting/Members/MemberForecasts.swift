import HeadroomBasics

/// What every member says of some neighbouring series at several origins.
///
/// Paths are stored `[member × end × row × horizon]`, on the scale of `PreparedPanel.values`.
struct MemberForecasts: Sendable {
  /// The series, as rows of the prepared panel.
  let rows: Range<Int>
  /// Steps seen at each origin, ascending; the last is the whole history.
  let ends: [Int]
  /// How many steps ahead is forecast, h.
  let horizon: Int
  /// The members so far, in the order that ties are broken in.
  private(set) var names: [String] = []
  /// Single precision: they are many, and what is made of them is known to no more digits.
  private(set) var paths: [Float] = []

  /// About as many members as there are.
  static let usual = 28

  /// Makes room for the usual members; there is none yet.
  init(rows: Range<Int>, ends: [Int], horizon: Int) {
    (self.rows, self.ends, self.horizon) = (rows, ends, horizon)
    paths.reserveCapacity(Self.usual * ends.count * rows.count * horizon)
  }

  /// Adds a member whose paths are 0 and returns its number.
  mutating func add(_ name: String) -> Int {
    names.append(name)
    paths.append(contentsOf: repeatElement(0, count: ends.count * rows.count * horizon))
    return names.count - 1
  }

  /// Where the path of `member` at origin number `end` for series `row` begins.
  func offset(_ member: Int, _ end: Int, _ row: Int) -> Int {
    ((member * ends.count + end) * rows.count + row - rows.lowerBound) * horizon
  }

  /// One member's value `step` steps ahead.
  subscript(member: Int, end: Int, row: Int, step: Int) -> Double {
    get { Double(paths[offset(member, end, row) + step]) }
    set { paths[offset(member, end, row) + step] = Float(newValue) }
  }

  /// Copies one member's path over another's.
  mutating func copy(_ source: Int, to target: Int, end: Int, row: Int) {
    let (from, to) = (offset(source, end, row), offset(target, end, row))
    paths.withUnsafeMutableBufferPointer { paths in
      let path = UnsafeBufferPointer(rebasing: paths[from..<(from + horizon)])
      _ = paths[to..<(to + horizon)].update(fromContentsOf: path)
    }
  }

  /// Writes the whole path of one member at once.
  mutating func write(
    _ path: some Collection<Double>, member: Int, end: Int, row: Int
  ) {
    precondition(path.count == horizon, "a path of \(path.count) steps for \(horizon)")
    let first = offset(member, end, row)
    paths.withUnsafeMutableBufferPointer { paths in
      var place = first
      for value in path {
        paths[place] = Float(value)
        place += 1
      }
    }
  }

  /// Lets `body` write the whole path of one member at once.
  @inline(__always)
  mutating func withPath(
    member: Int, end: Int, row: Int, _ body: (UnsafeMutableBufferPointer<Float>) -> Void
  ) {
    let first = offset(member, end, row)
    paths.withUnsafeMutableBufferPointer { paths in
      body(UnsafeMutableBufferPointer(rebasing: paths[first..<(first + horizon)]))
    }
  }

  /// Adds the median of the members so far.
  mutating func addMedian() {
    let others = names.count
    let median = add("median-of-members")
    let size = ends.count * rows.count * horizon
    for index in 0..<size {
      paths[median * size + index] = Float(
        OrderStatistics.median((0..<others).map { Double(paths[$0 * size + index]) }))
    }
  }

  /// Changes every path in place.
  mutating func changePaths(
    _ change: (UnsafeMutableBufferPointer<Float>, _ series: Int) -> Void
  ) {
    paths.withUnsafeMutableBufferPointer { paths in
      for path in 0..<(names.count * ends.count * rows.count) {
        let steps = (path * horizon)..<((path + 1) * horizon)
        change(
          UnsafeMutableBufferPointer(rebasing: paths[steps]),
          rows.lowerBound + path % rows.count)
      }
    }
  }
}
