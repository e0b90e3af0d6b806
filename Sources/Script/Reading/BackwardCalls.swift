import Language
import TraceModel

/// A statement `f.backward()`.
struct BackwardCall: Equatable, Sendable {
  var name: String
  var range: SourceRange
}

extension [Statement] {
  /// The statements among these, and in their blocks, that run the backward pass of a name.
  var backwardCalls: [BackwardCall] { flatMap(\.backwardCalls) }
}

extension Statement {
  fileprivate var backwardCalls: [BackwardCall] {
    switch kind {
    case .expression(let expression):
      guard case .call(let function, _) = expression.bare.kind,
        case .attribute(let owner, "backward") = function.bare.kind, let name = owner.name
      else { return [] }
      return [BackwardCall(name: name, range: range)]
    case .conditional(let branches, let otherwise):
      return branches.flatMap(\.body.backwardCalls) + otherwise.backwardCalls
    case .forEach(_, _, let body, let otherwise), .whileTrue(_, let body, let otherwise):
      return body.backwardCalls + otherwise.backwardCalls
    default: return []
    }
  }
}
