extension TraceReader {
  func producer(_ slot: JSONSlot) throws(Reason) -> Producer {
    let object = try JSONObject(slot, key: .producer, in: object.scanner)
    let version = try object.optional(.version).map { (slot) throws(Reason) in
      try object.text(slot, of: .version)
    }
    return Producer(try object.text(.name), version: version)
  }

  /// Reads what few nodes have beside the rest.
  mutating func readDetails(of id: Int) throws(Reason) {
    var details = NodeDetails(numberType: try numberType(), picture: try picture(of: id))
    if let slot = object.optional(.literal) {
      guard builder.trace.isInput(id) else { throw .notAnInput(node: id) }
      details.literal = try JSONObject(slot, key: .literal, in: object.scanner).wholePlace(inVersion: version)
    }
    details.symbol = try symbol(of: id)
    if details != NodeDetails() { builder.set(details: details, of: id) }
  }

  /// The type of the node's numbers, if it is not that of the trace.
  private func numberType() throws(Reason) -> NumberType? {
    let type: NumberType? = try choice(.dtype)
    return type == builder.trace.numberType ? nil : type
  }

  private func picture(of id: Int) throws(Reason) -> PictureShape? {
    guard let slot = object.optional(.image) else { return nil }
    var lengths: [Int] = []
    try object.forEach(slot, of: .image) { (slot) throws(Reason) in
      lengths.append(try object.whole(slot, of: .image))
    }
    guard lengths.count == 2 || lengths.count == 3, lengths.allSatisfy({ $0 > 0 }) else {
      throw .wrongType(key: Key.image.word, expected: .image)
    }
    let picture = PictureShape(
      height: lengths[0], width: lengths[1], channels: lengths.count == 3 ? lengths[2] : 1)
    let row = shape(of: id).last
    guard let row, row == picture.count else { throw .unfittingPicture(node: id, row: row) }
    return picture
  }

  /// The symbol that a node tells, if it is not what its gate's description makes; it may tell the constant in it with
  /// other digits. The gate's own symbol, which files once had there, says nothing of constants.
  private mutating func symbol(of id: Int) throws(Reason) -> String? {
    guard let slot = object.optional(.symbol) else { return nil }
    let own = builder.trace.gateIndex(of: id).map { builder.trace.gates[$0].symbol } ?? ""
    if slot.form == .text, object.scanner.bytes[slot.start..<slot.end].elementsEqual(own.utf8) { return nil }
    let symbol = try object.text(slot, of: .symbol)
    let described = symbols.symbolWithConstant(of: id, in: builder.trace) ?? own
    if symbol == described || symbol == own { return nil }
    guard builder.trace.node(id).canHave(symbol: symbol) else {
      throw .unfittingSymbol(node: id, symbol, expected: described)
    }
    return symbol
  }
}

extension JSONObject {
  /// A place with its end.
  fileprivate func wholePlace(inVersion version: Int) throws(Reason) -> SourceRange {
    for key in [Key.line, .endLine] { _ = try slot(key) }
    return try place(inVersion: version)
  }
}
