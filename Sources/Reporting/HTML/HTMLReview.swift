internal import CapacityModel
internal import HeadroomBasics

/// A capacity review as a page: first what it comes to, then what it rests on.
struct HTMLReview {
  let review: CapacityReview

  /// The page.
  var page: HTMLPage {
    var sections = [inShort]
    let compression = review.compressionBlock
    if !compression.rows.isEmpty {
      sections.append(.init(title: compression.title, table: compression))
    }
    sections += zip(review.outlooks, review.nodes).map(section)
    sections +=
      HTMLPlan(
        plan: review.plan,
        pictures: Dictionary(
          review.entities.map { ($0.entity, $0) }, uniquingKeysWith: { first, _ in first })
      ).sections
    if let backtest = review.backtest {
      sections += HTMLFormat.pictures(of: backtest)
      sections += backtest.blocks.filter { !$0.rows.isEmpty }.map {
        .init(title: $0.title, table: $0, tableIsFolded: true)
      }
    }
    sections.append(quality)
    if !review.warnings.isEmpty {
      sections.append(.init(title: "What to know of this review", list: review.warnings))
    }
    return HTMLPage(
      title: "\(review.title) capacity review", facts: review.plan.facts, sections: sections)
  }

  private var inShort: HTMLPage.Section {
    HTMLPage.Section(
      title: "In short", table: review.economicsBlock, list: review.sentences)
  }

  private func section(_ outlook: NodeOutlook, _ picture: DemandPicture) -> HTMLPage.Section {
    let installed = outlook.installed.map {
      DemandChart.Level(
        size: $0, style: "limit", title: "installed less failover reserve: \(QuantityText.size($0))"
      )
    }
    let numbers = zip(HierarchyText.columns, HierarchyText.row(outlook)).dropFirst()
      .map { "\($0) \($1)" }.joined(separator: "; ")
    let chart = DemandChart(
      picture: picture, levels: [installed].compactMap { $0 }, passes: nil)
    return HTMLPage.Section(
      title: outlook.level == .fleet ? "Demand of the fleet" : "Demand of cluster \(outlook.name)",
      lead: outlook.sentence(until: picture.aheadCalendar.range.end)
        + ". Daily peaks of all entities are added up, as if they came at one moment.",
      picture: chart.markup,
      legend: [
        ("past", "largest demand seen"), ("s0", "median"), ("fan", "80 and 90 % of the futures"),
        ("limit", "installed"),
      ], table: chart.table, tableIsFolded: true, list: [numbers])
  }

  private var quality: HTMLPage.Section {
    let block = review.qualityBlock
    return HTMLPage.Section(
      title: "Data quality", lead: review.qualityText, table: block, tableIsFolded: false)
  }
}
