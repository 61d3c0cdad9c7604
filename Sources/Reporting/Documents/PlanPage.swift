internal import CapacityModel
internal import HeadroomBasics

/// What only a page shows of a plan: large numbers, the fleet in a picture, changes in a picture, and all items in a table
/// that its reader sorts and filters.
extension ResizePlan {
  /// Items whose details a page has; a page of all would be too large to open.
  private static let detailed = 60
  /// Rows of the table of all items.
  private static let listed = 10_000
  /// Items up to which the table shows the course of each one's demand.
  private static let sparkled = 2000

  /// The numbers that a board asks for.
  ///
  /// - Parameters:
  ///   - fleet: Whether what is installed carries the fleet, where that is known.
  ///   - prices: What memory costs; without a price the plan's own costs are told.
  func figures(fleet: NodeOutlook?, prices: MemoryPrices) -> [Document.Figure] {
    let relative = QuantityText.relativeChange(from: summary.before, to: summary.after)
    let change = "\(QuantityText.change(summary.after - summary.before)) GiB"
    var figures = [
      Document.Figure(
        "Configured, if all is done", QuantityText.gibibytes(summary.after), unit: "GiB",
        note:
          "\(QuantityText.size(summary.before)) now; \(relative.isEmpty ? change : "\(change), \(relative)")"
      )
    ]
    if let (before, after) = costs(at: prices) {
      figures.append(
        .init(
          "Cost a month", MoneyText.number(after), unit: prices.currency ?? "",
          note: "\(MoneyText.number(before)) now"))
    }
    let counts = { (action: PlanItem.Action) in
      NumberText.grouped(summary.counts[action.rawValue] ?? 0)
    }
    figures.append(
      .init(
        "Changes", NumberText.grouped(changes.count),
        note: "\(counts(.grow)) grow, \(counts(.shrink)) shrink; \(counts(.hold)) held"))
    let unclear = items(.investigate).count
    if unclear > 0 {
      figures.append(
        .init(
          "To be looked into", NumberText.grouped(unclear), note: "no size is proposed",
          tone: .warning))
    }
    let held = heldRisk
    if !changes.isEmpty || held.entities > 0 {
      figures.append(
        .init(
          "Expected misses",
          NumberText.fixed(changes.isEmpty ? held.misses : summary.risk, places: 1),
          note: changes.isEmpty
            ? "of \(NumberText.grouped(held.entities)) held"
            : "of \(NumberText.grouped(changes.count)) changed; \(NumberText.fixed(held.misses, places: 1)) "
              + "of \(NumberText.grouped(held.entities)) held"))
    }
    if let fleet, fleet.installed != nil { figures.append(fleet.figure) }
    return figures
  }

  /// Demand of the fleet against what is configured and installed.
  func fleetSection(_ fleet: NodePicture?) -> Document.Section? {
    guard let fleet else { return nil }
    var levels: [DemandChart.Level] = []
    if summary.before > .zero {
      levels = [
        .init(
          size: summary.before, style: "was",
          title: "configured now: \(QuantityText.size(summary.before))", isAhead: true),
        .init(
          size: summary.after, style: "will",
          title: "configured after the plan: \(QuantityText.size(summary.after))", isAhead: true),
      ]
    }
    if let installed = fleet.outlook.installed {
      levels.append(
        .init(
          size: installed, style: "limit",
          title: "installed less failover reserve: \(QuantityText.size(installed))"))
    }
    let chart = DemandChart(
      picture: fleet.demand, levels: levels, passes: nil, namesLevels: true)
    return .init(title: "Demand of the fleet", chart: chart, table: chart.table)
  }

  /// The widest changes as a picture.
  func changePicture(_ options: ReportOptions) -> Document.Section {
    let drawn = changes.filter { $0.change != nil }
    let shown = Array(drawn.prefix(ChangeChart.most))
    guard !shown.isEmpty else { return .init(title: "Changes", medium: .page) }
    let all = changes.count
    let lead =
      all > shown.count
      ? "The \(shown.count) widest of \(NumberText.grouped(all)) changes; the table below has all."
      : ""
    return .init(
      title: "Changes, the widest first", lead: lead,
      chart: ChangeChart(
        items: shown,
        peaks: options.pictures.compactMapValues(\.peak)), medium: .page)
  }

  /// Every item in a row; details of those that change or that a person must look at.
  func itemSection(_ options: ReportOptions) -> Document.Section {
    let ordered = changes + items(.investigate) + items(.hold)
    let told = ordered.prefix(Self.detailed).filter { $0.action != .hold }
    var lead: [String] = []
    if ordered.count > Self.listed {
      lead.append(
        "The first \(NumberText.grouped(Self.listed)) of \(NumberText.grouped(ordered.count)) items."
      )
    }
    if ordered.contains(where: { $0.action != .hold }) {
      let some = ordered.count { $0.action != .hold }
      lead.append(
        some > told.count
          ? "Details of the first \(told.count) of \(NumberText.grouped(some)) that change or need a look stand below; "
            + "all of them, to the byte: headroom plan show PLAN --format csv."
          : "A name leads to its history, forecast and sizes.")
    }
    return .init(
      title: "All items", lead: lead.joined(separator: " "),
      table: itemTable(ordered.prefix(Self.listed), told: told.count, options),
      entries: told.enumerated().map { place, item in
        item.entry(
          id: Self.entryID(place), horizon: horizon, picture: options.pictures[item.entity])
      }, medium: .page)
  }

  private static func entryID(_ place: Int) -> String { "item-\(place + 1)" }

  private func itemTable(
    _ items: ArraySlice<PlanItem>, told: Int, _ options: ReportOptions
  ) -> Document.Table {
    let hasClusters = !options.clusters.isEmpty
    let hasOwners = items.contains { $0.owner != nil }
    let hasPast = !options.past.isEmpty && items.count <= Self.sparkled
    let columns: [Document.Column] =
      [.choice("action"), .name("entity")] + (hasClusters ? [.choice("cluster")] : [])
      + (hasOwners ? [.choice("owner")] : [])
      + .numbers("now GiB", "new GiB", "change", "confidence") + [.text("breach")]
      + (hasPast ? [.text("demand of size")] : [])
    var table = Document.Table(
      columns: columns,
      rows: items.enumerated().map { place, item in
        let cells = item.cells
        let past = Sparkline.text(
          options.past[item.entity] ?? [], of: Double(item.current.configured?.bytes ?? 0))
        return .init(
          Array(cells.prefix(2)) + (hasClusters ? [options.clusters[item.entity] ?? "-"] : [])
            + (hasOwners ? [item.owner ?? "-"] : []) + Array(cells.dropFirst(2))
            + (hasPast ? [past] : []),
          // What holds has one of few reasons, and thousands of rows would repeat it.
          note: item.action == .hold ? "" : item.mainReason, tone: item.tone,
          entry: place < told ? Self.entryID(place) : "")
      }, noteTitle: "why")
    table.isSortable = true
    return table
  }
}

extension NodeOutlook {
  /// How far the predicted peak goes towards what is installed.
  var figure: Document.Figure {
    let name = level == .fleet ? "Fleet" : name
    let share = "p\(NumberText.trimmed(probability * 100, places: 1))"
    guard let installed else {
      return .init(
        "\(name): \(share) of the peak", QuantityText.gibibytes(peak), unit: "GiB",
        note: "what is installed is not known", tone: .unknown)
    }
    return .init(
      "\(name): \(share) of the peak", QuantityText.gibibytes(peak), unit: "GiB",
      note:
        "of \(QuantityText.size(installed)) \(source == .configured ? "configured" : "installed")"
        + (passes.map { ", passed on \($0.dateText)" } ?? ""),
      tone: passes == nil ? .fine : .critical)
  }
}
