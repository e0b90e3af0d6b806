import Autodiff
import Language
import Numbers
import TraceModel

// What an author should know although nothing is wrong.

extension Interpreter {
  func note(_ note: RunNote, at range: SourceRange?) {
    let diagnostic = note.diagnostic(at: range, options.spelling)
    guard !course.isSilent, !notices.diagnostics.contains(diagnostic) else { return }
    notices.tell(diagnostic)
    tape.note(note.traced(at: range ?? .none))
  }

  /// `w = w - rate * slope` is a gate unless `slope` is known as a gradient. Where it is computed from `w` it may be one.
  func noteUpdateAsGate(_ target: Expression, _ change: Expression, by value: Value, in statement: Statement)
  {
    guard scope.isOutermost, !isPlain, let input = target.name, let made = value.reference,
      let old = globals.names[input].flatMap(reference), old.isInput,
      case .binary(.multiply, let first, let second) = change.bare.kind
    else { return }
    let computed = [first, second].filter { factor in
      guard let factor = factor.name.flatMap({ globals.names[$0] }).flatMap(reference) else { return false }
      return tape.isComputed(factor, from: old)
    }
    guard !computed.isEmpty, tape.isComputed(made, from: old) else { return }
    note(
      .updateAsGate(
        program.text(of: statement.range), input: input,
        gradient: computed.count == 1 ? computed[0].name : nil),
      at: statement.range)
  }

  /// Where the output is not what the program computes last.
  func noteOutput(_ choice: OutputChoice, at range: SourceRange?) {
    guard options.output == nil, let name = choice.name, let last = lastValue, last != choice.reference,
      tape.isOfCurrentPass(last), tape.tensor(of: last)?.elements.count == 1,
      let lastName = self.name(of: last)
    else { return }
    note(.otherOutput(name, last: lastName), at: range)
  }
}
