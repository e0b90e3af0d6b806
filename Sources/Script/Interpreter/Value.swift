import Autodiff
import Language
import TraceModel

/// What a name or an expression of the lesson language stands for.
///
/// Numbers and nodes are scalars; arrays are shared like lists.
enum Value {
  case none
  case bool(Bool, isNumPy: Bool = false)
  case number(Number)
  /// A value on the tape.
  case node(NodeValue)
  case array(ArrayValue)
  /// `...` in an index.
  case ellipsis
  case text(String)
  case list(List)
  case tuple([Value])
  case dictionary(Dictionary)
  case range(RangeValue)
  case function(Function)
  case builtin(Builtin)
  case module(Module)
  /// A class of the program, an instance of one, and a function of its.
  case type(ClassValue)
  case instance(Instance)
  case method(BoundMethod)
}

/// A number as Python has it: whole or floating.
enum Amount: Equatable, Sendable {
  case integer(Int)
  case float(Double)

  var double: Double {
    switch self {
    case .integer(let value): Double(value)
    case .float(let value): value
    }
  }

  var isInteger: Bool {
    if case .integer = self { true } else { false }
  }

  var isZero: Bool { double == 0 }
}

/// A number that is not on the tape, or not yet.
struct Number {
  /// The number itself, unless it comes from an origin, which then knows it.
  var amount: Amount
  var provenance: Provenance
  /// Whether it is one of NumPy's own numbers, which look different inside a printed list.
  var isNumPy = false

  init(_ amount: Amount, _ provenance: Provenance = .plain, isNumPy: Bool = false) {
    self.amount = amount
    self.provenance = provenance
    self.isNumPy = isNumPy
  }

  var originID: Int? {
    if case .origin(let id, _) = provenance { id } else { nil }
  }

  /// Where a number comes from decides what it is to a gate.
  enum Provenance {
    /// From literals, and arithmetic on these alone: a constant without a name.
    case plain
    /// A constant that the program has a name for. Tells why it is no node, if it was one.
    case named(String, Constant.Origin? = nil)
    /// How many elements something has: a constant, also when it gets a name.
    case size
    /// A plain number that asked to be an input, with `requires_grad=True`.
    case requested
    /// A binding in the outermost scope, which becomes an input at the first gate. A version ends when the
    /// name is moved
    /// to a new value while other names keep the old one.
    case origin(Int, version: Int)
    /// From `.data`, `.item()` or `.detach()`, and from these alone: it never becomes an input, and is a constant in what
    /// is computed from it. Tells why.
    case detached(Constant.Origin)
    /// From `.grad`, or worked out by hand: it never becomes an input, and what is computed from it is an update.
    case gradient
  }
}

/// A gate's result.
struct NodeValue {
  var reference: Reference
  var value: Double
  /// Whether Python would have an `int` here.
  var isInteger: Bool
  /// The origin that this node counts up or down from in whole constant steps.
  var counted: Int?
  /// Whether it is one of NumPy's own numbers.
  var isNumPy = false

  var amount: Amount {
    isInteger && value.magnitude < 9e15 ? .integer(Int(value)) : .float(value)
  }
}

/// Python's `range`.
struct RangeValue {
  var start: Int
  var stop: Int
  var step: Int

  var count: Int {
    if step > 0 { return start < stop ? (stop - start - 1) / step + 1 : 0 }
    return start > stop ? (start - stop - 1) / -step + 1 : 0
  }

  func element(_ index: Int) -> Int { start + index * step }

  func hasSameElements(as other: RangeValue) -> Bool {
    count == other.count && (count == 0 || start == other.start) && (count < 2 || step == other.step)
  }
}

extension Value {
  static func integer(_ value: Int) -> Value { .number(Number(.integer(value))) }
  static func float(_ value: Double) -> Value { .number(Number(.float(value))) }
}

extension Value {
  /// Whether it is a number or truth value of NumPy, as an element of an array is.
  var isNumPy: Bool {
    switch self {
    case .bool(_, let isNumPy): isNumPy
    case .number(let number): number.isNumPy
    case .node(let node): node.isNumPy
    default: false
    }
  }

  /// The same number or truth value as one of NumPy, or as one of Python.
  func asNumPy(_ isNumPy: Bool = true) -> Value {
    switch self {
    case .bool(let truth, _): return .bool(truth, isNumPy: isNumPy)
    case .number(var number):
      number.isNumPy = isNumPy
      return .number(number)
    case .node(var node):
      node.isNumPy = isNumPy
      return .node(node)
    default: return self
    }
  }

  /// Whether it is a truth value.
  var isTruth: Bool { if case .bool = self { true } else { false } }
}

extension Value {
  /// The node on the tape that the value is.
  var reference: Reference? {
    switch self {
    case .node(let node): node.reference
    case .array(let array): array.reference
    default: nil
    }
  }

  /// The array that the value is, or that a list has become.
  var indexedArray: ArrayValue? {
    switch self {
    case .array(let array): array
    case .list(let list): list.array
    default: nil
    }
  }
}

extension Value {
  /// Whether it holds other values.
  var isContainer: Bool {
    switch self {
    case .list, .tuple, .dictionary, .array, .function, .instance, .method, .type: true
    case .none, .bool, .number, .node, .ellipsis, .text, .range, .builtin, .module: false
    }
  }
}
