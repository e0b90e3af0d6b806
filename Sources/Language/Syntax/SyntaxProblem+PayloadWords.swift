extension SyntaxProblem.Construct {
  var words: String {
    switch self {
    case .word(let word): "'\(word)' is"
    case .attribute(let name): "the attribute '\(name)' is"
    case .decorator(let name): "the decorator '@\(name)' is"
    case .set: "a set is"
    case .unpacking(let stars): "unpacking with '\(stars)' is"
    case .parameter(let stars): "a parameter with '\(stars)' is"
    case .argument(let stars): "an argument with '\(stars)' is"
    }
  }
}

extension SyntaxProblem.Wanted {
  var words: String {
    switch self {
    case .symbol(let symbol): "'\(symbol.rawValue)'"
    case .either(let first, let second): "'\(first.rawValue)' or '\(second.rawValue)'"
    case .keyword(let keyword): "'\(keyword.rawValue)'"
    case .value: "a value"
    case .statement: "a statement"
    case .index: "an index"
    case .endOfLine: "the end of the line"
    case .name(let named): named.words
    }
  }
}

extension SyntaxProblem.Named {
  fileprivate var words: String {
    switch self {
    case .anything: "a name"
    case .function: "the function's name"
    case .type: "the class's name"
    case .decorator: "the decorator's name"
    case .module: "a module's name"
    case .parameter: "a parameter's name"
    case .attribute: "an attribute's name"
    }
  }
}

extension SyntaxProblem.Header {
  var words: String {
    switch self {
    case .condition(let keyword): "the condition of '\(keyword.rawValue)'"
    case .otherwise: "'else'"
    case .loop(let keyword): "the header of '\(keyword.rawValue)'"
    case .definition(let name): "the header of '\(name)'"
    }
  }
}

extension SyntaxProblem.FieldProblem {
  var words: String {
    switch self {
    case .singleBrace(let brace): "a single '\(brace)' in an f-string; write '\(brace)\(brace)'"
    case .unclosed: "'{' in this f-string was never closed"
    case .unfinished: "expected '}' in this f-string"
    case .empty: "an empty field in an f-string"
    }
  }
}

extension Token.Form {
  var words: String {
    switch self {
    case .name(let name): "'\(name)'"
    case .number: "a number"
    case .text: "text"
    case .keyword(let keyword): "'\(keyword.rawValue)'"
    case .symbol(let symbol): "'\(symbol.rawValue)'"
    case .newline: "the end of the line"
    case .indent: "an indented block"
    case .dedent: "the end of the block"
    case .end: "the end of the program"
    }
  }
}

extension Expression.Form {
  var words: String {
    switch self {
    case .fixed: "a fixed value"
    case .number: "a number"
    case .text: "text"
    case .name(let name): "'\(name)'"
    case .list: "a list"
    case .tuple: "a tuple"
    case .dictionary: "a dictionary"
    case .operation: "the result of an operator"
    case .comparison: "a comparison"
    case .conditional: "a conditional expression"
    case .lambda: "a lambda"
    case .attribute: "an attribute"
    case .item: "an item"
    case .slice: "a slice"
    case .call: "the result of a call"
    }
  }
}
