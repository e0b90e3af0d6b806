public import Figures

/// What a step has to say, as facts whose names and numbers are already texts.
///
/// A ``Language`` turns each into a whole sentence; nothing is glued from fragments.
public enum Sentence: Equatable, Sendable {
  /// The inputs have their values.
  case inputs(count: Int)
  /// A gate computed its value; what it keeps for the way back depends on the gate.
  case forward(Forward)
  /// The output's gradient was set to 1.
  case seed(output: String)
  /// What a bar above a name means, where the backward pass started from what the program gave.
  case barred
  /// The output's gradient was set to a number that the program gave.
  case seedWith(output: String, gradient: String)
  /// Both inputs get the upstream gradient.
  case distributes(upstream: String)
  /// A constant was added, or subtracted.
  case shifts(upstream: String, isAdded: Bool)
  /// The first input gets the upstream gradient, the second its negative.
  case subtracts(upstream: String, first: String, second: String)
  /// A constant minus the input.
  case negates(upstream: String)
  /// Each input gets the upstream gradient times the other's value.
  case switches(first: String, firstProduct: String, second: String, secondProduct: String)
  /// Both inputs of a product are the same wire.
  case squares(input: String, product: String)
  /// A constant factor.
  case scales(factor: String, product: String)
  /// A constant divisor.
  case divides(divisor: String, product: String)
  /// Numerator and denominator.
  case quotient(numerator: String, denominator: String)
  case reciprocal(product: String)
  case ownOutput(gate: String, product: String)
  case sigmoid(slope: String)
  /// A power with a constant exponent.
  case power(symbol: String, slope: String, product: String)
  /// The larger or smaller of two inputs gets all.
  case routes(upstream: String, winner: String, loser: String, isLarger: Bool)
  case tie(upstream: String, first: String, second: String)
  case tieWithConstant(gate: String, product: String)
  /// The same where the first input, or the only one, stands for several equal numbers: all of them have equal parts.
  case tieOfSeveral(upstream: String, first: String, second: String, count: Int)
  case tieOfSeveralWithConstant(count: Int, total: Int, product: String)
  /// A gate that is 0 below 0: its input was above 0, or not.
  case gateOpen(gate: String, input: String, upstream: String)
  case gateShut(gate: String, input: String)
  /// The slope is a formula of the input.
  case slope(gate: String, slope: String, product: String)
  /// A gate of two inputs without a sentence of its own.
  case slopes(gate: String)
  /// A gate of the program's own has run: what it kept for the way back.
  case ownForward(gate: String, kept: [String])
  /// It has handed its gradient on, with what it kept in a step before.
  case ownBackward(gate: String, kept: [String], step: Int)
  /// A gradient is the sum over the branches of a fork.
  case fork(name: String, branches: Int, sum: String)
  /// Some branches have not arrived yet.
  case forkWaiting(name: String, branches: Int, outstanding: Int)
  /// A collapsed group: what multiplies along the paths inside.
  case group(name: String, product: String)
  /// A collapsed group ran its gates.
  case groupRan(name: String, gates: Int)
  /// A parameter moved against its gradient: that of the last backward pass, or all that it holds.
  case descends(name: String, equation: String, isAscent: Bool, isOfOnePass: Bool)
  /// A parameter moved by some other rule.
  case moves(name: String, statement: String, equation: String)
  /// An input still holds what an earlier backward pass gave it.
  case carried(name: String, sum: String)
  case cleared(names: [String])
  /// How the output changed over the passes.
  case curve(output: String, first: Int, firstValue: String, last: Int, lastValue: String)
  /// Passes whose outputs a curve does not show: they are too large, or no numbers.
  case passesLeftOut([Int])
  /// There is no curve: so few passes have an output that can be drawn.
  case tooFewPasses(drawn: Int, of: Int)
  /// The pictures that an array holds, and the least and the largest of their numbers.
  case tiles(name: String, TileNote, range: String)
  /// An array as a map of coloured cells, and its least and largest number.
  case map(name: String, shape: [Int], range: String)
  /// What a function gives where the program uses it, and how steep it is there.
  case operatingPoint(function: String, input: String, at: String, value: String, slope: String)
  /// Where the curve of a function ends because the program would go another way, below a number or above it: what it
  /// compares in which line, and whether that holds there.
  case otherWay(
    isBelow: Bool, input: String, at: String, comparison: String?, line: Int, holds: Bool)
  case kept(passes: Int)
  /// What figures leave out.
  case drawing(DrawingNote)
  /// The last branch of a fork has replaced the others, by mistake.
  case overwritten(name: String, branches: Int, left: String)
  /// A gate has handed on what its output had before all branches had come, by mistake.
  case tooEarly(name: String, outstanding: Int)
  /// No gradient was asked for.
  case forwardOnly
  /// A net is drawn as columns of neurons.
  case network(layers: [NetworkLayer], weights: [String], showing: NetworkQuantity)
  /// What is said of a gate that works on arrays.
  case ofArrays(OfArrays)
  /// What is said of a Jacobian.
  case ofJacobian(OfJacobian)
  /// What the stepper says beside the steps themselves.
  case ofStepper(OfStepper)
  /// What is said of two traces set side by side.
  case ofComparison(OfComparison)

  /// What a gate has to remember for its slopes.
  public enum SlopeNeed: Equatable, Sendable {
    /// The slopes are the same whatever it reads.
    case nothing
    case output
    case inputs
  }

  public struct Forward: Equatable, Sendable {
    /// The gate's name in the table of gates.
    public var gate: String
    /// The names or numbers of what it read, and of its output.
    public var inputs: [String]
    public var output: String
    /// The constant inside it.
    public var constant: String?
    /// The first input's sign: −1, 0 or 1.
    public var sign: Int
    /// The index of the input whose value came out, where the gate picks one.
    public var winner: Int?
    /// Whether the values of several inputs are what came out.
    public var isTie = false
    /// What the slopes are made of.
    public var slopes = SlopeNeed.inputs
  }
}

/// Headings, column titles and other short texts.
public enum Label: Equatable, Sendable {
  case step(ClosedRange<Int>)
  case stepInputs
  case stepForward(gate: String)
  case stepSeed
  case stepBackward(gate: String)
  case stepUpdate
  case upstreamTimesLocal
  case toInput(String)
  case exactly(String)
  case wire, gate, value, gradient, numericGradient, relativeError
  /// The gradients that the program worked out itself.
  case byHand
  case atKink, noPath, notChecked
  /// The numeric gradients of some elements of an array.
  case sampled(count: Int, of: Int, String)
  /// The gradient that a pass gave, of one to which earlier passes gave the rest.
  case ofThisPass(String, all: String)
  /// Which rows, columns, numbers or matrices of an array are drawn, counted from 0, and of how many.
  case sampledRows([Int], of: Int)
  case sampledColumns([Int], of: Int)
  case sampledNumbers([Int], of: Int)
  case sampledMatrices(Int, of: Int)
  case otherValues, printed
  case pass(Int?)
  case contents, source
  case output
  case largestChange(String)
  case circuitCaption(title: String)
  /// What a fold of equal parts holds, and a turn of a loop by its variable.
  case fold(Figures.Circuit.Fold)
  case turn(of: String, Int)
  case networkCaption(title: String, showing: NetworkQuantity)
  case inputCount(Int)
  case neuronCount(Int)
  case example(Int, of: Int)
  /// What the colours of neurons and weights stand for.
  case neuronColors(NetworkQuantity)
  case weightColors(NetworkQuantity)
  case curve(output: String)
  /// The curve of a function.
  case functionCurve(String)
  /// The figure of a part alone: of several of one name, one of them.
  case inside(String, PartKind, number: Int?, of: Int)
  /// What explains it: the point is where the program uses the function.
  case operatingPoint
  case slope
  /// An array drawn as pictures.
  case tiles(name: String)
  /// How an array was cut into pictures of a size, and how many of them are drawn.
  case tileNote(TileNote)
  /// One of them, by its number.
  case tile(TilePart, Int)
  /// An array drawn as one map; which part of it; and what the bars of its key count.
  case map(name: String)
  case mapNote(shape: [Int], rows: Int, columns: Int)
  case mapCounts(Int)
  /// What a sign on the cells of a picture says.
  case belowZero
  case before
  case after
  /// That an axis is logarithmic.
  case logarithmicScale
  /// From which pass on the output is below a number that it is compared with.
  case belowReference(pass: Int)
  case jacobian(String, by: String)
  /// The figure of two traces in one.
  case comparisonCaption(first: String, second: String)
  /// Which of its numbers a wire has otherwise.
  case quantity
  case multipliedOut, byRule
  /// The trace is too large to stand beside the document; a command writes it.
  case traceLeftOut(command: String)
  case ofStepper(OfStepper)
}

/// One column of a net: its name and its number of neurons.
public struct NetworkLayer: Equatable, Sendable {
  public var name: String
  public var size: Int
}

/// Which numbers the drawing of a net shows.
public enum NetworkQuantity: Equatable, Sendable {
  case values
  case gradients
}

/// How an array was cut into pictures.
public struct TileNote: Equatable, Sendable {
  public var part: TilePart
  public var count: Int
  public var drawn: Int
  public var height: Int
  public var width: Int
}

/// One language in which steps are told.
public protocol Language: Sendable {
  /// The code in file names, `en`.
  var code: String { get }
  func text(_ sentence: Sentence) -> String
  func text(_ label: Label) -> String
}

extension Language {
  /// `Step 12 · backward through exp`.
  package func heading(of account: Account) -> String {
    "\(text(.step(account.steps))) · \(text(account.title))"
  }
}
