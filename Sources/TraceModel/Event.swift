public import Numbers

/// Something that happened while a program ran, posted in the order in which it happened.
public enum Event: Equatable, Sendable {
  /// Posted when an input got its value.
  case input(node: Int, value: Tensor)
  /// Posted when a gate computed its value; tells also what a gate of the program's own kept for the way back.
  case forward(node: Int, value: Tensor, cached: [Cached] = [])
  /// Posted when backpropagation starts: the gradient of the output with respect to itself.
  case seed(node: Int, gradient: Tensor)
  /// Posted when one input of one gate received its share.
  case backward(Backward)
  /// Posted when a parameter moved.
  indirect case update(Update)
  /// Posted when a gradient was cleared.
  case clear(node: Int)
  /// Posted when the program printed a line.
  case print(text: String)
  /// Posted when a gradient was compared with a numeric one.
  case check(Check)
  /// Posted when the program compared a value that derives from a node.
  indirect case branch(Branch)
  /// Posted when the program bound a name.
  indirect case binding(Binding)
}

/// Something that a gate kept on the way forward because its backward step needs it: the `self.x` of a lesson's class.
public struct Cached: Equatable, Sendable {
  public var name: String
  public var value: Tensor

  public init(_ name: String, _ value: Tensor) {
    self.name = name
    self.value = value
  }
}

/// One input of one gate in the backward pass: downstream = upstream × local.
public struct Backward: Equatable, Sendable {
  /// The gate.
  public var node: Int
  /// Which of the gate's inputs, counted from 0 over those that are nodes.
  public var input: Int
  /// The node that this input reads.
  public var to: Int
  /// ∂output/∂gate.
  public var upstream: Tensor
  /// ∂gate/∂input.
  public var local: Local
  /// ∂output/∂input along this branch.
  public var downstream: Tensor
  /// The gradient that the input's node has gathered, this contribution included.
  public var gradient: Tensor

  public init(
    node: Int, input: Int, to: Int, upstream: Tensor, local: Local, downstream: Tensor, gradient: Tensor
  ) {
    self.node = node
    self.input = input
    self.to = to
    self.upstream = upstream
    self.local = local
    self.downstream = downstream
    self.gradient = gradient
  }
}

/// A local gradient in the form that suits its size.
public enum Local: Equatable, Sendable {
  case number(Double)
  /// The diagonal of a Jacobian whose other entries are 0, in the shape of the gate. Where the input was stretched to
  /// that shape, the products with the upstream gradient are summed to the input's.
  case diagonal(Tensor)
  /// The Jacobian itself, of the shape [elements of the gate, elements of the input], both in row-major order.
  case matrix(Tensor)
  /// The rule that forms the product without the Jacobian, `X̄ = Ȳ Wᵀ`.
  case rule(String)
}

/// The move of a parameter: new = old + change.
public struct Update: Equatable, Sendable {
  public var node: Int
  public var old: Tensor
  public var change: Tensor
  public var new: Tensor
  /// The statement that made the change, `w -= lr * w.grad`.
  public var statement: String
  /// The factor, where the change is −rate × gradient.
  public var rate: Double?
  /// Where the statement begins: a program may have its text more than once.
  public var place: SourceRange
  /// How the new value comes about; nil if it reads numbers that were computed outside the record.
  public var formula: Formula?

  public init(
    node: Int, old: Tensor, change: Tensor, new: Tensor, statement: String, rate: Double? = nil,
    place: SourceRange = .none, formula: Formula? = nil
  ) {
    self.node = node
    self.old = old
    self.change = change
    self.new = new
    self.statement = statement
    self.rate = rate
    self.place = place
    self.formula = formula
  }
}

/// A numeric gradient beside the analytic one.
public struct Check: Equatable, Sendable {
  public var node: Int
  /// NaN at elements that were not nudged, or of which nudging tells nothing.
  public var numeric: Tensor
  /// |analytic − numeric| / max(|analytic|, |numeric|), the largest of all elements; where the gradient is 0 beside
  /// the largest of the pass but for rounding, in parts of that. Infinite where the analytic gradient is NaN or infinite.
  public var relativeError: Double
  /// Whether the slopes on the two sides differ, so that no numeric gradient exists. The relative error is 0 then if they
  /// enclose the analytic one, else NaN.
  public var isAtKink: Bool
  /// What the program worked out in a backward pass written by hand, if it did.
  public var byHand: HandGradient?

  public init(
    node: Int, numeric: Tensor, relativeError: Double, isAtKink: Bool = false, byHand: HandGradient? = nil
  ) {
    self.node = node
    self.numeric = numeric
    self.relativeError = relativeError
    self.isAtKink = isAtKink
    self.byHand = byHand
  }
}

/// A gradient that a program worked out itself.
public struct HandGradient: Equatable, Sendable {
  public var gradient: Tensor
  /// What the program calls it; nil where a trace does not tell.
  public var name: String?
  /// Where the program got it.
  public var place: SourceRange

  public init(_ gradient: Tensor, name: String? = nil, place: SourceRange = .none) {
    self.gradient = gradient
    self.name = name
    self.place = place
  }
}

extension Local {
  /// Equality where NaN equals itself, as in ``Tensor``.
  public static func == (left: Local, right: Local) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)): left.tellsSame(as: right)
    case (.diagonal(let left), .diagonal(let right)), (.matrix(let left), .matrix(let right)): left == right
    case (.rule(let left), .rule(let right)): left == right
    case (.number, _), (.diagonal, _), (.matrix, _), (.rule, _): false
    }
  }
}

extension Update {
  /// Equality where NaN equals itself, as in ``Tensor``.
  public static func == (left: Update, right: Update) -> Bool {
    left.node == right.node && left.old == right.old && left.change == right.change && left.new == right.new
      && left.statement == right.statement && left.rate.map { Tensor($0) } == right.rate.map { Tensor($0) }
      && left.place == right.place && left.formula == right.formula
  }
}

extension Check {
  /// A gradient that is no more than this part of the largest of the pass is 0 but for rounding.
  package static let negligible = 1e-9

  /// How far a number of a gradient is from the numeric one, in parts of the larger of both.
  package static func relativeError(_ analytic: Double, _ numeric: Double) -> Double {
    if analytic == numeric { return 0 }
    return (analytic - numeric).magnitude / max(analytic.magnitude, numeric.magnitude)
  }

  /// Equality where NaN equals itself, as in ``Tensor``.
  public static func == (left: Check, right: Check) -> Bool {
    left.node == right.node && left.numeric == right.numeric && left.isAtKink == right.isAtKink
      && left.byHand == right.byHand && left.relativeError.tellsSame(as: right.relativeError)
  }
}

/// What kind of move a step is.
public enum StepKind: UInt8, Sendable, CaseIterable {
  /// The inputs got their values.
  case inputs
  /// One gate computed its value.
  case forward
  /// The output's gradient was set.
  case seed
  /// One gate passed its gradient to all its inputs.
  case backward
  /// Parameters moved, gradients were cleared.
  case update
}

/// What a reader sees as one move, with the events in it.
public struct Step: Equatable, Sendable {
  public var number: Int
  public var kind: StepKind
  /// The gate that computed or passed its gradient on, or the output that was seeded.
  public var node: Int?
  /// The pass it belongs to, counted from 1.
  public var pass: Int
  public var place: SourceRange
  public var events: [Event]
}
