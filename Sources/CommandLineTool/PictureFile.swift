import ArgumentParser
import Gradwalk

/// The kind of file that a picture is written to, told by how its name ends.
enum PictureFile: String, CaseIterable, ExpressibleByArgument {
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

  /// What the SVG is drawn as; nil where it is the SVG itself, or the text of a graph.
  var raster: RasterFormat? {
    switch self {
    case .svg, .dot: nil
    case .png: .png
    case .pdf: .pdf
    }
  }
}
