import Figures
import Numbers
import TraceModel

/// A problem for the layout with the sizes that a page needs about: each digit 7 pixels wide, text 13 pixels high.
struct CircuitSizes {
  let circuit: Circuit
  let trace: Trace

  private static func text(_ text: String, height: Int) -> CircuitLayout.Size {
    text.isEmpty ? .zero : .init(72 * text.count, height)
  }

  func problem(width: Int?) -> CircuitLayout.Problem {
    var problem = CircuitLayout.Problem(spacing: .page, width: width)
    let format = NumberFormat(digits: trace.digits)
    for (index, box) in circuit.boxes.enumerated() {
      let isSplit = circuit.isSplit(index)
      let value = trace.initialValue(of: box.node).scalar.map(format.text) ?? "[3×3]"
      let uses = circuit.operands[box.operands].map { operand in
        CircuitLayout.Problem.Use(
          of: operand.box, gradient: Self.text("−0.00", height: 185), local: .init(440, 170))
      }
      let name = trace.node(box.node).name?.text ?? ""
      problem.add(
        size: size(of: box), entry: box.kind == .gate || box.kind == .output ? .aside : .left, reading: uses,
        value: isSplit ? .zero : Self.text(value, height: 185),
        gradient: isSplit ? .zero : Self.text("−0.00", height: 185),
        name: isSplit ? .zero : Self.text(name, height: 140),
        tag: name.isEmpty && !isSplit ? Self.text("⟨\(box.node)⟩", height: 110) : .zero,
        isAttached: box.kind == .output)
    }
    problem.frames = circuit.frames.map { frame in
      .init(boxes: frame.boxes, title: Self.text(trace.groups[frame.group].name, height: 140))
    }
    return problem
  }

  private func size(of box: Circuit.Box) -> CircuitLayout.Size {
    switch box.kind {
    case .input, .outside: .zero
    case .output: .init(100, 100)
    case .gate: .init((trace.node(box.node).gate?.symbol.count ?? 1) > 2 ? 440 : 300, 300)
    case .sum: .init(500, 300)
    case .closed: .init(800, 400)
    case .fold: .init(1100, 500)
    }
  }
}
