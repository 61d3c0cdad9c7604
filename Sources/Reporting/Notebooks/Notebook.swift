/// A Jupyter notebook as `nbformat` 4.5 says: cells with ids, no outputs.
struct Notebook: Encodable {
  var cells: [NotebookCell]

  private struct Metadata: Encodable {
    let kernelspec = [
      "display_name": "Python 3", "language": "python", "name": "python3",
    ]
    let language = ["name": "python"]

    private enum CodingKeys: String, CodingKey {
      case kernelspec
      case language = "language_info"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case cells
    case metadata
    case format = "nbformat"
    case minorFormat = "nbformat_minor"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(cells, forKey: .cells)
    try container.encode(Metadata(), forKey: .metadata)
    try container.encode(4, forKey: .format)
    try container.encode(5, forKey: .minorFormat)
  }
}
