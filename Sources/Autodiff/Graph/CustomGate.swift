public import Numbers
import TraceModel

/// A gate of a program's own: how its value is computed, and how it turns the gradient of its output into those of its
/// inputs.
///
/// `forward` keeps what `backward` will need in stored properties; those that are tensors or numbers are shown in the
/// trace as what the gate kept for the way back. Each application of a value type has its own copy.
///
/// ```swift
/// struct MultiplyGate: CustomGate {
///   let symbol = "×"
///   let equation = "a * b"
///   var x = Tensor(0), y = Tensor(0)
///
///   mutating func forward(_ inputs: [Tensor]) -> Tensor {
///     (x, y) = (inputs[0], inputs[1])
///     return x * y
///   }
///   func backward(_ upstream: Tensor) -> [Tensor] { [y * upstream, x * upstream] }
/// }
/// ```
public protocol CustomGate {
  /// What stands in the gate's circle.
  var symbol: String { get }
  /// The value as a formula of the inputs `a`, `b`, ….
  var equation: String { get }

  /// Computes the value and keeps what the way back needs.
  mutating func forward(_ inputs: [Tensor]) -> Tensor

  /// The gradient of each input, in its shape: the upstream gradient times the local one.
  ///
  /// It is linear in the upstream gradient, and is asked more than once, to find the local gradients that a figure shows.
  func backward(_ upstream: Tensor) -> [Tensor]
}

extension CustomGate {
  /// What the gate is called: its type.
  var name: String { String(describing: Self.self) }

  /// What it keeps: its stored tensors and numbers, in the order of their declaration.
  var cached: [Cached] {
    Mirror(reflecting: self).children.compactMap { child in
      guard let name = child.label else { return nil }
      if let tensor = child.value as? Tensor { return Cached(name, tensor) }
      return (child.value as? Double).map { Cached(name, Tensor($0)) }
    }
  }

  /// The value for other inputs, without touching what is kept.
  func value(_ inputs: [Tensor]) -> Tensor {
    var copy = self
    return copy.forward(inputs)
  }
}
