/// A page of its own size, in whose middle a figure stands as large as it can be.
public struct FigurePage: Equatable, Sendable {
  /// In a browser's pixels.
  public let width: Double
  public let height: Double
  /// What stays free on each side at least.
  private let margin: Double
  /// A figure of two gates is not made larger than this: its numbers would be headlines.
  private let mostScale: Double

  /// The 16:9 page of programs for presentations, 13⅓ by 7½ inches.
  public static let slide = FigurePage(width: 1280, height: 720, margin: 32, mostScale: 3)
  /// What stands for a lesson in the list of a course.
  package static let card = FigurePage(width: 320, height: 180, margin: 8, mostScale: 1)

  package init(width: Double, height: Double, margin: Double, mostScale: Double) {
    (self.width, self.height, self.margin, self.mostScale) = (width, height, margin, mostScale)
  }

  /// How many times larger than by itself a drawing of a size is.
  package func scale(width: Double, height: Double) -> Double {
    min((self.width - 2 * margin) / max(width, 1), (self.height - 2 * margin) / max(height, 1), mostScale)
  }

  /// What is seen of a drawing, of which a box is to be in the middle.
  package func view(of box: Box) -> Box {
    let scale = scale(width: box.width, height: box.height)
    return Box(center: box.center, width: width / scale, height: height / scale)
  }
}

/// How a figure fits a page.
public struct FigureFit: Equatable, Sendable {
  /// The least height of type in points that can be read from the last row; a circuit as wide as a page of text has it.
  public static let smallestType = 12.0

  /// How many times larger than by itself it is.
  public var scale: Double
  /// The height of its smallest type in points; nil where it has none.
  public var type: Double?

  /// Whether its type can be read in a hall.
  public var isLegible: Bool { (type ?? .infinity) >= Self.smallestType }
}
