import Autodiff
import Language
import TraceModel

/// What can go wrong while a program runs.
enum RunProblem {
  case unassigned(String)
  case unknownAttribute(String, of: ValueKind, suggestion: String?)
  case unknownMember(String, of: Module, suggestion: String?)
  /// A mistake made on purpose that changes no gradient.
  case mistakeWithoutEffect(BackwardMistake)
  case unsuited(operation: String, left: ValueKind, right: ValueKind)
  case unsuitedOperand(operation: String, operand: ValueKind)
  case expected(Expected, found: Found, role: Role)
  /// What is called, by its name if it has one.
  case notCallable(String?, ValueKind)
  case missingArgument(String, function: String)
  case argumentCount(function: String, expected: String, given: Int)
  case unknownArgument(String, function: String, suggestion: String?)
  case argumentTwice(String, function: String)
  case unpacking(expected: Int, found: Int)
  case indexOutOfRange(Int, count: Int)
  case missingKey(String)
  case notFound(String)
  case emptySequence(function: String)
  case divisionByZero
  case integerOverflow
  /// Numbers drawn before the program says where they begin.
  case unseeded(Module)
  case notFinite(Computed, result: Double)
  case fault(Fault)
  /// The message of an assertion that fails, and what it compares.
  case assertion(String?, ComparedSides?)
  case format(FormatProblem)
  case formatCount(expected: Int, given: Int)
  case badNumberText(String, function: String)
  case noPathFromInput
  case released
  /// A name of an input that was updated under another name.
  case movedOn(String, input: String)
  /// A function of a class that has no parameter for the instance.
  case noSelf(String, type: String)
  case forwardWithoutValue(gate: String)
  case backwardWithoutValue(gate: String, parameters: [String])
  case gradientCount(gate: String, expected: [String], found: Int)
  case wrongGradient(GateMistake)
  case byHand(ByHandMistake)
  case expectedWrongGradient
  case refused(Refusal)
  case unknownOutput(String, suggestion: String?)
  case outputConflict(String)
  case unknownInput(String, suggestion: String?)
  /// A limit that is reached, perhaps together with earlier programs of a lesson.
  case limit(Limit, Int, isShared: Bool = false)
  /// Lists, tuples or dictionaries that nest deeper than can be gone through.
  case nesting(Int)
  /// Shapes that do not fit a gate.
  case shapes([[Int]], symbol: String)
  case ragged([Int], [Int])
  case index(ArrayIndex.Problem, shape: [Int])
  case assignedShape([Int], to: [Int])
  case reshape([Int], to: [Int])
  case axis(Int, shape: [Int])
  case needsSeed(shape: [Int])
  case seedShape([Int], output: [Int])
  case ambiguousTruth(shape: [Int])
  /// So many axes, or more than can be counted.
  case tooManyAxes(Int?)
  /// A number that an array of whole numbers cannot hold.
  case notWhole(Double)
  /// A function of an array that lacks its parentheses.
  case uncalledMethod(String)
  /// A list that has become an array and is to change like a list.
  case listAsArray
}

/// What has given a number that is not finite.
enum Computed {
  case operation(Double, String, Double)
  case function(String, of: [Double])
  case gateOfArray(String, [Int]?)
  case newValue(of: String)
}

/// Two numbers that an assertion compares, as the program shows them.
struct ComparedSides {
  var left: String
  var comparison: ComparisonOperator
  var right: String
  /// Both numbers of a difference that is asserted to be small.
  var difference: (first: String, second: String)?
}

/// What a program may use only so much of, each with the option that raises it.
public enum Limit: String, Sendable, CaseIterable {
  case nodes
  case iterations
  case recursion
  case elements
  /// What a program does, about in multiplications.
  case operations

  /// The option of the command line.
  public var option: String { "--max-" + rawValue }
}

/// Why a run stopped before its end.
enum RunFailure: Error {
  case problem(RunProblem, at: SourceRange?)
  /// Several problems, told already in words.
  case mistakes([Diagnostic])
  /// A named value turned out to be a constant after a gate had used it as an input: the program starts
  /// again.
  case restart
}
