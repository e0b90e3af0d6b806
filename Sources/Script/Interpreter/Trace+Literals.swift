import Language
import Numbers
import TraceModel

extension Trace {
  /// The trace with the places of the literals that are the values of inputs.
  ///
  /// A literal that several inputs come from, as those of a loop do, is none: another number in the text would change them
  /// all.
  func withLiterals(of program: Program) -> Trace {
    let literals = program.statements.literals
    if literals.isEmpty { return self }
    var found: [(node: Int, literal: SourceRange)] = []
    var uses: [SourceRange: Int] = [:]
    for id in 0..<nodeCount where isInput(id) {
      let node = node(id)
      guard node.place.line > 0, node.shape.isEmpty,
        let literal = literals[BoundName(place: node.place.start, element: node.name?.element)]
      else { continue }
      uses[literal.range, default: 0] += 1
      if literal.number == initialNumber(of: id) { found.append((id, literal.range)) }
    }
    var builder = TraceBuilder(self)
    for (id, literal) in found where uses[literal] == 1 {
      var details = node(id).details
      details.literal = literal
      builder.set(details: details, of: id)
    }
    return builder.trace
  }
}

extension Name {
  /// The 3 of `w[3]`.
  fileprivate var element: Int? {
    guard text.last == "]", let open = text.lastIndex(of: "[") else { return nil }
    return Int(text[text.index(after: open)...].dropLast())
  }
}
