import DOT
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
    switch backward.local {
    case .number(let number): return .text("×" + format.text(number))
    case .diagonal(let slopes): return diagonal(slopes, backward)
    case .matrix, .rule:
      return labels.rule(of: contribution.input, at: trace.node(backward.node)).map(LocalFace.text)
    }
  }

  /// The slopes of an elementwise gate: the one that all elements have, the numbers if they are few, or a formula.
  private func diagonal(_ slopes: Tensor, _ backward: Backward) -> LocalFace? {
    let node = trace.node(backward.node)
    let upstream = RuleText.barred(labels.name(of: node.id))
    let isStretched = trace.node(backward.to).shape != slopes.shape
    if let slope = slopes.elements.first, slopes.elements.allSatisfy({ $0 == slope }) {
      let factor = factorText(slope)
      if !isStretched { return .text(factor) }
      return .text(slope == 1 ? "Σ \(upstream)" : "Σ \(upstream) \(factor)")
    }
    let formula = slopeText(of: backward.input, at: node)
    if isStretched { return .text("Σ (\(upstream) ⊙ \(formula ?? "…"))") }
    if ArrayForm(slopes.shape).fits(in: ArrayBranch.limit), !slopes.elements.isEmpty {
      let face = ArrayFace(slopes, isWritten: true, format)
      return face.numbers.map { .slopes($0, factor: face.suffix) }
    }
    return formula.map { .text("⊙ \($0)") }
  }

  private func slopeText(of input: Int, at node: Node) -> String? {
    let position = node.position(ofInput: input)
    guard let gate = node.gate, gate.slopes.indices.contains(position),
      let formula = Formula(gate.slopes[position])
    else { return nil }
    let text = FormulaText(shown: labels.names(around: node)).plain(formula)
    return text.contains(" ") && !text.hasPrefix("[") && !text.hasSuffix(")") ? "(\(text))" : text
  }
}
