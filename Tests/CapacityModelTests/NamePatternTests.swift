import CapacityModel
import Testing

@Suite struct NamePatternTests {
  @Test(
    "a star stands for any characters, and everything else for itself",
    arguments: [
      ("vm-*", "vm-17", true), ("vm-*", "vm-", true), ("vm-*", "a-vm-1", false),
      ("*-db", "eu-db", true), ("*-db", "eu-db2", false), ("a*b*c", "aXbYc", true),
      ("a*b*c", "abc", true), ("a*b*c", "acb", false), ("*", "", true), ("", "", true),
      ("", "x", false), ("a.c", "abc", false), ("a**c", "abbc", true), ("ab*ba", "aba", false),
      ("*a*a*", "xaya", true), ("*aa*", "xaya", false),
    ])
  func matches(pattern: String, name: String, expected: Bool) {
    #expect(NamePattern(pattern).matches(name) == expected)
  }
}
