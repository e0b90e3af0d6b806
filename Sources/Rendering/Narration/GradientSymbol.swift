import Numbers
import TraceModel

/// How a gradient is written, in TeX and as text.
struct GradientSymbol: Equatable {
  var tex: String
  var text: String

  /// The derivative of one thing by another, *∂f/∂x*.
  static func partial(_ output: String, by name: String) -> GradientSymbol {
    GradientSymbol(tex: TeX.partial(output, name), text: "∂\(output)/∂\(name)")
  }

  /// The gradient that a wire holds, whatever it was gathered from: `w.grad`.
  static func held(by name: String) -> GradientSymbol {
    GradientSymbol(tex: TeX.code("\(name).grad"), text: "\(name).grad")
  }

  /// A bar above a name. As text there is one only above a single letter; other names have `.grad` behind them.
  static func bar(_ name: String) -> GradientSymbol {
    let text = takesBar(name) ? "\(name.prefix(1))\u{304}\(name.dropFirst())" : "\(name).grad"
    return GradientSymbol(tex: TeX.bar(name), text: text)
  }

  /// Whether a name is short enough for a bar above it: one letter, perhaps with a number behind it.
  static func takesBar(_ name: String) -> Bool {
    name.first?.isLetter ?? false
      && name.dropFirst().allSatisfy { $0.isNumber || "₀₁₂₃₄₅₆₇₈₉".contains($0) }
  }
}

extension Narrator {
  /// The gradient of a node in the backward pass of a step.
  ///
  /// It is a derivative, *∂f/∂x*, where the pass started from 1 at a single number. Where the program gave something
  /// else to start from, it is none of the wire that the pass started at: *∂y/∂x* would be a Jacobian, or another
  /// number. A bar stands for it there.
  func gradient(of node: Int, at step: Int) -> GradientSymbol {
    let name = labels.name(of: node)
    guard !writesBars, !startsFromGivenGradient(at: step) else { return .bar(name) }
    return .partial(outputName(at: step) ?? name, by: name)
  }

  /// What a backward step adds to or sets: the gradient of the pass, or all that an input holds, where it held
  /// something before.
  func target(_ node: Int, at step: Int) -> GradientSymbol {
    trace.mistake != .overwrite && held(by: node, at: step) != nil
      ? .held(by: labels.name(of: node)) : gradient(of: node, at: step)
  }

  /// What an update moves along: the gradient of the backward pass before it, or all that the input holds, where
  /// that is not the same.
  func gradient(forUpdateOf node: Int, at step: Int) -> GradientSymbol {
    isOfOnePass(node, at: step) ? gradient(of: node, at: step) : .held(by: labels.name(of: node))
  }

  /// Whether what an input holds at an update comes from the last backward pass alone.
  func isOfOnePass(_ node: Int, at step: Int) -> Bool {
    let sweep = states.sweep(at: step)
    guard !sweep.isEmpty, held(by: node, at: step) == nil else { return false }
    return seededNode(at: step) == node || !states.contributions(to: node, at: step).isEmpty
  }

  /// What the backward pass of a step started from.
  func seededNode(at step: Int) -> Int? {
    let sweep = states.sweep(at: step)
    return sweep.isEmpty ? nil : trace.node(ofStep: sweep.lowerBound)
  }

  /// Whether the backward pass of a step started from anything but 1 at a single number.
  func startsFromGivenGradient(at step: Int) -> Bool {
    let sweep = states.sweep(at: step)
    return !sweep.isEmpty && trace.seed(ofStep: sweep.lowerBound).elements != [1]
  }

  /// The local gradient of a gate in symbols, where no formula tells it.
  ///
  /// At the output of the backward pass it would be written like the product that it is a factor of; there it is the
  /// derivative of the gate.
  func local(of gate: String, _ output: Int, by input: Int, at step: Int) -> GradientSymbol {
    let (name, target) = (labels.name(of: output), labels.name(of: input))
    let local = GradientSymbol.partial(name, by: target)
    return local == gradient(of: input, at: step)
      ? .partial(gate == name ? "\(gate)()" : gate, by: target) : local
  }
}

extension TeX {
  /// A name with a bar above it, or with a line above all of a longer one.
  static func bar(_ text: String) -> String {
    let name = name(text)
    // The index stands under the bar: behind a brace its underscore could begin emphasis in Markdown.
    return name.prefix { $0 != "_" }.count == 1 ? "\\bar{\(name)}" : "\\overline{\(name)}"
  }
}
