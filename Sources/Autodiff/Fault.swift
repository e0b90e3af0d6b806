public import TraceModel

/// A scalar that became NaN or infinite.
public struct Fault: Error, Equatable, Sendable {
  public enum Phase: Equatable, Sendable {
    case forward
    case backward
  }
  public var phase: Phase
  /// The gate in which it first happened.
  public var gate: GateDescription
  /// The numbers that the gate read.
  public var inputs: [Double]
  /// The value, or the gradient, that is not finite.
  public var result: Double
  /// The step in which it happened.
  public var step: Int
  public var place: SourceRange
}
