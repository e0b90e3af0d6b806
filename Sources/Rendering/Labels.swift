public import Numbers
public import TraceModel

/// What the nodes of a trace are called, in figures and sentences alike.
public struct Labels: Sendable {
  private let trace: Trace
  public let format: NumberFormat

  public init(_ trace: Trace, format: NumberFormat) {
    self.trace = trace
    self.format = format
  }

  /// A node's name, `c₁` where the name was bound again, or `⟨8⟩` for a wire without one.
  public func name(of id: Int) -> String {
    guard let name = trace.node(id).name else { return "⟨\(id)⟩" }
    return name.rebinding == 0 ? name.text : name.text + name.rebinding.subscriptText
  }

  /// What stands in a gate's circle: its symbol, with the constant that it keeps inside.
  public func symbol(of id: Int) -> String { trace.node(id).symbol }
}

extension String {
  /// A symbol as a function of x, as sentences and keyboards have it: `1/x` for `1/□`, `x²` for `( )²`.
  package var ofX: String { replacing("□", with: "x").replacing("( )", with: "x") }
}
