import Actuation
import CapacityModel
import Foundation
import HeadroomBasics
import TestSupport
import Testing

@Suite struct PlatformTests {
  static let hostile = [
    "a; rm -rf /", "it's", "\"q\"", "$(reboot)", "`reboot`", "a\nb", "-rf", "*", "~", "",
    "ü €", "a\u{2019}b", "{{ x }}", "\\", "%s", "!x", "#",
  ]

  private func change(_ name: String, from: Int64 = 8, to: Int64 = 4) -> SizeChange {
    SizeChange(
      entity: EntityID(name), from: .gibibytes(from), to: .gibibytes(to), needsRestart: nil)
  }

  @Test("a shell reads a quoted name as that name", arguments: PlatformTests.hostile)
  func shell(_ name: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "printf '<%s>' \(Quoting.shell(name))"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(String(decoding: output, as: UTF8.self) == "<\(name)>")
  }

  @Test(
    "JSON, whose strings YAML shares, reads a quoted name back", arguments: PlatformTests.hostile)
  func yaml(_ name: String) throws {
    let quoted = Quoting.yaml(name)
    #expect(quoted.utf8.allSatisfy { (0x20...0x7E).contains($0) })
    let read = try JSONDecoder().decode([String].self, from: Data("[\(quoted)]".utf8))
    #expect(read == [name])
  }

  @Test("inside PowerShell's single quotes every kind of single quote is doubled")
  func powerShell() {
    #expect(Quoting.powerShell("a'b\u{2019}c$(x)`") == "'a''b\u{2019}\u{2019}c$(x)`'")
  }

  @Test("every platform applies, verifies and undoes, or refuses the name", arguments: hostile)
  func contract(_ name: String) throws {
    for type in Platforms.all {
      do {
        let change = change(name)
        let commands = try type.init().commands(for: change)
        let back = try type.init().commands(
          for: SizeChange(
            entity: change.entity, from: change.to, to: change.from, needsRestart: nil))
        // libvirt's way back never restarts, whatever the way there was.
        if type != LibvirtPlatform.self {
          #expect(commands.rollback == back.apply, "\(type.name)")
        }
        #expect(!commands.apply.isEmpty && !commands.verify.isEmpty)
      } catch PlatformError.unusableName(_, let platform, _) {
        #expect(platform == type.name)
      }
    }
  }

  @Test("the commands are those of the platforms' manuals")
  func commands() throws {
    func first(_ platform: any Platform, _ change: SizeChange) throws -> [String] {
      try platform.commands(for: change).apply.map { $0.arguments.joined(separator: " ") }
    }
    #expect(
      try first(LibvirtPlatform(), change("vm")) == [
        "virsh setmem --domain vm --size 4194304 --live",
        "virsh setmem --domain vm --size 4194304 --config",
      ])
    #expect(
      try first(LibvirtPlatform(), change("vm", from: 4, to: 8)).prefix(2) == [
        "virsh setmaxmem --domain vm --size 8388608 --config",
        "virsh setmem --domain vm --size 8388608 --config",
      ])
    #expect(
      try first(SystemdPlatform(), change("a.slice")) == [
        "systemctl set-property -- a.slice MemoryMax=4294967296"
      ])
    #expect(try first(ProxmoxPlatform(), change("101"))[0] == "qm set 101 --memory 4096")
    #expect(
      try first(KubernetesPlatform(), change("shop/web-1/app"))[0].contains(
        "--subresource resize"))
    #expect(
      try first(OpenStackPlatform(), change("db")).last == "openstack server resize confirm db")
    #expect(try first(HyperVPlatform(), change("it's"))[0].contains("-ceq 'it''s'"))
    #expect(try first(VMwarePlatform(), change("vm[1]"))[0].contains("-Name 'vm`[1`]'"))
  }

  @Test("libvirt's way back from a raised maximum restores it, after the balloon; others leave it")
  func maximum() throws {
    func rollback(_ change: SizeChange) throws -> [String] {
      try LibvirtPlatform().commands(for: change).rollback.map {
        $0.arguments.joined(separator: " ")
      }
    }
    let balloon = ["--live", "--config"].map { "virsh setmem --domain vm --size 4194304 \($0)" }
    var growth = change("vm", from: 4, to: 8)
    #expect(
      try rollback(growth) == balloon + ["virsh setmaxmem --domain vm --size 4194304 --config"])
    growth.needsRestart = false
    #expect(try rollback(growth) == balloon)
    #expect(try !rollback(change("vm")).joined().contains("setmaxmem"))
  }

  @Test(
    "a rollback says what it restores and what it cannot",
    arguments: ScriptFormats.all.map { $0.name })
  func rollback(format: String) throws {
    let items = [
      item("a", on: "libvirt"), item("b", on: "vmware"), item("c", on: "vmware-govc"),
      item("d", on: "openstack"), item("e/f", on: "kubernetes"), item("g", on: "hyperv"),
    ]
    func text(_ part: ScriptPart) throws -> String {
      try ScriptFormats.text(of: items, plan: "p", as: format, part: part, platform: nil).text
    }
    let (apply, back) = (try text(.apply), try text(.rollback))
    if format != KubernetesYAML.name {
      #expect(apply.contains("8 GiB to 3 GiB") && !apply.contains("back from"))
      #expect(back.contains("back from 3 GiB to 8 GiB") && !back.contains("8 GiB to 3 GiB"))
      #expect(try text(.verify).contains("has it 3 GiB?"))
    }
    let told = [
      ShellScript.name: ["(mem.limit); the plan", "takes headroom-8192", "Requests and limits"],
      PowerShellScript.name: ["MemLimitMB); the plan does not know"],
      KubernetesYAML.name: ["Requests and limits", "VerticalPodAutoscaler objects stay"],
      AnsiblePlaybook.name: ["# The change lifted", "# The plan does not know the flavor"],
    ]
    for note in told[format] ?? [] {
      #expect(back.contains(note) && !apply.contains(note), "\(format): \(note)")
    }
  }

  @Test("notes are one line each, since scripts carry them as comments")
  func notes() throws {
    let names = ["kubernetes": "a/b", "proxmox": "100"]
    for type in Platforms.all {
      let growth = change(names[type.name] ?? "vm", from: 4, to: 8)
      for note in try type.init().commands(for: growth).rollbackNotes {
        #expect(note.hasSuffix(".") && !note.contains("\n"), "\(type.name): \(note)")
      }
    }
  }

  @Test("names that a platform cannot have are refused with its rule")
  func names() {
    #expect(throws: PlatformError.self) { try ProxmoxPlatform().commands(for: change("web")) }
    #expect(throws: PlatformError.self) { try KubernetesPlatform().commands(for: change("web")) }
    #expect(throws: PlatformError.self) { try KubernetesPlatform().commands(for: change("a/B")) }
    #expect(throws: PlatformError.self) { try LibvirtPlatform().commands(for: change("a\nb")) }
    #expect(throws: PlatformError.self) { try Platforms.named("vmwaer") }
  }

  private func item(_ name: String, on platform: String) -> PlanItem {
    var item = PlanItem(
      entity: EntityID(name), tier: .standard, serviceLevel: 0.95,
      action: .shrink, current: .init(configured: .gibibytes(8)),
      proposed: .init(configured: .gibibytes(3)),
      confidence: .init(score: 0.95, meaning: "it fits", calibratedOn: "past"),
      replay: .init(days: 40, shortageDaysBefore: 0, shortageDaysAfter: 0))
    item.platform = platform
    return item
  }

  @Test(
    "a platform says whether its commands shrink what runs; the planner relies on it",
    arguments: [
      ("vmware", false), ("vmware-govc", false), ("hyperv", false), ("proxmox", false),
      ("openstack", false), ("libvirt", true), ("kubernetes", true), ("systemd", true),
    ])
  func traits(platform: String, shrinksLive: Bool) {
    #expect(Platforms.traits[platform] == PlatformTraits(shrinksLive: shrinksLive))
    #expect(Platforms.traits.count == Platforms.all.count)
  }

  @Test("a script carries the items it is given and says which it cannot carry")
  func scripts() throws {
    func text(of items: [PlanItem], as format: String) throws -> (text: String, left: [EntityID]) {
      try ScriptFormats.text(of: items, plan: "p", as: format, part: .apply, platform: nil)
    }
    #expect(throws: PlatformError.nothingToExport(format: "shell", platforms: [])) {
      try text(of: [], as: "shell")
    }
    let items = [item("a", on: "libvirt"), item("b", on: "hyperv")]
    let shell = try text(of: items, as: "shell")
    #expect(shell.left == [EntityID("b")] && shell.text.contains("--domain a "))
    let all = try text(of: items, as: "ansible")
    #expect(all.left.isEmpty && all.text.contains("pwsh"))
  }
}
