internal import CapacityModel
internal import HeadroomBasics

extension ResizePlan {
  /// Rows of a section that a reader goes through; the JSON form has all.
  private static let readable = 20

  /// What demand is likely to pass, the most pressing first: one row an item, its highest rule that is likelier than not.
  var thresholdBlock: ReportBlock {
    let passed = items.compactMap { item -> (item: PlanItem, rule: PlanItem.Threshold)? in
      item.thresholds?.last { $0.date != nil }.map { (item, $0) }
    }.sorted {
      ($0.rule.date ?? now, -$0.rule.percent, $0.item.entity.name)
        < ($1.rule.date ?? now, -$1.rule.percent, $1.item.entity.name)
    }
    return ReportBlock(
      title: "Demand will likely pass a share of the present size"
        + Self.cut(passed.count, "the soonest"),
      columns: [
        ("ENTITY", false), ("NOW GiB", true), ("PASSES", true), ("PROBABILITY", true),
        ("50 % BY", false), ("THEN", false),
      ],
      rows: passed.prefix(Self.readable).map { item, rule in
        [
          item.entity.name, item.current.configured.map(QuantityText.gibibytes) ?? "-",
          "\(rule.percent) %", QuantityText.percent(rule.probability),
          rule.date?.dateText ?? "-", rule.action,
        ]
      })
  }

  /// What is needed only at times that come again, one row an item with the next such time.
  var preallocationBlock: ReportBlock {
    let split = items.compactMap { item in
      item.proposed.preallocation?.first.map { (item: item, next: $0) }
    }.sorted { ($1.next.amount, $0.item.entity.name) < ($0.next.amount, $1.item.entity.name) }
    return ReportBlock(
      title: "Memory set aside for times that come again" + Self.cut(split.count, "the largest"),
      columns: [
        ("ENTITY", false), ("SIZE GiB", true), ("SET ASIDE GiB", true), ("FROM", false),
        ("UNTIL", false), ("TIMES", true),
      ],
      rows: split.prefix(Self.readable).map { item, next in
        [
          item.entity.name, item.proposed.configured.map(QuantityText.gibibytes) ?? "-",
          QuantityText.gibibytes(next.amount), next.from.dateText, next.until.dateText,
          "\(item.proposed.preallocation?.count ?? 0)",
        ]
      })
  }

  /// What clusters should have ready, one row a date.
  var clusterBlock: ReportBlock {
    ReportBlock(
      title: "What clusters should have ready (90 % of joint futures)",
      columns: [
        ("CLUSTER", false), ("USABLE GiB", true), ("PEAK NOW GiB", true), ("BY", false),
        ("PEAK GiB", true), ("SET ASIDE GiB", true), ("PASSES USABLE", false),
      ],
      rows: (clusters ?? []).flatMap { cluster in
        cluster.leads.enumerated().map { index, lead in
          [
            index == 0 ? cluster.cluster : "",
            index == 0 ? cluster.usable.map(QuantityText.gibibytes) ?? "-" : "",
            index == 0 ? QuantityText.gibibytes(cluster.expected) : "", lead.until.dateText,
            QuantityText.gibibytes(lead.peak), QuantityText.gibibytes(lead.amount),
            index == 0 ? cluster.passes?.dateText ?? "-" : "",
          ]
        }
      })
  }

  /// What is ahead, in the order in which reports tell it; sections without rows are left out.
  var aheadBlocks: [ReportBlock] {
    [thresholdBlock, preallocationBlock, clusterBlock].filter { !$0.rows.isEmpty }
  }

  private static func cut(_ count: Int, _ which: String) -> String {
    count > readable ? ", \(which) \(readable) of \(count)" : ""
  }
}
