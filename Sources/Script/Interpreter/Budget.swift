import Language

/// What a program may still use of each limit. Each charge is one subtraction, made before the memory is taken or the
/// work is done.
struct Budget {
  private var nodes: Int
  private var iterations: Int
  private var elements: Int
  private var operations: Int

  init(_ options: RunOptions) {
    func left(_ limit: Limit) -> Int { max(0, options.limit(limit) - (options.used[limit] ?? 0)) }
    nodes = left(.nodes)
    iterations = left(.iterations)
    elements = left(.elements)
    operations = left(.operations)
    mostElements = elements
  }

  /// How many elements the arrays of a run may have at one time.
  let mostElements: Int

  /// What has been used, that of earlier programs included.
  func used(of options: RunOptions) -> [Limit: Int] {
    let left: [Limit: Int] = [
      .nodes: nodes, .iterations: iterations, .elements: elements, .operations: operations,
    ]
    return left.reduce(into: [:]) { used, entry in used[entry.key] = options.limit(entry.key) - entry.value }
  }

  /// Gives back what was taken since, apart from the time it took.
  mutating func restore(_ earlier: Budget) {
    let left = operations
    self = earlier
    operations = left
  }

  /// Takes so much of a limit; false if less is left.
  @inline(__always)
  mutating func take(_ count: Int, of limit: Limit) -> Bool {
    switch limit {
    case .nodes: Self.take(count, from: &nodes)
    case .iterations: Self.take(count, from: &iterations)
    case .elements: Self.take(count, from: &elements)
    case .operations: Self.take(count, from: &operations)
    // Depth is not used up; it is compared where something nests.
    case .recursion: true
    }
  }

  @inline(__always)
  private static func take(_ count: Int, from left: inout Int) -> Bool {
    if count > left { return false }
    left -= count
    return true
  }
}

/// What things cost in operations, of which one is about a multiplication and an addition in the product of two matrices.
///
/// The costs are measured times, rounded up: the defaults of all limits together end a program within a minute.
enum Cost {
  /// A statement that is carried out, beside its expressions.
  static let statement = 5_000
  /// An expression that is worked out.
  static let expression = 1_000
  /// A value of a list, a tuple or a dictionary that is copied or moved.
  static let item = 100
  /// Two values that are compared, and a value that is looked up, shown or made a part of an array.
  static let comparison = 1_000
  /// 16 bytes of text that are copied or compared.
  static let text = 100
  /// A character that is found or counted in text.
  static let character = 500
  /// An element of an array that is read or written outside of the products.
  static let element = 10
  /// An element of an array whose place is worked out, as for an index.
  static let place = 100
}

/// What things take up in elements, of which each is at most some hundred bytes.
enum Size {
  /// A list, tuple, dictionary or array inside of another.
  static let nested = 4
  /// A name or a key with its value.
  static let entry = 4
  /// A number that is bound in the outermost scope, where it may become an input.
  static let origin = 2
  /// A function that is made, an instance, or an array.
  static let object = 8
  /// A printed line.
  static let line = 4
  /// So many bytes of text are one.
  static let bytesOfText = 16
  /// Text of so many bytes is short.
  static let shortText = 10_000
}
