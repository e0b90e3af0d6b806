import Numbers
import TraceModel

/// What is known of a net's numbers after a step, of one example.
struct NetworkReading {
  /// What a neuron or a weight shows.
  enum Cell: Equatable, Sendable {
    /// Not known yet.
    case pending
    /// No gradient comes here.
    case noPath
    case number(Double)

    var number: Double? { if case .number(let number) = self { number } else { nil } }
  }

  private let columns: [[Cell]]

  /// - Parameter example: The number of the example in the columns' arrays, counted from 0.
  init(_ network: Network, in states: States, at step: Int, showing quantity: NetworkQuantity, example: Int) {
    columns = network.columns.map { column in
      if column.numbers.arrangement == .scalars {
        return column.numbers.operands.flatMap { operand in
          Self.cells(of: operand, states, step, quantity, count: 1) { Array($0.elements.prefix(1)) }
        }
      }
      return column.numbers.operands.prefix(1).flatMap { operand in
        Self.cells(of: operand, states, step, quantity, count: column.size) {
          column.numbers.numbers(of: example, in: $0.elements)
        }
      }
    }
  }

  /// The neurons of a column.
  func column(_ index: Int) -> [Cell] { columns[index] }

  private static func cells(
    of operand: Operand, _ states: States, _ step: Int, _ quantity: NetworkQuantity, count: Int,
    _ numbers: (Tensor) -> [Double]
  ) -> [Cell] {
    let (known, unknown) = tensor(of: operand, states, step, quantity)
    return known.map { numbers($0).map(Cell.number) } ?? [Cell](repeating: unknown, count: count)
  }

  /// What is known of an operand, or what stands in its place.
  private static func tensor(of operand: Operand, _ states: States, _ step: Int, _ quantity: NetworkQuantity)
    -> (known: Tensor?, unknown: Cell)
  {
    switch (operand, quantity) {
    case (.constant(let constant), .values): return (constant.value, .pending)
    case (.constant, .gradients): return (nil, .noPath)
    case (.node(let id), .values): return (states.value(of: id, at: step), .pending)
    case (.node(let id), .gradients):
      switch states.gradient(of: id, at: step) {
      case .pending: return (nil, .pending)
      case .noPath: return (nil, .noPath)
      case .final(let gradient): return (gradient, .pending)
      case .accumulating(let arrived, _): return (Tensor.sum(arrived), .pending)
      }
    }
  }
}
