import TraceModel

/// The parameters of a function, of the program or built in.
struct Signature: Sendable {
  struct Parameter: Sendable {
    var name: String
    var isOptional = false
    /// Whether it takes all positions that are left.
    var takesAll = false
    var isNamedOnly = false
  }

  var function: String
  var parameters: [Parameter]

  /// Reads parameters as `x`, `slope=` for an optional one, and `*values` for one that takes all that is
  /// left.
  init(_ function: String, _ parameters: [String]) {
    self.function = function
    var isNamedOnly = false
    self.parameters = parameters.map { text in
      let takesAll = text.hasPrefix("*")
      defer { if takesAll { isNamedOnly = true } }
      let name = text.drop { $0 == "*" }.prefix { $0 != "=" }
      return Parameter(
        name: String(name), isOptional: text.hasSuffix("="), takesAll: takesAll, isNamedOnly: isNamedOnly)
    }
  }

  init(function: String, parameters: [Parameter]) {
    self.function = function
    self.parameters = parameters
  }

  var withoutReceiver: Signature { Signature(function: function, parameters: Array(parameters.dropFirst())) }

  /// How many arguments the function takes, in words.
  var countWords: String {
    let required = parameters.filter { !$0.isOptional && !$0.takesAll && !$0.isNamedOnly }.count
    let most = parameters.filter { !$0.takesAll && !$0.isNamedOnly }.count
    let hasNoEnd = parameters.contains(where: \.takesAll)
    if hasNoEnd { return "at least \(Self.words(required))" }
    return required == most ? Self.words(most) : "\(required) to \(most) arguments"
  }

  private static func words(_ count: Int) -> String {
    count == 0 ? "no arguments" : count == 1 ? "1 argument" : "\(count) arguments"
  }
}

extension FunctionDefinition {
  var signature: Signature {
    let parameters = parameters.map {
      Signature.Parameter(
        name: $0.name, isOptional: $0.defaultValue != nil, isNamedOnly: $0.isNamedOnly)
    }
    return Signature(function: name, parameters: parameters)
  }
}

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
