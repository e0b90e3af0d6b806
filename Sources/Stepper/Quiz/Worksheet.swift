public import Figures
import Numbers
public import Rendering
import TraceModel

/// The quiz of one program as a page to print: its questions, and apart from them the answers.
public struct Worksheet: Sendable {
  /// The questions of one move under its heading, with what is told once they are answered.
  private struct Section: Sendable {
    var heading: String
    var questions: [Question]
    var solution: [String]
  }

  private let title: String
  private let program: String
  private let hasMistake: Bool
  private let language: any Language
  private var sections: [Section] = []
  /// The step after which the blanked circuit is drawn: of a sheet about the backward pass alone, all values are known.
  public let blankStep: Int
  /// The blanks of the circuit, each with the number of its question.
  public private(set) var blanks = CircuitMarks()

  /// - Parameters:
  ///   - text: The program as it is printed on the page, which must not tell the numbers; it may be empty.
  ///   - isBackwardOnly: Whether only gradients are asked for.
  public init(
    _ program: SteppedProgram, text: String = "", isBackwardOnly: Bool, language: any Language = English()
  ) {
    self.language = language
    title = program.trace.title
    self.program = text
    hasMistake = program.trace.mistake != nil
    let scene = Block(program).scene
    let seed = scene.moves.firstIndex { $0.kind == .seed }
    let first = isBackwardOnly ? seed ?? scene.moves.count : min(1, scene.moves.count)
    blankStep = first > 0 ? scene.moves[first - 1].steps.upperBound : 0
    var references: [Quantity: String] = [:]
    for move in scene.moves[first...] where !isBackwardOnly || move.kind.phase == .backward {
      let questions = QuestionMaker(
        scene: scene, move: move, asksWholeArrays: true, references: references
      ).questions
      guard !questions.isEmpty else { continue }
      for (index, question) in questions.enumerated() {
        references[question.quantity] = "(\(count + index + 1))"
      }
      let account = scene.narrator.account(of: move)
      let plain = PlainAccount(account, language: language, hasSymbols: true)
      sections.append(
        Section(heading: language.heading(of: account), questions: questions, solution: plain.equations))
    }
    blanks = Self.blanks(references, in: scene)
  }

  /// The blanks for what is asked. The value of an input, which an update changes at last, is known at first; arrays
  /// have room for their numbers.
  private static func blanks(_ references: [Quantity: String], in scene: Scene) -> CircuitMarks {
    var (values, gradients): ([Int: String], [Int: String]) = ([:], [:])
    for (quantity, reference) in references {
      let blank = "\(reference) \(figureBlank)"
      switch quantity {
      case .value(let wire): values[wire] = scene.circuit.gate(of: wire).map { _ in blank }
      case .gradient(let wire): gradients[wire] = blank
      }
    }
    func isNumber(_ wire: Int, _ blank: String) -> Bool { scene.trace.node(wire).shape.isEmpty }
    return CircuitMarks(blankValues: values.filter(isNumber), blankGradients: gradients.filter(isNumber))
  }

  /// How many numbers are asked for.
  public var count: Int { sections.reduce(0) { $0 + $1.questions.count } }

  /// The page with the questions.
  ///
  /// - Parameter figure: The path of the blanked circuit.
  public func page(figure: String) -> String {
    let name = MarkdownText.escaped(label(.worksheet(title: title)))
    var parts = ["# \(name)"]
    if !program.isEmpty { parts.append(MarkdownText.block(program, language: "python")) }
    parts += [paragraph(label(.worksheetNote))] + mistakeNote + [image(figure)]
    var number = 0
    for section in sections {
      parts.append("## \(MarkdownText.escaped(section.heading))")
      for question in section.questions {
        number += 1
        let asked = paragraph(text(question.asked))
        let start = "\(number). "
        parts.append("\(start)\(asked)\n\n\(String(repeating: " ", count: start.count))\(Self.blank)")
      }
    }
    return (parts.joined(separator: "\n\n") + "\n").visibleText
  }

  /// The page with the answers, under the numbers of the questions.
  ///
  /// - Parameter figure: The path of the finished circuit.
  public func key(figure: String) -> String {
    let name = MarkdownText.escaped(label(.worksheet(title: title)))
    var parts =
      ["# \(name)", "**\(MarkdownText.escaped(label(.answerKey)))**"] + mistakeNote + [image(figure)]
    var number = 0
    for section in sections {
      parts.append("## \(MarkdownText.escaped(section.heading))")
      let answers = section.questions.map { question in
        number += 1
        return "\(number). **\(MarkdownText.escaped(question.answer))**"
      }
      parts.append(answers.joined(separator: "\n"))
      parts.append(MarkdownText.block(section.solution.joined(separator: "\n")))
    }
    return (parts.joined(separator: "\n\n") + "\n").visibleText
  }

  /// The line on which the answer is written.
  private static let blank = String(repeating: "\\_", count: 24)
  /// The same in the figure.
  private static let figureBlank = String(repeating: "_", count: 5)

  /// What must be known of a pass that is wrong on purpose.
  private var mistakeNote: [String] { hasMistake ? [paragraph(text(.onMistake))] : [] }

  private func text(_ sentence: Sentence.Quiz) -> String { language.text(.ofStepper(.quiz(sentence))) }

  /// A sentence as Markdown; what stands between backticks is code.
  private func paragraph(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return MarkdownText.escaped(text) }
    return parts.enumerated().map { index, part in
      index % 2 == 1 ? MarkdownText.code(String(part)) : MarkdownText.escaped(String(part))
    }.joined()
  }

  private func label(_ label: Label.OfStepper) -> String { language.text(.ofStepper(label)) }

  private func image(_ path: String) -> String {
    "![\(MarkdownText.escaped(language.text(.circuitCaption(title: title))))](\(path))"
  }
}
