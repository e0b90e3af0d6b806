import Language
import TraceModel

extension Builtin {
  /// What text has after a dot.
  static let texts: [Builtin] = [
    Builtin("join") {
      interpreter, arguments throws(RunFailure) in
      let separator = try interpreter.receiverText(arguments)
      var parts: [String] = []
      for part in try interpreter.allElements(of: arguments.required(1), at: arguments.range) {
        guard case .text(let text) = part else {
          let problem = RunProblem.expected(.text, found: .kind(part.form), role: .joined)
          throw interpreter.fail(problem, at: arguments.range)
        }
        try interpreter.budget.useText(text.utf8.count + separator.utf8.count, at: arguments.range)
        parts.append(text)
      }
      return .text(parts.joined(separator: separator))
    },
    Builtin("upper") {
      interpreter, arguments throws(RunFailure) in
      .text(try interpreter.changed(arguments).uppercased())
    },
    Builtin("lower") {
      interpreter, arguments throws(RunFailure) in
      .text(try interpreter.changed(arguments).lowercased())
    },
    Builtin("strip") {
      interpreter, arguments throws(RunFailure) in
      let text = try interpreter.changed(arguments)
      let start = text.drop(while: \.isWhitespace)
      return .text(String(start.reversed().drop(while: \.isWhitespace).reversed()))
    },
    Builtin("split") {
      interpreter, arguments throws(RunFailure) in
      let text = try interpreter.changed(arguments)
      try interpreter.budget.usePieces(of: text, at: arguments.range)
      var parts: [Value]
      if case .text(let separator)? = arguments[1], !separator.isEmpty {
        try interpreter.budget.useSearch(for: separator, in: text, at: arguments.range)
        parts = text.split(separator: separator, omittingEmptySubsequences: false).map { .text(String($0)) }
      } else {
        parts = text.split(whereSeparator: \.isWhitespace).map { .text(String($0)) }
      }
      return try interpreter.makeList(parts, at: arguments.range)
    },
    Builtin("format", in: .method) {
      interpreter, arguments throws(RunFailure) in
      let text = try interpreter.changed(arguments)
      return .text(try interpreter.braceFormatted(text, arguments.others, at: arguments.range))
    },
  ]
}

extension Interpreter {
  func receiverText(_ arguments: Arguments) throws(RunFailure) -> String {
    guard case .text(let text) = arguments.required(0) else {
      throw unknownAttribute(arguments.function, of: arguments.required(0), at: arguments.range)
    }
    return text
  }

  /// The text that a method gives a changed form of, counted as often as that.
  func changed(_ arguments: Arguments) throws(RunFailure) -> String {
    let text = try receiverText(arguments)
    try budget.useText(text.utf8.count, at: arguments.range)
    try budget.useCharacters(of: text, at: arguments.range)
    return text
  }

  /// What `"{} and {0:.2f}".format(…)` comes to.
  func braceFormatted(_ text: String, _ values: [Value], at range: SourceRange) throws(RunFailure) -> String {
    var result = ""
    var rest = Substring(text)
    var next = 0
    while let character = rest.popFirst() {
      guard character == "{" || character == "}", rest.first != character else {
        if character == "{" || character == "}" { rest = rest.dropFirst() }
        result.append(character)
        continue
      }
      guard character == "{", let end = rest.firstIndex(of: "}") else {
        throw fail(.format(.singleBrace(character)), at: range)
      }
      let parts = rest[..<end].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      rest = rest[rest.index(after: end)...]
      let index = parts.first.flatMap { Int($0) } ?? next
      next += 1
      guard values.indices.contains(index), parts.first?.isEmpty != false || Int(parts[0]) != nil else {
        throw fail(.format(.fieldWithoutValue(String(parts.first ?? ""))), at: range)
      }
      try append(
        formatted(values[index], parts.count > 1 ? String(parts[1]) : "", at: range), to: &result, at: range)
    }
    return result
  }
}
