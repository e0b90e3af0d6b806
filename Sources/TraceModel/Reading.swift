public import Numbers

extension Constant {
  /// Why a number that a gate, a comparison or an update keeps is no node, although it may come from one.
  public enum Origin: String, CaseIterable, Sendable {
    /// From `.data` or `.detach()`, or computed from such numbers alone.
    case detached
    /// From `.item()`.
    case item
    /// Rounded to a whole number or to some decimals, which no gradient passes.
    case rounded
    /// A gradient, or computed from one.
    case gradient
    /// 1 where a comparison holds and else 0.
    case mask
    /// What a gate of an earlier pass gave, to which the backward pass does not go back, or a parameter was before it moved.
    case earlier
  }
}

/// What a comparison or an update reads.
public enum Reading: Equatable, Sendable {
  /// The value of a node at that time.
  case node(Int)
  /// The gradient of a node at that time.
  case gradient(Int)
  case constant(Constant)
}

/// What an `if`, a `while`, an assertion or a mask compared: with other inputs the program might go another way.
public struct Branch: Equatable, Sendable {
  public var `operator`: Formula.Comparison
  public var left: Reading
  public var right: Reading
  /// 1 where the comparison holds and else 0, in the shape that both sides have together.
  public var outcome: Tensor
  /// The comparison in the program, or what was taken for true or false.
  public var place: SourceRange

  public init(
    _ left: Reading, _ `operator`: Formula.Comparison, _ right: Reading, outcome: Tensor,
    place: SourceRange = .none
  ) {
    self.left = left
    self.operator = `operator`
    self.right = right
    self.outcome = outcome
    self.place = place
  }
}

/// What a name stands for from a step on.
public struct Binding: Equatable, Sendable {
  public enum Bound: Equatable, Sendable {
    case node(Int)
    /// A number or a small array that is no node.
    case value(Tensor)
    /// Anything else as Python would show it, cut off where it is long.
    case text(String)
  }

  /// `w`, or `net.W` for the attribute of an object.
  public var name: String
  /// The group of the call that the name is local to, with which it ends; nil in the outermost scope.
  public var group: Int?
  public var bound: Bound

  /// An array that is no node is told with its elements up to so many.
  package static let largestArray = 64

  public init(_ name: String, group: Int? = nil, _ bound: Bound) {
    self.name = name
    self.group = group
    self.bound = bound
  }
}

extension Branch {
  /// Whether one of its sides is a node.
  package var readsNode: Bool {
    if case .constant = left, case .constant = right { return false }
    return true
  }
}

extension Update {
  /// The new value of a parameter as a formula of what the statement reads.
  public struct Formula: Equatable, Sendable {
    /// In the notation of ``TraceModel/Formula``, with `a`, `b`, `c` … for the operands.
    public var compute: String
    public var operands: [Reading]

    public init(_ compute: String, of operands: [Reading]) {
      self.compute = compute
      self.operands = operands
    }
  }
}
