extension JSONText {
  mutating func append(_ producer: Producer) {
    bytes.append(contentsOf: Key.producer.prefix)
    raw("{\"name\":")
    append(producer.name)
    if let version = producer.version { append(.version, version) }
    raw("}")
  }

  /// Appends what few nodes have beside the rest, but for the symbol.
  mutating func append(_ details: NodeDetails) {
    if let type = details.numberType { append(.dtype, type.rawValue) }
    if let picture = details.picture {
      let channels = picture.channels == 1 ? [] : [picture.channels]
      append(.image, [picture.height, picture.width] + channels) { $0.append($1) }
    }
    if let literal = details.literal {
      bytes.append(contentsOf: Key.literal.prefix)
      raw("{\"line\":")
      append(literal.line)
      append(.column, literal.column)
      append(.endLine, literal.end.line)
      append(.endColumn, literal.end.column)
      raw("}")
    }
  }
}
