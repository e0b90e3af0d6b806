/// What turns Graphviz's drawing into a finished SVG picture: words for those who cannot see it, a style
/// sheet, and fonts.
public struct SVGDocument: Sendable, Hashable {
  /// The picture in a few words; the text of `<title>`.
  public var title: String
  /// What the picture shows; the text of `<desc>`. Left out when empty.
  public var description: String
  /// A style sheet for the picture alone. Left out when empty.
  public var styleSheet: String
  /// The fonts that stand in for Helvetica, as in CSS.
  public var fontFamily: String
  /// The fonts that stand in for Courier, as in CSS.
  public var monospaceFontFamily: String
  /// What all ids begin with, so that several pictures can stand in one page.
  public var idPrefix: String
  /// The language of the text, such as `ko`.
  public var language: String?
  /// Titles of nodes, edges and clusters, which browsers show on hovering, by Graphviz's names: `a`, `a->b`,
  /// `cluster_c`. Others get none.
  public var elementTitles: [String: String]

  public init(
    title: String, description: String = "", styleSheet: String = "",
    fontFamily: String = "Helvetica, Arial, 'Liberation Sans', sans-serif",
    monospaceFontFamily: String = "Menlo, Consolas, 'Liberation Mono', monospace", idPrefix: String = "",
    language: String? = nil, elementTitles: [String: String] = [:]
  ) {
    self.title = title
    self.description = description
    self.styleSheet = styleSheet
    self.fontFamily = fontFamily
    self.monospaceFontFamily = monospaceFontFamily
    self.idPrefix = idPrefix
    self.language = language
    self.elementTitles = elementTitles
  }

  /// Finishes an SVG that Graphviz drew.
  ///
  /// The prolog, comments (one names Graphviz's version), Graphviz's titles and an invisible background go;
  /// ids, classes and coordinates stay. Text of tables is centered about its middle, because the fonts of a reader
  /// are seldom as wide as Graphviz believes; text that ends in a space keeps its right end, as numbers in
  /// columns need it, text that begins with one its left end, and both lose the space. Linear, in one pass.
  public func finish(_ svg: [UInt8]) -> [UInt8] {
    var cleaner = SVGCleaner(svg, document: self)
    return cleaner.clean()
  }

  /// A style sheet that replaces colors that a picture has as attributes, in the order given.
  ///
  /// It is meant to stand inside `@media (prefers-color-scheme: dark) {…}`.
  public static func recoloring(_ colors: [(from: String, to: String)]) -> String {
    colors.map { from, to in
      "[fill='\(from)']{fill:\(to)}[stroke='\(from)']{stroke:\(to)}"
    }.joined(separator: "\n")
  }

  /// Writes the root element with its size and all that belongs to the whole picture.
  func writeHeader(width: some Sequence<UInt8>, height: some Sequence<UInt8>, viewBox: some Sequence<UInt8>)
    -> [UInt8]
  {
    let description = description.isEmpty ? "" : " \(idPrefix)figure-description"
    var header = XMLWriter()
    header.raw("<svg xmlns=\"http://www.w3.org/2000/svg\"")
    header.attribute("width", escaped: width)
    header.attribute("height", escaped: height)
    header.attribute("viewBox", escaped: viewBox)
    header.attribute("role", "img")
    header.attribute("aria-labelledby", idPrefix + "figure-title" + description)
    if let language { header.attribute("lang", language) }
    header.attribute("font-family", fontFamily)
    header.raw(">\n")
    header.element("title", id: idPrefix + "figure-title", title)
    if !description.isEmpty { header.element("desc", id: idPrefix + "figure-description", self.description) }
    if !styleSheet.isEmpty { header.element("style", id: nil, styleSheet) }
    return header.bytes
  }
}
