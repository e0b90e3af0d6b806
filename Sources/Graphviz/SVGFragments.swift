import DOT

/// The parts of Graphviz's drawing of single elements, ready to be put together to pictures.
struct SVGFragments {
  /// What Graphviz drew for one element.
  struct Fragment {
    /// The attributes of the group but its id, as they are written.
    var attributes: [UInt8] = []
    var body: [UInt8] = []
  }

  var root = SVGTag()
  /// The group of the graph itself, which places the drawing in the picture.
  var graph = SVGTag()
  var fragments: [Fragment]

  /// The picture of a graph whose parts are in the given states.
  func picture(_ parts: [(element: Graph.Element, state: Int)], _ document: SVGDocument) -> [UInt8] {
    var out = XMLWriter()
    out.bytes = document.writeHeader(
      width: root["width"] ?? [], height: root["height"] ?? [], viewBox: root["viewBox"] ?? [])
    out.raw("<g")
    for (name, value) in graph.attributes where name != "id" { out.attribute(name, escaped: value) }
    out.raw(">\n")
    for layer in Layer.allCases {
      for part in parts where Layer(part.element) == layer { group(part, document, &out) }
    }
    out.raw("</g>\n</svg>\n")
    return out.bytes
  }

  private func group(
    _ part: (element: Graph.Element, state: Int), _ document: SVGDocument, _ out: inout XMLWriter
  ) {
    let fragment = fragments[part.state]
    out.raw("<g")
    if let id = part.element.id { out.attribute("id", document.idPrefix + id) }
    out.bytes += fragment.attributes
    out.raw(">\n")
    if !document.elementTitles.isEmpty, let title = document.elementTitles[part.element.title] {
      out.element("title", id: nil, title)
    }
    out.bytes += fragment.body
    out.raw("</g>\n")
  }
}

/// What is drawn below what.
private enum Layer: CaseIterable {
  case clusters
  case edges
  case nodes

  init(_ element: Graph.Element) {
    switch element {
    case .node: self = .nodes
    case .edge: self = .edges
    case .subgraph: self = .clusters
    }
  }
}

extension Graph.Element {
  /// The caller's id for the element, if there is one.
  fileprivate var id: String? {
    switch attributes["id"] {
    case .literal(let word), .text(let word): word
    case .number, .html, nil: nil
    }
  }

  /// The name under which the caller may give the element a title.
  fileprivate var title: String {
    switch self {
    case .node(let node): node.name
    case .edge(let edge): "\(edge.tail.node)->\(edge.head.node)"
    case .subgraph(let subgraph): subgraph.name
    }
  }

  private var attributes: Attributes {
    switch self {
    case .node(let node): node.attributes
    case .edge(let edge): edge.attributes
    case .subgraph(let subgraph): subgraph.attributes
    }
  }
}
