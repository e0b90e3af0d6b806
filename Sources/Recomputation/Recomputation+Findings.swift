public import Numbers
public import TraceModel

// What computing a trace anew finds.

extension Recomputation {
  /// A number of a trace that is not what its gate's formula gives.
  public struct Mistake: Equatable, Sendable {
    /// Which number of an event.
    public enum Quantity: Equatable, Sendable {
      case value
      case upstream
      /// What the gate's nth input has.
      case local(input: Int)
      case downstream(input: Int)
      case gradient(input: Int)
      case oldValue
      case change
      /// What the change would be the gradient times of.
      case rate
      case newValue
      /// What the formula of an update gives, where the other numbers of the update agree.
      case formulaOfUpdate
      case outcome(Branch)
      case relativeError
      case byHand
      case seed
      case outputValue
      case largestChange
    }

    public var step: Int
    /// The gate, or the input that the number is about.
    public var node: Int
    public var quantity: Quantity
    public var found: Tensor
    public var expected: Tensor
    /// The position of the first element that is wrong.
    public var element: Int
  }

  /// A formula that gives no numbers.
  public struct BrokenFormula: Equatable, Sendable {
    /// What the formula belongs to.
    public enum Owner: Equatable, Sendable {
      case gate(String)
      /// The update of an input.
      case update(of: Int)
    }

    public var owner: Owner
    /// The step in which it was needed; nil if its text is no formula at all.
    public var step: Int?
    public var problem: FormulaProblem
  }

  /// A formula that a reader is told and that does not give what its gate's `compute` or `pull` does.
  public struct Lie: Equatable, Sendable {
    /// Which of two formulas is wrong: the one that the numbers of the trace are not from.
    public enum Blame: Equatable, Sendable {
      case told
      case computing
      /// No number of the trace tells.
      case either
    }

    public var gate: String
    /// The formula that is told, and which input it is the slope for; nil for the equation.
    public var formula: String
    public var input: Int?
    /// The formula that computes.
    public var computing: String
    public internal(set) var blame = Blame.either
    /// What the gate was given, what the told formula makes of it, and what the gate's `compute` or `pull` does.
    public var operands: [Double]
    public var found: Double
    public var expected: Double
  }

  /// Why a number could not be computed anew, other than that its gate has no formula.
  public enum Obstacle: CaseIterable, Sendable {
    /// Only a sample of an array is told.
    case sample
    /// Rounding may make anything of it.
    case rounding
    /// It would take more work than the budget has left.
    case work
    /// It came through passes that were not kept.
    case passes
  }
}
