import Autodiff
import Language
import Numbers
import TraceModel

extension RunProblem {
  func diagnostic(at range: SourceRange?, _ options: RunOptions) -> Diagnostic {
    diagnostic(at: range, digits: options.digits, options.spelling)
  }

  func diagnostic(
    _ severity: Diagnostic.Severity = .error, at range: SourceRange?, digits: Int,
    _ spelling: OptionSpelling = .fence
  ) -> Diagnostic {
    Diagnostic(
      severity, Self.short(message(digits: digits, spelling)),
      hint: severity == .error ? hint(spelling) : nil, about: subject, at: range)
  }

  /// A message that quotes long text from the program is cut off.
  private static func short(_ message: String) -> String {
    message.utf8.count > 2000 ? message.prefix(500) + "…" : message
  }

  /// What the author reads.
  private func message(digits: Int, _ spelling: OptionSpelling) -> String {
    switch self {
    case .unassigned(let name): "'\(name)' has no value yet"
    case .unknownAttribute(let name, let owner, let suggestion):
      "\(owner.words) has no attribute '\(name)'" + Self.question(suggestion)
    case .unknownMember(let name, let module, let suggestion):
      "'\(module.rawValue)' has no attribute '\(name)'" + Self.question(suggestion)
    case .mistakeWithoutEffect(let mistake):
      "\(spelling.written("mistake", mistake.rawValue)) makes no difference here, as no gradient comes to a gate by several branches"
    case .unsuited(let operation, let left, let right):
      "'\(operation)' does not join \(left.words) and \(right.words)"
    case .unsuitedOperand(let operation, let operand):
      "'\(operation)' does not work on \(operand.words)"
    case .expected(let what, let found, let role):
      "\(role.words) must be \(what.words), not \(found.words)"
    case .notCallable(let name, let kind): "\(name.map { "'\($0)'" } ?? kind.words) cannot be called"
    case .missingArgument(let name, let function): "'\(function)' lacks its argument '\(name)'"
    case .argumentCount(let function, let expected, let given):
      "'\(function)' takes \(expected), \(given) given"
    case .unknownArgument(let name, let function, let suggestion):
      "'\(function)' has no parameter '\(name)'" + Self.question(suggestion)
    case .argumentTwice(let name, let function): "'\(function)' gets its argument '\(name)' twice"
    case .unpacking(let expected, let found): "\(expected) names for \(Self.values(found))"
    case .indexOutOfRange(let index, let count): "index \(index) is outside of \(count) elements"
    case .missingKey(let key): "the dictionary has no key \(key)"
    case .notFound(let value): "\(value) is not in the list"
    case .emptySequence(let function): "'\(function)' needs at least one value"
    case .divisionByZero: "division by zero"
    case .integerOverflow: "this integer is too large; integers go up to 9223372036854775807"
    case .unseeded(let module):
      "random numbers are drawn before \(module == .numpyRandom ? "np.random" : "random").seed(…): the seed 0 is used"
    case .notFinite(let what, let result):
      "\(what.words(digits: digits)) is \(Self.words(result))"
    case .fault(let fault): Self.message(fault, digits: digits)
    case .assertion(let text, let compared):
      (["the assertion does not hold"] + [text, compared?.words].compactMap(\.self)).joined(separator: ": ")
    case .format(let problem): problem.words
    case .refused(let refusal): refusal.words
    case .formatCount(let expected, let given):
      "the text has \(expected) formats for \(Self.values(given))"
    case .badNumberText(let text, let function): "'\(function)' cannot read '\(text)' as a number"
    case .noPathFromInput: "backward() needs a value that was computed from an input"
    case .released: "this value belongs to an earlier pass, whose steps are no longer kept"
    case .movedOn(let name, let input):
      "'\(name)' is another name of the input '\(input)', which has moved already"
    case .noSelf(let name, let type):
      "the function '\(name)' of the class '\(type)' has no parameter for the instance"
    case .forwardWithoutValue(let gate): "forward of '\(gate)' gives no value"
    case .backwardWithoutValue(let gate, let parameters):
      "backward of '\(gate)' gives no gradient\(parameters.isEmpty ? "" : " of " + Self.list(parameters))"
    case .gradientCount(let gate, let expected, let found):
      "backward of '\(gate)' gives \(found == 1 ? "1 gradient" : "\(found) gradients"), its forward takes "
        + "\(expected.count == 1 ? "1 value" : "\(expected.count) values"): \(Self.list(expected))"
    case .wrongGradient(let mistake): mistake.message(digits: digits)
    case .byHand(let mistake): mistake.message(digits: digits)
    case .expectedWrongGradient: spelling.written("expect", "wrong-gradient") + ", but every gradient agrees"
    case .unknownOutput(let name, let suggestion):
      "\(spelling.written("output", name)) names no number of the program" + Self.question(suggestion)
    case .outputConflict(let name):
      spelling.written("output", name) + ", but the program calls backward() on another value"
    case .unknownInput(let name, let suggestion):
      "\(spelling.written("inputs", name)) names no number of the program" + Self.question(suggestion)
    case .limit(let limit, let count, let isShared): Self.message(limit, count, isShared)
    case .nesting(let depth): "lists, tuples or dictionaries nest more than \(depth) deep"
    case .shapes(let shapes, let symbol): Self.message(shapes, symbol)
    case .ragged(let first, let other):
      "the parts of an array must have one shape, not \(first.isEmpty ? "a number" : "\(first)") and "
        + (other.isEmpty ? "a number" : "\(other)")
    case .index(let problem, let shape): Self.message(problem, shape)
    case .assignedShape(let shape, let target):
      (shape.isEmpty ? "a number" : "shape \(shape)") + " does not fit into "
        + (target.isEmpty ? "a number" : "\(target)")
    case .reshape(let shape, let target):
      "shape \(shape) has \(Tensor.count(of: shape)) elements and cannot become \(target)"
    case .axis(let axis, let shape): "axis \(axis) is outside of the shape \(shape)"
    case .needsSeed(let shape):
      "backward() of an array needs the gradient to start from, of the shape \(shape)"
    case .seedShape(let shape, let output):
      "the gradient to start from has the shape \(shape), the output "
        + (output.isEmpty ? "is a number" : "\(output)")
    case .ambiguousTruth(let shape): "an array of shape \(shape) is neither true nor false"
    case .tooManyAxes(let count):
      "an array has up to \(Budget.mostAxes) axes"
        + (count.map { ", not \($0)" } ?? "; these lists nest deeper")
    case .notWhole(let number): "an array of whole numbers cannot hold \(NumberText.shortest(number))"
    case .uncalledMethod(let name): "'\(name)' is a function and lacks its parentheses"
    case .listAsArray: "this list is used as an array and cannot change like a list"
    }
  }

  /// The option that the problem is about.
  private var subject: Diagnostic.Subject? {
    switch self {
    case .mistakeWithoutEffect: .option("mistake")
    case .expectedWrongGradient: .option("expect")
    case .unknownOutput, .outputConflict: .option("output")
    case .unknownInput: .option("inputs")
    default: nil
    }
  }

  private static func message(_ shapes: [[Int]], _ name: String) -> String {
    if shapes.count == 1 { return "'\(name)' does not work on the shape \(shapes[0])" }
    let list = shapes.map { "\($0)" }
    let words = list.dropLast().joined(separator: ", ") + " and " + (list.last ?? "")
    return "shapes \(words) do not align for '\(name)'"
  }

  private static func message(_ problem: ArrayIndex.Problem, _ shape: [Int]) -> String {
    switch problem {
    case .tooMany(let given, let axes):
      "\(given) indices for an array of shape \(shape), which has \(axes == 1 ? "1 axis" : "\(axes) axes")"
    case .outside(let index, let count, let axis):
      "index \(index) is outside of \(count) elements (axis \(axis) of the shape \(shape))"
    case .stretch(let first, let second): "indices of the shapes \(first) and \(second) do not fit together"
    case .mask(let mask): "a mask of shape \(mask) does not fit the shape \(shape)"
    case .ellipses: "an index can have only one '...'"
    case .tooLarge: "the index picks too many elements"
    }
  }

  /// What would help.
  func hint(_ spelling: OptionSpelling) -> String? {
    switch self {
    case .limit(.iterations, _, _): "if they do end, \(Limit.iterations.option) raises the limit"
    case .limit(.recursion, _, _): "if the calls do end, \(Limit.recursion.option) raises the limit"
    case .limit(let limit, _, _): "\(limit.option) raises the limit"
    case .nesting: "\(Limit.recursion.option) raises the limit"
    case .notCallable(nil, .instance):
      "an instance can be called if its class has __call__ or forward"
    case .noSelf(let name, _):
      "its first parameter is the instance, def \(name)(self, …); without one it is a @staticmethod"
    case .forwardWithoutValue: "end it with 'return' and what the gate computes"
    case .backwardWithoutValue: "end it with 'return' and the gradient of each value that forward takes"
    case .gradientCount: "None stands for the gradient of a value that has none"
    case .wrongGradient(let mistake): mistake.hint
    case .byHand(let mistake): mistake.hint(spelling)
    case .ambiguousTruth: "np.any(…) or np.all(…) asks for some or for all of its elements"
    case .integerOverflow: "make one of the numbers a float, as in 1e20"
    case .movedOn: "to have two inputs, assign their first values separately"
    case .released: "use .item() to keep the number alone"
    case .listAsArray: "make the array with np.array(…), and keep the list"
    case .uncalledMethod(let name): "write .\(name)(…)"
    case .unknownAttribute("append", .array, _):
      "an array keeps its size; np.concatenate and np.stack make a larger one"
    case .unknownAttribute(_, .none, _), .unsuited(_, .none, _), .unsuited(_, _, .none):
      "a gradient is None until backward() has reached its input"
    case .unknownAttribute(let name, _, nil) where name != "append": ForeignName.hint(for: name)
    case .unknownMember(let name, _, nil) where name != "append": ForeignName.hint(for: name)
    case .expected(_, .kind(.number), .dtype): "a shape of several axes is one tuple, as in np.ones((2, 3))"
    case .expected(_, .kind(.list), .dtype):
      "rows make a matrix in one list of lists, as in np.array([[1, 2], [3, 4]])"
    case .expected(_, .kind(.tuple), .axisLength):
      "here the lengths stand side by side, as in rand(2, 3)"
    case .expected(_, .kind(.array), .axis):
      "several arrays stand in one list, as in np.concatenate([a, b])"
    case .shapes(_, "conv2d"):
      "images have the shape [height, width], [channels, height, width] or [images, channels, height, width]; "
        + "filters [height, width] or [filters, channels, height, width]"
    case .unsuited("-", .mask, _), .unsuitedOperand("-", .mask):
      "m == False is the opposite of a mask m; m * 1 has ones and zeros"
    case .unsuited("+", .text, .number), .unsuited("+", .number, .text):
      "str(…) makes text of a number"
    default: nil
    }
  }

  static func list(_ names: [String]) -> String {
    let quoted = names.map { "'\($0)'" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func question(_ suggestion: String?) -> String {
    suggestion.map { "; did you mean '\($0)'?" } ?? ""
  }

  private static func values(_ count: Int) -> String { count == 1 ? "1 value" : "\(count) values" }

  private static func words(_ number: Double) -> String { number.isNaN ? "not a number" : "infinite" }

  private static func message(_ limit: Limit, _ count: Int, _ isShared: Bool) -> String {
    let owner = isShared ? "the lesson's programs" : "the program"
    return switch limit {
    case .nodes: "\(owner) \(isShared ? "make" : "makes") more than \(count) nodes"
    case .iterations:
      isShared
        ? "the loops and calls of the lesson's programs take more than \(count) turns"
        : "the program's loops and calls take more than \(count) turns"
    case .recursion: "calls nest more than \(count) deep"
    case .elements:
      isShared
        ? "the lists, arrays and texts of the lesson's programs have more than \(count) elements"
        : "the program's lists, arrays and texts have more than \(count) elements"
    case .operations: "\(owner) \(isShared ? "take" : "takes") more than \(count) operations"
    }
  }

  private static func message(_ fault: Fault, digits: Int) -> String {
    let numbers = fault.inputs.map { fixed($0, digits) }
    let gate = fault.gate.name
    switch fault.phase {
    case .forward:
      if numbers.isEmpty {
        return "\(arrayWords(gate)) at step \(fault.step) is \(words(fault.result))"
      }
      if gate == "divide", fault.inputs.last == 0 { return "division by zero at step \(fault.step)" }
      return
        "\(gate) of \(numbers.joined(separator: " and ")) at step \(fault.step) is \(words(fault.result))"
    case .backward:
      if numbers.isEmpty {
        return "the gradient through \(gate) at step \(fault.step) is \(words(fault.result))"
      }
      return "the gradient through \(gate) of \(numbers.joined(separator: " and ")) at step \(fault.step)"
        + " is \(words(fault.result))"
    }
  }

  /// What a gate of arrays gives, in the program's words.
  static func arrayWords(_ gate: String, _ shape: [Int]? = nil) -> String {
    switch gate {
    case "index": "the element read"
    case "matmul": "the product of two arrays"
    default: "\(written(gate)) of an array" + (shape.map { " of shape \($0)" } ?? "")
    }
  }

  /// How a program writes a gate.
  static func written(_ gate: String) -> String { spellings[gate] ?? gate }

  private static let spellings = [
    "add": "+", "subtract": "-", "multiply": "*", "divide": "/", "power": "**", "floor divide": "//",
    "remainder": "%", "matmul": "@", "max": "maximum", "min": "minimum", "largest": "max", "smallest": "min",
    "leaky relu": "leaky_relu",
  ]

  /// A number with so many decimals.
  static func fixed(_ number: Double, _ digits: Int) -> String {
    guard number.isFinite else { return NumberText.notFinite(number) }
    // Nobody reads more digits than a float has.
    if number.magnitude >= 1e16 { return NumberText.shortest(number) }
    return (number < 0 ? "-" : "") + NumberText.fixed(number.magnitude, decimals: digits)
  }
}

extension Computed {
  fileprivate func words(digits: Int) -> String {
    switch self {
    case .operation(let left, let symbol, let right):
      "\(NumberText.shortest(left)) \(symbol) \(NumberText.shortest(right))"
    case .function(let name, let numbers):
      "\(name) of \(numbers.map { RunProblem.fixed($0, digits) }.joined(separator: " and "))"
    case .gateOfArray(let name, let shape): RunProblem.arrayWords(name, shape)
    case .newValue(let name): "the new value of '\(name)'"
    }
  }
}

extension ComparedSides {
  fileprivate var words: String {
    guard let difference else { return "\(left) \(comparison.rawValue) \(right)" }
    let isSmaller = comparison == .less || comparison == .lessOrEqual
    return "\(difference.first) and \(difference.second) differ by \(left)\(isSmaller ? ", not" : "") "
      + "\(comparison.rawValue) \(right)"
  }
}
