import CapacityModel
import HeadroomBasics
import Testing

@Suite struct ForecastValueTests {
  private let peak = PeakDistribution(levels: [0.1, 0.5, 0.9, 0.99], values: [10, 20, 40, 80])

  @Test("quantile and probability are inverse between the outermost levels")
  func inverse() {
    for level in stride(from: 0.1, through: 0.99, by: 0.01) {
      #expect(abs(peak.probability(ofPeakAtMost: peak.quantile(at: level)) - level) < 1e-12)
    }
  }

  @Test("nothing is ever said to be surer than the outermost level")
  func bounded() {
    #expect(peak.probability(ofPeakAtMost: 1e12) == 0.99)
    #expect(peak.probability(ofPeakAtMost: 0) == 0)
    #expect(peak.quantile(at: 0.9999) == 80)
  }

  @Test("a flat distribution holds its highest level at its value")
  func flat() {
    let flat = PeakDistribution(levels: [0.1, 0.5, 0.9], values: [0, 0, 0])
    #expect(flat.probability(ofPeakAtMost: 0) == 0.9)
    let plateau = PeakDistribution(levels: [0.1, 0.5, 0.9], values: [5, 5, 9])
    #expect(plateau.probability(ofPeakAtMost: 5) == 0.5)
    #expect(plateau.probability(ofPeakAtMost: 4) < 0.1)
  }

  @Test("a panel keeps gaps out of its values and cuts its past exactly")
  func panel() {
    let calendar = StepCalendar(start: Timestamp(seconds: 0), step: .days(1), count: 3)
    var panel = Panel(entities: [EntityID("a"), EntityID("b")], calendar: calendar)
    panel[0, 0] = 1
    panel[2, 1] = 7
    #expect(panel.column(1) == [nil, nil, 7])
    #expect(panel.prefix(2).column(0) == [1, nil])
    #expect(panel.selecting([1]).entities == [EntityID("b")])
    #expect(panel.calendar.following(2).start == Timestamp(seconds: 3 * 86_400))
    panel[0, 0] = nil
    #expect(panel.values[0] == 0)
  }

  @Test("the larger of two demands and the later of two sizes stays")
  func duplicates() {
    #expect(MemoryMetric.used.resolved(earlier: 5, later: 3) == 5)
    #expect(MemoryMetric.configured.resolved(earlier: 5, later: 3) == 3)
  }

  @Test("every metric's code names that metric alone")
  func metricCodes() {
    #expect(Set(MemoryMetric.allCases.map(\.code)).count == MemoryMetric.allCases.count)
    for metric in MemoryMetric.allCases { #expect(MemoryMetric(code: metric.code) == metric) }
    #expect(MemoryMetric(code: 0) == nil)
  }
}
