/// The colours of a figure by what they stand for, each on a light and on a dark page.
public struct Palette: Equatable, Sendable {
  /// One colour on a light and on a dark page, as `#rrggbb`.
  public struct Color: Equatable, Sendable {
    public var light: String
    public var dark: String

    package init(_ light: String, _ dark: String) {
      self.light = light
      self.dark = dark
    }
  }

  /// The palette's name on the command line.
  public let name: String
  /// What figures lie on, so that they can be read whatever page holds them; nil where they are transparent.
  public private(set) var page: Color? = Self.page
  /// By the places of ``Ink``.
  private let table: [Color]

  /// Values green, gradients red, as on the board of the lecture.
  public static let board = Palette(
    name: "board", value: Color("#0a7d2c", "#56d07c"), gradient: Color("#c81e1e", "#ff8a80"),
    finished: (Color("#fcedeb", "#3d2325"), Color("#b04a4a", "#e08a84")))
  /// Values blue, gradients orange, for readers who don't tell red from green.
  public static let blueOrange = Palette(
    name: "blue-orange", value: Color("#0b5cad", "#7cb8ff"), gradient: Color("#a84300", "#ffb066"),
    finished: (Color("#fbeadb", "#3d2a1c"), Color("#a8642d", "#d9a06b")))

  /// The palette for figures that lie on the page itself.
  public var transparent: Palette {
    var palette = self
    palette.page = nil
    return palette
  }

  /// Every palette; the command line offers those in this list.
  public static let all = [board, blueOrange]

  private init(name: String, value: Color, gradient: Color, finished: (fill: Color, line: Color)) {
    self.name = name
    table =
      [
        Self.page, Color("#3a3f4b", "#d3d8e3"), Color("#5d6372", "#a6adbb"), value, gradient,
        Color("#7a35ad", "#cfa6f7"), Color("#f4ebfb", "#2f1d40"), Color("#eef2fb", "#1f2a44"),
        Color("#3b5bb5", "#8fa9ec"), Color("#ffedd4", "#4d3510"), Color("#b8650f", "#f2a54a"),
        Color("#f6f7fa", "#171c27"), Color("#8a92a6", "#6f7890"), finished.fill, finished.line,
        Color("#9aa1ae", "#596070"), Color("#e3e5ea", "#2a2f39"), Color("#c2009f", "#ff5fe0"),
        // A style sheet tells colours apart by how they are on a light page, so no two of these are the same there.
        Color("#000000", "#fefefe"), Color("#010101", "#000000"), Color("#fefefe", "#000000"),
      ] + Self.negativeShades.reversed() + [Self.zeroShade] + Self.positiveShades + Self.negativeTones
      + Self.otherTones
  }

  package subscript(ink: Ink) -> Color { table[Int(ink.index)] }

  private static let page = Color("#ffffff", "#0d1117")

  // In every figure blue is above zero and orange below: green and red tell values from gradients.

  // Neurons and weights. In grey the signs look the same, so that neurons show their numbers or signs, and lines of
  // negative weights are dashed.
  private static let zeroShade = Color("#e7e8ec", "#2b303b")
  private static let negativeShades = [
    Color("#fae0c0", "#523d24"), Color("#f1bf85", "#7a5522"), Color("#e5a051", "#a36e24"),
    Color("#d5832c", "#cb8b32"), Color("#af6416", "#e8b163"), Color("#7f4307", "#ffdca6"),
  ]
  private static let positiveShades = [
    Color("#d3e0f4", "#2b3f63"), Color("#aac3e7", "#34568d"), Color("#82a6da", "#416fb4"),
    Color("#5c89ca", "#558bd4"), Color("#3765ac", "#7fadec"), Color("#123f86", "#b4d3ff"),
  ]

  // Cells of heat maps. From level to level they are darker on a light page and lighter on a dark one, so that numbers,
  // and with the key their signs, are told apart without the hues.
  private static let negativeTones = [
    Color("#fdeade", "#4f2c11"), Color("#ffd2b4", "#663813"), Color("#feb98b", "#7d4417"),
    Color("#f2a46d", "#93521e"), Color("#e29055", "#a86029"), Color("#d17d3e", "#bc7038"),
    Color("#bd6b2b", "#cf8249"), Color("#a85b1a", "#e0945e"), Color("#924c0d", "#efa775"),
    Color("#7b3e06", "#fdbb8e"), Color("#643206", "#fed3b6"), Color("#4c2708", "#fdeadf"),
  ]
  private static let otherTones = [
    Color("#e1f0ff", "#173655"), Color("#c1defd", "#1c456d"), Color("#9eccfd", "#225585"),
    Color("#79bafd", "#2b659d"), Color("#62a8ee", "#3676b3"), Color("#4d96dd", "#4587c7"),
    Color("#3b84ca", "#5698da"), Color("#2b72b4", "#6aaaeb"), Color("#1f619d", "#80bcf9"),
    Color("#175185", "#9fcdfe"), Color("#12416c", "#c1defe"), Color("#103252", "#e1efff"),
  ]
}
