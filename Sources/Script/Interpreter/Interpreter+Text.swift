import TraceModel

// Values as Python writes them.

extension Interpreter {
  /// Python's `str`.
  func text(of value: Value, at range: SourceRange) throws(RunFailure) -> String {
    if case .text(let text) = value { return text }
    if case .array(let array) = value {
      try refresh(array, at: range)
      return arrayText(of: array)
    }
    if case .instance(let instance) = value,
      let text = try spelled(instance, by: ["__str__", "__repr__"], at: range)
    {
      return text
    }
    // Alone, a number of NumPy looks like one of Python.
    return try representation(of: value.asNumPy(false), at: range)
  }

  /// Python's `repr`.
  func representation(of value: Value, at range: SourceRange, depth: Int = 0) throws(RunFailure) -> String {
    if depth > 50 { return "…" }
    func inner(_ value: Value) throws(RunFailure) -> String {
      try representation(of: value, at: range, depth: depth + 1)
    }
    switch value {
    case .array(let array):
      try refresh(array, at: range)
      return arrayRepresentation(of: array)
    case .instance(let instance):
      return try spelled(instance, by: ["__repr__"], at: range) ?? plainRepresentation(of: value)
    case .list(let list):
      if let array = list.array { return try representation(of: lists(of: array), at: range, depth: depth) }
      return "[" + (try joined(list.elements, inner, at: range)) + "]"
    case .tuple(let elements):
      return "(" + (try joined(elements, inner, at: range)) + (elements.count == 1 ? ",)" : ")")
    case .dictionary(let dictionary):
      var parts: [String] = []
      for (key, value) in zip(dictionary.keys, dictionary.values) {
        parts.append(try inner(key) + ": " + inner(value))
      }
      return "{" + parts.joined(separator: ", ") + "}"
    default: return withName(value, plainRepresentation(of: value))
    }
  }

  /// A number of NumPy inside a list, as NumPy 2 writes it: `np.float64(0.5)`.
  private func withName(_ value: Value, _ text: String) -> String {
    if !value.isNumPy { return text }
    if value.isTruth { return "np.\(text)_" }
    return "np.\(amount(of: value)?.isInteger == true ? "int64" : "float64")(\(text))"
  }

  /// What an instance's own method says of it.
  private func spelled(_ instance: Instance, by names: [String], at range: SourceRange) throws(RunFailure)
    -> String?
  {
    for name in names {
      guard let function = instance.type.method(name) else { continue }
      let method = BoundMethod(instance: instance, name: name, function: function)
      let value = try call(method, Arguments(function: name, values: [], range: range))
      guard case .text(let text) = value else {
        throw fail(.expected("text", found: value.kindWords, role: "what \(name) gives"), at: range)
      }
      return text
    }
    return nil
  }

  private func joined(
    _ values: [Value], _ text: (Value) throws(RunFailure) -> String, at range: SourceRange
  ) throws(RunFailure) -> String {
    try use(.elements, values.count, at: range)
    var parts: [String] = []
    for value in values { parts.append(try text(value)) }
    return parts.joined(separator: ", ")
  }

  /// Python's `repr` of what holds no other values.
  func plainRepresentation(of value: Value) -> String {
    switch value {
    case .none: return "None"
    case .bool(let truth, _): return truth ? "True" : "False"
    case .number, .node:
      switch amount(of: value) {
      case .integer(let number): return String(number)
      case .float(let number): return NumberText.shortest(number)
      case nil: return ""
      }
    case .text(let text): return Self.quoted(text)
    case .range(let range):
      return "range(\(range.start), \(range.stop)\(range.step == 1 ? "" : ", \(range.step)"))"
    case .function(let function): return "<function \(function.definition.name)>"
    case .builtin(let builtin): return "<function \(builtin.name)>"
    case .module(let module): return "<module '\(module.rawValue)'>"
    case .type(let type): return "<class '\(type.name)'>"
    case .instance(let instance): return "<\(instance.type.name) object>"
    case .method(let method): return "<bound method \(method.instance.type.name).\(method.name)>"
    case .array(let array): return arrayText(of: array)
    case .ellipsis: return "Ellipsis"
    case .list: return "[…]"
    case .tuple: return "(…)"
    case .dictionary: return "{…}"
    }
  }

  private static func quoted(_ text: String) -> String {
    let quote: Character = text.contains("'") && !text.contains("\"") ? "\"" : "'"
    var result = String(quote)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\\": result += "\\\\"
      case _ where Character(scalar) == quote: result += "\\" + String(quote)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\x" + (digits.count < 2 ? "0" : "") + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + String(quote)
  }
}
