internal import Application
internal import ArgumentParser
internal import CapacityModel

/// `headroom export notebook`.
struct ExportNotebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notebook",
    abstract: "Writes a Jupyter notebook and the tables that it draws.",
    discussion: """
      The folder receives capacity.ipynb and, in tables/, what 'headroom export tables' writes. The notebook draws the \
      fleet's demand and what lies ahead, the fullest VMs, the record of forecasts and of promises, the cost of sizing \
      policies, and single VMs; it needs Python with pandas and matplotlib. It holds no outputs and names no path, so that \
      the folder can be moved, and it shows any VM of the tables: --entity only says with which it begins.

      Example: headroom export notebook --store fleet.headroom --inventory inventory.yaml --entity vm-0042 --output capacity
      Then: jupyter nbconvert --execute --to html capacity/capacity.ipynb
      """)

  @OptionGroup var options: ExportOptions

  @Option(
    help: ArgumentHelp(
      "The entity that the last charts show. May be given more than once (default: the VM whose predicted peak is the largest share of its size).",
      valueName: "name"))
  var entity: [String] = []

  @OptionGroup var folder: ExportFolder

  func run() throws {
    let entities = entity.map { EntityID($0) }
    try options.export(.notebook(entities: entities), to: folder, entities: entities)
  }
}
