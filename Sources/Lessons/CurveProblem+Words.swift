import Rendering
import TraceModel

extension CurveProblem {
  /// What is said of it in an error, and what helps.
  var words: (message: String, hint: String?) {
    switch self {
    case .unknown(let name, _): ("the program uses no function of one number named '\(name)'", nil)
    case .severalNumbers(let name):
      ("'\(name)' is no function of one number", "a curve shows what one number makes of another")
    case .noValue(let name):
      (
        "'\(name)' has no curve: the output was computed from nothing that a gate in it gave",
        "name a function whose value is used"
      )
    case .noFormula(let name, let gate):
      (
        "'\(name)' has no curve: the gate '\(gate)' has no formula that computes",
        "name a function that is made of other gates"
      )
    case .fixedNumber(let name, let origin):
      (
        "'\(name)' has no curve: it uses a number that is \(origin.words), and what that is for other numbers is not known",
        "name a function that uses what it is given and plain numbers alone"
      )
    case .hidden(let name):
      (
        "'\(name)' has no curve: the program also decides by what it made of values outside of the circuit, rounded, detached or counted, and what it does with other numbers is not known",
        "put the function into a block of its own, without .item(), int(), round() and the like"
      )
    case .onlyThere(let name):
      (
        "'\(name)' has no curve: with any other number the program goes another way", "name one of its gates"
      )
    case .notFinite(let name):
      (
        "'\(name)' has no curve: it is not finite where the program uses it",
        "use it where it has a value and a slope"
      )
    }
  }
}

extension Constant.Origin {
  fileprivate var words: String {
    switch self {
    case .detached: "detached"
    case .item: "the .item() of another"
    case .rounded: "rounded"
    case .gradient: "a gradient"
    case .mask: "the outcome of a comparison"
    case .earlier: "of an earlier pass, or of a parameter before it moved"
    }
  }
}
