// What comparisons and updates read, and why a constant is no node.

extension JSONText {
  mutating func append(_ constant: Constant) {
    append(.value, constant.value)
    if let name = constant.name { append(.name, name) }
    if let from = constant.from { append(.from, from.rawValue) }
  }

  mutating func append(_ branch: Branch, _ head: TraceWriter.Head) {
    begin(.branch, head)
    append(.operator, branch.operator.rawValue)
    append(.left, branch.left)
    append(.right, branch.right)
    append(.outcome, branch.outcome)
    append(branch.place)
  }

  mutating func append(_ binding: Binding, _ head: TraceWriter.Head) {
    begin(.binding, head)
    append(.name, binding.name)
    if let group = binding.group { append(.group, group) }
    switch binding.bound {
    case .node(let node): append(.node, node)
    case .value(let value): append(.value, value)
    case .text(let text): append(.text, text)
    }
    end()
  }

  mutating func append(_ formula: Update.Formula) {
    append(.compute, formula.compute)
    append(.operands, formula.operands) { $0.append($1) }
  }

  mutating func append(_ replayability: Replayability) {
    bytes.append(contentsOf: Key.replayable.prefix)
    switch replayability {
    case .replayable: raw("true")
    case .obstructed(let obstacle):
      raw("false")
      append(.obstacle, obstacle.rawValue)
    }
  }

  private mutating func append(_ key: Key, _ reading: Reading) {
    bytes.append(contentsOf: key.prefix)
    append(reading)
  }

  private mutating func append(_ reading: Reading) {
    raw("{")
    let start = bytes.count
    switch reading {
    case .node(let node): append(.node, node)
    case .gradient(let node): append(.gradient, node)
    case .constant(let constant): append(constant)
    }
    // The first key of an object follows no comma.
    bytes.remove(at: start)
    raw("}")
  }
}
