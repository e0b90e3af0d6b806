public import Language
package import Numbers
public import TraceModel

/// How a program is run: what its fence and the command line say.
public struct RunOptions: Equatable, Sendable {
  public var title: String
  /// How many decimals a reader sees.
  public var digits: Int
  /// The name of the output, `output=`.
  public var output: String?
  /// The names of the inputs, `inputs=`; nil if every named number is one.
  public var inputs: [String]?
  /// Whether NaN and infinity may flow, `faults=show`.
  public var showsFaults: Bool
  /// Whether a backward pass that the program writes out itself is taken for one, unless `byhand=no`.
  public var readsByHand: Bool
  /// Whether the program has a wrong gradient on purpose, `expect=wrong-gradient`.
  public var expectsWrongGradient: Bool
  /// The mistake that backward passes make on purpose, `mistake=`.
  public var mistake: BackwardMistake?
  /// The passes of a long loop to keep, `steps=`.
  public var steps: Set<Int>
  /// The program may use only so much of each.
  public var limits: [Limit: Int]
  /// How messages write these options.
  public var spelling = OptionSpelling.fence

  /// What programs before this one have used of that, which they share with it.
  package var used: [Limit: Int] = [:]

  /// What holds where ``limits`` says nothing.
  public static let defaultLimits: [Limit: Int] = [
    .nodes: 200_000, .iterations: 1_000_000, .recursion: 200, .elements: 10_000_000,
    .operations: 400_000_000_000,
  ]

  public init(
    title: String = "", digits: Int = 2, output: String? = nil, inputs: [String]? = nil,
    showsFaults: Bool = false, readsByHand: Bool = true, expectsWrongGradient: Bool = false,
    mistake: BackwardMistake? = nil, steps: Set<Int> = [], limits: [Limit: Int] = [:]
  ) {
    self.mistake = mistake
    self.readsByHand = readsByHand
    self.expectsWrongGradient = expectsWrongGradient
    self.title = title
    self.digits = digits
    self.output = output
    self.inputs = inputs
    self.showsFaults = showsFaults
    self.steps = steps
    self.limits = limits
  }

  func limit(_ limit: Limit) -> Int { limits[limit] ?? Self.defaultLimits[limit] ?? .max }
}

/// What a run gives: its trace, and what the author should know.
public struct Outcome: Sendable {
  public var trace: Trace
  /// Warnings and notes, in the order of their places.
  public var diagnostics: [Diagnostic]
  /// Whether one of the warnings is of a wrong gradient that a layer keeps: the trace has nothing of it.
  public var keepsWrongGradient = false
  /// The number that each name of the outermost scope ends with, in the order of the names.
  package var values: [String: Double]
  /// The gradient that each name of the outermost scope ends with, where it has one.
  package var gradients: [String: Double]
  /// The array that each name ends with, and its gradient.
  package var arrays: [String: Tensor]
  package var arrayGradients: [String: Tensor]
}
