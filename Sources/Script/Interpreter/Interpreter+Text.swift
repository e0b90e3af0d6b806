import Language
import Numbers
import TraceModel

// Values as Python writes them.

extension Interpreter {
  /// Python's `str`.
  func text(of value: Value, at range: SourceRange) throws(RunFailure) -> String {
    if case .text(let text) = value { return text }
    if case .array(let array) = value {
      try refresh(array, at: range)
      try useShown(array, at: range)
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
  ///
  /// - Parameter outer: The lists and dictionaries that the value stands in; one that holds itself is not gone into again.
  func representation(of value: Value, at range: SourceRange, inside outer: [ObjectIdentifier] = [])
    throws(RunFailure) -> String
  {
    try budget.use(.operations, Cost.comparison, at: range)
    func inner(_ value: Value, _ own: AnyObject? = nil) throws(RunFailure) -> String {
      let path = own.map { outer + [ObjectIdentifier($0)] } ?? outer
      return try deeper(at: range) { () throws(RunFailure) in
        try representation(of: value, at: range, inside: path)
      }
    }
    switch value {
    case .array(let array):
      try refresh(array, at: range)
      try useShown(array, at: range)
      return arrayRepresentation(of: array)
    case .instance(let instance):
      return try spelled(instance, by: ["__repr__"], at: range) ?? plainRepresentation(of: value)
    case .list(let list):
      if let array = list.array {
        try budget.use(.elements, array.tensor.elements.count, at: range)
        return try representation(of: lists(of: array), at: range, inside: outer)
      }
      if outer.contains(ObjectIdentifier(list)) { return "[...]" }
      return "["
        + (try joined(list.elements.indices, at: range) { (index) throws(RunFailure) in
          try inner(list.elements[index], list)
        }) + "]"
    case .tuple(let elements):
      return "("
        + (try joined(elements.indices, at: range) { (index) throws(RunFailure) in try inner(elements[index])
        })
        + (elements.count == 1 ? ",)" : ")")
    case .dictionary(let dictionary):
      if outer.contains(ObjectIdentifier(dictionary)) { return "{...}" }
      return "{"
        + (try joined(dictionary.keys.indices, at: range) { (index) throws(RunFailure) in
          try inner(dictionary.keys[index]) + ": " + inner(dictionary.values[index], dictionary)
        }) + "}"
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
        throw fail(.expected(.text, found: .kind(value.form), role: .givenByMethod(name)), at: range)
      }
      return text
    }
    return nil
  }

  /// The texts of parts with commas between them, each counted before the next is made.
  private func joined(
    _ places: Range<Int>, at range: SourceRange, _ text: (Int) throws(RunFailure) -> String
  ) throws(RunFailure) -> String {
    try budget.use(.elements, places.count, at: range)
    var result = ""
    for place in places {
      let part = try text(place)
      try budget.useText(part.utf8.count, at: range)
      result += (place > places.lowerBound ? ", " : "") + part
    }
    return result
  }

  /// Counts the elements of an array that its text shows.
  private func useShown(_ array: ArrayValue, at range: SourceRange) throws(RunFailure) {
    let shown = ArrayText().mostShown(of: array.shape)
    try budget.use(.operations, shown, times: Cost.comparison, at: range)
    try budget.use(.elements, shown, at: range)
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
