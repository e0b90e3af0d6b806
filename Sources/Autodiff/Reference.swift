public import Numbers
public import TraceModel

/// What a tape knows a node by while it records: a gate by its number, an input by the complement of its.
public struct Reference: Hashable, Sendable {
  /// A gate's number (from 0 up, over all passes), or the complement of twice an input's number.
  let code: Int32

  static func gate(_ number: Int) -> Reference { Reference(code: Int32(truncatingIfNeeded: number)) }
  static func input(_ number: Int) -> Reference {
    Reference(code: ~Int32(truncatingIfNeeded: number << 1))
  }
  /// The code of a constant among a gate's operands.
  static func constantCode(_ number: Int) -> Int32 { ~Int32(truncatingIfNeeded: number << 1 | 1) }

  public var isInput: Bool { code < 0 }
}

/// What an operand code stands for.
enum Source {
  case gate(Int)
  case input(Int)
  case constant(Int)

  @inline(__always)
  init(_ code: Int32) {
    if code >= 0 {
      self = .gate(Int(code))
    } else if ~code & 1 == 0 {
      self = .input(Int(~code >> 1))
    } else {
      self = .constant(Int(~code >> 1))
    }
  }
}

/// What is handed to a gate: a node, or a constant that the gate keeps inside.
public enum Argument: Sendable {
  case node(Reference)
  case constant(Double, name: String? = nil, from: Constant.Origin? = nil)
  case array(Tensor, name: String? = nil, from: Constant.Origin? = nil)
}

/// An input as the tape keeps it: its value moves with updates, and its gradient lasts until it is cleared.
struct InputRecord {
  var value: Double
  /// The value it had when it was made.
  let initial: Double
  var gradient: Double?
  /// What an array holds in place of these numbers.
  var array: ArrayInput?
  var name: UInt32
  let place: SourceRange
  /// Inputs are numbered in this order in a finished trace.
  let order: Int
}

/// An input that is an array.
struct ArrayInput {
  var value: Tensor
  let initial: Tensor
  var gradient: Tensor?
}

/// What is recorded of one pass: flat columns of the gates and steps.
struct PassRecording {
  let number: Int
  /// The number of its first gate.
  let firstGate: Int
  var nodes: [NodeRecord] = []
  var operands: [Int32] = []
  /// The gates' values; of one that gives an array, its index in ``arrays``.
  var values: [Double] = []
  var arrays: [Tensor] = []
  /// How many elements these have, and what gates of the program's own and updates keep.
  var elementCount = 0
  /// How many elements the arrays have that gates read, each of which a backward step gives a gradient.
  var readElements = 0
  /// About how many operations its gates took.
  var work = 0
  /// How many elements the gradients have that backward steps gave.
  var backwardElements = 0
  /// The first stands for the inputs that are new in this pass.
  var steps: [StepRecord]
  var numbers: [Double] = []
  /// The backward steps of gates that read or give arrays.
  var arrayBackwards: [ArrayBackward] = []
  var asides: [Aside] = []
  var bindings = Bindings()
  /// What asides read that may become an input later.
  var late: [LateReading] = []
  var groups: [Group] = []
  /// What gates of the program's own, counted from the first of this pass, kept for the way back.
  var cached: [Int: [Cached]] = [:]
  /// Gradients that the program worked out itself, by their nodes.
  var byHand: [Int32: HandGradient] = [:]
  /// The inputs that are first read in this pass.
  var newInputs: [Int] = []
  /// What the inputs made in earlier passes held when this pass began.
  let startValues: [Double]
  /// What gradients those inputs held then.
  let startGradients: [Double?]
  /// The same of those inputs that are arrays.
  let startArrays: [ArrayInput?]
  /// The gradients of the gates in the last run of the backward pass; ``unreached`` where none came. Of a gate that
  /// gives an array, its index in ``arrayGradients``.
  var gradients: [Double] = []
  var arrayGradients: [Tensor] = []
  /// What each input received in that run.
  var inputGradients: [Double?] = []
  var inputArrayGradients: [Int: Tensor] = [:]
  /// What the last run of the backward pass started from, and the inputs' values at that time.
  var seed: Seed?
  /// What that run left at gates, for the gradient check.
  var run: RunGradients?
  var updates: [Int: Double] = [:]

  struct Seed {
    var output: Reference
    var gradient: Tensor
    var inputValues: [Double]
    var inputArrays: [Tensor?]
  }

  /// Marks a gate that no gradient has reached. A sum that starts from 0 is never −0, so no gradient is.
  @inline(__always) static var unreached: Double { -0.0 }

  init(number: Int, firstGate: Int, inputs: [InputRecord] = []) {
    self.number = number
    self.firstGate = firstGate
    startValues = inputs.map(\.value)
    startGradients = inputs.map(\.gradient)
    startArrays = inputs.map(\.array)
    steps = [StepRecord(.inputs, node: 0)]
  }

  var gates: Range<Int> { firstGate..<firstGate + nodes.count }

  /// The gradient that has reached a gate, which is counted from the first of this pass.
  @inline(__always)
  func gradient(ofGate index: Int) -> Double? {
    let gradient = gradients[index]
    return gradient.bitPattern == Self.unreached.bitPattern ? nil : gradient
  }

  /// Adds to the gradient of a gate and returns the sum.
  @inline(__always)
  mutating func receive(_ gradient: Double, atGate index: Int) -> Double {
    // Adding 0 makes 0 of −0.
    let sum = (gradients[index] + 0) + gradient
    gradients[index] = sum
    return sum
  }

  /// Adds to the gradient of a gate that gives an array and returns the sum.
  mutating func receive(_ gradient: Tensor, atGate index: Int) -> Tensor {
    guard let place = self.gradient(ofGate: index).map({ Int($0) }) else {
      gradients[index] = Double(arrayGradients.count)
      arrayGradients.append(gradient)
      return gradient
    }
    arrayGradients[place] = arrayGradients[place] + gradient
    return arrayGradients[place]
  }

  /// The gradient that has reached a gate that gives an array.
  func arrayGradient(ofGate index: Int) -> Tensor? { gradient(ofGate: index).map { arrayGradients[Int($0)] } }

  /// The gradient that has reached a gate, as a tensor.
  func gradientTensor(ofGate index: Int) -> Tensor? {
    givesArray(index) ? arrayGradient(ofGate: index) : gradient(ofGate: index).map { Tensor($0) }
  }

  func givesArray(_ index: Int) -> Bool { nodes[index].shape != 0 }

  mutating func clearGradients() {
    gradients = Array(repeating: Self.unreached, count: nodes.count)
    arrayGradients = []
  }

  /// Whether a forward step would belong to the next pass.
  var isClosed: Bool { seed != nil }

  mutating func append(aside event: Event) {
    asides.append(Aside(step: steps.count - 1, event: event))
  }
}

/// The backward step of a gate that reads or gives arrays, with all that its events tell.
struct ArrayBackward {
  let gate: Gate
  let upstream: Tensor
  let operands: [Tensor]
  let value: Tensor
  /// What each operand that is a node received, and what it has gathered.
  var shares: [Share]

  struct Share {
    var code: Int32
    var position: Int
    var downstream: Tensor
    var gathered: Tensor
    /// The local gradient, if the gate itself does not tell it.
    var local: Local?
  }
}
