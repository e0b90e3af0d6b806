import Language

// What the form of an expression tells of gradients.

extension Expression {
  /// Whether the value comes by arithmetic from a `.grad`.
  var readsGradient: Bool {
    switch kind {
    case .attribute(_, let name): name == "grad"
    case .parenthesized(let inner), .unary(_, let inner): inner.readsGradient
    case .binary(_, let left, let right): left.readsGradient || right.readsGradient
    default: false
    }
  }

  /// Whether the value comes by arithmetic that begins with the `.data` of a target.
  func startsWithData(of target: Expression) -> Bool {
    switch bare.kind {
    case .attribute(let owner, "data"): owner.sameText(as: target)
    case .binary(_, let left, _): left.startsWithData(of: target)
    default: false
    }
  }

  func isGradient(of target: Expression) -> Bool {
    if case .attribute(let owner, "grad") = bare.kind { owner.sameText(as: target) } else { false }
  }

  /// Whether two expressions are the same but for their places; for names, items and attributes.
  func sameText(as other: Expression) -> Bool {
    switch (bare.kind, other.bare.kind) {
    case (.name(let left), .name(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.text(let left), .text(let right)): left == right
    case (.index(let left, let leftIndex), .index(let right, let rightIndex)):
      left.sameText(as: right) && leftIndex.sameText(as: rightIndex)
    case (.attribute(let left, let leftName), .attribute(let right, let rightName)):
      leftName == rightName && left.sameText(as: right)
    default: false
    }
  }
}
