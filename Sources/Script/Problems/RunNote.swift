import Language
import TraceModel

/// What an author should know of a run in which nothing is wrong.
enum RunNote: Equatable {
  /// A gradient of a value on the way that is not the tape's although those of the inputs are.
  case otherGradient(String, of: String, output: String?)
  /// A gradient that was right, and was changed afterwards.
  case changedGradient(String, of: String, output: String?)
  /// The output is not the value that was computed last.
  case otherOutput(String, last: String)
  /// The gradient that a backward pass by hand starts from.
  case seed(String, output: String?)
  /// Nothing was differentiated: the program ends in an array.
  case noGradient(String?, shape: [Int])
  /// A gate that looks like the update of an input.
  case updateAsGate(String, input: String, gradient: String?)

  func diagnostic(at range: SourceRange?, _ spelling: OptionSpelling) -> Diagnostic {
    let (message, hint) = words(spelling)
    return Diagnostic(.note, message, hint: hint, at: range)
  }

  /// The note as the trace carries it, without words.
  func traced(at range: SourceRange) -> Note {
    let place = range.storable
    return switch self {
    case .otherGradient(let name, let value, let output):
      Note(.otherGradient, name: name, of: value, output: output, place: place)
    case .changedGradient(let name, let value, let output):
      Note(.changedGradient, name: name, of: value, output: output, place: place)
    case .otherOutput(let name, let last): Note(.otherOutput, name: name, last: last, place: place)
    case .seed(let name, let output): Note(.seed, name: name, output: output, place: place)
    case .noGradient(let name, _): Note(.noGradient, name: name, place: place)
    case .updateAsGate(let text, let input, let gradient):
      Note(.updateAsGate, name: gradient, of: input, text: text, place: place)
    }
  }

  private func words(_ spelling: OptionSpelling) -> (message: String, hint: String?) {
    switch self {
    case .otherGradient(let name, let value, let output):
      (
        "'\(name)' is not the gradient of \(Self.quoted(output)) with respect to '\(value)', but those of the inputs "
          + "are right: it is not compared", nil
      )
    case .changedGradient(let name, let value, let output):
      (
        "'\(name)' was the gradient of \(Self.quoted(output)) with respect to '\(value)' before it was changed; that is "
          + "what is compared", nil
      )
    case .otherOutput(let name, let last):
      (
        "the output is '\(name)', although '\(last)' is computed later",
        "\(spelling.said("output", last)) takes '\(last)'"
      )
    case .seed(let name, let output):
      ("the gradient of \(Self.quoted(output)) that the backward pass starts from is '\(name)'", nil)
    case .noGradient(let name, let shape):
      (
        "no gradient is computed: \(Self.quoted(name)) is an array of shape \(shape)",
        name.map {
          "add \($0).backward(…) with the gradient to start from, or name a number: \(spelling.said("output", "…"))"
        }
      )
    case .updateAsGate(let text, let input, let gradient):
      (
        "'\(text)' is drawn as a gate, not as an update of '\(input)'",
        gradient.map { "if '\($0)' is the gradient of '\(input)', call it d\(input) or grad_\(input)" }
          ?? "an update subtracts \(input).grad, or a gradient called d\(input) or grad_\(input)"
      )
    }
  }

  private static func quoted(_ name: String?) -> String { name.map { "'\($0)'" } ?? "the last value" }
}
