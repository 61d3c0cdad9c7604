internal import CapacityModel

extension PolicyWalk {
  func scores() -> [BacktestReport.PolicyScore] { [] }
}
