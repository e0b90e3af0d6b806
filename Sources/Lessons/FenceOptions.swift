public import Figures
import Language
public import Rendering
package import Script
public import TraceModel

/// What the line of a fence says of its block, behind `python trace`.
public struct FenceOptions: Equatable, Sendable {
  public var name: String?
  public var digits: Int?
  /// The groups to draw as one gate.
  public var collapse: [String] = []
  /// The functions and loops that are drawn open, however large the circuit is.
  public var open: [String] = []
  public var direction: CircuitDirection?
  /// Who places its circuits; nil leaves that to the build.
  public var layout: CircuitPlacer?
  /// What its figures of whole circuits draw.
  public var style = FigureStyle.circuit
  /// The name of the output.
  public var output: String?
  /// The names of the inputs; nil if the program's plain values are.
  public var inputs: [String]?
  /// Whether NaN and infinity may flow on.
  public var showsFaults = false
  /// The mistake that backward passes make on purpose.
  public var mistake: BackwardMistake?
  /// Whether a backward pass that the program writes out itself is taken for one.
  public var readsByHand = true
  /// Whether the program has a wrong gradient on purpose.
  public var expectsWrongGradient = false
  /// The arrays that hold pictures, to be drawn as such.
  public var images: [ImageRequest] = []
  /// The passes of a long loop to keep.
  public var steps: [Int] = []

  /// One option: its name, what it expects, what it is for on the command line, and how it is set.
  private struct Option: Sendable {
    var name: String
    var expected: String
    /// Nil for what only a block of a lesson has, or what a command has in a form of its own.
    var summary: String?
    var set: @Sendable (inout FenceOptions, String) -> Bool
  }

  private static let all: [Option] = [
    Option(name: "name", expected: "letters, digits, - and _") { options, value in
      options.name = value
      return value.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    },
    Option(
      name: "digits", expected: "a whole number from 0 to 15",
      summary: "How many decimals to show; 2 unless a lesson says otherwise."
    ) { options, value in
      options.digits = Int(value)
      return options.digits.map((0...15).contains) ?? false
    },
    Option(name: "collapse", expected: "names of functions, separated by commas") { options, value in
      options.collapse = value.names
      return !value.names.isEmpty
    },
    Option(name: "open", expected: "names of functions and loops, separated by commas") { options, value in
      options.open = value.names
      return !value.names.isEmpty
    },
    Option(name: "direction", expected: "LR or TB") { options, value in
      options.direction = CircuitDirection(rawValue: value)
      return options.direction != nil
    },
    Option(name: "layout", expected: CircuitPlacer.expected) { options, value in
      options.layout = CircuitPlacer(rawValue: value)
      return options.layout != nil
    },
    Option(name: "style", expected: FigureStyle.expected) { options, value in
      guard let style = FigureStyle(rawValue: value) else { return false }
      options.style = style
      return true
    },
    Option(name: "image", expected: "names of arrays, with the sizes of the pictures in them, such as W1:5x5")
    {
      options, value in
      options.images = value.names.compactMap(ImageRequest.init)
      return options.images.count == value.names.count && !options.images.isEmpty
    },
    Option(name: "output", expected: "the name of a value", summary: "The value whose gradient is taken.") {
      options, value in
      options.output = value
      return true
    },
    Option(
      name: "inputs", expected: "names, separated by commas", summary: "The inputs; all else is constant."
    ) { options, value in
      options.inputs = value.names
      return !value.names.isEmpty
    },
    Option(name: "faults", expected: "show", summary: "Let NaN and infinity flow on.") { options, value in
      options.showsFaults = value == "show"
      return options.showsFaults
    },
    Option(
      name: "mistake", expected: "overwrite or order",
      summary: "A mistake that the backward pass makes on purpose."
    ) { options, value in
      options.mistake = BackwardMistake(rawValue: value)
      return options.mistake != nil
    },
    Option(name: "byhand", expected: "no", summary: "Take names such as dx for ordinary ones.") {
      options, value in
      options.readsByHand = value != "no"
      return !options.readsByHand
    },
    Option(
      name: "expect", expected: "wrong-gradient", summary: "The program has a wrong gradient on purpose."
    ) { options, value in
      options.expectsWrongGradient = value == "wrong-gradient"
      return options.expectsWrongGradient
    },
    Option(
      name: "steps", expected: "numbers of passes, separated by commas",
      summary: "The passes of a long loop whose steps are kept."
    ) { options, value in
      options.steps = value.names.compactMap(Int.init).filter { $0 > 0 }
      return options.steps.count == value.names.count && !options.steps.isEmpty
    },
  ]

  /// The names of all options.
  public static var names: [String] { all.map(\.name) }
  /// What each option expects, for the documents.
  public static var descriptions: [(name: String, expected: String)] { all.map { ($0.name, $0.expected) } }

  /// What the command line says of an option: its value, then what it is for.
  package static func help(_ name: String) -> String {
    guard let option = all.first(where: { $0.name == name }), let summary = option.summary else { return "" }
    return summary.dropLast() + ": " + option.expected + "."
  }

  public init() {}

  /// Reads options of the command line, given under their names on a fence; throws what is wrong with one in words.
  package init(commandLine options: [(name: String, value: String)]) throws(OptionMistake) {
    for (name, value) in options {
      guard let option = Self.all.first(where: { $0.name == name }) else { continue }
      guard !value.isEmpty, option.set(&self, value) else {
        let written = "--" + OptionSpelling.commandLineName(of: name)
        throw OptionMistake(message: "'\(value)' is no value for \(written): expected \(option.expected)")
      }
    }
  }

  /// What they say of a run. A lesson may give the digits for all of its programs.
  package func runOptions(title: String, digits: Int, limits: [Limit: Int]) -> RunOptions {
    RunOptions(
      title: title, digits: self.digits ?? digits, output: output, inputs: inputs, showsFaults: showsFaults,
      readsByHand: readsByHand, expectsWrongGradient: expectsWrongGradient, mistake: mistake,
      steps: Set(steps), limits: limits)
  }

  /// Reads the words of a fence; nil if the block is not to be traced.
  init?(info: String, line: Int, source: SourceText, problems: inout [Diagnostic]) {
    let words = info.split { $0.isWhitespace }.map(String.init)
    guard words.count >= 2, ["python", "py"].contains(words[0].lowercased()), words[1].lowercased() == "trace"
    else {
      return nil
    }
    var seen: Set<String> = []
    for word in words.dropFirst(2) {
      if let problem = set(word, &seen) {
        let place = if case .repeatedImage(_, let request) = problem { request } else { word }
        problems.append(problem.diagnostic(at: source.range(of: place, inLine: line, last: true)))
        // What stands apart from its '=' would be told of three times.
        if case .optionWithoutValue = problem { break }
      }
    }
  }

  private mutating func set(_ word: String, _ seen: inout Set<String>) -> LessonProblem? {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let option = Self.all.first(where: { $0.name == parts[0] }) else {
      return .unknownOption(parts[0], suggestion: nearest(parts[0], among: Self.names))
    }
    guard parts.count == 2, !parts[1].isEmpty else { return .optionWithoutValue(parts[0]) }
    guard seen.insert(parts[0]).inserted else { return .repeatedOption(parts[0]) }
    guard option.set(&self, parts[1]) else {
      return .wrongOption(parts[0], value: parts[1], expected: option.expected)
    }
    return option.name == "image" ? repeatedImage(parts[1].names) : nil
  }
}

extension FenceOptions {
  /// An array that is asked for twice: both pictures would have one name.
  private func repeatedImage(_ requests: [String]) -> LessonProblem? {
    let repeated = images.indices.first { index in
      images[..<index].contains { $0.name == images[index].name }
    }
    return repeated.map { .repeatedImage(images[$0].name, request: requests[$0]) }
  }
}

extension ImageRequest {
  /// Reads `W1:5x5`, or `h` alone.
  fileprivate init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let name = parts.first, !name.isEmpty, parts.count <= 2 else { return nil }
    self.init(name: String(name))
    if parts.count == 1 { return }
    let lengths = parts[1].split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard lengths.count == 2, let height = lengths[0], let width = lengths[1],
      (1...Size.longest).contains(height), (1...Size.longest).contains(width)
    else { return nil }
    size = Size(height: height, width: width)
  }
}

/// What is wrong with an option of the command line.
package struct OptionMistake: Error { package var message: String }

extension FigureStyle {
  /// The styles in words.
  static var expected: String {
    let names = allCases.map(\.rawValue)
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }
}

extension String {
  /// The words between commas.
  fileprivate var names: [String] { split(separator: ",").map { $0.trimmed } }
}
