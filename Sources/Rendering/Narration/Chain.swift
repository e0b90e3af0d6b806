public import TraceModel

/// The chain rule for one wire, written out: the local gradients along the paths from the output back to it.
public struct Chain: Equatable, Sendable {
  /// One gate on a path, from the side of the output.
  public struct Link: Equatable, Sendable {
    /// What stands in the gate's circle.
    public var gate: String
    /// The wires behind the gate and before it.
    public var from: String
    public var to: String
    /// The local gradient as a derivative: `∂f/∂x`.
    public var derivative: String
    /// The local gradient worked out in names: `−1/⟨11⟩²`; empty where it has no formula.
    public var formula: String
    /// The local gradient in numbers, or a rule; `◦` where the backward pass has not come yet.
    public var local: String
    /// The product up to here.
    public var product: String?
  }

  public struct Path: Equatable, Sendable {
    public var links: [Link]
    /// What comes down this path; nil while it is not known, and for arrays.
    public var number: Double?
    /// The same as it is shown.
    public var product: String?
    /// More digits of the product, where the numbers shown do not give it.
    public var exact: String?
    /// How many links in the middle of a long path are left out.
    public var omitted: Int
  }

  /// Paths that are not written out.
  public struct Rest: Equatable, Sendable {
    public var paths: String
    public var sum: String?
  }

  public var wire: String
  public var output: String
  /// How the gradient of the wire is written: `∂f/∂x`, or with a bar where the program gave what to start from.
  public var symbol: String
  /// How the gradient of the output is written, where that is not 1.
  public var startsFrom: String?
  /// The gradient that backpropagation started from.
  public var seed: String
  /// The paths that are written out, at most ``mostPaths``.
  public var paths: [Path]
  /// How many paths there are; from a billion on, one digit and an exponent.
  public var count: String
  /// What the paths give that are not written out, and how many they are.
  public var rest: Rest?
  /// What the wire held from earlier backward passes.
  public var carried: String?
  /// What each gate that reads the wire hands to it, for arrays.
  public var shares: [String]
  /// The gradient that all this adds up to.
  public var total: GradientState
  /// Whether there are arrays on the paths.
  public var hasArrays: Bool
  /// Whether some of it lies ahead.
  public var isPending: Bool

  /// More paths are not written out.
  public static let mostPaths = 8
  /// Of longer paths the middle is left out.
  public static let mostLinks = 40
}
