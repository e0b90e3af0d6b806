import Autodiff
import Language
import TraceModel

/// The arguments of a call, each at the place of its parameter.
struct Arguments {
  /// The name under which the function was called.
  var function: String
  /// One for each parameter; nil where the call gives none.
  var values: [Value?]
  /// What a parameter with `*` takes.
  var others: [Value] = []
  /// The place of the call.
  var range: SourceRange

  subscript(index: Int) -> Value? { values.indices.contains(index) ? values[index] : nil }

  /// A value that the call must have had.
  func required(_ index: Int) -> Value { self[index] ?? .none }
}

extension Interpreter {
  func call(_ callee: Expression, _ arguments: [CallArgument], at range: SourceRange) throws(RunFailure)
    -> Value
  {
    if case .attribute(let owner, let name) = callee.bare.kind {
      return try callMember(name, of: owner, arguments, callee, at: range)
    }
    if callee.name == "print", tape.hasRunBackward, !course.isDetached {
      // What is printed after a backward pass starts no new forward pass.
      return try detached { () throws(RunFailure) in
        try call(evaluate(callee), arguments, callee, at: range)
      }
    }
    return try call(evaluate(callee), arguments, callee, at: range)
  }

  func call(
    _ function: Value, _ arguments: [CallArgument], _ callee: Expression, at range: SourceRange
  ) throws(RunFailure) -> Value {
    switch function {
    case .function(let function):
      return try callFunction(function, bind(arguments, to: function.definition.signature, at: range))
    case .type(let type): return try makeInstance(of: type, arguments, at: range)
    case .instance(let instance): return try call(instance, arguments, callee, at: range)
    case .method(let method): return try call(method, arguments, at: range)
    case .builtin(let builtin):
      let wasShown = course.isShown
      course.isShown = course.isShown || builtin.name == "print"
      defer { course.isShown = wasShown }
      return try run(builtin, try bind(arguments, to: builtin.signature, at: range))
    case .module(.pyplot): return skipPlotting(at: range)
    default: throw fail(.notCallable(callee.name, function.form), at: callee.range)
    }
  }

  private func skipPlotting(at range: SourceRange) -> Value {
    if notices.tellPlot(at: range) {
      tape.note(Note(.leftOut, text: program.text(of: range), place: range.storable))
    }
    return .none
  }

  private func callMember(
    _ name: String, of owner: Expression, _ arguments: [CallArgument], _ callee: Expression,
    at range: SourceRange
  ) throws(RunFailure) -> Value {
    // `w.grad.zero_()` clears; the gradient itself is a number.
    if name == "zero_", case .attribute(let input, "grad") = owner.bare.kind {
      let value = try evaluate(input)
      if case .instance = value {
      } else {
        clearGradient(of: value, leavesZero: hasGradient(value))
        return .none
      }
    }
    let receiver = try evaluate(owner)
    if case .module(let module) = receiver {
      let result = try call(member(name, of: module, at: callee.range), arguments, callee, at: range)
      return module.isNumPy(name).map { result.asNumPy($0) } ?? result
    }
    if case .instance(let instance) = receiver {
      return try callMember(name, of: instance, arguments, callee, at: range)
    }
    if case .type(let type) = receiver {
      return try callMember(name, of: type, arguments, callee, at: range)
    }
    guard let method = Builtin.methods[name] else {
      throw unknownAttribute(name, of: receiver, at: callee.range)
    }
    var bound = try bind(arguments, to: method.signature.withoutReceiver, at: range)
    bound.values.insert(receiver, at: 0)
    let result = try run(method, bound)
    return receiver.isArray && name != "item" ? result.asNumPy() : result
  }

  /// Calls a function from a builtin, as `sorted` does its key.
  func call(_ function: Value, with values: [Value], at range: SourceRange) throws(RunFailure) -> Value {
    switch function {
    case .function(let function):
      return try callFunction(function, bind(values, [], to: function.definition.signature, at: range))
    case .method(let method):
      let signature = method.function.definition.signature.withoutReceiver
      return try call(method, bind(values, [], to: signature, at: range))
    case .builtin(let builtin):
      return try run(builtin, bind(values, [], to: builtin.signature, at: range))
    default: throw fail(.notCallable(nil, function.form), at: range)
    }
  }

  /// Calls a function of the program, which may be half of a gate.
  func callFunction(_ function: Function, _ arguments: Arguments) throws(RunFailure) -> Value {
    if course.gateDepth == 0 {
      if let form = pair(withForward: function) { return try callGate(form, arguments) }
      if let form = pair(withBackward: function) { try noteBackward(of: form, arguments) }
    }
    return try call(function, arguments)
  }

  /// Runs a function of the program. The gates of a `def` make a group.
  func call(_ function: Function, _ arguments: Arguments, group: String? = nil) throws(RunFailure) -> Value {
    try budget.beginCall(at: arguments.range)
    defer { budget.endCall() }
    let (wasDetached, wasShown) = (course.isDetached, course.isShown)
    (course.isDetached, course.isShown) = (false, false)
    defer { (course.isDetached, course.isShown) = (wasDetached, wasShown) }
    let definition = function.definition
    let inner = heap.scope(in: function.scope, locals: definition.locals)
    inner.slice = slice(of: definition, calledAt: arguments.range)
    let isGroup = !definition.isLambda && !isPlain
    if isGroup {
      tape.openGroup(group ?? definition.name, at: arguments.range)
      inner.groupDepth = tape.depthOfGroup
    }
    defer {
      if isGroup { tape.closeGroup() }
      if course.gateDepth > 0 { course.finishedScope = inner }
    }
    return try inScope(inner) { () throws(RunFailure) in
      for (index, parameter) in definition.parameters.enumerated() {
        if let value = arguments[index] ?? function.defaults[index] { bindLocally(parameter.name, value) }
      }
      let completion = try execute(definition.body)
      try useKept(inner, at: arguments.range)
      if case .returns(let value) = completion { return value }
      return .none
    }
  }

  /// Counts the names of a call if a function that was made in it keeps them.
  private func useKept(_ inner: Scope, at range: SourceRange) throws(RunFailure) {
    if inner.isKept { try budget.use(.elements, inner.names.count, times: Size.entry, at: range) }
  }

  /// Makes a function; the defaults are worked out now, and named numbers in them are constants.
  func makeFunction(_ definition: FunctionDefinition) throws(RunFailure) -> Function {
    try budget.use(.elements, Size.object, at: definition.range)
    scope.isKept = true
    var defaults: [Value?] = []
    for parameter in definition.parameters {
      guard let expression = parameter.defaultValue else {
        defaults.append(nil)
        continue
      }
      let value = try evaluate(expression)
      try useAsConstant(value)
      defaults.append(constant(value, named: parameter.name))
    }
    return Function(definition, scope: scope, defaults: defaults)
  }

  private func constant(_ value: Value, named name: String) -> Value {
    guard case .number(let number) = value, case .origin(let id, _) = number.provenance else { return value }
    return .number(Number(amount(of: number), .named(origins[id].name), isNumPy: number.isNumPy))
  }
}
