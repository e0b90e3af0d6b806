import Language

/// What kind of value something is, as far as an error tells it.
enum ValueKind: Equatable {
  case none
  case truth
  case number
  /// A number with a name that is no input.
  case constant
  case array(shape: [Int])
  /// An array of truth values.
  case mask
  case ellipsis
  case text
  case list
  case tuple
  case dictionary
  /// A dictionary that holds numbers or arrays of the circuit.
  case dictionaryOfNumbers
  case range
  case function(String)
  case module(Module)
  case type(String)
  case instance(of: String)
  /// What a gate with static functions keeps its values in.
  case context
  case method(String)
}

extension Value {
  /// How an error names the kind of value.
  var form: ValueKind {
    switch self {
    case .none: .none
    case .bool: .truth
    case .number, .node: .number
    case .array(let array): .array(shape: array.shape)
    case .ellipsis: .ellipsis
    case .text: .text
    case .list: .list
    case .tuple: .tuple
    case .dictionary: .dictionary
    case .range: .range
    case .function(let function): .function(function.definition.name)
    case .builtin(let builtin): .function(builtin.name)
    case .module(let module): .module(module)
    case .type(let type): .type(type.name)
    case .instance(let instance): instance.isContext ? .context : .instance(of: instance.type.name)
    case .method(let method): .method(method.name)
    }
  }
}

extension Interpreter.Operand {
  /// How an error names the kind of operand.
  var form: ValueKind { if case .array(let array) = self { .array(shape: array.shape) } else { .number } }
}
