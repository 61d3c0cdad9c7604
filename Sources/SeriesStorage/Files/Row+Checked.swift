import GRDB

extension Row {
  /// The whole number in `column`; `nil` for any other value, which only damage can have put there.
  func whole(_ column: String) -> Int64? {
    guard case .int64(let number) = (self[column] as DatabaseValue).storage else { return nil }
    return number
  }

  /// The text in `column`; `nil` for any other value.
  func text(_ column: String) -> String? {
    guard case .string(let text) = (self[column] as DatabaseValue).storage else { return nil }
    return text
  }
}
