import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What an XML parser finds in an SVG.
final class DrawnText: NSObject, XMLParserDelegate {
  /// The contents of `<text>` elements in order.
  private(set) var texts: [String] = []
  private(set) var elements: [(name: String, attributes: [String: String])] = []
  private(set) var error: (any Error)?
  private var current: String?

  init(_ svg: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(svg))
    parser.delegate = self
    if !parser.parse() { error = parser.parserError }
  }

  func attributes(of name: String) -> [[String: String]] {
    elements.filter { $0.name == name }.map(\.attributes)
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.append((name, attributes))
    if name == "text" { current = "" }
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) { current? += characters }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    guard name == "text", let text = current else { return }
    texts.append(text.replacing("\u{A0}", with: " "))
    current = nil
  }
}
