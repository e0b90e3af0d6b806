package import Numbers
package import TraceModel

/// What wires show of their values and gradients in one line.
package struct WireTexts: Sendable {
  private let format: NumberFormat
  /// What stands for a gradient that is still to come.
  package static let pending = "◦"

  /// What stands behind a warning: the step that first made a number that is not finite. Empty if none did.
  package let fault: String

  package init(_ format: NumberFormat, fault: String = "") {
    self.format = format
    self.fault = fault
  }

  /// Finds the step that made the first NaN or infinity. Linear in the trace.
  package init(of narrator: Narrator) {
    format = narrator.format
    let step = narrator.trace.firstFault(in: narrator.circuit.pass.steps ?? 0..<0)
    fault = step.map { "(\(English().text(.step($0...$0))))" } ?? ""
  }

  /// A gradient in the form that tells its state: `◦`, `1.00 + ◦`, a number, or `—`.
  package func text(_ gradient: GradientState) -> String {
    switch gradient {
    case .pending: Self.pending
    case .accumulating(let arrived, _): format.summary(Tensor.sum(arrived)) + " + " + Self.pending
    case .final(let gradient): text(gradient)
    case .noPath: "—"
    }
  }

  /// A value or gradient; beside NaN or infinity stands the step that first made one.
  package func text(_ tensor: Tensor) -> String {
    let text = format.summary(tensor)
    return fault.isEmpty || tensor.isFinite ? text : "\(text) \(fault)"
  }
}

extension Narrator {
  /// A gradient in the form that tells its state: `◦`, `1.00 + ◦`, a number, or `—`.
  package func text(_ gradient: GradientState) -> String {
    if case .final(let gradient) = gradient, !gradient.isFinite {
      return WireTexts(of: self).text(gradient)
    }
    return WireTexts(format).text(gradient)
  }
}

extension Trace {
  /// The step among the given ones in which the first value or gradient that is not finite was made.
  fileprivate func firstFault(in steps: Range<Int>) -> Int? {
    if holdsOnlyFinite { return nil }
    return steps.first { step in
      self.step(step).events.contains { event in
        switch event {
        case .input(_, let value), .forward(_, let value, _), .seed(_, let value): !value.isFinite
        case .backward(let backward): !backward.gradient.isFinite
        case .update, .clear, .print, .check, .branch, .binding: false
        }
      }
    }
  }
}
