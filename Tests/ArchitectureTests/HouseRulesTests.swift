import TestSupport
import Testing

/// The house as it stands keeps to docs/architecture.md.
@Suite("The rooms of the house")
struct HouseRulesTests {
  let sources = SourceTree(root: "\(PackageRoot.path)/Sources")

  @Test("no room imports what the table does not allow it")
  func imports() throws {
    #expect(try !sources.files().isEmpty)
    #expect(try sources.importBreaches() == [])
  }

  @Test("no source file is longer than 400 lines")
  func lengths() throws {
    #expect(try sources.lengthBreaches() == [])
  }

  @Test("every folder of Sources is a room of the table")
  func everyRoomIsListed() throws {
    #expect(try Set(sources.rooms()).subtracting(Room.all.map(\.name)) == [])
  }

  @Test("the table lets rooms import lower levels only, so level 2 has no sibling imports")
  func levels() {
    let levels = Dictionary(uniqueKeysWithValues: Room.all.map { ($0.name, $0.level) })
    for room in Room.all {
      for module in room.mayImport {
        #expect((levels[module] ?? -1) < room.level, "\(room.name) imports \(module)")
      }
    }
  }

  @Test("the table grants C modules to LinearAlgebra, Ingestion and SeriesStorage only")
  func cModules() {
    for room in Room.all where !Room.mayImportC.contains(room.name) {
      #expect(room.mayImport.isDisjoint(with: Room.cModules), "\(room.name) may import C")
    }
  }
}
