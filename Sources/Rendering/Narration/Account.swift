public import TraceModel

/// What is told of one move: a heading, equations and sentences, free of any markup.
public struct Account: Equatable, Sendable {
  /// The steps of the trace that make up the move: one, or those of a collapsed group.
  public var steps: ClosedRange<Int>
  public var title: Label
  public var equations: [Equation]
  public var sentences: [Sentence]
}

/// An equation, in symbols and in numbers.
public struct Equation: Equatable, Sendable {
  /// In symbols, as TeX without its dollar signs.
  public var symbols: String
  /// Which input a backward equation is about, where there are several.
  public var target: String?
  /// In numbers, up to the last equals sign: `−0.53 × exp(−1.00) = −0.53 × 0.37`.
  public var numbers: String
  public var result: String
  /// More digits of the result, where the numbers shown do not give it.
  public var exact: String?
  /// Whether the numbers begin with upstream and local gradient.
  public var isProduct: Bool
  /// Numbers and result of an equation of arrays, which then stand in place of ``numbers``.
  public var line: ArrayLine?
  /// The same symbols as text, for an equation of arrays.
  public var plainSymbols: String?
  /// The symbols of an equation of numbers as text: `∂f/∂x = ∂f/∂q × y`.
  package var symbolsInWords: String?

  /// The symbols as text, for readers who see no TeX.
  package var readableSymbols: String? { plainSymbols ?? symbolsInWords }
}

extension Equation {
  /// An equation of arrays, whose numbers are its ``line``.
  init(symbols: String, result: String) {
    self.init(symbols: symbols, target: nil, numbers: "", result: result, exact: nil, isProduct: false)
  }
}

/// A move of the circuit that a reader sees: one step, or those of a collapsed group.
public struct Move: Equatable, Sendable {
  public var steps: ClosedRange<Int>
  public var kind: StepKind
  /// The gate of the circuit that is at work.
  public var gate: Int?
}

extension Circuit {
  /// The moves of the circuit's pass, in order. Steps about nodes that are not drawn are left out.
  public func moves(in trace: Trace) -> [Move] {
    var moves: [Move] = []
    for number in pass.steps ?? 0..<0 {
      let kind = trace.kind(ofStep: number)
      switch kind {
      case .inputs, .update: moves.append(Move(steps: number...number, kind: kind, gate: nil))
      case .seed:
        moves.append(
          Move(steps: number...number, kind: kind, gate: self.gate(of: trace.node(ofStep: number))))
      case .forward, .backward:
        guard let gate = self.gate(of: trace.node(ofStep: number)) else { continue }
        if let last = moves.last, last.gate == gate, last.kind == kind, gates[gate].group != nil {
          moves[moves.count - 1].steps = last.steps.lowerBound...number
        } else {
          moves.append(Move(steps: number...number, kind: kind, gate: gate))
        }
      }
    }
    return moves
  }
}
