/// The colours of a figure by what they stand for, each on a light and on a dark page.
public struct Palette: Equatable, Sendable {
  /// One colour on a light and on a dark page, as `#rrggbb`.
  public struct Color: Equatable, Sendable {
    public var light: String
    public var dark: String

    init(_ light: String, _ dark: String) {
      self.light = light
      self.dark = dark
    }
  }

  /// The palette's name on the command line.
  public let name: String
  /// What figures lie on, so that they can be read whatever page holds them; nil where they are transparent.
  public private(set) var page: Color? = Color("#ffffff", "#0d1117")
  /// Names, symbols and wires.
  public let ink: Color
  public let value: Color
  public let gradient: Color
  public let gateFill: Color
  public let gateLine: Color
  public let activeFill: Color
  public let activeLine: Color
  public let frameFill: Color
  public let frameLine: Color

  /// Values green, gradients red, as on the board of the lecture.
  public static let board = Palette(
    name: "board", value: Color("#0a7d2c", "#56d07c"), gradient: Color("#c81e1e", "#ff8a80"))
  /// Values blue, gradients orange, for readers who don't tell red from green.
  public static let blueOrange = Palette(
    name: "blue-orange", value: Color("#0b5cad", "#7cb8ff"), gradient: Color("#a84300", "#ffb066"))

  /// The palette for figures that lie on the page itself.
  public var transparent: Palette {
    var palette = self
    palette.page = nil
    return palette
  }

  /// Every palette; the command line offers those in this list.
  public static let all = [board, blueOrange]

  private init(name: String, value: Color, gradient: Color) {
    self.name = name
    self.value = value
    self.gradient = gradient
    ink = Color("#3a3f4b", "#d3d8e3")
    gateFill = Color("#eef2fb", "#1f2a44")
    gateLine = Color("#3b5bb5", "#8fa9ec")
    activeFill = Color("#ffedd4", "#4d3510")
    activeLine = Color("#b8650f", "#f2a54a")
    frameFill = Color("#f6f7fa", "#171c27")
    frameLine = Color("#8a92a6", "#6f7890")
  }

  var colors: [Color] {
    [
      ink, value, gradient, gateFill, gateLine, activeFill, activeLine, frameFill, frameLine,
    ] + (page.map { [$0] } ?? [])
  }

  /// What Graphviz is to lay under a drawing.
  var background: String { page?.light ?? "transparent" }
}
