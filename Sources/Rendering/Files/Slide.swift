import Numbers

/// A finished picture in the middle of a page to be shown in a hall, as large as it can be.
public struct Slide: Sendable {
  /// The page in a browser's pixels: the 16:9 page of programs for presentations, 13⅓ by 7½ inches.
  public static let (width, height) = (1280.0, 720.0)
  /// What stays free on each side at least.
  private static let margin = 32.0
  /// A picture of two gates is not made larger than this: its numbers would be headlines.
  private static let largestScale = 3.0
  /// The least height of type in points that can be read from the last row; a circuit as wide as a page of text has it.
  public static let smallestType = 12.0

  /// The page as SVG.
  public let svg: [UInt8]
  /// How many times larger than on a page of text the picture is.
  public let scale: Double
  /// The height of its smallest type in points; nil where it has none.
  public let type: Double?

  /// Gives nil for what is no picture of ours.
  public init?(of picture: [UInt8]) {
    guard var root = SVGRoot(picture), let width = root.pixels("width"), let height = root.pixels("height"),
      let seen = root.viewBox
    else { return nil }
    let scale = min(
      (Self.width - 2 * Self.margin) / width, (Self.height - 2 * Self.margin) / height, Self.largestScale)
    // Units of the drawing in a pixel of the page.
    let unit = max(seen.width / width, seen.height / height) / scale
    let box = [
      seen.x + (seen.width - Self.width * unit) / 2, seen.y + (seen.height - Self.height * unit) / 2,
      Self.width * unit, Self.height * unit,
    ].map { $0.nearText(decimals: 2) }
    root["width"] = "\(Int(Self.width))"
    root["height"] = "\(Int(Self.height))"
    root["viewBox"] = box.joined(separator: " ")
    self.scale = scale
    type = Self.smallestType(in: root.content).map { $0 / unit * 0.75 }
    svg = root.tag + Self.moving(root.content, to: box)
  }

  /// Whether its type can be read in a hall.
  public var isLegible: Bool { (type ?? .infinity) >= Self.smallestType }

  /// The drawing with what lies under all of it moved to the corner of the page.
  private static func moving(_ content: ArraySlice<UInt8>, to box: [String]) -> [UInt8] {
    let start = Array("<rect class=\"page\"".utf8)
    guard let place = content.firstRange(of: start)?.upperBound,
      let size = content[place...].firstRange(of: Array(" width=".utf8))?.lowerBound
    else { return Array(content) }
    // It may have a place already, where the drawing begins below.
    return Array(content[..<place]) + " x=\"\(box[0])\" y=\"\(box[1])\"".utf8 + content[size...]
  }

  /// The size of the smallest type in units of the drawing. A quotation mark in a text is written as a sign.
  private static func smallestType(in content: ArraySlice<UInt8>) -> Double? {
    content.ranges(of: Array(" font-size=\"".utf8)).compactMap { range in
      Double(
        String(decoding: content[range.upperBound...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self))
    }.min()
  }
}
