import Numbers
import TraceModel

@testable import Figures

/// The sigmoid neuron of the lecture, placed by hand as a layout would place it, with the face of its step 12.
enum SigmoidNeuron {
  /// The values and gradients of the nodes, in the order of their creation.
  static let values = [2.0, -1, -3, -2, -3, -2, 6, 4, 1, -1, 0.3678794, 1.3678794, 0.7310586]
  static let gradients: [Double?] =
    [nil, nil, nil, nil, nil, nil, nil, nil, nil, -0.1966119, -0.5344464, -0.5344464, 1]

  struct Numbers: FigureNumbers {
    var format: NumberFormat { NumberFormat(digits: 2) }
    var fault: String { "" }

    func tensor(_ reference: Reference, at step: Int) -> Tensor? {
      switch reference.quantity {
      case .value: Tensor(values[reference.node])
      case .gradient: gradients[reference.node].map { Tensor($0) }
      case .local: Tensor(0.3678794)
      default: nil
      }
    }
  }

  static let words = FigureWords(
    title: "Step 12 · backward through exp", description: "The slope of exp is its own output.",
    caption: "Step 12 · backward through exp")

  /// The gates: node, symbol, place.
  private static let gates: [(Int, String, Double, Double)] = [
    (5, "×", 127, 114), (6, "×", 127, 167), (7, "+", 235, 167), (8, "+", 343, 167), (9, "×−1", 459, 167),
    (10, "exp", 567, 167), (11, "+1", 675, 167), (12, "1/□", 791, 167),
  ]

  /// The wires: node, its way, and the middle of its labels.
  private static let wires: [(Int, [Point], Double)] = [
    (0, [Point(40, 62), Point(127, 62), Point(127, 98)], 75), (1, [Point(40, 114), Point(111, 114)], 75),
    (2, [Point(40, 167), Point(111, 167)], 75), (3, [Point(40, 219), Point(127, 219), Point(127, 183)], 75),
    (4, [Point(265, 219), Point(343, 219), Point(343, 183)], 294),
    (5, [Point(143, 114), Point(235, 114), Point(235, 151)], 181),
    (6, [Point(143, 167), Point(219, 167)], 181), (7, [Point(251, 167), Point(327, 167)], 289),
    (8, [Point(359, 167), Point(443, 167)], 401), (9, [Point(475, 167), Point(551, 167)], 516),
    (10, [Point(583, 167), Point(659, 167)], 621), (11, [Point(691, 167), Point(775, 167)], 734),
    (12, [Point(807, 167), Point(866, 167)], 836),
  ]

  private static let names: [(String, Double, Double, Anchor)] = [
    ("w0", 35, 66, .end), ("x0", 35, 118, .end), ("w1", 35, 171, .end), ("x1", 35, 223, .end),
    ("w2", 260, 223, .end), ("f", 871, 171, .start), ("⟨9⟩", 447, 146, .start), ("⟨10⟩", 555, 146, .start),
  ]

  static let figure: Figure = {
    var figure = Figure(FigureKey(["neuron"]), width: 900, height: 254)
    figure.captionPlace = Point(14, 20)
    for (node, points, middle) in wires {
      let y = points[0].y
      var slots = [
        Slot(SlotID(.value(node), .value), at: Point(middle, y - 6), width: 56, ink: .value, lift: -8),
        Slot(SlotID(.value(node), .gradient), at: Point(middle, y + 16), width: 56, ink: .gradient, lift: 8),
      ]
      if node == 9 {
        slots.append(
          Slot(SlotID(.branch(10, 0), .local), at: Point(middle, y + 4.5), width: 56, ink: .local))
      }
      figure.add(Shape(.value(node), .wire(WireForm(points))), slots: slots)
    }
    for (node, symbol, x, y) in gates {
      figure.add(Shape(.gate(node), .gate(GateForm(at: Point(x, y), width: 32, height: 32, symbol: symbol))))
    }
    for (index, name) in names.enumerated() {
      let isTag = name.0.hasPrefix("⟨")
      figure.add(
        Shape(
          ShapeID(.name, index),
          .text(
            TextForm(
              name.0, at: Point(name.1, name.2), anchor: name.3, fontSize: isTag ? 12 : 14,
              ink: isTag ? .soft : .ink))))
    }
    figure.sortLayers()
    return figure
  }()

  /// The face of a step: 9 is the seed, 10 the gate 12, and so on to the gate 10, which is exp.
  static func face(at step: Int) -> Face {
    var face = Face(step, of: figure)
    let active = 22 - step
    for (index, slot) in figure.slots.enumerated() {
      let node = Int(slot.id.subject.number)
      let isMarked = node == active || node == active - 1
      switch slot.id.kind {
      case .value: face.contents[index] = Face.Content(.final, .value(node), isMarked: isMarked)
      case .gradient where node >= min(12, active - 1):
        face.contents[index] = Face.Content(.final, .gradient(node), isMarked: isMarked)
      case .gradient: face.contents[index] = Face.Content(.pending)
      default: if active == 10 { face.contents[index] = Face.Content(.final, .local(10, 0), isMarked: true) }
      }
    }
    for (index, shape) in figure.shapes.enumerated() {
      face.looks[index] = look(of: shape.id, active: active)
    }
    return face
  }

  private static func look(of id: ShapeID, active: Int) -> Face.Look {
    let node = Int(id.number)
    switch id.kind {
    case .gate where node > active: return Face.Look(.finished)
    case .gate where node == active: return Face.Look(.plain, .active)
    case .gate where node == active - 1: return Face.Look(.frontier)
    case .value where node > active: return Face.Look(.finished)
    case .value where node == active: return Face.Look(.plain, .upstream)
    case .value where node == active - 1: return Face.Look(.plain, .arrow)
    case .value: return Face.Look(.toCome)
    default: return Face.Look()
    }
  }
}
