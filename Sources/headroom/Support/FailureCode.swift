internal import Actuation
internal import Application
internal import CapacityModel
internal import Configuration
internal import Evaluation
internal import FleetGenerator
internal import Forecasting
internal import Foundation
internal import HeadroomBasics
internal import Ingestion
internal import Lifecycle
internal import LinearAlgebra
internal import Planning
internal import Reporting
internal import SeriesStorage
internal import Sizing

/// The exit codes of failures, as `docs/cli.md` lists them.
enum FailureCode: Int32 {
  /// Headroom could not do it.
  case failed = 1
  /// An option or argument asks for what there is not.
  case usage = 64
  /// What was read is wrong.
  case badData = 65
  /// A file could not be read or written.
  case inputOutput = 74

  /// The code for an error of one of the rooms; `nil` for any other, which the argument parser knows how to report.
  init?(of error: any Error) {
    switch error {
    case let error as IngestionError: self = error.isInputOutput ? .inputOutput : .badData
    case let error as StorageError: self = error.isInputOutput ? .inputOutput : .badData
    case let error as ApplicationError: self = error.isInputOutput ? .inputOutput : .badData
    case let error as ConfigurationError: self = error.isInputOutput ? .inputOutput : .badData
    case let error as AuditError: self = error.isInputOutput ? .inputOutput : .badData
    case is OutputFailure, is CocoaError: self = .inputOutput
    case let error as ForecastingError: self.init(error)
    case let error as SizingError: self.init(error)
    case let error as EvaluationError: self.init(error)
    case let error as PlanningError: self.init(error)
    case let error as ReportingError: self.init(error)
    case let error as PlanLifeError:
      self = error == .nobody || error == .noItemsNamed ? .usage : .failed
    case is FleetGeneratorError: self = .usage
    case PlanIdentityError.mismatch: self = .badData
    case is PlanIdentityError, is PlatformError, is LinearAlgebraError: self = .failed
    default: return nil
    }
  }

  /// What is told of an error: the path, what failed and what to do.
  static func text(of error: any Error) -> String {
    guard let fault = error as? CocoaError else { return "\(error)" }
    let path = fault.filePath ?? fault.url?.path ?? "a file"
    return
      "\(path) could not be read or written (\(SystemFault.reason(of: error))); check the path, its "
      + "permissions and free space"
  }

  private init(_ error: ForecastingError) {
    self =
      switch error {
      case .horizonNotPositive, .levelsNotAscending, .unknownForecaster: .usage
      case .emptyPanel, .weights: .badData
      case .numerical: .failed
      }
  }

  private init(_ error: SizingError) {
    self =
      switch error {
      case .unknownPolicy: .usage
      case .untrainable, .trainedOtherwise, .decisionWeights: .badData
      case .trainedLater: .failed
      }
  }

  private init(_ error: EvaluationError) {
    switch error {
    case .setting, .noSizeAllowed, .notReplayed: self = .usage
    case .historyTooShort: self = .badData
    case .historiesDiffer, .historyLength: self = .failed
    case .forecast(_, _, let reason): self.init(reason)
    }
  }

  private init(_ error: PlanningError) {
    self =
      switch error {
      case .serviceLevelOutOfRange, .noSizeAllowed: .usage
      case .duplicateInventoryEntry, .invalidGuardrail, .forecastNotBytes: .badData
      case .duplicateInput, .decisionOfAnother, .wrongColumn, .medianMissing,
        .peakQuantilesMissing, .notEncodable:
        .failed
      }
  }

  private init(_ error: ReportingError) {
    self =
      switch error {
      case .cannotRender, .unknownFormat: .usage
      case .notFinite, .notFiniteCell: .badData
      case .noPeaks: .failed
      }
  }
}
