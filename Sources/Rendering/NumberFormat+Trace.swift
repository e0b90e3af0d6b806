public import Numbers
public import TraceModel

extension NumberFormat {
  /// The format of a trace: its decimals, or none if every number in it is whole.
  public init(for trace: Trace) { self.init(digits: trace.holdsOnlyIntegers ? 0 : trace.digits) }
}
