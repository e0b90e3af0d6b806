import Language
import TraceModel

// The arguments of a call, put at the places of a function's parameters.

extension Interpreter {
  /// Works out the arguments of a call and puts each at the place of its parameter.
  func bind(_ arguments: [CallArgument], to signature: Signature, at range: SourceRange) throws(RunFailure)
    -> Arguments
  {
    var positional: [Value] = []
    var named: [(name: String, value: Value, range: SourceRange)] = []
    for argument in arguments {
      let value = try evaluate(argument.value)
      if argument.isSpread {
        positional += try allElements(of: value, at: argument.range)
      } else if let name = argument.name {
        named.append((name, value, argument.range))
      } else {
        positional.append(value)
      }
    }
    return try bind(positional, named, to: signature, at: range)
  }

  func bind(
    _ positional: [Value], _ named: [(name: String, value: Value, range: SourceRange)],
    to signature: Signature, at range: SourceRange
  ) throws(RunFailure) -> Arguments {
    let parameters = signature.parameters
    var bound = Arguments(
      function: signature.function, values: Array(repeating: nil, count: parameters.count), range: range)
    var next = 0
    for value in positional {
      if next < parameters.count, parameters[next].takesAll {
        bound.others.append(value)
      } else if next < parameters.count, !parameters[next].isNamedOnly {
        bound.values[next] = value
        next += 1
      } else {
        throw miscounted(signature, positional.count + named.count, at: range)
      }
    }
    for (name, value, place) in named {
      guard let index = parameters.firstIndex(where: { $0.name == name && !$0.takesAll }) else {
        let suggestion = nearest(name, among: parameters.map(\.name))
        throw fail(.unknownArgument(name, function: signature.function, suggestion: suggestion), at: place)
      }
      if bound.values[index] != nil {
        throw fail(.argumentTwice(name, function: signature.function), at: place)
      }
      bound.values[index] = value
    }
    for (index, parameter) in parameters.enumerated()
    where bound.values[index] == nil && !parameter.isOptional && !parameter.takesAll {
      if !named.isEmpty {
        throw fail(.missingArgument(parameter.name, function: signature.function), at: range)
      }
      throw miscounted(signature, positional.count, at: range)
    }
    return bound
  }

  private func miscounted(_ signature: Signature, _ given: Int, at range: SourceRange) -> RunFailure {
    fail(
      .argumentCount(function: signature.function, expected: signature.countWords, given: given), at: range)
  }
}
