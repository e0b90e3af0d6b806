import TraceModel

/// The parameters of a function, of the program or built in.
package struct Signature: Sendable {
  package struct Parameter: Sendable {
    package var name: String
    package var isOptional = false
    /// Whether it takes all positions that are left.
    package var takesAll = false
    package var isNamedOnly = false
  }

  package var function: String
  package var parameters: [Parameter]

  /// Reads parameters as `x`, `slope=` for an optional one, and `*values` for one that takes all that is
  /// left.
  package init(_ function: String, _ parameters: [String]) {
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

  package init(function: String, parameters: [Parameter]) {
    self.function = function
    self.parameters = parameters
  }

  package var withoutReceiver: Signature {
    Signature(function: function, parameters: Array(parameters.dropFirst()))
  }

  /// How many arguments the function takes, in words.
  package var countWords: String {
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
  package var signature: Signature {
    let parameters = parameters.map {
      Signature.Parameter(
        name: $0.name, isOptional: $0.defaultValue != nil, isNamedOnly: $0.isNamedOnly)
    }
    return Signature(function: name, parameters: parameters)
  }
}
