import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What is seen of an SVG that plays its steps, worked out from its style sheet as a browser does.
final class PlayedPicture: NSObject, XMLParserDelegate {
  /// When to look.
  enum Moment {
    /// So many seconds after the start.
    case seconds(Double)
    /// Where motion is not wanted.
    case still
  }

  /// All that is drawn and seen, in order: name, attributes without ids and classes, and text.
  private(set) var seen: [String] = []
  private(set) var ids: [String] = []
  private let styleSheet: String
  private let moment: Moment
  private var isSeen = [true]
  private var text = ""
  private var known: [String: Bool?] = [:]

  init(_ svg: [UInt8], at moment: Moment) {
    styleSheet = String(decoding: svg, as: UTF8.self).matches(of: /<style>([^<]*)<\/style>/).map {
      String($0.1)
    }.joined()
    self.moment = moment
    super.init()
    let parser = XMLParser(data: Data(svg))
    parser.delegate = self
    if !parser.parse() { seen = ["what is no XML"] }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    text = ""
    ids += attributes["id"].map { [$0] } ?? []
    let marks = (attributes["class"] ?? "").split(separator: " ").filter { $0.wholeMatch(of: /a\d+/) != nil }
    let parent = isSeen[isSeen.count - 1]
    isSeen.append(marks.first.flatMap { isVisible(String($0)) } ?? parent)
    if ["svg", "g", "title", "desc", "style"].contains(name) || !isSeen[isSeen.count - 1] { return }
    let drawn = attributes.filter { !["id", "class"].contains($0.key) }.map { "\($0)=\($1)" }.sorted()
    seen.append(([name] + drawn).joined(separator: " "))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if isSeen.removeLast(), name == "text" { seen[seen.count - 1] += ": " + text }
  }

  private func isVisible(_ mark: String) -> Bool? {
    if let known = known[mark] { return known }
    let found = rule(for: mark)
    known[mark] = .some(found)
    return found
  }

  /// What the style sheet says of a class; nil if it says nothing.
  private func rule(for mark: String) -> Bool? {
    guard case .seconds(let seconds) = moment else {
      let rule = styleSheet.firstMatch(of: /(?m)^(.*){visibility:hidden}$/)
      return rule.map { !$0.1.split(separator: ",").contains { $0.hasSuffix(" .\(mark)") } } ?? true
    }
    guard
      let rule = try? Regex("\\.\(mark)\\{animation:([^ ]*) ([0-9.]*)s step-end infinite\\}").firstMatch(
        in: styleSheet),
      let name = rule.output[1].substring, let length = rule.output[2].substring.flatMap({ Double($0) }),
      let frames = try? Regex("@keyframes \(name)\\{(.*)\\}").firstMatch(in: styleSheet),
      let stops = frames.output[1].substring
    else { return nil }
    let share = seconds.truncatingRemainder(dividingBy: length) / length * 100
    return stops.matches(of: /([0-9.]+)%{visibility:([a-z]*)}/).last {
      Double($0.1) ?? .infinity <= share
    }.map { $0.2 == "visible" }
  }
}
