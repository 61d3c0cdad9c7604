public import CapacityModel
internal import HeadroomBasics

extension CapacityReview: Reportable {
  /// `capacity review`.
  public static let kind = "capacity review"

  /// First what the review comes to, then what it rests on: demand against what is installed, the plan, the record of
  /// the past, the data. Its numbers are those of plan, forecast and backtest, so it has no form as data.
  public func document(_ options: ReportOptions) -> Document {
    var drawn = options
    drawn.pictures = Dictionary(
      entities.map { ($0.entity, $0) }, uniquingKeysWith: { first, _ in first })
    drawn.clusters = clusters
    let pairs = zip(outlooks, nodes).map { NodePicture(outlook: $0, demand: $1) }
    let fleet = pairs.first { $0.outlook.level == .fleet }
    var nodeTable = NodeOutlook.table(outlooks)
    nodeTable.isSortable = true
    return Document(
      title: "\(title) capacity review", figures: figures(fleet: fleet?.outlook),
      picture: plan.fleetSection(fleet), facts: plan.facts(at: money) + [.init("Plan", plan.id)],
      sections: [
        .init(title: "Summary", list: sentences), economicsTable, compressionTable,
        .init(title: "Demand against what is installed", table: nodeTable),
      ] + pairs.filter { $0.outlook.level != .fleet }.map(\.section) + plan.sections(drawn)
        + record(of: backtest)
        + [qualityTable, .init(title: "What to know of this review", list: warnings)])
  }

  /// The plan states costs at these prices; the review adds the currency.
  private var money: MemoryPrices { MemoryPrices(currency: economics.currency) }

  /// The plan's numbers, with money in its currency and what will have to be bought.
  private func figures(fleet: NodeOutlook?) -> [Document.Figure] {
    var figures = plan.figures(fleet: fleet, prices: money)
    if let purchase = economics.purchase, let price = purchase.price {
      figures.append(
        .init(
          "To buy", MoneyText.number(price), unit: economics.currency,
          note: "\(QuantityText.size(purchase.shortage)) short from \(purchase.from.dateText) on",
          tone: .critical))
    }
    return figures
  }

  /// A backtest's charts and its tables, which a page folds.
  private func record(of backtest: BacktestReport?) -> [Document.Section] {
    guard let backtest else { return [] }
    return backtest.charts
      + backtest.tables.map { section in
        var folded = section
        folded.table?.reading = .folded
        return folded
      }
  }

  /// Rows of the data quality that a reader goes through.
  private static let readable = 25

  /// What the review comes to, a sentence each.
  private var sentences: [String] {
    let changes = plan.changes
    let (grown, shrunk) = (plan.items(.grow).count, plan.items(.shrink).count)
    var sentences =
      changes.isEmpty
      ? []
      : [
        "\(QuantityText.count(changes.count, "change", "changes")) proposed for the next \(plan.horizon): "
          + "\(NumberText.grouped(grown)) grow, \(NumberText.grouped(shrunk)) shrink; "
          + "\(plan.summary.memoryText)."
      ]
    sentences += zip(outlooks, nodes).map { outlook, node in
      let text = outlook.sentence(until: node.aheadCalendar.range.end)
      return text.prefix(1).uppercased() + text.dropFirst() + "."
    }
    if let purchase = economics.purchase { sentences.append(text(of: purchase)) }
    if let compressionText { sentences.append(compressionText) }
    if let sentence = recordText { sentences.append(sentence) }
    return sentences
  }

  private func text(of purchase: Economics.Purchase) -> String {
    var text =
      "From \(purchase.from.dateText) on up to \(QuantityText.size(purchase.shortage)) will be short"
    if let price = purchase.price {
      text += "; to buy that costs \(MoneyText.sum(price, economics.currency))"
    }
    text += ". The plan frees \(QuantityText.size(purchase.freed))"
    if let months = purchase.monthsOfSavings {
      text += ", worth the price of that memory in \(NumberText.fixed(months, places: 1)) months"
    }
    return text + "."
  }

  /// How often peaks stayed within the quantile nearest to 95 % over the longest horizon.
  private var recordText: String? {
    let rows = backtest?.calibration.filter { $0.behaviour == nil } ?? []
    guard let horizon = rows.map(\.horizon).max(),
      let row = rows.filter({ $0.horizon == horizon }).min(by: {
        (($0.promised - 0.95).magnitude, $0.level) < (($1.promised - 0.95).magnitude, $1.level)
      })
    else { return nil }
    return "On the past, \(QuantityText.percent(row.realised)) of "
      + "\(QuantityText.count(row.n, "peak", "peaks")) stayed within a forecast that promised "
      + "\(QuantityText.percent(row.promised)), \(QuantityText.count(horizon, "day", "days")) ahead."
  }

  /// Memory, money and energy before and after.
  private var economicsTable: Document.Section {
    Document.Section(
      title: "Before and after",
      columns: [
        .text("what"), .number("before"), .number("after"), .number("difference"), .text("in"),
        .text("if"),
      ],
      rows: economics.lines.map { line in
        [
          line.name, line.text(line.before), line.text(line.after),
          line.text(line.after - line.before), line.unitText(economics.currency), line.assumption,
        ]
      })
  }

  /// What compression saves; without rows where nothing is known of it.
  private var compressionTable: Document.Section {
    Document.Section(
      title: "What compression saves",
      columns: [
        .text("what"), .number("now"), .number("could be"), .text("in"),
        .text("if"),
      ],
      rows: economics.compression.map { line in
        [
          line.name, line.text(line.before), line.text(line.after),
          line.unitText(economics.currency), line.assumption,
        ]
      })
  }

  /// Compression beside the two other ways to have memory: to buy it, and to take it back.
  private var compressionText: String? {
    guard let memory = economics.compression.first else { return nil }
    let (now, possible) = (
      NumberText.fixed(memory.before, places: 1), NumberText.fixed(memory.after, places: 1)
    )
    let saved =
      memory.before > 0 ? "saves \(now) GiB now" : "is not known to save anything now"
    let could = memory.after > memory.before ? " and could save \(possible) GiB" : ""
    return "Compression \(saved)\(could), beside what the plan frees."
  }

  /// The data in one sentence.
  private var qualityText: String {
    let poor = quality.count { !$0.problems.isEmpty }
    return
      "\(plan.data.text). \(QuantityText.count(poor, "entity has", "entities have")) something to mend"
      + (poor > Self.readable ? "; the worst \(Self.readable) are listed" : "") + "."
  }

  /// Entities whose data leaves something to be wished for, the worst first.
  private var qualityTable: Document.Section {
    let poor = quality.filter { !$0.problems.isEmpty }.sorted {
      ($1.missingDays + $1.cutOffDays, $0.entity.name)
        < ($0.missingDays + $0.cutOffDays, $1.entity.name)
    }
    return Document.Section(
      title: "Data quality", lead: qualityText,
      table: Document.Table(
        columns: [
          .text("entity"), .number("samples"), .number("days"), .number("missing"),
          .number("cut off"),
          .number("off"),
        ],
        rows: poor.prefix(Self.readable).map { record in
          .init(
            [
              record.entity.name, NumberText.grouped(record.samples),
              NumberText.grouped(record.days), NumberText.grouped(record.missingDays),
              NumberText.grouped(record.cutOffDays), NumberText.grouped(record.offDays),
            ], note: record.problems.joined(separator: "; "))
        }, noteTitle: "what is wrong"))
  }
}

extension Economics.Line {
  /// A value of the line, in its unit.
  fileprivate func text(_ value: Double) -> String {
    switch unit {
    case .moneyMonthly, .moneyOnce: MoneyText.number(value)
    case .gibibytes, .kilowattHoursMonthly: NumberText.fixed(value, places: 1)
    }
  }

  /// `GiB`, `EUR a month`, `EUR once`, `kWh a month`.
  fileprivate func unitText(_ currency: String) -> String {
    let money = currency.isEmpty ? "" : "\(currency) "
    return switch unit {
    case .gibibytes: "GiB"
    case .moneyMonthly: "\(money)a month"
    case .moneyOnce: "\(money)once"
    case .kilowattHoursMonthly: "kWh a month"
    }
  }
}
