import Gradwalk
import Numbers

/// What a comparison of a trace's gradients has found.
///
/// Whether the numbers of a file agree among each other, a ``Recomputation`` tells.
struct Audit {
  /// Numbers that should agree and do not, in words.
  private(set) var disagreements: [String] = []
  /// The passes in which backpropagation ran, in order.
  private(set) var passes: [CheckedPass] = []
  /// Whether a gradient differs from its numeric twin, as it should where a mistake is made on purpose.
  private(set) var hasWrongGradient = false

  /// A pass in which backpropagation ran.
  struct CheckedPass {
    var number: Int
    /// What it started from, for messages.
    var outputs: [String] = []
    /// Whether a gradient, other than that of an output, has been compared with a numeric one.
    var isChecked = false
  }

  /// Whether backpropagation ran at all.
  var hasGradients: Bool { !passes.isEmpty }

  private let trace: Trace
  private let labels: Labels
  /// What each node got since the last seed.
  private var gathered: [Int: Tensor] = [:]
  private var output = (node: -1, name: "the output")
  /// The largest gradient since the last seed, once it is asked for.
  private var largest: Double?
  /// The nodes whose gradient was said to be NaN or infinite.
  private var told: Set<Int> = []
  private static let mostTold = 20
  /// A gradient that is no more than this part of the largest is 0 but for rounding.
  private static let negligible = 1.001 * Check.negligible

  /// Compares each gradient with its numeric twin.
  init(_ trace: Trace) {
    self.trace = trace
    labels = Labels(trace, format: NumberFormat(digits: 12))
    for step in trace.steps { read(step) }
  }

  private mutating func read(_ step: Step) {
    for event in step.events {
      switch event {
      case .seed(let node, let gradient):
        gathered = [node: gradient]
        told = []
        largest = nil
        output = (node, labels.name(of: node))
        note(output.name, inPassOfStep: step.number)
      case .backward(let backward): read(backward, in: step.number)
      case .check(let check): compare(check)
      case .input, .forward, .update, .clear, .print, .branch, .binding: break
      }
    }
  }

  private mutating func note(_ output: String, inPassOfStep step: Int) {
    let number = trace.pass(ofStep: step)?.number ?? 1
    if passes.last?.number != number { passes.append(CheckedPass(number: number)) }
    let last = passes.count - 1
    if !passes[last].outputs.contains(output) { passes[last].outputs.append(output) }
  }

  // MARK: Backward steps

  private mutating func read(_ backward: Backward, in step: Int) {
    gathered[backward.to] =
      gathered[backward.to].map { Tensor.sum([$0, backward.downstream]) } ?? backward.downstream
    largest = nil
    look(at: backward, in: step)
  }

  /// A gradient that is not finite agrees with nothing. It is told where it arises.
  private mutating func look(at backward: Backward, in step: Int) {
    guard let wrong = backward.downstream.elements.first(where: { !$0.isFinite }) else { return }
    let arises = backward.upstream.elements.allSatisfy(\.isFinite)
    guard arises || trace.node(backward.to).gate == nil, told.insert(backward.to).inserted else { return }
    complain("step \(step): \(subject(backward.to)) is \(Self.word(wrong))")
  }

  // MARK: Numeric gradients

  private mutating func compare(_ check: Check) {
    guard let analytic = gathered[check.node], analytic.shape == check.numeric.shape else { return }
    let looked = check.numeric.elements.indices.filter { !check.numeric.elements[$0].isNaN }
    guard !looked.isEmpty else { return }
    // At a kink there is no numeric gradient, but it can be told whether the slopes of the two sides enclose it.
    if check.node != output.node, !check.isAtKink || check.relativeError == 0, hasGradients {
      passes[passes.count - 1].isChecked = true
    }
    if check.isAtKink { return }
    largest = largest ?? gathered.values.reduce(0) { max($0, $1.largestFinite) }
    compare(analytic, with: check, at: looked, told: "is")
    if let byHand = check.byHand?.gradient, byHand.shape == analytic.shape {
      compare(byHand, with: check, at: looked, told: "is by hand")
    }
  }

  private mutating func compare(
    _ gradient: Tensor, with check: Check, at looked: [Int], told verb: String
  ) {
    let errors = looked.map { error(gradient.elements[$0], check.numeric.elements[$0]) }
    guard let worst = errors.indices.max(by: { errors[$0] < errors[$1] }) else { return }
    let isWrong = errors[worst] > Narrator.tolerance
    guard isWrong || (verb == "is" && !(check.relativeError <= Narrator.tolerance)) else { return }
    hasWrongGradient = true
    // A mistake that is made on purpose is shown, not complained of.
    guard trace.mistake == nil else { return }
    let place = looked[worst]
    complain(
      "\(subject(check.node))\(check.numeric.words(ofElement: place)) \(verb) \(Self.word(gradient.elements[place])), but the numeric one is \(Self.word(check.numeric.elements[place]))"
    )
  }

  private func error(_ analytic: Double, _ numeric: Double) -> Double {
    guard analytic.isFinite, numeric.isFinite else { return .infinity }
    let gap = (analytic - numeric).magnitude
    let isZero = max(gap, analytic.magnitude) <= Self.negligible * (largest ?? 0)
    return isZero ? 0 : Check.relativeError(analytic, numeric)
  }

  // MARK: Words

  /// `the gradient of loss with respect to w`.
  private func subject(_ node: Int) -> String {
    "the gradient of \(output.name) with respect to \(labels.name(of: node))"
  }

  static func word(_ number: Double) -> String {
    number.isNaN ? "NaN" : number.isInfinite ? (number < 0 ? "−infinity" : "infinity") : "\(number)"
  }

  private mutating func complain(_ text: String) {
    if disagreements.count < Self.mostTold { disagreements.append(text) }
  }
}

extension Tensor {
  /// Where an element stands, as ` at [0, 2]`; nothing for a number.
  func words(ofElement place: Int) -> String {
    shape.isEmpty ? "" : " at \(Shape.coordinates(ofPlace: place, in: shape))"
  }
}
