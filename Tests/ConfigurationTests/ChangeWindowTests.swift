import CapacityModel
import Configuration
import TestSupport
import Testing

@Suite struct ChangeWindowTests {
  private func read(_ window: String) throws -> String? {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "schema: headroom.inventory/v1\nentities: [{entity: a, window: \"\(window)\"}]\n",
      to: "inventory.yaml")
    return try InventoryFile.read(path).entities.first?.window
  }

  @Test(
    "days make a window, with times and a zone where they are known",
    arguments: [
      "Sat 22:00-02:00 UTC", "Mon-Fri,Sun 01:00-03:00 Europe/Berlin", "daily 00:00-24:00 +01:00",
      "fri-mon 23:30-23:00 -03:30", "Wed 03:00-04:00 Etc/GMT+3",
      "Sun", "Saturday-Sunday", "Sat 22:00-02:00",
    ])
  func right(text: String) throws { #expect(try read(text) == text) }

  @Test(
    "anything else does not",
    arguments: [
      "Xyz 99:00", "Sat 22:00 UTC", "Sat 22:00-25:00 UTC", "Sat 24:00-01:00 UTC",
      "Sat 22:60-23:00 UTC", "Sat 2:00-4:00 UTC", "Sat 02:00-02:00 UTC", "Sat, 02:00-04:00 UTC",
      "Sat-Sun-Mon 02:00-04:00 UTC", "Sam 02:00-04:00 UTC", "Sat 02:00-04:00 +15:00",
      "Sat 02:00-04:00 ", "Sat  02:00-04:00 UTC", "by arrangement", "",
    ])
  func wrong(text: String) {
    #expect(throws: ConfigurationError.self) { try self.read(text) }
  }
}
