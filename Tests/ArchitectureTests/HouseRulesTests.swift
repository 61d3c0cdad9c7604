import Foundation
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

  @Test("the folders of Sources are the rooms of the table")
  func everyRoomIsListed() throws {
    #expect(try Set(sources.rooms()) == Set(Room.all.map(\.name)))
  }

  @Test("Package.swift lets no room depend on what the table does not allow")
  func package() throws {
    let text = try String(contentsOfFile: "\(PackageRoot.path)/Package.swift", encoding: .utf8)
    let targets = text.components(separatedBy: "arget(").dropFirst()
    var found = 0
    for target in targets {
      let names = target.components(separatedBy: "\"").enumerated()
        .filter { $0.offset % 2 == 1 }.map(\.element)
      guard let room = Room.all.first(where: { $0.name == names.first }) else { continue }
      found += 1
      let rooms = Set(Room.all.map(\.name)).intersection(names).subtracting([room.name])
      #expect(rooms.isSubset(of: room.mayImport), "\(room.name) depends on \(rooms)")
    }
    #expect(found == Room.all.count)
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

  @Test("the table grants C modules to the rooms that are known to need them only")
  func cModules() {
    for room in Room.all where !Room.mayImportC.contains(room.name) {
      #expect(room.mayImport.isDisjoint(with: Room.cModules), "\(room.name) may import C")
    }
  }
}
