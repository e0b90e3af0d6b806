import Autodiff
import Language
import TraceModel

extension Interpreter {
  /// Runs the body of a class. Its functions see the names around the class, not those inside it.
  func makeClass(_ definition: ClassDefinition) throws(RunFailure) -> Value {
    try budget.use(.elements, Size.object, at: definition.range)
    let type = heap.type(definition.name)
    let inner = heap.scope(in: scope, locals: definition.body.boundNames)
    let outer = scope
    try inScope(inner) { () throws(RunFailure) in _ = try execute(definition.body) }
    for name in definition.body.orderedNames {
      guard let value = inner.names[name] else { continue }
      try budget.use(.elements, Size.entry, at: definition.range)
      if case .function(let function) = value {
        type.attributes[name] = .function(
          Function(function.definition, scope: outer, defaults: function.defaults))
      } else {
        type.attributes[name] = value
      }
    }
    return .type(type)
  }

  /// Calls a class: makes an instance and runs its `__init__`.
  func makeInstance(of type: ClassValue, _ arguments: [CallArgument], at range: SourceRange)
    throws(RunFailure) -> Value
  {
    try budget.use(.elements, Size.object, at: range)
    let instance = heap.instance(of: type)
    guard let initializer = type.method("__init__") else {
      _ = try bind(arguments, to: Signature(type.name, []), at: range)
      return .instance(instance)
    }
    var signature = initializer.definition.signature.withoutReceiver
    signature.function = type.name
    var bound = try bind(arguments, to: signature, at: range)
    bound.values.insert(.instance(instance), at: 0)
    _ = try call(initializer, bound, group: type.name)
    return .instance(instance)
  }

  // MARK: Attributes

  func attribute(_ name: String, of instance: Instance, at range: SourceRange) throws(RunFailure) -> Value {
    if let value = instance.attributes[name] { return value }
    if let value = instance.type.attributes[name] {
      guard case .function(let function) = value, !function.definition.isStatic else { return value }
      return .method(BoundMethod(instance: instance, name: name, function: function))
    }
    if name == "saved_tensors", instance.isContext { return .tuple([]) }
    throw unknownAttribute(name, of: instance, at: range)
  }

  func attribute(_ name: String, of type: ClassValue, at range: SourceRange) throws(RunFailure) -> Value {
    if let value = type.attributes[name] { return value }
    let known = type.attributes.names + (type.hasStaticGate ? ["apply"] : [])
    throw fail(
      .unknownAttribute(name, of: .type(type.name), suggestion: nearest(name, among: known)),
      at: range)
  }

  private func unknownAttribute(_ name: String, of instance: Instance, at range: SourceRange) -> RunFailure {
    var known = instance.attributes.names + instance.type.attributes.names
    if instance.isContext { known += ["save_for_backward", "saved_tensors", "needs_input_grad"] }
    let suggestion = nearest(name, among: known)
    // What only one of its methods sets was perhaps meant to have run.
    return fail(
      .unknownAttribute(name, of: Value.instance(instance).form, suggestion: suggestion), at: range)
  }

  /// `instance.name = value`. What is set in the outermost scope gets a name, like the attributes that were there.
  func setAttribute(_ name: String, of instance: Instance, to value: Value, at range: SourceRange)
    throws(RunFailure)
  {
    var value = value
    if scope.isOutermost, let owner = instance.name {
      value = try introduce(value, as: "\(owner).\(name)", root: owner, at: range, depth: 1)
    }
    if instance.attributes[name] == nil { try budget.use(.elements, Size.entry, at: range) }
    try budget.useNested([value], at: range)
    instance.attributes[name] = value
    tell(attribute: name, of: instance, value)
    try budget.use(.operations, instance.touched.count, times: Cost.item, at: range)
    if !instance.touched.contains(name) { instance.touched.append(name) }
  }

  /// Names the attributes of an instance that is bound in the outermost scope: `layer.W`.
  func introduce(_ instance: Instance, as name: String, root: String, at range: SourceRange, depth: Int)
    throws(RunFailure)
  {
    guard instance.name == nil else { return }
    instance.name = name
    instance.range = range
    for attribute in instance.attributes.names {
      guard let value = instance.attributes[attribute] else { continue }
      let introduced = try introduce(
        value, as: "\(name).\(attribute)", root: root, at: range, depth: depth + 1)
      instance.attributes[attribute] = introduced
      tell(attribute: attribute, of: instance, introduced)
    }
  }

  // MARK: Calls

  /// `instance.name(…)`.
  func callMember(
    _ name: String, of instance: Instance, _ arguments: [CallArgument], _ callee: Expression,
    at range: SourceRange
  ) throws(RunFailure) -> Value {
    if instance.isContext, name == "save_for_backward" {
      return try saveForBackward(arguments, in: instance, at: range)
    }
    switch try attribute(name, of: instance, at: callee.range) {
    case .method(let method): return try call(method, arguments, at: range)
    case let function: return try call(function, arguments, callee, at: range)
    }
  }

  /// `Class.name(…)`; `apply` of a class with static methods is its gate.
  func callMember(
    _ name: String, of type: ClassValue, _ arguments: [CallArgument], _ callee: Expression,
    at range: SourceRange
  ) throws(RunFailure) -> Value {
    if name == "apply", type.attributes["apply"] == nil, type.hasStaticGate,
      let form = OwnForm(type, heap.context())
    {
      return try callGate(form, bind(arguments, to: form.signature, at: range))
    }
    return try call(attribute(name, of: type, at: callee.range), arguments, callee, at: range)
  }

  /// `instance(…)`: its `__call__`, or its `forward`.
  func call(_ instance: Instance, _ arguments: [CallArgument], _ callee: Expression, at range: SourceRange)
    throws(RunFailure) -> Value
  {
    for name in ["__call__", "forward"] {
      guard let function = instance.type.method(name) else { continue }
      return try call(
        BoundMethod(instance: instance, name: name, function: function), arguments, at: range)
    }
    throw fail(
      .notCallable(callee.name, Value.instance(instance).form), at: callee.range)
  }

  func call(_ method: BoundMethod, _ arguments: [CallArgument], at range: SourceRange) throws(RunFailure)
    -> Value
  {
    let type = method.instance.type
    guard let first = method.function.definition.parameters.first else {
      throw fail(.noSelf(method.name, type: type.name), at: method.function.definition.range)
    }
    _ = first
    let signature = method.function.definition.signature.withoutReceiver
    let bound = try bind(arguments, to: signature, at: range)
    return try call(method, bound)
  }

  /// Runs a method; the forward and backward steps of a gate are recorded.
  func call(_ method: BoundMethod, _ arguments: Arguments) throws(RunFailure) -> Value {
    let instance = method.instance
    if let form = OwnForm(instance.type, instance), !form.isStatic {
      if form.forward === method.function { return try callGate(form, arguments) }
      if form.backward === method.function, course.gateDepth == 0 {
        return try callBackwardByHand(form, arguments, of: instance.lastCall)
      }
    }
    var all = arguments
    all.values.insert(.instance(instance), at: 0)
    let isCall = method.name == "forward" || method.name == "__call__"
    return try call(method.function, all, group: isCall ? instance.type.name : method.name)
  }
}

extension ClassValue {
  /// Whether it is a gate in PyTorch's spelling: static `forward(ctx, …)` and `backward(ctx, …)`.
  var hasStaticGate: Bool {
    guard let forward = method("forward"), let backward = method("backward") else { return false }
    return forward.definition.isStatic && backward.definition.isStatic
  }
}

extension Instance {
  /// Whether it is the context of a call; no class of a program is named like a parameter and without attributes.
  var isContext: Bool { type.name == "ctx" && type.attributes.names.isEmpty }
}

extension [Statement] {
  /// The names that these statements bind, in the order of their first binding.
  var orderedNames: [String] {
    var names: [String] = []
    for statement in self {
      for name in [statement].boundNames.sorted() where !names.contains(name) { names.append(name) }
    }
    return names
  }
}
