extension English {
  /// What the drawing of a net shows.
  func network(_ layers: [NetworkLayer], _ weights: [String], _ quantity: NetworkQuantity) -> String {
    let columns = list(
      layers.map { $0.name.isEmpty ? text(.inputCount($0.size)) : "\($0.name) (\($0.size))" })
    let count = weights.count == 1 ? "A net of 1 layer" : "A net of \(weights.count) layers"
    let lines = list(weights.filter { !$0.isEmpty })
    let colors = quantity == .values ? "activations and weights" : "gradients of activations and weights"
    return lines.isEmpty
      ? "\(count), drawn as columns of neurons, \(columns); colours show \(colors)."
      : "\(count), drawn as columns of neurons, \(columns), with the weights \(lines) between them; colours show \(colors)."
  }
}
