import TraceModel

extension Parser {
  /// The parameters of a `def` or a `lambda`, without what encloses them.
  mutating func parameters(until end: Token.Kind) throws(SyntaxFailure) -> [Parameter] {
    var parameters: [Parameter] = []
    var isNamedOnly = false
    while current.kind != end {
      if accept(.star) {
        guard current.kind == .symbol(.comma), !isNamedOnly else {
          throw SyntaxFailure(.outside(.parameter("*")), at: previous.range)
        }
        isNamedOnly = true
      } else if current.kind == .symbol(.power) {
        throw SyntaxFailure(.outside(.parameter("**")), at: current.range)
      } else {
        let parameter = try parameter(isNamedOnly: isNamedOnly, inLambda: end == .symbol(.colon))
        try check(parameter, after: parameters)
        parameters.append(parameter)
      }
      if !accept(.comma) { break }
    }
    return parameters
  }

  private mutating func parameter(isNamedOnly: Bool, inLambda: Bool) throws(SyntaxFailure) -> Parameter {
    let (name, range) = try expectName(.parameter)
    if !inLambda, accept(.colon) { _ = try expression() }
    let value = accept(.equal) ? try expression() : nil
    return Parameter(name: name, defaultValue: value, isNamedOnly: isNamedOnly, range: range)
  }

  private func check(_ parameter: Parameter, after others: [Parameter]) throws(SyntaxFailure) {
    if others.contains(where: { $0.name == parameter.name }) {
      throw SyntaxFailure(.repeatedName(parameter.name), at: parameter.range)
    }
    if parameter.defaultValue == nil, !parameter.isNamedOnly, others.last?.defaultValue != nil {
      throw SyntaxFailure(.defaultOrder(parameter.name), at: parameter.range)
    }
  }
}
