/// Reads Graphviz's SVG once and writes ours. It relies on well-formed XML without nested text elements, which is
/// all that Graphviz writes; whatever it does not know, it copies.
struct SVGCleaner {
  private var scanner: SVGScanner
  private let document: SVGDocument
  private var out = XMLWriter()
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
    while let tag = scanner.nextTag() {
      if tag.name == "svg" {
        if !tag.isClosing { result.root = tag }
        continue
      }
      if tag.name == "g", !tag.isEmpty { depth += tag.isClosing ? -1 : 1 }
      if tag.name == "g", depth == (tag.isClosing ? 1 : 2) {
        if tag.isClosing, let state = current { result.fragments[state].body = out.bytes }
        current = tag.isClosing ? nil : tag.number(below: count)
        keepsLeftEnds = tag["class"].map { String(decoding: $0, as: UTF8.self) == "node caption" } ?? false
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
    var content = scanner.content()
    _ = scanner.nextTag()
    out.raw("<text")
    let isPlacedByLeftEnd = tag["text-anchor"]?.elementsEqual("start".utf8) == true
    let isFlushRight = isPlacedByLeftEnd && content.last == UInt8(ascii: " ")
    if isFlushRight { content.removeLast() }
    let place = isPlacedByLeftEnd && !keepsLeftEnds ? self.place(isFlushRight ? 1 : 0.5, of: tag, content) : nil
    for (name, value) in tag.attributes {
      switch name {
      case "text-anchor" where place != nil: out.attribute(name, isFlushRight ? "end" : "middle")
      case "x" where place != nil: out.attribute(name, place ?? "")
      case "font-family": fontFamily(value)
      default: attribute(name, value)
      }
    }
    out.raw(">")
    out.bytes += SVGScanner.simplified(content)
    out.raw("</text>\n")
  }

  /// The x coordinate of a place on a line that Graphviz placed by its left end: 0.5 is its middle, 1 its right end.
  private func place(_ share: Double, of tag: SVGTag, _ content: ArraySlice<UInt8>) -> String? {
    func string(_ name: String) -> String? { tag[name].map { String(decoding: $0, as: UTF8.self) } }
    guard let start = string("x").flatMap(Double.init), let size = string("font-size").flatMap(Double.init),
      let width = FontMetrics.width(
        of: SVGScanner.decoded(content), font: string("font-family") ?? "", size: size)
    else { return nil }
    return "\(((start + width * share) * 100).rounded() / 100)"
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
