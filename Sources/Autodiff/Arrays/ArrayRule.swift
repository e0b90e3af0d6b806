import Numbers
import TraceModel

/// The value of a gate of whole arrays, and what each of its inputs receives.
///
/// Among the operands are also the constants that tell how: an axis, or the positions that an index picks.
struct ArrayRule: Sendable {
  /// The shape of the value; nil if the operands do not fit. A gate whose shape is free has none of its own.
  let shape: @Sendable (_ operands: [Tensor]) -> [Int]?
  /// The elements of the value, in row-major order.
  let value: @Sendable (_ operands: [Tensor], _ shape: [Int]) -> [Double]
  /// The product of the upstream gradient and the Jacobian of one operand, in the operand's shape.
  let vjp: @Sendable (_ upstream: Tensor, _ operands: [Tensor], _ y: Tensor, _ position: Int) -> [Double]
  /// The product in letters for each operand, `X̄ = Ȳ Wᵀ`.
  let letters: [String]
  /// How many multiplications or additions a value takes, about.
  let work: @Sendable (_ operands: [Tensor], _ shape: [Int]) -> Int
  /// How many multiplications and additions in a matrix product take as long as one of these.
  let cost: Int

  init(
    letters: [String],
    cost: Int = 50,
    work: @escaping @Sendable ([Tensor], [Int]) -> Int = { operands, shape in
      Tensor.count(of: shape) + (operands.first?.elements.count ?? 0)
    },
    shape: @escaping @Sendable ([Tensor]) -> [Int]?,
    value: @escaping @Sendable ([Tensor], [Int]) -> [Double],
    vjp: @escaping @Sendable (Tensor, [Tensor], Tensor, Int) -> [Double]
  ) {
    self.letters = letters
    self.work = work
    self.cost = cost
    self.shape = shape
    self.value = value
    self.vjp = vjp
  }
}
