extension Panel {
  /// The history of sums: a series a node.
  ///
  /// A series adds nothing before its first value, after its last, and in gaps of more than `held` steps, for it was
  /// off then; in shorter gaps it adds its last value. Where fewer than half of a node's running series were seen the
  /// sum is not known.
  ///
  /// - Parameters:
  ///   - nodes: Their `members` are columns of this panel.
  ///   - names: What the sums are called, one a node.
  ///   - held: Steps.
  public func sums(_ nodes: [HierarchyNode], named names: [EntityID], held: Int = 3) -> Panel {
    precondition(nodes.count == names.count, "\(names.count) names for \(nodes.count) nodes")
    let count = seriesCount
    var (filled, running) = (values, Array(repeating: false, count: values.count))
    for series in 0..<count {
      var last: Int?
      for step in 0..<stepCount where mask[step * count + series] {
        running[step * count + series] = true
        if let last, step - last - 1 <= held {
          for gap in (last + 1)..<step {
            filled[gap * count + series] = values[last * count + series]
            running[gap * count + series] = true
          }
        }
        last = step
      }
    }
    var sums = Panel(entities: names, calendar: calendar)
    for (column, node) in nodes.enumerated() {
      for step in 0..<stepCount {
        var (sum, seen, alive) = (0.0, 0, 0)
        for member in node.members {
          let index = step * count + member
          guard running[index] else { continue }
          sum += filled[index]
          alive += 1
          if mask[index] { seen += 1 }
        }
        if alive > 0, 2 * seen >= alive { sums[step, column] = sum }
      }
    }
    return sums
  }
}
