import Autodiff
import Language
import Numbers
import TraceModel

// What a program computes in the end: the output that gradients are worked out of.

/// A node that a name of the outermost scope was bound to.
struct BoundValue {
  var name: String
  var reference: Reference
  /// How many values were bound before it.
  var order: Int
}

/// The output as far as the program tells it.
struct OutputChoice {
  var reference: Reference
  var name: String?
  /// Whether the program says so, or it is only the last value.
  var isCertain: Bool
}

extension Interpreter {
  /// The names that a program gives to what it minimizes.
  static let lossNames: Set<String> = ["loss", "cost", "error", "L", "J", "E"]

  /// Notes what a name of the outermost scope was bound to.
  func noteBound(_ name: String, _ value: Value) {
    if let reference = value.reference, !isPlain { return noteBound(name, reference) }
    guard value.isArray || amount(of: value) != nil else { return }
    valuesBound += 1
    plainBound[name] = valuesBound
  }

  func noteBound(_ name: String, _ reference: Reference) {
    lastValue = reference
    valuesBound += 1
    boundValues[name] = BoundValue(name: name, reference: reference, order: valuesBound)
  }

  /// The output so far: the one that is named, the last loss, or the last value.
  var chosenOutput: OutputChoice? {
    if let name = options.output {
      return globals.names[name].flatMap(reference).map {
        OutputChoice(reference: $0, name: name, isCertain: true)
      }
    }
    guard let last = lastValue.flatMap({ tape.isKept($0) ? $0 : nil }) ?? lastNode else { return nil }
    if let loss = lastLoss, loss.reference == last || !tape.isComputed(last, from: loss.reference) {
      return OutputChoice(reference: loss.reference, name: loss.name, isCertain: true)
    }
    return OutputChoice(reference: last, name: name(of: last), isCertain: false)
  }

  private var lastLoss: BoundValue? {
    boundValues.values.filter {
      Self.lossNames.contains($0.name) && tape.isOfCurrentPass($0.reference)
        && tape.tensor(of: $0.reference)?.elements.count == 1
    }.max { $0.order < $1.order }
  }

  /// The values with one element that may be the output, the last one first.
  var possibleOutputs: [BoundValue] {
    boundValues.values.filter {
      tape.isOfCurrentPass($0.reference) && tape.tensor(of: $0.reference)?.elements.count == 1
    }.sorted { $0.order > $1.order }
  }

  /// What the program calls a node.
  func name(of reference: Reference) -> String? {
    let bound = boundValues.values.filter { $0.reference == reference }.min { $0.order < $1.order }
    return bound?.name ?? originOfInput[reference].map { origins[$0].name }
  }
}
