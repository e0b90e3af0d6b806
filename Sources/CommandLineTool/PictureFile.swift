import Gradwalk

/// The kind of file that a picture is written to, told by how its name ends.
enum PictureFile: String, CaseIterable {
  case svg
  case dot
  case png
  case pdf

  init?(_ path: String) {
    guard let format = Self.allCases.first(where: { path.hasSuffix("." + $0.rawValue) }) else { return nil }
    self = format
  }

  /// `.svg, .dot, .png, .pdf`.
  static var endings: String { allCases.map { "." + $0.rawValue }.joined(separator: ", ") }

  /// What a picture is drawn as; nil for the text of a graph.
  var format: Format? {
    switch self {
    case .svg: .svg
    case .dot: nil
    case .png: .png
    case .pdf: .pdf
    }
  }
}
