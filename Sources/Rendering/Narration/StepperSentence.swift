extension Sentence {
  /// What the stepper says beside the steps themselves.
  public enum OfStepper: Equatable, Sendable {
    // Moving
    case atFirstStep, atLastStep, noSteps
    case noForwardPass, noBackwardPass
    case untouched(wire: String, isAhead: Bool)
    /// Tells of a gate of the program, if it has one, on which a break can be set.
    case noBreaks(gate: String?)
    case noBreakReached(isAhead: Bool)
    /// A run stopped at a break, perhaps because a gradient comes there.
    case stopped(at: BreakName, isArrival: Bool)
    case firstPass, lastPass, onlyPass, onlyBlock
    // Setting
    case breakSet(BreakName, steps: Int)
    case breakTaken(BreakName)
    case breaksCleared(count: Int)
    case digits(Int)
    case groupOpened(String)
    case groupCollapsed(String)
    /// The turns of a loop that are folded otherwise.
    case loopOpened(String)
    case loopFolded(String)
    case found(text: String, number: Int, of: Int)
    // Wires
    case wire(WireFacts)
    // Why
    case chain(wire: String, output: String, paths: String)
    case chainOfOutput(output: String, seed: String)
    case chainBroken(wire: String, output: String)
    case chainRest(paths: String, sum: String?)
    case chainPending
    /// The backward pass makes a mistake on purpose, so the paths need not add up.
    case chainMistaken
    case chainCarried(wire: String, gradient: String)
    case chainOfArrays(wire: String)
    // The quiz
    case quiz(Quiz)
  }

  /// What a break is set on.
  public enum BreakName: Equatable, Sendable {
    case wire(String)
    case gate(String)
    case line(Int)
    case phase(StepKindName)
    case fault
  }

  public enum StepKindName: Equatable, Sendable { case forward, backward, update }

  /// What is known of a wire.
  public struct WireFacts: Equatable, Sendable {
    public var name: String
    /// The gate that made it; nil for an input.
    public var gate: String?
    /// Nil if it is not known yet.
    public var value: String?
    public var gradient: Gradient

    package init(name: String, gate: String?, value: String?, gradient: Gradient) {
      self.name = name
      self.gate = gate
      self.value = value
      self.gradient = gradient
    }

    /// A gradient, in its four states.
    public enum Gradient: Equatable, Sendable {
      case pending
      case accumulating(sum: String, arrived: Int, outstanding: Int)
      case final(String)
      case noPath
    }
  }

  /// What the quiz says.
  public enum Quiz: Equatable, Sendable {
    case on, off
    /// The quiz is on where no step is left.
    case onAtEnd
    /// Every array was too large.
    case nothingToAsk
    /// The backward pass makes a mistake on purpose, and what is asked for is what it gives.
    case onMistake
    case score(right: Int, asked: Int)
    case finished
    case askValue(wire: String, gate: String, inputs: [Fact])
    case askSeed(output: String)
    /// About a wire that is used once, or as several operands of this gate alone, which are then counted from 1.
    case askGradient(wire: String, gate: String, upstream: String, values: [Fact], operands: [Int])
    /// About the first branch of a fork, or several that lead to one gate: only its share is asked for.
    case askShare(wire: String, gate: String, upstream: String, values: [Fact], operands: [Int])
    case askSum(
      wire: String, gate: String, upstream: String, values: [Fact], operands: [Int], before: String)
    /// The same in a pass that makes the mistake of replacing what has arrived.
    case askOverwritten(wire: String, gate: String, upstream: String, values: [Fact], before: String)
    /// An update by a rate and the gradient.
    case askUpdate(wire: String, old: String, gradient: String, rate: String, statement: String)
    /// Any other update.
    case askChange(wire: String, old: String, change: String, statement: String)
    case right(answer: String)
    case rightAsShown(answer: String, exact: String)
    case tooRough
    case wrong
    case mistaken(Mistake)
    case shown(answer: String)
    case answerFirst
  }

  /// A number that a question tells because it is needed for the answer.
  public struct Fact: Equatable, Sendable {
    public var subject: Subject
    public var value: String

    package init(_ subject: Subject, _ value: String) {
      self.subject = subject
      self.value = value
    }

    /// What the number is.
    public enum Subject: Equatable, Sendable {
      /// A wire, or a constant that has a name. If it is several operands of the gate, these are counted from 1.
      case named(String, operands: [Int] = [])
      /// What chooses one of two inputs for each element.
      case mask
      case constant
      /// The axes along which the gate works.
      case axes
      /// The window and the stride of a gate that pools.
      case windowAndStride
      case strideAndPadding
    }
  }

  /// A way in which an answer is known to go wrong.
  public enum Mistake: Equatable, Sendable, CaseIterable {
    /// The sign is turned.
    case sign
    /// The operands of a difference or quotient are exchanged, or an input's own value stands for the other's.
    case swappedOperand
    /// The local gradient alone.
    case missingUpstream
    /// The upstream gradient alone.
    case missingLocal
    /// The share of one branch where the sum of several was asked for.
    case sumNotTaken
    /// The value of the output in place of its gradient.
    case valueForSeed
    /// The parameter moved along its gradient, not against it.
    case wrongDirection
  }
}

extension Label {
  /// Titles and words of the stepper's screen.
  public enum OfStepper: Equatable, Sendable {
    case program, circuit, step, wires, why, numbers, help, breaks
    case stepOf(ClosedRange<Int>, last: Int)
    case phase(Sentence.StepKindName)
    case block(String, Int, of: Int)
    case passOf(Int, kept: Int)
    case breakName(Sentence.BreakName)
    case rows(ClosedRange<Int>, of: Int)
    case columns(ClosedRange<Int>, of: Int)
    case lines(ClosedRange<Int>, of: Int)
    /// To which sides a picture goes on, each as an arrow.
    case goesOn(sides: String)
    case input
    case path(Int, of: String)
    case keys, word, does
    case score(right: Int, asked: Int)
    case answerKey
    /// How a question on the screen is answered.
    case answerHint
    /// How what is opened is scrolled and closed.
    case overlayHint
    case worksheet(title: String)
    /// What numbers in parentheses mean on a worksheet.
    case worksheetNote
    case question(Int)
    case solution
    case searching, command, answer
  }
}
