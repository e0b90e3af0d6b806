import Language
import Rendering
import TraceModel

/// What a comment in a lesson can ask for.
public enum DirectiveKind: String, CaseIterable, Sendable {
  case circuit
  case steps
  case table
  case passes
  case jacobian
  case curve
  case open
  case diff
  case output

  /// The arguments it takes beside `of=` and `pass=`.
  var arguments: [String] {
    switch self {
    case .circuit: ["step=", "style=", "example="]
    case .steps: WalkThrough.Part.allCases.map(\.rawValue)
    case .jacobian: ["a gate", "one of its inputs"]
    case .curve: ["a function, gate or value"]
    case .open: ["a function, loop or sum", "which of its calls or turns", "step="]
    case .diff: ["with="]
    case .passes: ["reference="]
    case .table, .output: []
    }
  }

  /// What it is replaced by.
  public var summary: String {
    switch self {
    case .circuit:
      "the finished circuit, or with `step=N` the circuit as it stands after step N; in the style `network` the net, by `example=N` of several examples the one to draw"
    case .steps:
      "every step with its frame, equation and sentence; `forward` or `backward` one pass only, `gates` every gate also where there are many"
    case .table: "each wire: value, gradient, numeric gradient, relative error"
    case .passes:
      "the output and the size of the updates in each pass of a loop, and the output as a curve, with `reference=` a number to compare with"
    case .jacobian:
      "the explicit Jacobian of the gate whose value is named, `jacobian q`, by each of its inputs, or by one, `jacobian q x`"
    case .curve:
      "the curve of a function of one number, by its name or that of a gate or value, `curve sigmoid`, with its slope where the program uses it"
    case .open:
      "the inside of a call of a function, of a turn of a loop, or of a sum, in a figure of its own: `open neuron`, or of several `open neuron 3`"
    case .diff:
      "how the trace differs from that of another block, `diff of=right with=wrong`: the circuit with both numbers where they differ, and a table of these"
    case .output: "what the program printed"
    }
  }
}

/// A comment that asks for a generated part.
struct Directive: Equatable, Sendable {
  var kind: DirectiveKind
  /// The line it stands on.
  var line: Int
  /// The block it is about; nil is the nearest one above.
  var block: String?
  var step: Int?
  var pass: Int?
  /// What is drawn; nil is what the fence says.
  var style: FigureStyle?
  /// Which of several examples a net is drawn for, counted from 1.
  var example: Int?
  var part: WalkThrough.Part = .all
  var jacobian: JacobianRequest?
  /// The function whose curve is asked for.
  var function: String?
  /// The function, loop or sum whose inside is asked for, and which of its calls or turns.
  var opened: String?
  var number: Int?
  /// A number that the outputs of all passes are compared with.
  var reference: Double?
  /// The block to compare with.
  var other: String?
  /// What a line needs in front to stand in the same list or quote.
  var margin = ""

  init(_ kind: DirectiveKind, line: Int) {
    self.kind = kind
    self.line = line
  }

  /// Reads a comment; nil if it is none of ours or something is wrong with it.
  init?(_ html: MarkdownStructure.HTML, source: SourceText, problems: inout [Diagnostic]) {
    Self.reportHidden(in: html, source, &problems)
    guard html.content.trimmed.hasPrefix("<!--"), let address = Self.address(of: html) else { return nil }
    line = html.lines.lowerBound
    kind = .circuit
    let text = source.line(line).drop { $0.isWhitespace || $0 == ">" }.trimmed
    if let problem = Self.problem(text, address, html) {
      let place = problem == .misspeltDirective(address) ? address : "<!--"
      problems.append(problem.diagnostic(at: source.range(of: place, inLine: line)))
      return nil
    }
    let inner = text.dropFirst(4).dropLast(3).trimmed.dropFirst(address.count)
    let words = inner.split { $0.isWhitespace }.map(String.init)
    guard let name = words.first, let kind = DirectiveKind(rawValue: name) else {
      let name = words.first ?? ""
      let suggestion = nearest(name, among: DirectiveKind.allCases.map(\.rawValue))
      problems.append(
        LessonProblem.unknownDirective(name, suggestion: suggestion)
          .diagnostic(at: source.range(of: name, inLine: line)))
      return nil
    }
    self.kind = kind
    if html.isNested { margin = source.margin(ofLine: line) }
    if kind == .jacobian, !words.dropFirst().contains(where: { !$0.contains("=") }) {
      problems.append(LessonProblem.noGate.diagnostic(at: source.range(of: name, inLine: line)))
    }
    if kind == .curve, !words.dropFirst().contains(where: { !$0.contains("=") }) {
      problems.append(LessonProblem.noFunction.diagnostic(at: source.range(of: name, inLine: line)))
    }
    if kind == .open, !words.dropFirst().contains(where: { !$0.contains("=") }) {
      problems.append(LessonProblem.noPart.diagnostic(at: source.range(of: name, inLine: line)))
    }
    if kind == .diff, !words.contains(where: { $0.hasPrefix("with=") }) {
      problems.append(LessonProblem.noOtherBlock.diagnostic(at: source.range(of: name, inLine: line)))
    }
    for word in words.dropFirst() {
      if let problem = set(word) {
        problems.append(problem.diagnostic(at: source.range(of: word, inLine: line)))
      }
    }
  }

  /// Directives inside other HTML are not seen: Markdown takes such a block as a whole.
  private static func reportHidden(
    in html: MarkdownStructure.HTML, _ source: SourceText, _ problems: inout [Diagnostic]
  ) {
    for (index, text) in html.content.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where index > 0 && text.trimmed.hasPrefix("<!--") && text.contains("gradwalk:") {
      let range = source.range(of: "<!--", inLine: html.lines.lowerBound + index)
      problems.append(LessonProblem.directiveInText.diagnostic(at: range))
    }
  }

  /// The word that a comment begins with, if it is or was meant to be ours.
  private static func address(of html: MarkdownStructure.HTML) -> String? {
    let words = html.content.trimmed.dropFirst(4).split(maxSplits: 2) { $0.isWhitespace }.map(String.init)
    guard let first = words.first else { return nil }
    if first.hasPrefix("gradwalk:") { return "gradwalk:" }
    let word = first.hasSuffix(":") ? String(first.dropLast()) : first
    let isNear = word.lowercased() == "gradwalk" || nearest(word, among: ["gradwalk"]) != nil
    let isAsking = first.hasSuffix(":") || DirectiveKind(rawValue: words.dropFirst().first ?? "") != nil
    return isNear && isAsking ? first : nil
  }

  /// What is wrong with a comment, before what it asks for is looked at.
  private static func problem(_ text: String, _ address: String, _ html: MarkdownStructure.HTML)
    -> LessonProblem?
  {
    if address != "gradwalk:" { return .misspeltDirective(address) }
    guard html.isBlock else { return .directiveInText }
    guard text.hasSuffix("-->"), text.hasPrefix("<!--") else {
      return text.contains("-->") ? .directiveInText : .unfinishedDirective
    }
    let inner = text.dropFirst(4).dropLast(3)
    if inner.contains("-->") { return .directiveInText }
    return inner.trimmed == address ? .emptyDirective : nil
  }

  private mutating func set(_ word: String) -> LessonProblem? {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let value = parts.count == 2 ? parts[1] : ""
    switch (parts[0], kind) {
    case ("of", _):
      block = value
      return value.isEmpty ? .wrongArgument("of", value: value, expected: "the name of a block") : nil
    case ("pass", _):
      pass = Int(value)
      return pass == nil ? .wrongArgument("pass", value: value, expected: "the number of a pass") : nil
    case ("step", .circuit), ("step", .open):
      step = Int(value)
      return step.map { $0 >= 0 } ?? false
        ? nil : .wrongArgument("step", value: value, expected: "the number of a step")
    case ("reference", .passes):
      reference = Double(value)
      return reference.map(\.isFinite) ?? false
        ? nil : .wrongArgument("reference", value: value, expected: "a number")
    case ("style", .circuit):
      style = FigureStyle(rawValue: value)
      return style == nil ? .wrongArgument("style", value: value, expected: FigureStyle.expected) : nil
    case ("with", .diff):
      other = value
      return value.isEmpty ? .wrongArgument("with", value: value, expected: "the name of a block") : nil
    case ("example", .circuit):
      example = Int(value)
      return example.map { $0 >= 1 } ?? false
        ? nil : .wrongArgument("example", value: value, expected: "the number of an example")
    case (let name, .steps) where parts.count == 1 && WalkThrough.Part(rawValue: name) != nil:
      part = WalkThrough.Part(rawValue: name) ?? .all
      return nil
    case (let name, .curve) where parts.count == 1 && function == nil:
      function = name
      return nil
    case (let name, .open) where parts.count == 1 && opened == nil:
      opened = name
      return nil
    case (let name, .open) where parts.count == 1 && number == nil:
      number = Int(name)
      return number.map { $0 >= 1 } ?? false
        ? nil : .wrongArgument("open", value: name, expected: "the number of a call or turn behind its name")
    case (let name, .jacobian) where parts.count == 1 && jacobian == nil:
      jacobian = JacobianRequest(gate: name)
      return nil
    case (let name, .jacobian) where parts.count == 1 && jacobian?.input == nil:
      jacobian?.input = name
      return nil
    default:
      return .unknownArgument(
        parts[0], directive: kind.rawValue, expected: kind.arguments + ["of=", "pass="],
        suggestion: parts.count == 1 ? nearest(parts[0], among: kind.arguments) : nil)
    }
  }
}
