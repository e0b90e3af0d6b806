/// What turns Graphviz's drawing into a finished SVG picture: words for those who cannot see it, a style
/// sheet, and fonts.
public struct SVGDocument: Sendable, Hashable {
  /// The picture in a few words; the text of `<title>`.
  public var title: String
  /// What the picture shows; the text of `<desc>`. Left out when empty.
  public var description: String
  /// A style sheet for the picture alone. Left out when empty.
  public var styleSheet: String
  /// The colour of the page under the picture, such as `#ffffff`. Without one, the picture is transparent.
  public var background: String?
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
    title: String, description: String = "", styleSheet: String = "", background: String? = nil,
    fontFamily: String = "Helvetica, Arial, 'Liberation Sans', sans-serif",
    monospaceFontFamily: String = "Menlo, Consolas, 'Liberation Mono', monospace", idPrefix: String = "",
    language: String? = nil, elementTitles: [String: String] = [:]
  ) {
    self.title = title
    self.description = description
    self.styleSheet = styleSheet
    self.background = background
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
  /// It is meant to stand inside `@media (prefers-color-scheme: dark) {…}`, and holds for the picture with these ids
  /// alone, also where others stand in the same page.
  public static func recoloring(_ colors: [(from: String, to: String)], idPrefix: String) -> String {
    let root = "#\(idPrefix)figure"
    return colors.map { from, to in
      "\(root) [fill='\(from)']{fill:\(to)}\(root) [stroke='\(from)']{stroke:\(to)}"
    }.joined(separator: "\n")
  }

  /// The start of a picture that is drawn by other means, as far as its first shape.
  public func header(width: String, height: String, viewBox: String) -> [UInt8] {
    writeHeader(width: width.utf8, height: height.utf8, viewBox: viewBox.utf8)
  }

  /// Writes the root element with its size and all that belongs to the whole picture.
  func writeHeader(width: some Sequence<UInt8>, height: some Sequence<UInt8>, viewBox: some Sequence<UInt8>)
    -> [UInt8]
  {
    let description = description.isEmpty ? "" : " \(idPrefix)figure-description"
    var header = XMLWriter()
    header.raw("<svg xmlns=\"http://www.w3.org/2000/svg\"")
    header.attribute("id", idPrefix + "figure")
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
    if let background {
      header.raw("<rect class=\"page\" width=\"100%\" height=\"100%\"")
      header.attribute("fill", background)
      header.raw("/>\n")
    }
    return header.bytes
  }
}
