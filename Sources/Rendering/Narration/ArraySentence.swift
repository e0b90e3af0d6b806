extension Sentence {
  /// What a gate that works on arrays has to say; names, shapes and numbers are already texts.
  public enum OfArrays: Equatable, Sendable {
    /// A gate computed its value.
    case forward(Forward)
    /// An operand was used with a larger shape than its own.
    case stretched(name: String, from: String, to: String, uses: Int)
    /// The rounded numbers that are shown would give others than those shown as the result.
    case rounded(differing: Int, of: Int)
    /// What a bar above a name means.
    case bars(name: String, gradient: String)
    /// Backpropagation starts at an array, with a gradient that the program gave for each element.
    case seed(output: String)

    // Element by element.
    case distributes
    case shifts(isAdded: Bool)
    case subtracts(first: String, second: String)
    case negates
    case switches
    case squares(input: String)
    /// A constant factor: a number, or an array of them.
    case scales(factor: String)
    case masks
    case divides(divisor: String)
    case quotient(numerator: String, denominator: String)
    case ownOutput(gate: String)
    case sigmoid
    case slope(gate: String, slope: String)
    case slopes(gate: String)
    /// A gate that is 0 where its input is not above 0.
    case letsThrough(gate: String, open: Int, of: Int)
    /// The larger or smaller of two inputs gets each element.
    case picks(first: String, second: String, toFirst: Int, ties: Int, of: Int, isLarger: Bool)
    /// Elements that a constant took the place of get nothing.
    case clips(constant: String, open: Int, ties: Int, of: Int, isLarger: Bool)
    /// An input was stretched along some axes; nil where it was a single number.
    case summed(name: String, axes: [Int]?, count: Int)

    // Products.
    case factors(equations: [String])
    case factor(name: String, equation: String)
    case dot(upstream: String, names: [String])
    case outer(first: String, second: String)
    case filter(input: String?, filter: String?)

    // Many to one.
    case spreads(upstream: String?, count: Int)
    case shares(upstream: String?, count: Int, downstream: String?)
    case routes(upstream: String?, place: String?, ties: Int, isLarger: Bool)
    case others
    case softmax
    case logsumexp
    case norm(input: String, output: String, isZero: Bool)

    // Elements to other places.
    case scatters(symbol: String, picked: Int, of: Int, isRepeated: Bool)
    case returns(symbol: String)
    case addsCopies(symbol: String, copies: Int?)
    case transposes
    case reshapes(shape: String)
    case unstacks(count: Int)
    case selects(first: String?, second: String?, toFirst: Int, of: Int)
    case crops
    case replaces(first: String?, second: String?, replaced: Int)
    case pools(hasTies: Bool)
    case rule(gate: String)

    /// The gradients of a fork's branches add, element by element.
    case fork(name: String, branches: Int)
    case carried(name: String)
    case group(name: String)
    case descends(name: String, largest: String, isAscent: Bool, isOfOnePass: Bool)
    case moves(name: String, statement: String, largest: String)

    /// The facts of a gate's forward step.
    public struct Forward: Equatable, Sendable {
      /// The gate's name in the table of gates.
      public var gate: String
      /// What stands in its circle.
      public var symbol: String
      /// The names or numbers of what it read that is no constant.
      public var inputs: [String]
      public var output: String
      /// The constant inside it.
      public var constant: String?
      /// How many axes each operand has.
      public var axes: [Int]
      /// The shape of the first operand and of the output.
      public var inputShape: String
      public var outputShape: String
      /// The axes it works along; nil where it takes all elements together.
      public var along: [Int]?
      /// How many elements it read first, made, and chose.
      public var read: Int
      public var made: Int
      public var chosen: Int
      /// Whether it reads an element more than once.
      public var isRepeating: Bool
      /// What the slopes are made of.
      public var slopes: SlopeNeed
      /// Whether the constant inside it is an array.
      public var hasConstantArray: Bool
    }
  }
}
