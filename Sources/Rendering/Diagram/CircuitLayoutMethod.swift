/// What finds the places of a circuit's gates and wires.
public enum CircuitLayoutMethod: String, CaseIterable, Sendable {
  case graphviz
  case own
}
