import Language
import Numbers
import TraceModel

extension GateMistake {
  func message(digits: Int) -> String {
    let lead = "backward of '\(gate)'"
    let given = attribute.map { " in '\($0)'" } ?? ""
    let trial = upstream.map { " for an upstream gradient of \(RunProblem.fixed($0, digits))" } ?? ""
    guard let returned else { return "\(lead) gives no gradient of '\(parameter)'\(because)" }
    guard returned.shape == expected.shape else {
      return "\(lead) gives \(returned.shape.words)\(given) for the gradient of '\(parameter)', which has "
        + "\(expected.shape.isEmpty ? "none" : "the shape \(expected.shape)")\(because)"
    }
    let place = element ?? 0
    let (found, right) = distinct(returned.elements[place], expected.elements[place], digits)
    return
      "\(lead) gives \(found)\(given) for the gradient of '\(parameter)'\(expected.shape.words(ofElement: place)),"
      + " but the numeric gradient of its forward is \(right)\(trial)\(because)"
  }

  private var because: String {
    guard let cause else { return "" }
    switch cause {
    case .overwritten(let line): return ": the call in line \(line) has overwritten what it had kept"
    case .swapped(let other): return ": that is the gradient of '\(other)', the operands are swapped"
    case .ofOther(let other): return ": that is the gradient of '\(other)'"
    case .summedAway: return ": it is summed over every axis"
    case .upstreamMissing(let name): return ": the factor '\(name)', the upstream gradient, is missing"
    case .upstreamAdded(let name):
      return ": the upstream gradient '\(name)' is added where it should be a factor"
    case .upstreamTwice(let name): return ": the upstream gradient '\(name)' is a factor twice"
    case .sign: return ": the sign is wrong"
    case .transposed: return ": it is transposed"
    case .sumMissing(let axes):
      let words =
        axes.count == 1 ? "axis \(axes[0])" : "the axes \(axes.map(String.init).joined(separator: ", "))"
      return ": the sum over \(words), along which it was stretched, is missing"
    case .averaged(let count): return ": it is averaged over \(count) where it should be summed"
    case .factor(let factor):
      let number = factor.magnitude >= 1 ? factor : 1 / factor
      let whole = Int(number)
      return factor.magnitude >= 1
        ? ": the factor \(whole) is missing" : ": it is too large by the factor \(whole)"
    case .nothingReturned: return ", but its value depends on it"
    case .shape: return ": the numbers are right, the shape is not"
    }
  }

  var hint: String? {
    switch cause {
    case .overwritten: "an instance keeps what its last call needs; make one for each call, another \(gate)()"
    case .sumMissing(let axes):
      "np.sum(…, axis=\(axes.count == 1 ? "\(axes[0])" : "(\(axes.map(String.init).joined(separator: ", ")))")) adds them up"
    case .shape: "the gradient of a value has the shape of the value"
    case .nothingReturned: "None is for a value through which no gradient goes"
    default: nil
    }
  }
}

extension ByHandMistake {
  func message(digits: Int) -> String {
    let lead: String
    let what: String
    switch subject {
    case .gradient(let name, let value):
      lead = "'\(name)'"
      what = "the gradient of \(differentiated) with respect to '\(value)'"
    case .handed(let gate):
      lead = "the upstream gradient handed to '\(gate)'"
      what = "the gradient of \(differentiated) with respect to its output"
    }
    guard given.shape == expected.shape else {
      return "\(lead) is \(given.shape.words), but \(what) is \(expected.shape.words)"
    }
    let place = expected.elements.indices.max {
      (given.elements[$0] - expected.elements[$0]).magnitude
        < (given.elements[$1] - expected.elements[$1]).magnitude
    }
    let (found, right) = distinct(given.elements[place ?? 0], expected.elements[place ?? 0], digits)
    return
      "\(lead) is \(found)\(expected.shape.words(ofElement: place ?? 0)), but \(what) is \(right)\(because)"
  }

  private var because: String {
    switch cause {
    case .overwritten?: ": a branch was overwritten where '+=' should add it"
    case .sign?: ": the sign is wrong"
    case nil: ""
    }
  }

  /// What was differentiated.
  private var differentiated: String { output.map { "'\($0)'" } ?? "the last value" }

  func hint(_ spelling: OptionSpelling) -> String? {
    guard case .gradient(let name, _) = subject else { return nil }
    return "if '\(name)' is no gradient, \(spelling.said("byhand", "no")) says so"
      + (isOutputCertain ? "" : "; if it is that of another value, \(spelling.said("output", "…")) names it")
  }
}

/// Two different numbers with as many decimals as it takes to tell them apart.
private func distinct(_ first: Double, _ second: Double, _ digits: Int) -> (String, String) {
  for digits in stride(from: digits, through: 15, by: 1) {
    let texts = (RunProblem.fixed(first, digits), RunProblem.fixed(second, digits))
    if texts.0 != texts.1 { return texts }
  }
  return ("\(first)", "\(second)")
}

extension [Int] {
  /// A shape in words.
  fileprivate var words: String { isEmpty ? "a number" : "an array of shape \(self)" }

  /// Where an element stands in an array of this shape.
  fileprivate func words(ofElement place: Int) -> String {
    isEmpty ? "" : " at \(Shape.coordinates(ofPlace: place, in: self))"
  }
}
