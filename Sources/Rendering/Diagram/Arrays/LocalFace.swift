import DOT
import Figures
import Numbers
import TraceModel

/// What a backward step shows beside a branch: by what or by which rule the upstream gradient becomes the downstream.
enum LocalFace: Equatable, Sendable {
  /// `×0.37`, `⊙ (1 − h²)`, `q̄ xᵀ`.
  case text(String)
  /// `⊙` and the slope of each element.
  case slopes([[[String]]], factor: String)

  private static let sign = "⊙"
  private static let signWidth = 12

  /// How much room it takes.
  var size: LabelPlacement.Size {
    switch self {
    case .text(let text):
      return LabelPlacement.Size(width: TextWidth.points(text, size: LabelSizes.smallSize), height: 10)
    case .slopes(let slopes, let factor):
      let grid = GridTable(fitting: [slopes], style: .branch)
      return LabelPlacement.Size(
        width: Double(Self.signWidth + grid.width + Self.room(for: factor)), height: Double(grid.height))
    }
  }

  private static func room(for factor: String) -> Int {
    factor.isEmpty ? 0 : LabelSizes.room(for: factor, size: GridTable.Style.branch.fontSize) + 3
  }

  /// The label of an edge.
  func label(color: String) -> AttributeValue {
    switch self {
    case .text(let text): return .text(text)
    case .slopes(let slopes, let factor):
      let grid = GridTable(fitting: [slopes], style: .branch)
      func cell(_ text: String, _ width: Int) -> HTMLTable.Cell {
        .cell(
          [.width(width), .height(grid.height), .fixedSize],
          .text([.font(color: color, size: LabelSizes.smallSize, [.plain(text)])]))
      }
      let cells =
        [cell(Self.sign, Self.signWidth)] + grid.cells(slopes, color: color, face: nil)
        + (factor.isEmpty ? [] : [cell(factor, Self.room(for: factor))])
      return .html(.table(GridTable.table([.cells(cells)])))
    }
  }
}

extension Narrator {
  /// What a backward step shows beside a branch, once it has come.
  func localFace(of branch: Int, at step: Int) -> LocalFace? {
    if let text = localText(of: branch, at: step) { return .text(text) }
    let uses = circuit.branches[branch].uses
    guard circuit.gates[circuit.branches[branch].gate].group == nil,
      let contribution = states.contributions(to: circuit.branches[branch].wire, at: step).last(where: {
        uses.contains(Circuit.Use(node: $0.gate, input: $0.input))
      })
    else { return nil }
    let backward = trace.backwards(ofStep: contribution.step)[contribution.input]
    if case .number(let number) = backward.local { return .text(format.factorText(number)) }
    if case .diagonal(let slopes) = backward.local, slopes.shape == trace.node(backward.to).shape,
      let face = face(ofSlopes: slopes)
    {
      return face
    }
    return ruleText(of: backward, at: step).map(LocalFace.text)
  }

  /// The slopes of an elementwise gate: the one that all elements have, or the numbers if they are few.
  private func face(ofSlopes slopes: Tensor) -> LocalFace? {
    guard !slopes.elements.isEmpty else { return nil }
    if let slope = slopes.sharedNumber { return .text(format.factorText(slope)) }
    guard ArrayForm(slopes.shape).fits(in: ArrayBranch.limit) else { return nil }
    let face = ArrayFace(slopes, isWritten: true, format)
    return face.numbers.map { .slopes($0, factor: face.suffix) }
  }

  /// What an input receives, in the names of the wires: `q̄xᵀ`, as the sentences have it.
  func ruleText(of backward: Backward, at step: Int) -> String? {
    guard let gate = ArrayGate(trace.node(backward.node), at: step, teller: self),
      let formula = gate.formula(ofInput: backward.input)
    else { return nil }
    return gate.words(upstream: gate.gradient(of: backward.node), input: backward.input).plain(formula)
  }
}
