import Numbers
import TraceModel

extension Primitive {
  static let reductions: [Primitive] = [
    reduction(
      "sum(x, axes, keep)", "the sums over some axes, all if there are none; keep leaves them with length 1"
    ) {
      $0.reduce(0, +)
    },
    reduction("product(x, axes, keep)", "the products over some axes") { $0.reduce(1, *) },
    reduction("max(x, axes, keep)", "the largest over some axes, NaN if one is", allowsEmpty: false) {
      elements in
      elements.dropFirst().reduce(elements[0]) { $0.isNaN || $0 > $1 ? $0 : $1 }
    },
    reduction("min(x, axes, keep)", "the smallest over some axes, NaN if one is", allowsEmpty: false) {
      elements in
      elements.dropFirst().reduce(elements[0]) { $0.isNaN || $0 < $1 ? $0 : $1 }
    },
    Primitive("productOfOthers(x, axes)", 1...2, "for each element the product of the others over some axes")
    {
      call, evaluator throws(FormulaProblem) in
      let groups = Reduction(call[0].shape, axes: try call.axes(1))
      try evaluator.spend(call[0].elements.count * max(1, groups.count))
      let elements = groups.replacing(call[0].elements) { _, elements in
        elements.indices.map { place in
          elements.indices.reduce(1) { $1 == place ? $0 : $0 * elements[$1] }
        }
      }
      return Tensor(filling: call[0].shape, with: elements)
    },
    Primitive("cumsum(x, axis)", 2...2, "along an axis the sum of an element and those before it") {
      call, evaluator throws(FormulaProblem) in
      try evaluator.spend(call[0].elements.count)
      let groups = Reduction(call[0].shape, axes: try call.axes(1))
      let elements = groups.replacing(call[0].elements) { _, elements in
        var sum = 0.0
        return elements.map { element in
          sum += element
          return sum
        }
      }
      return Tensor(filling: call[0].shape, with: elements)
    },
  ]

  private static func reduction(
    _ form: String, _ meaning: String, allowsEmpty: Bool = true,
    _ work: @escaping @Sendable (_ elements: [Double]) -> Double
  ) -> Primitive {
    Primitive(form, 1...3, meaning) { call, evaluator throws(FormulaProblem) in
      try evaluator.spend(call[0].elements.count)
      let axes = try call.axes(1)
      let groups = Reduction(call[0].shape, axes: axes)
      guard allowsEmpty || groups.count > 0 || groups.groups == 0 else { throw call.misfit }
      try evaluator.make(groups.shape)
      let shape = call[2].elements.first ?? 0 != 0 ? call[0].shape.keeping(axes) : groups.shape
      return Tensor(filling: shape, with: groups.map(call[0].elements, work))
    }
  }
}

extension PrimitiveCall {
  /// Axes of the first argument, counted from 0, those below 0 from the last; nil where there are none, which means all.
  func axes(_ index: Int) throws(FormulaProblem) -> Tensor? {
    let count = self[0].shape.count
    let axes = try whole(index)
    guard axes.allSatisfy({ (-count..<count).contains($0) }) else { throw misfit }
    return axes.isEmpty ? nil : Tensor(listing: axes.map { $0 < 0 ? $0 + count : $0 })
  }
}

extension [Int] {
  /// The shape with length 1 along the given axes, along all if there are none.
  func keeping(_ axes: Tensor?) -> [Int] {
    guard let axes else { return map { _ in 1 } }
    var shape = self
    for axis in axes.elements { shape[Int(axis)] = 1 }
    return shape
  }
}
