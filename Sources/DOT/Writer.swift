/// Writes a graph into one growing buffer.
struct Writer {
  var bytes: [UInt8] = []

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func identifier(_ text: String) {
    if Quoting.isBare(text.utf8) { return raw(text) }
    quoted(text, for: .identifier)
  }

  mutating func label(_ text: String) { quoted(text, for: .label) }

  mutating func htmlText(_ text: String) { escaped(text, for: .html) }

  private mutating func quoted(_ text: String, for place: Place) {
    raw("\"")
    escaped(text, for: place)
    raw("\"")
  }

  mutating func graph(_ graph: Graph) {
    raw("digraph ")
    if let name = graph.name {
      identifier(name)
      raw(" ")
    }
    raw("{\n")
    statements(graph.attributes)
    defaults("node", graph.nodeDefaults)
    defaults("edge", graph.edgeDefaults)
    elements(graph.elements, indent: "  ")
    raw("}\n")
  }

  private mutating func statements(_ attributes: Attributes, indent: String = "  ") {
    for item in attributes.items {
      raw(indent)
      attribute(item)
      raw(";\n")
    }
  }

  private mutating func defaults(_ kind: String, _ attributes: Attributes) {
    guard !attributes.items.isEmpty else { return }
    raw("  ")
    raw(kind)
    list(attributes)
    raw(";\n")
  }

  private mutating func elements(_ elements: [Graph.Element], indent: String) {
    for element in elements {
      raw(indent)
      switch element {
      case .node(let node):
        identifier(node.name)
        list(node.attributes)
        raw(";\n")
      case .edge(let edge):
        endpoint(edge.tail)
        raw(" -> ")
        endpoint(edge.head)
        list(edge.attributes)
        raw(";\n")
      case .subgraph(let subgraph): self.subgraph(subgraph, indent: indent)
      }
    }
  }

  private mutating func subgraph(_ subgraph: Graph.Subgraph, indent: String) {
    raw("subgraph ")
    identifier(subgraph.graphvizName)
    raw(" {\n")
    statements(subgraph.attributes, indent: indent + "  ")
    elements(subgraph.elements, indent: indent + "  ")
    raw(indent)
    raw("}\n")
  }

  private mutating func endpoint(_ end: Graph.Endpoint) {
    identifier(end.node)
    if let port = end.port {
      raw(":")
      identifier(port)
    }
    if let side = end.side {
      raw(":")
      raw(side.rawValue)
    }
  }

  private mutating func list(_ attributes: Attributes) {
    guard !attributes.items.isEmpty else { return }
    var separator = " ["
    for item in attributes.items {
      raw(separator)
      attribute(item)
      separator = " "
    }
    raw("]")
  }

  private mutating func attribute(_ item: Attributes.Item) {
    identifier(item.name)
    raw("=")
    switch item.value {
    case .literal(let word): literal(word)
    case .number(let number): self.number(number)
    case .text(let text): label(text)
    case .html(let label): html(label)
    }
  }

  /// Writes a literal with its escapes left alone; only what would end the string early is escaped.
  private mutating func literal(_ word: String) {
    if Quoting.isBare(word.utf8) { return raw(word) }
    raw("\"")
    var backslashes = 0
    for byte in word.utf8 where byte != 0 {
      if byte == UInt8(ascii: "\""), backslashes.isMultiple(of: 2) { raw("\\") }
      backslashes = byte == UInt8(ascii: "\\") ? backslashes + 1 : 0
      bytes.append(byte)
    }
    raw(backslashes.isMultiple(of: 2) ? "\"" : "\\\"")
  }

  private mutating func number(_ number: Double) {
    if let integer = Int(exactly: number) { return raw(String(integer)) }
    literal(number.description)
  }
}

extension Graph {
  /// The graph in the DOT language. Linear in the size of the graph.
  public var text: String { String(decoding: utf8, as: UTF8.self) }

  /// The bytes of `text`.
  public var utf8: [UInt8] {
    var writer = Writer()
    writer.bytes.reserveCapacity(256 * elements.count + 512)
    writer.graph(self)
    return writer.bytes
  }
}
