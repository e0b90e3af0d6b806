import Autodiff
import TraceModel

extension Interpreter {
  /// Notes that a value is a constant, because it is a size, an index, a bound, an exponent or a default.
  func useAsConstant(_ value: Value) throws(RunFailure) {
    noteUseOfDetached(value, unlessShown: false)
    switch value {
    case .number(let number):
      if case .origin(let id, _) = number.provenance { findings.useAsConstant(origins[id].place) }
    case .node(let node): try useAsConstant(node.reference)
    case .array(let array):
      if let id = array.originID { findings.useAsConstant(origins[id].place) }
      if let reference = array.reference { try useAsConstant(reference) }
    case .list(let list): if let array = list.array { try useAsConstant(.array(array)) }
    default: break
    }
  }

  private func useAsConstant(_ reference: Reference) throws(RunFailure) {
    let places = tape.inputs(behind: reference).compactMap { originOfInput[$0] }.map { origins[$0].place }
    try findings.restart(withConstants: places)
  }

  /// Notes that a number which was only counted up or down reached a comparison.
  func useInComparison(_ value: Value) throws(RunFailure) {
    if case .node(let node) = value, let id = node.counted {
      try findings.restart(withConstants: [origins[id].place])
    }
  }
}
