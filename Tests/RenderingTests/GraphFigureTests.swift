import DOT
import Figures
import Graphviz
import Script
import Testing
import TraceModel

@testable import Rendering

/// Figures in Graphviz's language, and what its programs make of them.
struct `A figure as a graph` {
  /// Programs whose figures have what is hard to tell in a graph: forks, stubs, frames, folds, split results, arrays.
  private static let samples: [Sample] =
    Sample.figures.filter { $0.direction == nil } + [
      Sample("a line through 80 points", LargeCircuits.searched[1].program + "\nloss.backward()"),
      Sample("a recurrence", LargeCircuits.searched[2].program + "\nf.backward()"),
      Sample(
        "one input with many uses", "x = 0.5\nf = 1.0\nfor k in range(30):\n    f = f * x + x\nf.backward()"),
      Sample("a chain that wraps", LargeCircuits.chain(30) + "\nh.backward()"),
      Sample(
        "arrays",
        "W = np.array([[1.0, 2], [3, 4], [5, 6]]); x = np.array([1.0, -2])\nh = np.maximum(0, W @ x)\n"
          + "X = np.ones((30, 20)) * h[0]\nf = np.sum(h * h) + np.mean(X)\nf.backward()"),
      Sample(
        "updates",
        "w = 2.0\nfor i in range(2):\n    loss = (w - 1) ** 2\n    loss.backward()\n    w -= 0.1 * w.grad"),
    ]

  private static func steps(of pictures: CircuitPictures) -> [Int?] {
    let steps = pictures.moves.map(\.steps.upperBound)
    return [nil, steps[steps.count / 2], steps[max(0, steps.count - 2)]]
  }

  private static func edges(of elements: [Graph.Element]) -> [Graph.Edge] {
    elements.flatMap { element -> [Graph.Edge] in
      switch element {
      case .edge(let edge): [edge]
      case .node: []
      case .subgraph(let subgraph): edges(of: subgraph.elements)
      }
    }
  }

  private static func nodes(of elements: [Graph.Element]) -> [Graph.Node] {
    elements.flatMap { element -> [Graph.Node] in
      switch element {
      case .node(let node): [node]
      case .edge: []
      case .subgraph(let subgraph): nodes(of: subgraph.elements)
      }
    }
  }

  @Test(arguments: samples) func `has an edge for each operand of each gate`(_ sample: Sample) throws {
    let pictures = try sample.pictures()
    let graph = pictures.graph()
    let nodes = Set(Self.nodes(of: graph.elements).map(\.name))
    let edges = Self.edges(of: graph.elements)
    let circuit = pictures.circuit
    for box in circuit.boxes where !box.operands.isEmpty {
      #expect(edges.count { $0.head.node == "g\(box.node)" } == box.operands.count, "\(box.node)")
    }
    #expect(edges.allSatisfy { nodes.contains($0.tail.node) && nodes.contains($0.head.node) })
    #expect(Set(edges.map(\.tail.node)).union(edges.map(\.head.node)) == nodes)
    #expect(nodes.count == Self.nodes(of: graph.elements).count)
  }

  @Test(.enabled(if: PlainGraphviz.isInstalled, "Graphviz is not installed"), arguments: samples)
  func `is legible as plain dot draws it`(_ sample: Sample) throws {
    let pictures = try sample.pictures()
    for step in Self.steps(of: pictures) {
      let drawn = Picture(try PlainGraphviz.svg(of: pictures.dot(at: step)))
      #expect(drawn.error == nil)
      // It keeps the titles of frames clear of gates, but not of the numbers at wires that come in there.
      #expect(FigureChecks.textsApart(drawn.withoutTitles) == [], "\(step ?? -1)")
      #expect(FigureChecks.outlinesClear(drawn).filter { !$0.hasSuffix("too wide for its gate") } == [])
      let texts = Set(drawn.texts.map { $0.content.filter { !$0.isWhitespace } })
      for text in Picture(pictures.svg(at: step)).texts where Double(text.content) != nil {
        #expect(texts.contains(text.content), "\(step ?? -1): \(text.content)")
      }
    }
  }

  @Test(arguments: samples) func `comes back with the places that Graphviz found`(_ sample: Sample) throws {
    let own = try sample.pictures()
    let placed = try sample.pictures(layout: .dot)
    #expect(placed.problem == nil)
    for step in Self.steps(of: own) {
      let (first, second) = (Picture(own.svg(at: step)), Picture(placed.svg(at: step)))
      #expect(second.error == nil)
      #expect(FigureChecks.textsApart(second.withoutTitles) == [], "\(step ?? -1)")
      #expect(FigureChecks.outlinesClear(second) == [], "\(step ?? -1)")
      // What is read far away stands once here, and in stubs there.
      #expect(Set(second.texts.map(\.content)).isSubset(of: first.texts.map(\.content)))
      #expect(
        Set(first.gates.map { first.groups[$0.group].id })
          == Set(second.gates.map { second.groups[$0.group].id }))
    }
  }

  @Test func `is not given to Graphviz where that would take long`() throws {
    let pictures = try Sample("wide", LargeCircuits.chain(200) + "\nh.backward()").pictures(
      layout: .dot, open: ["i"])
    #expect(pictures.problem == .tooLarge(gates: 200, most: 150))
    #expect(Picture(pictures.svg()).gates.count == 200)
  }

  @Test(.enabled(if: PlainGraphviz.isInstalled, "Graphviz is not installed"), arguments: samples)
  func `is drawn by neato at the places of the figure`(_ sample: Sample) throws {
    let pictures = try sample.pictures()
    let own = Picture(pictures.svg())
    let drawn = Picture(try PlainGraphviz.svg(of: pictures.dot(), by: ["neato", "-n2"]))
    func boxes(_ picture: Picture) -> [String: Picture.Box] {
      Dictionary(
        picture.gates.compactMap { gate in
          picture.groups[gate.group].id?.split(separator: "-").last.map { (String($0), gate.shape.box) }
        },
        uniquingKeysWith: { first, _ in first })
    }
    let (places, found) = (boxes(own), boxes(drawn))
    #expect(Set(places.keys) == Set(found.keys))
    let shifts = places.compactMap { id, place in
      found[id].map {
        ($0.left + $0.right - place.left - place.right, $0.top + $0.bottom - place.top - place.bottom)
      }
    }
    for shift in shifts {
      // The sheets of a fold move its middle a little.
      #expect(abs(shift.0 - shifts[0].0) < 20 && abs(shift.1 - shifts[0].1) < 20)
    }
  }
}

extension Picture {
  /// The picture without what is written on frames.
  fileprivate var withoutTitles: Picture {
    var picture = self
    picture.texts.removeAll { !groups[$0.group].classes.isDisjoint(with: ["cluster", "frame"]) }
    return picture
  }
}
