internal import FoundationEssentials

/// What the file system says of a file, in words that fit a sentence.
///
/// Foundation's own texts name classes and error numbers ("NSCocoaErrorDomain error 256"), which no user can act on.
package enum SystemFault {
  /// Why a file could not be read or written: `no such file`, `permission denied`.
  ///
  /// - Parameter error: What Foundation threw.
  package static func reason(of error: any Error) -> String {
    guard let error = error as? CocoaError else { return "the system refuses it" }
    switch error.code {
    case .fileReadNoSuchFile, .fileNoSuchFile: return "no such file"
    case .fileReadNoPermission, .fileWriteNoPermission: return "permission denied"
    case .fileWriteOutOfSpace: return "no space is left"
    case .fileWriteVolumeReadOnly: return "the file system is read-only"
    case .fileWriteFileExists: return "it is there already"
    case .fileReadInapplicableStringEncoding, .fileReadCorruptFile, .fileReadUnknownStringEncoding:
      return "it is no UTF-8 text"
    case .fileReadTooLarge: return "it is too large"
    case .fileReadUnknown: return "it cannot be read as a file; is it a folder?"
    default: return "the system refuses it"
    }
  }
}
