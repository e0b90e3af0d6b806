import Autodiff
import Language
import Numbers
import TraceModel

/// How a gate of the program's own is written: as a class, as a class with static methods and a context, or as a pair of
/// functions whose forward one gives `(out, cache)`.
struct OwnForm {
  let name: String
  let forward: Function
  let backward: Function
  /// What both get first: `self`, or `ctx`. None for a pair of functions.
  let holder: Instance?
  /// The class; none for a pair of functions.
  let type: ClassValue?

  /// The gate that a class is, if it has `forward` and `backward`; `__call__` may stand for `forward`.
  init?(_ type: ClassValue, _ holder: Instance) {
    guard let forward = type.method("forward") ?? type.method("__call__"),
      let backward = type.method("backward"),
      // A `backward(self)` of a whole graph is no gate's.
      backward.definition.parameters.count >= 2
    else { return nil }
    name = type.name
    self.type = type
    (self.forward, self.backward, self.holder) = (forward, backward, holder)
  }

  /// The gate that a function and its twin are.
  init(_ name: String, forward: Function, backward: Function) {
    self.name = name
    (self.forward, self.backward) = (forward, backward)
    holder = nil
    type = nil
  }

  var isStatic: Bool { forward.definition.isStatic }
  var isPair: Bool { holder == nil }

  /// The parameters of the forward function, without what it gets first.
  var parameters: [Parameter] {
    isPair ? forward.definition.parameters : Array(forward.definition.parameters.dropFirst())
  }

  /// What a call of the gate has to give.
  var signature: Signature {
    let signature = forward.definition.signature
    return isPair ? signature : signature.withoutReceiver
  }

  /// The name of the upstream gradient in the backward function.
  var upstreamName: String? {
    let parameters = backward.definition.parameters
    return parameters.indices.contains(isPair ? 0 : 1) ? parameters[isPair ? 0 : 1].name : nil
  }
}

/// One application of a gate of the program's own: what it takes to run it again, forwards and backwards.
final class OwnCall {
  let form: OwnForm
  /// One for each parameter, with numbers and arrays that no gate reads.
  let arguments: [Value?]
  /// For each parameter the operand of the gate that it is.
  let operands: [Int?]
  let range: SourceRange
  /// What the holder's attributes were before the call, and where the random numbers stood.
  let before: AttributeSnapshot
  let randomness: Randomness
  /// The attributes of the holder that its forward function set.
  var set: [String] = []
  /// What a pair's forward function gave for the backward one.
  var cache: Value = .none
  var reference: Reference?
  /// For each operand of the gate the node that it is; none for a constant.
  var references: [Reference?] = []
  var value = Tensor(.nan)
  /// The elements that only this call keeps from being released.
  private let live: LiveElements
  private let keptElements: Int
  /// What the program itself has handed to its backward step, and where.
  var handed: [(gradient: Tensor, range: SourceRange)] = []

  init(
    _ form: OwnForm, _ arguments: [Value?], operands: [Int?], at range: SourceRange,
    before: AttributeSnapshot, randomness: Randomness, live: LiveElements
  ) {
    self.live = live
    keptElements =
      before.newElements(since: form.holder?.lastCall?.before) + randomness.size
    live.count += keptElements
    self.form = form
    self.arguments = arguments
    self.operands = operands
    self.range = range
    self.before = before
    self.randomness = randomness
  }

  deinit { live.count -= keptElements }

  /// The name of the parameter that an operand is.
  func parameter(ofOperand operand: Int) -> String {
    operands.firstIndex(of: operand).map { form.parameters[$0].name } ?? "?"
  }
}

/// What the attributes of an instance were at some time, the contents of their arrays and lists included.
struct AttributeSnapshot {
  private let attributes: Attributes
  private let touched: [String]
  private let saved: [(String, Value)]
  private let arrays: [(array: ArrayValue, version: Int, tensor: Tensor, source: ArrayValue.Source)]
  private let lists: [(list: List, elements: [Value])]

  init(of instance: Instance?) {
    attributes = instance?.attributes ?? Attributes()
    touched = instance?.touched ?? []
    saved = instance?.saved ?? []
    var arrays: [(ArrayValue, Int, Tensor, ArrayValue.Source)] = []
    var lists: [(List, [Value])] = []
    for name in attributes.names {
      switch attributes[name] {
      case .array(let array): arrays.append((array, array.version, array.tensor, array.source))
      case .list(let list): lists.append((list, list.elements))
      default: break
      }
    }
    (self.arrays, self.lists) = (arrays, lists)
  }

  /// The numbers of an attribute, if it is a number or an array.
  func tensor(of name: String) -> Tensor? {
    switch attributes[name] {
    case .array(let array)?: arrays.first { $0.array === array }?.tensor
    case .number(let number)?: Tensor(number.amount.double)
    default: nil
    }
  }

  /// Its attributes, in the order in which they were set.
  var names: [String] { attributes.names }

  /// How many elements it may keep that an earlier one does not.
  func newElements(since earlier: AttributeSnapshot?) -> Int {
    var versions: [ObjectIdentifier: Int] = [:]
    for known in earlier?.arrays ?? [] { versions[ObjectIdentifier(known.array)] = known.version }
    let changed = arrays.filter { versions[ObjectIdentifier($0.array)] != $0.version }
    return lists.reduce(changed.reduce(0) { $0 + $1.tensor.elements.count }) {
      $0 + Size.entry * $1.elements.count
    }
  }

  /// Brings the attributes back.
  func restore(_ instance: Instance?) {
    instance?.attributes = attributes
    instance?.touched = touched
    instance?.saved = saved
    for (array, _, tensor, source) in arrays where array.tensor != tensor {
      array.tensor = tensor
      array.source = source
      array.version += 1
    }
    for (list, elements) in lists { list.elements = elements }
  }
}
