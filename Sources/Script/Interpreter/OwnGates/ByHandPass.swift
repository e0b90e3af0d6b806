import Autodiff
import TraceModel

/// What a backward pass that the program writes out itself has told so far.
struct ByHandPass {
  /// What it started from.
  var output: Reference?
  /// Whether the tape's own pass was run for it, so that what inputs receive is cleared with it.
  var ranTape = false
  var isVerified = false
  /// The gradients it names, in the order in which they were named first.
  var gradients: [ByHandGradient] = []
  /// The gates whose backward step it calls, in the order of the calls.
  var calls: [OwnCall] = []
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
  /// What it was when it was assigned anew.
  var lost: [Value] = []
}

/// The nodes whose gradient a value is.
indirect enum ByHandTarget {
  case node(Reference)
  case list([ByHandTarget])
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
  var given: Tensor
  var expected: Tensor
  var cause: Cause?
}
