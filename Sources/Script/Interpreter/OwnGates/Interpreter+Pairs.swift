import Autodiff
import Language
import TraceModel

// Gates written as a pair of functions: `affine_forward(x, w, b)` that gives `(out, cache)`, and
// `affine_backward(dout, cache)`.

extension Interpreter {
  private static let forward = "forward"
  private static let backward = "backward"

  /// The gate that a function is the forward half of.
  func pair(withForward function: Function) -> OwnForm? {
    let name = function.definition.name
    guard name.hasSuffix(Self.forward), function.definition.body.givesPairs,
      let twin = twin(of: function, instead: Self.forward, by: Self.backward),
      twin.definition.parameters.count == 2
    else { return nil }
    let lead = name.dropLast(Self.forward.count)
    let title = lead.hasSuffix("_") ? lead.dropLast() : lead
    return OwnForm(title.isEmpty ? name : String(title), forward: function, backward: twin)
  }

  /// The gate that has run and that a function is the backward half of.
  func pair(withBackward function: Function) -> OwnForm? {
    guard !ownGates.calls.isEmpty, function.definition.name.hasSuffix(Self.backward),
      let twin = twin(of: function, instead: Self.backward, by: Self.forward)
    else { return nil }
    return pair(withForward: twin)
  }

  private func twin(of function: Function, instead old: String, by new: String) -> Function? {
    let name = function.definition.name.dropLast(old.count) + new
    var place: Scope? = function.scope
    while let scope = place {
      if case .function(let twin)? = scope.names[String(name)] { return twin }
      place = scope.parent
    }
    return nil
  }
}

extension [Statement] {
  /// Whether every `return` among these gives two values.
  fileprivate var givesPairs: Bool {
    let values = returned
    return !values.isEmpty
      && values.allSatisfy { value in
        if case .tuple(let items)? = value?.bare.kind { items.count == 2 } else { false }
      }
  }
}
