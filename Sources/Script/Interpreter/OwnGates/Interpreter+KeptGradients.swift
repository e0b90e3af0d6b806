import Autodiff
import Language
import Numbers
import TraceModel

// Gradients of parameters that a layer keeps in its attributes: `self.dW` of `self.W`.

extension Interpreter {
  /// Compares the gradients that a backward function has kept in attributes with numeric ones.
  func checkKept(
    _ call: OwnCall, _ asked: OwnBackward, before: AttributeSnapshot, after: AttributeSnapshot
  ) throws(RunFailure) {
    let key = call.form.name + " kept"
    guard let holder = call.form.holder, ownGates.compares(call.form.name, as: key) else { return }
    for kept in keptGradients(call, before, after) {
      ownGates.compare(key)
      let trial = Self.trialUpstream(asked.value.shape)
      let onTrial = try silently { () throws(RunFailure) in
        _ = try runBackward(call, trial)
        return AttributeSnapshot(of: holder).tensor(of: kept.attribute).map { kept.share(of: $0) }
      }
      let measured = try measure(
        of: kept.parameter, kept.center, [(asked.upstream, kept.gradient), (trial, onTrial ?? nil)]
      ) { (value) throws(RunFailure) in
        try silently { () throws(RunFailure) in
          try runAgain(call, asked.operands, with: (kept.parameter, value)).value
        }
      }
      guard let measured, !kept.isRight(measured[0]) else { continue }
      try note(call, kept, measured, onTrial ?? nil, trial)
      return
    }
  }

  private func keptGradients(_ call: OwnCall, _ before: AttributeSnapshot, _ after: AttributeSnapshot)
    -> [KeptGradient]
  {
    after.names.compactMap { attribute in
      guard let given = after.tensor(of: attribute), let names = KeptGradient.parameters(of: attribute),
        let parameter = names.first(where: { !call.set.contains($0) && before.tensor(of: $0) != nil }),
        let center = before.tensor(of: parameter), !call.set.contains(attribute)
      else { return nil }
      let held = before.tensor(of: attribute)
      if let held, held == given { return nil }
      return KeptGradient(
        attribute: attribute, parameter: parameter, center: center, given: given,
        held: held?.shape == given.shape ? held : nil)
    }
  }

  private func note(
    _ call: OwnCall, _ kept: KeptGradient, _ measured: [MeasuredGradient], _ onTrial: Tensor?, _ trial: Tensor
  ) throws(RunFailure) {
    ownGates.isWrong(call.form.name)
    let gradient = kept.gradient
    let diagnosis = GateDiagnosis(
      returned: [onTrial], measured: [0: measured[1]], upstream: trial,
      upstreamName: call.form.upstreamName ?? "")
    let mistake = GateMistake(
      gate: call.form.name, parameter: kept.parameter, attribute: "self." + kept.attribute,
      returned: gradient, expected: measured[0].tensor, element: measured[0].worst(gradient)?.element,
      upstream: nil, cause: onTrial == nil ? nil : diagnosis.cause(of: 0))
    let definition = call.form.backward.definition
    let range = definition.body.lastAssignment(toAttribute: kept.attribute) ?? definition.range
    let diagnostic = RunProblem.wrongGradient(mistake).diagnostic(at: range, digits: options.digits)
    if options.expectsWrongGradient { return notices.tellMistake(diagnostic) }
    notices.tellKept(diagnostic)
  }
}

/// A gradient that a layer keeps beside the parameter whose it is.
private struct KeptGradient {
  var attribute: String
  var parameter: String
  /// The parameter's value.
  var center: Tensor
  /// What the attribute was after the backward step, and before it, if that may have been added to.
  var given: Tensor
  var held: Tensor?

  /// What the step itself has given, where it may have added to what was there.
  var gradient: Tensor { share(of: given) }

  /// What was added to what was held; of a gradient that is set anew, which the first one is, all of it.
  func share(of given: Tensor) -> Tensor {
    guard let held, held.shape == given.shape else { return given }
    return given - held
  }

  /// Whether it is the gradient, added or set anew, or differs from it by a multiple of the parameter, as a penalty on
  /// its size gives that stands elsewhere.
  func isRight(_ measured: MeasuredGradient) -> Bool {
    if measured.agrees(gradient) || measured.agrees(given) { return true }
    guard center.elements.count > 1, given.shape == center.shape else { return false }
    return [gradient, given].contains { candidate in
      let rest = measured.elements.indices.map { index in
        (
          candidate.elements[measured.elements[index]] - measured.numeric[index],
          center.elements[measured.elements[index]]
        )
      }
      guard let largest = rest.max(by: { $0.1.magnitude < $1.1.magnitude }), largest.1 != 0 else {
        return false
      }
      let factor = largest.0 / largest.1
      return rest.count > 1 && measured.agrees(candidate - Tensor(factor) * center)
    }
  }

  /// The parameters whose gradient an attribute may be by its name; nil if by its name it is none.
  static func parameters(of attribute: String) -> [String]? {
    var names: [String] = []
    for prefix in ["grad_", "d_", "d"] where attribute.hasPrefix(prefix) && attribute != prefix {
      names.append(String(attribute.dropFirst(prefix.count)))
    }
    for suffix in ["_grad", "_gradient"] where attribute.hasSuffix(suffix) && attribute != suffix {
      names.append(String(attribute.dropLast(suffix.count)))
    }
    return names.isEmpty
      ? nil : names + names.compactMap { $0 == $0.uppercased() ? $0.lowercased() : $0.uppercased() }
  }
}

extension [Statement] {
  /// Where an attribute of `self` was assigned last, in the order of the text.
  fileprivate func lastAssignment(toAttribute name: String) -> SourceRange? {
    var found: SourceRange?
    for statement in self {
      switch statement.kind {
      case .assignment(let targets, let value):
        if targets.contains(where: { $0.isAttribute(name) }) { found = value.range }
      case .augmented(let target, _, let value): if target.isAttribute(name) { found = value.range }
      case .conditional(let branches, let otherwise):
        for body in branches.map(\.body) + [otherwise] {
          found = body.lastAssignment(toAttribute: name) ?? found
        }
      case .forEach(_, _, let body, _), .whileTrue(_, let body, _):
        found = body.lastAssignment(toAttribute: name) ?? found
      default: break
      }
    }
    return found
  }
}

extension Expression {
  /// Whether it is `self.name`, or items of it.
  fileprivate func isAttribute(_ name: String) -> Bool {
    switch bare.kind {
    case .attribute(let owner, let attribute): attribute == name && owner.name != nil
    case .index(let container, _): container.isAttribute(name)
    case .tuple(let items): items.contains { $0.isAttribute(name) }
    default: false
    }
  }
}
