/// A format that Graphviz draws in.
public enum Format: String, Sendable, Hashable, CaseIterable {
  /// Graphviz's own SVG; `SVGDocument` makes a finished one of it.
  case svg
  case png
  case pdf

  /// Whether drawing needs Cairo and Pango, and so depends on the fonts of the machine.
  var needsCairo: Bool { self != .svg }

  /// The most pixels along a side of a picture, and in all of it: more than Cairo holds along a side it shrinks in
  /// silence, and each takes four bytes.
  static let (longestSide, mostPixels) = (32_767.0, 100_000_000.0)
  /// The longest side of a page, in points: PDF has no larger ones.
  static let longestPage = 14_400.0

  /// How large a picture of this format can be, in words.
  var limit: String {
    switch self {
    case .svg: "there is no limit"
    case .png:
      "a PNG has at most \(Int(Self.longestSide)) px along a side and \(Int(Self.mostPixels / 1_000_000)) million in all"
    case .pdf: "a page has at most \(Int(Self.longestPage)) pt along a side"
    }
  }

  /// Fails where a drawing of the given size, in points, is too large for the format.
  func check(width: Double, height: Double, scale: Double) throws(GraphvizError) {
    let unit = self == .png ? 96 / 72 * scale : 1
    let (across, down) = ((width * unit).rounded(.up), (height * unit).rounded(.up))
    let fits =
      switch self {
      case .svg: true
      case .png: max(across, down) <= Self.longestSide && across * down <= Self.mostPixels
      case .pdf: max(across, down) <= Self.longestPage
      }
    if !fits { throw .tooLarge(self, width: Int(across), height: Int(down)) }
  }
}
