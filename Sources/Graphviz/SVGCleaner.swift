import Numbers

/// Reads Graphviz's SVG once and writes ours. It relies on well-formed XML without nested text elements, which is
/// all that Graphviz writes; whatever it does not know, it copies.
struct SVGCleaner {
  private var scanner: SVGScanner
  private let document: SVGDocument
  private var out = XMLWriter()
  /// The filled cells of the element at hand.
  private var fills = SVGFills()
  private var isFragment = false
  /// Whether lines that Graphviz placed by their left ends stay so, as in captions.
  private var keepsLeftEnds = false

  init(_ svg: [UInt8], document: SVGDocument) {
    scanner = SVGScanner(svg)
    self.document = document
    out.bytes.reserveCapacity(svg.count + 1024)
  }

  mutating func clean() -> [UInt8] {
    while let tag = scanner.nextTag() { element(tag) }
    return out.bytes
  }

  private mutating func element(_ tag: SVGTag) {
    switch tag.name {
    case "polygon" where isFragment && fills.add(tag): break
    case "svg" where !tag.isClosing: header(tag)
    case "title" where !tag.isClosing: title()
    case "text" where !tag.isClosing: text(tag)
    case _ where tag.isInvisible: break
    default: copy(tag)
    }
  }

  /// Splits the drawing of elements whose ids are numbers below `count`.
  mutating func fragments(count: Int) -> SVGFragments {
    var result = SVGFragments(fragments: Array(repeating: SVGFragments.Fragment(), count: count))
    var depth = 0
    var current: Int?
    isFragment = true
    while let tag = scanner.nextTag() {
      if tag.name == "svg" {
        if !tag.isClosing { result.root = tag }
        continue
      }
      if tag.name == "g", !tag.isEmpty { depth += tag.isClosing ? -1 : 1 }
      if tag.name == "g", depth == (tag.isClosing ? 1 : 2) {
        if tag.isClosing, let state = current { result.fragments[state].body = fills.written() + out.bytes }
        current = tag.isClosing ? nil : tag.number(below: count)
        keepsLeftEnds = tag["class"].map { String(decoding: $0, as: UTF8.self) == "node caption" } ?? false
        fills = SVGFills()
        out.bytes.removeAll(keepingCapacity: true)
        if let state = current {
          for (name, value) in tag.attributes where name != "id" { attribute(name, value) }
          swap(&result.fragments[state].attributes, &out.bytes)
        }
      } else if tag.name == "g", depth == 1, !tag.isClosing {
        result.graph = tag
      } else {
        element(tag)
      }
    }
    return result
  }

  private mutating func header(_ tag: SVGTag) {
    out.bytes += document.writeHeader(
      width: tag["width"] ?? [], height: tag["height"] ?? [], viewBox: tag["viewBox"] ?? [])
  }

  /// Replaces Graphviz's title, the name of a node or edge, by the caller's, if there is one.
  private mutating func title() {
    let name = scanner.content()
    _ = scanner.nextTag()
    guard !document.elementTitles.isEmpty,
      let title = document.elementTitles[String(decoding: SVGScanner.decoded(name), as: UTF8.self)]
    else { return }
    out.element("title", id: nil, title)
  }

  private mutating func text(_ tag: SVGTag) {
    let content = scanner.content()
    _ = scanner.nextTag()
    out.raw("<text")
    let anchor = anchor(of: tag, content)
    let shown = anchor == nil ? content : content.trimmingSpaces
    let place = anchor.flatMap { self.place($0, of: tag, content) }
    for (name, value) in tag.attributes {
      switch name {
      case "text-anchor" where place != nil: out.attribute(name, anchor?.rawValue ?? "")
      case "x" where place != nil: out.attribute(name, place ?? "")
      case "font-family": fontFamily(value)
      default: attribute(name, value)
      }
    }
    out.raw(">")
    out.bytes += SVGScanner.simplified(shown)
    out.raw("</text>\n")
  }

  /// Which point of a line stays where Graphviz put it.
  private enum Anchor: String {
    case start, middle, end
  }

  /// The anchor of a line that Graphviz placed by its left end; nil for others, and in captions.
  private func anchor(of tag: SVGTag, _ content: ArraySlice<UInt8>) -> Anchor? {
    guard tag["text-anchor"]?.elementsEqual("start".utf8) == true, !keepsLeftEnds else { return nil }
    if content.first == UInt8(ascii: " ") { return .start }
    return content.last == UInt8(ascii: " ") ? .end : .middle
  }

  /// The x coordinate of the anchor of a line that Graphviz placed by its left end.
  private func place(_ anchor: Anchor, of tag: SVGTag, _ content: ArraySlice<UInt8>) -> String? {
    func string(_ name: String) -> String? { tag[name].map { String(decoding: $0, as: UTF8.self) } }
    guard let start = string("x").flatMap(Double.init), let size = string("font-size").flatMap(Double.init)
    else { return nil }
    func width(_ text: ArraySlice<UInt8>) -> Double? {
      FontMetrics.width(of: SVGScanner.decoded(text), font: string("font-family") ?? "", size: size)
    }
    let shown = content.trimmingSpaces
    guard let shift = width(content[..<shown.startIndex]), let width = width(shown) else { return nil }
    let x =
      switch anchor {
      case .start: start + shift
      case .middle: start + width / 2
      case .end: start + shift + width
      }
    return "\(x.nearly(decimals: 2))"
  }

  /// Leaves out what the root says already.
  private mutating func fontFamily(_ family: ArraySlice<UInt8>) {
    if family.starts(with: "Helvetica".utf8) || family.starts(with: "Arial".utf8) { return }
    if family.starts(with: "Cour".utf8) { return out.attribute("font-family", document.monospaceFontFamily) }
    out.attribute("font-family", escaped: family)
  }

  private mutating func copy(_ tag: SVGTag) {
    out.raw(tag.isClosing ? "</" : "<")
    out.raw(tag.name)
    for (name, value) in tag.attributes { attribute(name, value) }
    out.raw(tag.isEmpty ? "/>\n" : ">\n")
  }

  private mutating func attribute(_ name: String, _ value: ArraySlice<UInt8>) {
    switch name {
    case "id": out.attribute(name, escaped: Array(document.idPrefix.utf8) + SVGScanner.simplified(value))
    case "fill", "stroke":
      out.attribute(name, escaped: value.elementsEqual("transparent".utf8) ? Array("none".utf8)[...] : value)
    case "xlink:href", "xlink:title": out.attribute(String(name.dropFirst(6)), escaped: value)
    default: out.attribute(name, escaped: value)
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate var trimmingSpaces: ArraySlice<UInt8> {
    let space = UInt8(ascii: " ")
    let end = lastIndex { $0 != space }.map { $0 + 1 } ?? startIndex
    return self[(firstIndex { $0 != space } ?? end)..<end]
  }
}
