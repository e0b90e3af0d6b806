public import Numbers
import TraceModel

/// The Jacobian of one gate by one of its inputs: row *i* and column *j* have *∂yᵢ/∂xⱼ*, elements counted in row-major
/// order.
public struct Jacobian: Equatable, Sendable {
  /// An entry that is not 0.
  public struct Entry: Equatable, Sendable {
    public var row: Int
    public var column: Int
    public var value: Double
  }

  /// The gate and the input's node.
  public let node: Int
  public let input: Int
  /// The shapes of the gate's value and of the input.
  public let outputShape: [Int]
  public let inputShape: [Int]
  /// The entries that are not 0, row by row; nil where the trace has only the rule.
  public let entries: [Entry]?
  /// How many entries can differ from 0, whatever the numbers; nil where that depends on the numbers.
  public let possible: Int?
  /// What its pattern is called.
  public let structure: Structure
  /// How many multiplications the gate's own rule takes to form what the input receives, given its slopes; nil for a
  /// gate of the program's own.
  public let multiplicationsOfRule: Int?

  public var rowCount: Int { Tensor.count(of: outputShape) }
  public var columnCount: Int { Tensor.count(of: inputShape) }
  /// How many multiplications the product of the written-out Jacobian and a gradient takes.
  public var multiplications: Int { rowCount * columnCount }

  /// What the pattern of a Jacobian is called.
  public enum Structure: Equatable, Sendable {
    /// Ones on the diagonal, zeros elsewhere.
    case identity
    /// Zeros off the diagonal; so many entries on it are not 0.
    case diagonal(nonzero: Int)
    /// A single 1 in each row and each column.
    case permutation
    /// A single 1 in each row.
    case selection
    /// A single 1 in each column.
    case placement
    /// Blocks along the diagonal, zeros elsewhere.
    case blocks(count: Int, rows: Int, columns: Int)
    /// The same with rows and columns dealt out in turn: a block has every `count`th row and column.
    case interleaved(count: Int, rows: Int, columns: Int)
    case sparse(nonzero: Int)
    case dense
    /// No entry differs from 0.
    case zero
    /// The trace has only the rule, which leaves it open.
    case unknown
  }

  /// The product of the transposed Jacobian and a gradient of the output, multiplied out.
  ///
  /// - Complexity: Linear in the number of entries that are not 0.
  public func product(with upstream: Tensor) -> Tensor? {
    guard let entries, upstream.elements.count == rowCount else { return nil }
    var sums = [Double](repeating: 0, count: columnCount)
    for entry in entries { sums[entry.column] += entry.value * upstream.elements[entry.row] }
    return Tensor(shape: inputShape, elements: sums)
  }

  /// The written-out matrix, row by row; nil where the trace has only the rule.
  public var rows: [[Double]]? {
    guard let entries else { return nil }
    var rows = [[Double]](repeating: [Double](repeating: 0, count: columnCount), count: rowCount)
    for entry in entries { rows[entry.row][entry.column] = entry.value }
    return rows
  }
}

extension Jacobian {
  /// The Jacobian of a gate by a node that it reads once or several times; then the sum of all.
  ///
  /// - Parameter backwards: The events of the inputs that read that node.
  init?(of gate: ArrayGate?, _ node: Node, by backwards: [Backward], input: Tensor) {
    guard let first = backwards.first else { return nil }
    self.node = node.id
    self.input = first.to
    outputShape = node.shape
    inputShape = input.shape
    let positions = backwards.map { node.position(ofInput: $0.input) }
    var entries: [Entry]? = []
    for backward in backwards {
      guard let more = Self.entries(of: backward.local, node.shape, input), let all = entries else {
        entries = nil
        break
      }
      entries = Self.sum(all, more)
    }
    self.entries = entries
    let pattern = Pattern(gate, at: positions[0], input: input)
    possible = positions.count == 1 || gate?.isElementwise ?? true ? pattern.possible : nil
    structure =
      entries.map { Structure(of: $0, Tensor.count(of: node.shape), input.elements.count, pattern) }
      ?? pattern.structure ?? .unknown
    multiplicationsOfRule = pattern.multiplications(entries).map { $0 * positions.count }
  }

  private static func entries(of local: Local, _ output: [Int], _ input: Tensor) -> [Entry]? {
    switch local {
    case .number(let number): return number == 0 ? [] : [Entry(row: 0, column: 0, value: number)]
    case .diagonal(let slopes):
      let columns = Shape.positions(output, strides: Shape.strides(of: input.shape, stretchedTo: output))
      return zip(columns, slopes.elements).enumerated().compactMap { row, place in
        place.1 == 0 ? nil : Entry(row: row, column: place.0, value: place.1)
      }
    case .matrix(let matrix):
      let columns = max(1, input.elements.count)
      return matrix.elements.enumerated().compactMap { place, value in
        value == 0 ? nil : Entry(row: place / columns, column: place % columns, value: value)
      }
    case .rule: return nil
    }
  }

  /// The entries of a sum of two matrices, row by row.
  private static func sum(_ first: [Entry], _ second: [Entry]) -> [Entry] {
    if first.isEmpty { return second }
    var values: [Int: [Int: Double]] = [:]
    for entry in first + second { values[entry.row, default: [:]][entry.column, default: 0] += entry.value }
    return values.keys.sorted().flatMap { row in
      (values[row] ?? [:]).sorted { $0.key < $1.key }.filter { $0.value != 0 }.map {
        Entry(row: row, column: $0.key, value: $0.value)
      }
    }
  }
}
