import Autodiff
import Language
import Numbers
import TraceModel

/// What a backward pass that the program writes out itself has told so far.
struct ByHandPass {
  /// The statement that it began with.
  var begin = SourcePlace.none
  /// What it started from.
  var output: Reference?
  var outputName: String?
  /// Whether the program says what the output is, by a name such as `loss` or by `backward()`.
  var isOutputCertain = false
  /// The gradient that the output's gate was handed.
  var seed: Tensor?
  /// Whether the tape's own pass is still to run, since the gradient that it starts from is not known.
  var isPending = false
  /// Whether the tape's own pass was run for it, so that what inputs receive is cleared with it.
  var ranTape = false
  var isVerified = false
  /// The gradients it names, in the order in which they were named first.
  var gradients: [ByHandGradient] = []
  /// The gates whose backward step it calls, in the order of the calls.
  var calls: [OwnCall] = []
  /// The first statement after the last gradient that binds a name which is none.
  var resume: SourcePlace?
  /// The call that gave gradients beside a value.
  var slicedCall: SourcePlace?
  /// The function that gave them.
  var callOfAll: String?

  /// Takes a pass that has run from an output for its own.
  mutating func start(from output: Reference) {
    self.output = output
    isPending = false
  }
}

/// A gradient that a program works out itself: `dx`, or `grads['x']`.
struct ByHandGradient {
  /// As it is written.
  var name: String
  /// Where it is read: a name of the outermost scope, or a key of a dictionary there.
  var variable: String
  var key: String?
  /// The value whose gradient it is.
  var of: String
  var target: ByHandTarget
  /// Where it was assigned last.
  var range: SourceRange
  /// Whether it is a number that is written out.
  var isLiteral = false
  /// What it was when it was assigned anew.
  var lost: [Value] = []
  /// What it was compared with where it was right before a statement changed it, as one that clips or scales it.
  var right: [(node: Reference, gradient: Tensor)] = []
}

extension ByHandGradient {
  /// Whether it is the gradient of an input, or of a list of such.
  var isOfInput: Bool { target.isInput }
}

/// The nodes whose gradient a value is.
indirect enum ByHandTarget {
  case node(Reference)
  case list([ByHandTarget])

  fileprivate var isInput: Bool {
    switch self {
    case .node(let reference): reference.isInput
    case .list(let targets): targets.allSatisfy(\.isInput)
    }
  }
}

/// A gradient that was worked out by hand and is not that of the tape.
struct ByHandMistake {
  enum Subject {
    /// The gradient of a value.
    case gradient(name: String, of: String)
    /// What was handed to the backward step of a gate.
    case handed(gate: String)
  }

  enum Cause: Equatable {
    case overwritten
    case sign
  }

  var subject: Subject
  /// The output that was differentiated; nil if it has no name.
  var output: String?
  var isOutputCertain = true
  var given: Tensor
  var expected: Tensor
  var cause: Cause?
}

/// What earlier runs of a program have found out about its backward passes by hand, by the statements they begin with.
struct ByHandKnowledge: Equatable {
  /// The name of the output, where the last value is not what the gradients belong to.
  var outputs: [SourcePlace: String] = [:]
  /// The name of the gradient that the pass starts from.
  var seeds: [SourcePlace: String] = [:]
  /// Statements that begin no such pass, whatever they assign to.
  var refused: Set<SourcePlace> = []
  /// Statements that begin one, although their names don't tell.
  var begins: Set<SourcePlace> = []
  /// Statements with which the program goes on forward after a pass.
  var resumes: Set<SourcePlace> = []
  /// Calls in which values and gradients cannot be told apart by the text.
  var whole: Set<SourcePlace> = []

  mutating func formUnion(_ other: ByHandKnowledge) {
    outputs.merge(other.outputs) { old, _ in old }
    seeds.merge(other.seeds) { old, _ in old }
    refused.formUnion(other.refused)
    begins.formUnion(other.begins)
    resumes.formUnion(other.resumes)
    whole.formUnion(other.whole)
  }
}
