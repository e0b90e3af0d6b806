public import Figures
public import TraceModel

/// What a figure draws.
public enum FigureStyle: String, CaseIterable, Sendable {
  /// Gates and wires.
  case circuit
  /// A net as columns of neurons, coloured by activations and weights; in the backward pass by gradients.
  case network
  /// The same, always coloured by gradients.
  case networkGradients = "network-gradients"
}

/// The drawing of a net that a document shows.
struct ShownNetwork: Sendable {
  var name: String
  var pictures: NetworkPictures
  var step: Int?
  var gradients: Bool

  var svg: [UInt8] { pictures.svg(at: step, gradients: gradients) }
}

extension WalkThrough {
  /// The net of a pass, finished or after a step, as an image.
  ///
  /// - Parameter example: Which of several examples is drawn, counted from 1.
  public mutating func network(
    of pass: Pass, at step: Int? = nil, gradients: Bool = false, example: Int? = nil
  ) throws(NetworkProblem) -> String {
    let pictures = try networkPictures(of: pass, example: example ?? 1)
    let isFirst = pass.number == keptPasses.first?.number
    let style: FigureStyle = gradients ? .networkGradients : .network
    let parts = [
      style.rawValue, step.map { "step-\($0 < 10 ? "0" : "")\($0)" },
      step == nil && !isFirst ? "pass-\(pass.number)" : nil, example.map { "example-\($0)" },
    ]
    let name = parts.compactMap(\.self).joined(separator: "-") + ".svg"
    if !shownNetworks.contains(where: { $0.name == name }) {
      shownNetworks.append(ShownNetwork(name: name, pictures: pictures, step: step, gradients: gradients))
    }
    return image(name, pictures.title(at: step, gradients))
  }

  /// The circuit of the first pass on a small page, or its net where that is what figures draw.
  ///
  /// - Parameter key: What its ids begin with.
  public mutating func card(_ key: FigureKey) -> [UInt8]? {
    guard let pass = keptPasses.first else { return nil }
    if style != .circuit, let net = try? networkPictures(of: pass) {
      return net.svg(gradients: style == .networkGradients, on: .card, key: key)
    }
    return pictures(of: pass).svg(on: .card, key: key)
  }

  /// The picture maker of a pass's net.
  public func networkPictures(of pass: Pass, example: Int = 1) throws(NetworkProblem) -> NetworkPictures {
    try NetworkPictures(
      narrator(of: pass), example: example, palette: options.palette, language: language, key: key(of: pass))
  }
}
