internal import Actuation
internal import Application
internal import CapacityModel
internal import Configuration
internal import Evaluation
internal import FleetGenerator
internal import Forecasting
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
    case is OutputFailure: self = .inputOutput
    case is PlanLifeError, is PlanIdentityError, is PlatformError, is ForecastingError,
      is SizingError, is PlanningError, is ReportingError, is EvaluationError,
      is FleetGeneratorError, is LinearAlgebraError:
      self = .failed
    default: return nil
    }
  }
}
