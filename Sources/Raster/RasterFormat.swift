/// A format that an SVG is drawn in.
public enum RasterFormat: String, Sendable, Hashable, CaseIterable {
  case png
  case pdf

  /// How many times larger than the SVG a PNG is at most.
  public static let largestScale = 10
  /// The most pixels along a side of a picture: more are none to cairo.
  static let longestSide = 32_767.0
  /// The most pixels in all of it. Each takes four bytes while it is drawn.
  static let mostPixels = 100_000_000.0
  /// The longest side of a page, in points: PDF has no larger ones.
  static let longestPage = 14_400.0

  /// How large a picture is in this format, in its own unit, when the SVG is so many pixels wide and high.
  func size(_ svg: PictureSize, scale: Double) -> PictureSize {
    switch self {
    case .png: PictureSize((svg.width * scale).rounded(.up), (svg.height * scale).rounded(.up))
    case .pdf: PictureSize(svg.width * 0.75, svg.height * 0.75)
    }
  }

  /// Fails where a picture, in the unit of the format, is too large for it.
  func check(_ size: PictureSize, svg: PictureSize) throws(RasterError) {
    if !holds(size) { throw .tooLarge(self, size, largestScale: largestScale(svg)) }
  }

  private func holds(_ size: PictureSize) -> Bool {
    let longer = max(size.width, size.height)
    return switch self {
    case .png: longer <= Self.longestSide && size.width * size.height <= Self.mostPixels
    case .pdf: longer <= Self.longestPage
    }
  }

  /// The largest whole scale at which a picture fits; nil if there is none.
  private func largestScale(_ svg: PictureSize) -> Int? {
    guard self == .png else { return nil }
    return (1...Self.largestScale).last { holds(size(svg, scale: Double($0))) }
  }

  /// What its sides are counted in.
  var unit: String { self == .png ? "px" : "pt" }

  /// How large a picture of this format can be, in words.
  var limit: String {
    switch self {
    case .png:
      "a PNG has at most \(Int(Self.longestSide)) px along a side and \(Int(Self.mostPixels / 1_000_000)) million in all"
    case .pdf: "a page has at most \(Int(Self.longestPage)) pt along a side"
    }
  }
}

/// The width and height of a picture.
public struct PictureSize: Sendable, Hashable {
  public var width: Double
  public var height: Double

  public init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }
}
