internal import CapacityModel
internal import HeadroomBasics

extension ResizePlan {
  /// Rows of a section that a reader goes through; the JSON form has all.
  private static let readable = 20

  /// What demand is likely to pass, the most pressing first: one row an item, its highest rule that is likelier than not.
  /// Items that shrink are left out: their demand fits a smaller size, and nothing is to be done.
  private var thresholdTable: Document.Section {
    let passed = items.compactMap { item -> (item: PlanItem, rule: PlanItem.Threshold)? in
      guard item.action != .shrink else { return nil }
      return item.thresholds?.last { $0.date != nil }.map { (item, $0) }
    }.sorted {
      ($0.rule.date ?? now, -$0.rule.percent, $0.item.entity.name)
        < ($1.rule.date ?? now, -$1.rule.percent, $1.item.entity.name)
    }
    return Document.Section(
      title: "Demand will likely pass a share of the present size"
        + Self.cut(passed.count, "the soonest"),
      table: .init(
        columns: [.text("entity")] + .numbers("now GiB", "passes", "probability")
          + [.text("50 % by")],
        rows: passed.prefix(Self.readable).map { item, rule in
          .init(
            [
              item.entity.name, QuantityText.gibibytes(item.current.configured),
              "\(rule.percent) %", QuantityText.percent(rule.probability),
              rule.probability < 1 ? rule.date?.dateText ?? "-" : "now",
            ], note: rule.action)
        }, noteTitle: "what to do"))
  }

  /// What is needed only at times that come again, one row an item with the next such time.
  private var preallocationTable: Document.Section {
    let split = items.compactMap { item in
      item.proposed.preallocation?.first.map { (item: item, next: $0) }
    }.sorted { ($1.next.amount, $0.item.entity.name) < ($0.next.amount, $1.item.entity.name) }
    return Document.Section(
      title: "Memory set aside for times that come again" + Self.cut(split.count, "the largest"),
      columns: [
        .text("entity"), .number("size GiB"), .number("set aside GiB"), .text("from"),
        .text("until"), .number("times"),
      ],
      rows: split.prefix(Self.readable).map { item, next in
        [
          item.entity.name, QuantityText.gibibytes(item.proposed.configured),
          QuantityText.gibibytes(next.amount), next.from.dateText, next.until.dateText,
          "\(item.proposed.preallocation?.count ?? 0)",
        ]
      })
  }

  /// What clusters should have ready, one row a date.
  private var clusterTable: Document.Section {
    Document.Section(
      title: "What clusters should have ready (90 % of joint futures)",
      columns: [
        .text("cluster"), .number("usable GiB"), .number("peak now GiB"), .text("by"),
        .number("peak GiB"), .number("set aside GiB"), .text("passes usable"),
      ],
      rows: (clusters ?? []).flatMap { cluster in
        cluster.leads.enumerated().map { index, lead in
          [
            index == 0 ? cluster.cluster : "",
            index == 0 ? QuantityText.gibibytes(cluster.usable) : "",
            index == 0 ? QuantityText.gibibytes(cluster.expected) : "", lead.until.dateText,
            QuantityText.gibibytes(lead.peak), QuantityText.gibibytes(lead.amount),
            index == 0 ? cluster.passes?.dateText ?? "-" : "",
          ]
        }
      })
  }

  /// What is ahead, in the order in which reports tell it.
  var aheadSections: [Document.Section] { [thresholdTable, preallocationTable, clusterTable] }

  private static func cut(_ count: Int, _ which: String) -> String {
    count > readable ? ", \(which) \(readable) of \(count)" : ""
  }
}
