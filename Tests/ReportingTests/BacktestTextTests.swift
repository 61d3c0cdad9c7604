import CapacityModel
import Foundation
import HeadroomBasics
import Reporting
import Testing

@Suite struct BacktestTextTests {
  @Test("a backtest reads as accuracy, policies and calibration")
  func table() throws {
    let text = try TableFormat().text(of: BacktestExamples.report)
    #expect(
      text == """
        Backtest
          Data            fleet.headroom: 351 entities, 2013-08-01 to 2013-09-29
          Forecasts from  2 origins, 2013-08-29 to 2013-09-05
          Now             2013-09-29 00:00 UTC
          Seed            7
          Prices          slack 1, shortage 10 a GiB-hour; event 7, resize 0.05, restart 0.15 windows
          Chosen          peak-quantile: costs less than every other rule

        Accuracy
        Steps: how far ahead. Errors, less is better: MASE and SQL over those of the naive forecast in the
        history (below 1 is better than it), vs naive: SQL over the seasonal naive's, CRPS and WAPE as a
        share of the values. In 80 %: the share of values in that interval; good is 0.8, and 0.9 and 0.95
        beside it.
        FORECASTER  STEPS  FORECASTS   MASE    SQL  VS NAIVE   CRPS   WAPE  IN 80 %  IN 90 %  IN 95 %
        ridge           7      3,159  0.921  0.741     0.684  0.051  0.070    0.802    0.900    0.951

        Accuracy of ridge by behaviour
        CLASS  STEPS  FORECASTS  MASE  SQL  VS NAIVE  CRPS  WAPE  IN 80 %  IN 90 %  IN 95 %
        idle       7          9     -    -         -     -     -    1.000        -        -

        Accuracy of ridge by observed steps of history
        HISTORY      STEPS  FORECASTS   MASE    SQL  VS NAIVE   CRPS   WAPE  IN 80 %  IN 90 %  IN 95 %
        448 or more      7      3,159  0.921  0.741     0.684  0.051  0.070    0.802    0.900    0.951

        Forecast worst: quantile loss on the scale of MASE, the seasonal naive's beside it
        SQL above naive: a forecast that repeats the last season would have done better there.
        ENTITY  CLASS   STEPS  FORECASTS     SQL   NAIVE
        vm�7    bursty      7          6  10.511  18.892

        Policies: cost in windows of the usual peak, rates a VM and 30 days
        Relative: cost over that of the best tuned rival; below 1 is cheaper, and surely so where its
        interval is below 1. Slack: what lies above demand, of the size. Shortage days, resizes: a VM and 30
        days; fewer is better.
        POLICY         VARIANT   COST  RELATIVE   95 % INTERVAL  SLACK  SHORTAGE DAYS  RESIZES
        peak-quantile  ours     12.35     0.967  0.955 to 0.978   44 %           1.11     3.70
        =vpa           default  12.77         1               -   45 %           0.96     2.40

        Peaks: promised against realised
        Realised: the share of peaks that stayed within the predicted quantile of that level; good is
        realised equal to promised, and above it is cautious.
        CLASS  STEPS  LEVEL  PROMISED  REALISED  PEAKS
        all        7   0.95     0.950     0.941  3,100
        idle       7   0.95     0.999     1.000      9

        Confidence of proposed sizes: promised against realised
        Sizes by their score, from and to; realised: the share that demand stayed within. Good is realised
        equal to promised.
        POLICY         STEPS  FROM    TO  PROMISED  REALISED  SIZES
        peak-quantile      7  0.95  0.99     0.966     0.958  1,201

        Warnings
          -  12 of 3171 forecasts over 7 steps were not judged

        """)
  }

  @Test("every format writes the same report twice with the same bytes, within its width")
  func formats() throws {
    for format in ReportFormats.all {
      let text = try format.init().text(of: BacktestExamples.report)
      #expect(try format.init().text(of: BacktestExamples.report) == text)
      #expect(text.hasSuffix("\n") && text.contains("0.955") && text.contains("ridge"))
    }
    for line in try TableFormat().text(of: BacktestExamples.report).split(separator: "\n") {
      #expect(line.count <= 100)
    }
  }

  @Test("JSON reads back as the same report")
  func json() throws {
    let text = try JSONFormat().text(of: BacktestExamples.report)
    let read = try JSONDecoder().decode(BacktestReport.self, from: Data(text.utf8))
    #expect(read == BacktestExamples.report)
  }

  @Test("CSV has a row a figure and cells only where they mean something")
  func csv() throws {
    let lines = try CSVFormat().text(of: BacktestExamples.report).split(separator: "\n")
    #expect(lines[0] == "table,name,variant,horizon,behaviour,level,measure,value,low,high,n")
    #expect(lines[1] == "forecaster,ridge,,7,,,mase,0.9213,,,3159")
    #expect(lines.contains("policy,peak-quantile,ours,,,,relativeCost,0.967,0.955,0.978,"))
    #expect(lines.contains("policy,'=vpa,default,,,,cost,12.77,,,"))
    #expect(lines.contains("calibration,,,7,idle,0.95,realised,1,,,9"))
    #expect(lines.contains("confidence,peak-quantile,,7,,,promised,0.966,0.95,0.99,1201"))
    #expect(lines.allSatisfy { $0.count { $0 == "," } == 10 })
  }
}
