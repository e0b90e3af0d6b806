import Figures
import Graphviz
public import Language
import Rendering
import Script
import TraceModel

/// What can be wrong with a lesson file, apart from its programs.
enum LessonProblem: Equatable {
  case notUTF8(byte: UInt8)
  case empty
  case unclosedFrontMatter
  case frontMatter(String, hint: String? = nil)
  case unknownKey(String, suggestion: String?)
  case wrongValue(key: String, expected: String)
  case unclosedFence(since: Int)
  case unknownOption(String, suggestion: String?)
  case optionWithoutValue(String)
  case wrongOption(String, value: String, expected: String)
  case repeatedOption(String)
  case repeatedImage(String, request: String)
  case sameName(String, firstLine: Int)
  case namelessBlock(firstLine: Int)
  case unknownGroup(String, groups: [String], suggestion: String?)
  case directiveInText
  case unfinishedDirective
  case emptyDirective
  case misspeltDirective(String)
  case unknownDirective(String, suggestion: String?)
  case unknownArgument(String, directive: String, expected: [String], suggestion: String?)
  case wrongArgument(String, value: String, expected: String)
  case unknownBlock(String, suggestion: String?)
  case noBlock(directive: String)
  case noCircuit(directive: String)
  case noGate
  case image(ImageProblem, suggestion: String?)
  case noFunction
  case curve(CurveProblem, suggestion: String?)
  case noPart
  case inside(InsideProblem)
  /// A comparison with nothing.
  case noOtherBlock
  case unknownGate(String, gates: [String], suggestion: String?)
  case inputIsNoGate(String)
  case unknownGateInput(String, gate: String, inputs: [String], suggestion: String?)
  case noGradient(String)
  case noStep(Int, last: Int)
  case noPass(Int, kept: [Int], ran: Int)
  case noProgram
  case network(NetworkProblem)
  case layout(GraphvizError)
  case exampleOfCircuit
  // Formulas in the prose that code hosts do not draw.
  case eatenBackslash(Character, instead: String?)
  case refusedMacro(String, instead: String)
  case markupInFormula
  // Links and pictures in the prose.
  case missingTarget(String, suggestion: String?)
  case targetOutside(String)
  case folderAsTarget(String)
  case unreadableTarget(String)
  case targetTooLarge(String, most: Int)
  case targetClash(String)
  /// A figure leaves something out.
  case drawing(DrawingNote)

  /// The problem as an error, or as a warning where the lesson can be built all the same.
  func diagnostic(at range: SourceRange?) -> Diagnostic {
    let (message, hint) = words
    return Diagnostic(isError ? .error : .warning, message, hint: hint, at: range)
  }

  private var isError: Bool {
    switch self {
    case .noProgram, .drawing: false
    default: true
    }
  }

  private var words: (message: String, hint: String?) {
    switch self {
    case .notUTF8(let byte):
      ("the byte 0x\(String(byte, radix: 16)) is not UTF-8", "save the file as UTF-8")
    case .empty:
      ("the lesson is empty", "a lesson has text and a fenced block that begins with ```python trace")
    case .unclosedFrontMatter: ("the front matter is not closed", "end it with a line of three dashes, ---")
    case .frontMatter(let problem, let hint): ("bad front matter: \(problem)", hint)
    case .unknownKey(let key, let suggestion):
      ("unknown key '\(key)' in the front matter" + did(suggestion), list("the keys are", FrontMatter.keys))
    case .wrongValue(let key, let expected): ("'\(key)' should be \(expected)", nil)
    case .unclosedFence(let line):
      ("the fence of line \(line) is never closed", "end the block with a line of ```")
    case .unknownOption(let option, let suggestion):
      (
        "unknown option '\(option)' on the fence" + did(suggestion),
        list("the options are", FenceOptions.names)
      )
    case .optionWithoutValue(let option):
      ("the option '\(option)' has no value", "write \(option)=…, without spaces")
    case .wrongOption(let option, let value, let expected):
      ("'\(value)' is no value for '\(option)': expected \(expected)", nil)
    case .repeatedOption(let option): ("the option '\(option)' is given twice", nil)
    case .repeatedImage(let name, _):
      ("the array '\(name)' is given twice", "give it once: a block draws an array in one form")
    case .sameName(let name, let line): ("line \(line) has a block named '\(name)' already", nil)
    case .namelessBlock(let line):
      (
        "the program of line \(line) has no name either: of several, only one may go without",
        "write ```python trace name=…"
      )
    case .unknownGroup(let name, let groups, let suggestion):
      (
        "the program calls no function of its own named '\(name)'" + did(suggestion),
        groups.isEmpty ? "it calls none" : list("it calls", groups)
      )
    case .emptyDirective: ("the gradwalk comment does not say what to show", Self.directives)
    case .misspeltDirective(let word):
      ("unknown comment '\(word)'; did you mean 'gradwalk:'?", "write <!-- gradwalk: circuit -->")
    case .directiveInText:
      ("a gradwalk comment stands on a line of its own", "put an empty line before and after it")
    case .unfinishedDirective:
      ("the gradwalk comment is not closed on its line", "write <!-- gradwalk: circuit -->")
    case .unknownDirective(let directive, let suggestion):
      ("unknown directive '\(directive)'" + did(suggestion), Self.directives)
    case .unknownArgument(let argument, let directive, let expected, let suggestion):
      ("'\(directive)' takes no '\(argument)'" + did(suggestion), list("it takes", expected))
    case .wrongArgument(let argument, let value, let expected):
      ("'\(value)' is no value for '\(argument)': expected \(expected)", nil)
    case .unknownBlock(let name, let suggestion): ("no block is named '\(name)'" + did(suggestion), nil)
    case .noBlock(let directive):
      ("'\(directive)' has no program to show", "the lesson has no fenced block that says python trace")
    case .noCircuit(let directive):
      ("'\(directive)' has nothing to show: the program computes nothing from an input", nil)
    case .noOtherBlock:
      ("'diff' needs the name of another block", "write <!-- gradwalk: diff of=right with=wrong -->")
    case .noGate: ("'jacobian' needs the name of a gate's value", "write <!-- gradwalk: jacobian q -->")
    case .image(.unknown(let name, let names), let suggestion):
      (
        "there is no array named '\(name)' to draw" + did(suggestion),
        names.isEmpty ? "the program has none" : list("there are", names)
      )
    case .image(let problem, _): problem.words
    case .noPart:
      ("'open' needs the name of a function, a loop or a sum", "write <!-- gradwalk: open neuron -->")
    case .inside(let problem): problem.words
    case .layout(let problem): (problem.description, problem.hint)
    case .noFunction: ("'curve' needs the name of a function", "write <!-- gradwalk: curve sigmoid -->")
    case .curve(.unknown(let name, let names), let suggestion):
      (
        "the program uses no function of one number named '\(name)'" + did(suggestion),
        names.isEmpty ? "there is no curve to draw" : list("there are curves of", names)
      )
    case .curve(let problem, _): problem.words
    case .unknownGate(let name, let gates, let suggestion):
      (
        "the program computes no value named '\(name)'" + did(suggestion),
        gates.isEmpty ? "it gives no value of a gate a name" : list("it computes", gates)
      )
    case .inputIsNoGate(let name):
      ("'\(name)' is an input; a Jacobian belongs to a gate", "name the value that is computed from it")
    case .unknownGateInput(let name, let gate, let inputs, let suggestion):
      ("'\(gate)' is not computed from '\(name)' in one step" + did(suggestion), list("it reads", inputs))
    case .noGradient(let name):
      (
        "no gradient reaches '\(name)', so its Jacobian is not in the trace",
        "call .backward() on a value that is computed from it"
      )
    case .noStep(let step, let last): ("there is no step \(step); the steps are 0 to \(last)", nil)
    case .noPass(let pass, let kept, let ran):
      if pass > ran || pass < 1 {
        ("there is no pass \(pass); the program makes \(ran == 1 ? "one pass" : "\(ran) passes")", nil)
      } else {
        (
          "pass \(pass) was not kept",
          "kept are \(kept.map(String.init).joined(separator: ", ")); steps=\(pass) on the fence keeps it"
        )
      }
    case .noProgram:
      ("the lesson has no program", "a program is a fenced block that begins with ```python trace")
    case .network(let problem): problem.words
    case .exampleOfCircuit:
      ("'example' is for drawings of nets; this is one of the circuit", "add style=network")
    case .eatenBackslash(let mark, let instead):
      (
        "on code hosts '\\\(mark)' loses its backslash: Markdown is read before the formula",
        (instead.map { "write \($0), or " } ?? "write ") + "the formula as $`…`$ or in a block of ```math"
      )
    case .refusedMacro(let name, let instead): ("code hosts refuse the macro \\\(name)", instead)
    case .markupInFormula:
      (
        "Markdown reads part of this formula as markup",
        "write the formula as $`…`$ or in a block of ```math"
      )
    case .missingTarget(let path, let suggestion):
      ("'\(path)' does not exist beside the lesson" + did(suggestion), nil)
    case .targetOutside(let path):
      (
        "'\(path)' is outside the folder of the lesson and is not copied",
        "put the file into the folder of the lesson, or write the whole address, https://…"
      )
    case .folderAsTarget(let path): ("'\(path)' is a folder", "link to a file")
    case .unreadableTarget(let path): ("'\(path)' can't be read", "a link leads to a plain file")
    case .targetTooLarge(let path, let most):
      (
        "'\(path)' is too large to be copied: over \(most / 1_000_000) MB",
        "write the whole address, https://…"
      )
    case .targetClash(let path):
      ("the document has a file '\(path)' of its own", "give the linked file another name")
    case .drawing(let note): Self.words(of: note)
    }
  }

  private static func words(of note: DrawingNote) -> (message: String, hint: String?) {
    return switch note {
    case .folded(let folded):
      (
        Self.sentenceStart(English().text(folded)),
        "a figure of its own shows what is folded: <!-- gradwalk: open \((folded.folds.map(\.name) + folded.closed).first { !$0.isEmpty } ?? "NAME") -->"
      )
    case .noFrames(let frames, let gates):
      (
        "the steps are told without frames: there would be \(frames), of a circuit of \(gates) gates",
        "ask for single frames: <!-- gradwalk: circuit step=4 -->"
      )
    }
  }

  private static func sentenceStart(_ text: String) -> String {
    text.prefix(1).lowercased() + text.dropFirst()
  }

  private func did(_ suggestion: String?) -> String { suggestion.map { "; did you mean '\($0)'?" } ?? "" }
  private func list(_ words: String, _ names: [String]) -> String {
    words + " " + names.joined(separator: ", ")
  }
  private static var directives: String {
    "the directives are " + DirectiveKind.allCases.map(\.rawValue).joined(separator: ", ")
  }
}

/// Why a lesson could not be built: its errors, with places in the file.
public struct LessonFailure: Error, Equatable, Sendable {
  /// The text of the file.
  public var source: String
  public var diagnostics: [Diagnostic]

  init(source: String, _ diagnostics: [Diagnostic]) {
    self.source = source
    self.diagnostics = diagnostics
  }

  /// All errors as a compiler prints them.
  public func text(file: String) -> String {
    diagnostics.text(file: file, source: source)
  }
}
