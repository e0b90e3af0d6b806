import Autodiff
import Language
import Numbers
import TraceModel

// What a gate of the program's own keeps for the way back.

extension Interpreter {
  /// `ctx.save_for_backward(x, y)`.
  func saveForBackward(_ arguments: [CallArgument], in context: Instance, at range: SourceRange)
    throws(RunFailure) -> Value
  {
    var saved: [Value] = []
    for argument in arguments {
      let value = try evaluate(argument.value)
      saved.append(value)
      context.saved.append((program.text(of: argument.value.range), value))
    }
    context.attributes["saved_tensors"] = .tuple(saved)
    return .none
  }

  /// What a gate kept in its forward step: what it assigned to its attributes, saved in its context, or gave as its cache.
  func cached(by call: OwnCall) throws(RunFailure) -> [Cached] {
    var named: [(String, Value)] = []
    if let holder = call.form.holder {
      named = holder.saved
      for name in holder.touched where name != "saved_tensors" {
        if let value = holder.attributes[name] { named.append((name, value)) }
      }
    } else {
      named = parts(ofCache: call.cache, of: call.form.forward.definition)
    }
    return named.flatMap { tensors(in: $1, named: $0) }
  }

  /// The parts of a pair's cache, with the names that the forward function has for them.
  private func parts(ofCache cache: Value, of definition: FunctionDefinition) -> [(String, Value)] {
    var expression: Expression?
    if case .tuple(let items)? = course.lastReturn?.value?.bare.kind, items.count == 2 {
      expression = items[1].bare
    }
    guard case .tuple(let elements) = cache else {
      return [(expression.map { program.text(of: $0.range) } ?? "cache", cache)]
    }
    if let name = expression?.name, let assigned = definition.body.lastValue(of: name) {
      expression = assigned.bare
    }
    var names: [String?] = Array(repeating: nil, count: elements.count)
    if case .tuple(let parts)? = expression?.kind, parts.count == elements.count {
      names = parts.map { program.text(of: $0.range) }
    }
    return zip(names, elements).enumerated().map { index, part in
      (part.0 ?? "cache[\(index)]", part.1)
    }
  }

  /// The numbers and arrays that a value holds; what is none of these is not told.
  private func tensors(in value: Value, named name: String) -> [Cached] {
    switch value {
    case .number, .node, .bool: return amount(of: value).map { [Cached(name, Tensor($0.double))] } ?? []
    case .array(let array): return [Cached(name, array.tensor)]
    case .list(let list): return tensors(in: list.elements, named: name)
    case .tuple(let elements): return tensors(in: elements, named: name)
    default: return []
    }
  }

  private func tensors(in elements: [Value], named name: String) -> [Cached] {
    let numbers = elements.compactMap { amount(of: $0)?.double }
    if numbers.count == elements.count {
      return [Cached(name, Tensor(filling: [numbers.count], with: numbers))]
    }
    return elements.enumerated().flatMap { index, element -> [Cached] in
      switch element {
      case .list, .tuple: []
      default: tensors(in: element, named: "\(name)[\(index)]")
      }
    }
  }
}

extension [Statement] {
  /// The expression that was assigned last, in the order of the text, to a name.
  fileprivate func lastValue(of name: String) -> Expression? {
    var found: Expression?
    for statement in self {
      if case .assignment(let targets, let value) = statement.kind,
        targets.contains(where: { $0.name == name })
      {
        found = value
      }
    }
    return found
  }
}
