import Figures
import Script
import Testing
import TraceModel

@testable import Rendering

struct `The drawing of a net` {
  private static func narrator(_ sample: Sample) throws -> Narrator {
    let trace = try sample.trace()
    return Narrator(States(trace), circuit: Circuit(trace, pass: trace.passes[0]))
  }

  @Test(arguments: NetworkSample.all) func `has the layers of the program`(_ sample: NetworkSample) throws {
    var finder = NetworkFinder(try Self.narrator(sample.sample))
    let (network, _, count) = try finder.network(example: 1)
    #expect(network.columns.map { "\($0.name) \($0.size)" } == sample.columns)
    #expect(network.weights.map { "\($0.name) \(Labels.shape($0.shape))" } == sample.weights)
    #expect(
      network.columns.map { [$0.bias.map { "+ \($0)" }, $0.activation].compactMap(\.self) } == sample.feet)
    #expect(count == sample.examples)
  }

  @Test(arguments: NetworkSample.all) func `is as good as the other figures at each step`(
    _ sample: NetworkSample
  ) throws {
    let narrator = try Self.narrator(sample.sample)
    let pictures = try NetworkPictures(narrator)
    for move in narrator.circuit.moves(in: narrator.trace) {
      let svg = pictures.svg(at: move.steps.upperBound)
      #expect(Self.faults(Picture(svg), svg) == [], "step \(move.steps.upperBound)")
    }
    for palette in Palette.all {
      let pictures = try NetworkPictures(narrator, palette: palette)
      for gradients in [false, true] {
        let svg = pictures.svg(gradients: gradients)
        #expect(Self.faults(Picture(svg), svg) == [])
        #expect(pictures.svg(gradients: gradients) == svg)
      }
    }
  }

  private static func faults(_ picture: Picture, _ svg: [UInt8]) -> [String] {
    let checks = [FigureChecks.textsApart, FigureChecks.outlinesClear, FigureChecks.readable, circlesApart]
    return checks.flatMap { $0(picture) } + FigureChecks.selfContained(picture, svg)
  }

  /// Circles lie on no other circle and inside the picture, and lines end at circles.
  private static func circlesApart(_ picture: Picture) -> [String] {
    let circles = picture.gates.map(\.shape)
    var faults: [String] = []
    for (index, circle) in circles.enumerated() {
      if !picture.viewBox.holds(circle.box) { faults.append("a circle leaves the picture") }
      for other in circles[(index + 1)...] where circle.box.overlaps(other.box) {
        faults.append("circles overlap")
      }
    }
    let radius = (circles.first?.box.width ?? 0) / 2
    for line in picture.groups.filter({ $0.classes.contains("weight") }).flatMap(\.shapes) {
      for end in [line.points.first, line.points.last].compactMap(\.self) {
        let isMet = circles.contains { circle in
          let (dx, dy) = (circle.points[0].x - end.x, circle.points[0].y - end.y)
          return abs((dx * dx + dy * dy).squareRoot() - radius) < 0.5
        }
        if !isMet { faults.append("a line ends at no circle") }
      }
    }
    return faults
  }

  @Test func `shows each weight where it belongs, by colour, width and line`() throws {
    let program = "W = np.array([[4.0, 0], [-1, 2], [0.5, -4]]); x = np.array([1.0, 3])\nf = W @ x"
    for program in [program, program.replacing("W @ x", with: "x @ W.T")] {
      let svg = try NetworkPictures(Self.narrator(Sample("", program))).svg()
      let lines = Dictionary(
        uniqueKeysWithValues: Picture(svg).groups.filter { $0.classes.contains("weight") }.map {
          ($0.id ?? "", $0.shapes[0].attributes)
        })
      #expect(lines.count == 6)
      #expect(lines["w1.0.0"]?["stroke"] == Palette.board[.shade(6)].light)
      #expect(lines["w1.2.1"]?["stroke"] == Palette.board[.shade(-6)].light)
      #expect(lines["w1.0.0"]?["stroke-width"] == "4.4")
      #expect(lines["w1.1.1"]?["stroke-width"] == "2.6")
      // Negative weights are dashed, so that signs are told apart without colour.
      let dashed = lines.filter { $0.value["stroke-dasharray"] != nil }.keys
      #expect(dashed.sorted() == ["w1.1.0", "w1.2.1"])
    }
  }

  @Test func `shows what is known after a step, and gradients on the way back`() throws {
    let narrator = try Self.narrator(NetworkSample.all[5].sample)
    let pictures = try NetworkPictures(narrator)
    func texts(_ step: Int?, gradients: Bool = false) throws -> [String] {
      let picture = Picture(pictures.svg(at: step, gradients: gradients))
      return picture.texts.filter { picture.groups[$0.group].classes.contains("neuron") }.map(\.content)
    }
    #expect(try texts(0).count(where: { $0 == "◦" }) == 9)
    #expect(try texts(3).count(where: { $0 == "◦" }) == 5)
    let seed = try #require(narrator.trace.steps.first { $0.kind == .seed }?.number)
    #expect(try texts(seed).filter { $0 != "◦" } == ["1.00"])
    #expect(try texts(nil).allSatisfy { $0 != "◦" } && texts(nil) != texts(nil, gradients: true))
    #expect(try texts(narrator.lastBackwardStep) == texts(nil, gradients: true))
    let active = Picture(pictures.svg(at: 1)).groups.filter { $0.classes.contains("active") }
    #expect(active.map(\.id) == (0..<4).map { "u1.\($0)" })
  }

  @Test func `shortens long columns and tells how long they are`() throws {
    let picture = Picture(try NetworkPictures(Self.narrator(NetworkSample.all[4].sample), example: 3).svg())
    let texts = picture.texts.map(\.content)
    #expect(texts.count(where: { $0 == "⋮" }) == 2)
    #expect(texts.contains("13 inputs") && texts.contains("14 neurons") && texts.contains("example 3 of 3"))
    #expect(picture.gates.count == 10 + 10 + 3)
    #expect(picture.viewBox.right - picture.viewBox.left <= 900)
  }

  @Test func `shows another example of several, in rows, columns or one by one`() throws {
    func first(_ index: Int, _ example: Int) throws -> String {
      let sample = NetworkSample.all[index].sample
      let picture = Picture(try NetworkPictures(Self.narrator(sample), example: example).svg())
      return picture.texts.filter { picture.groups[$0.group].id?.hasPrefix("u0.") ?? false }
        .map(\.content).joined(separator: " ")
    }
    #expect(try first(2, 1) == "1.00 −1.00" && first(2, 4) == "4.00 2.00")
    #expect(try first(6, 1) == "1.00 2.00" && first(6, 2) == "−1.00 3.00")
    #expect(try first(3, 5) == "−0.10 0.41")
  }

  /// Nets in scalars: their weights by neuron and the neurons below, their data, and what bends them.
  @Test(
    arguments: [
      (
        "x0 = 1.0; x1 = -2.0\nw00 = 0.5; w01 = -0.3; w10 = 0.8; w11 = 0.1\nb0 = 0.1; b1 = 0.0\nv0 = 1.0; v1 = -1.0\n"
          + "h0 = relu(w00 * x0 + w01 * x1 + b0)\nh1 = relu(x0 * w10 + w11 * x1 + b1)\nf = v0 * h0 + h1 * v1",
        ["x: x0 x1", "h: h0 h1 + b ReLU", "f: f"], ["w: w00 w01 w10 w11", "v: v0 v1"], 1
      ),
      (
        "def neuron(w, b, x):\n    s = 0\n    for i in range(2):\n        s = s + w[i] * x[i]\n    return tanh(s + b)\n"
          + "w1 = [0.5, 0.1]; w2 = [0.3, -0.2]; b1 = 0.1; b2 = 0.2; x = [1.0, 2.0]\n"
          + "f = neuron(w1, b1, x) + neuron(w2, b2, x)",
        ["x: x[0] x[1]", ": ⟨12⟩ ⟨17⟩ + b tanh"], ["w: w1[0] w1[1] w2[0] w2[1]"], 1
      ),
      (
        "w = 0.5; b = 0.1\nloss = 0\nfor x, y in [(1.0, 2.0), (2.0, 3.0), (3.0, 5.0)]:\n    p = w * x + b\n    loss = loss + (p - y) ** 2",
        ["x: x", "p: p + b"], ["w: w"], 3
      ),
      (
        "x = 2.0; y = 1.0; u = 0.3; v = 0.4; t = 0.5\na = tanh(u * x)\nb = tanh(v * y)\nf = t * a",
        ["x: x", "a: a tanh", "f: f"], ["u: u", "t: t"], 1
      ),
    ] as [(String, [String], [String], Int)])
  func `is found in scalars`(_ program: String, _ columns: [String], _ weights: [String], _ count: Int)
    throws
  {
    let narrator = try Self.narrator(Sample("", program))
    var finder = NetworkFinder(narrator)
    let found = try finder.network(example: 1)
    #expect(found.count == count)
    let words = found.network.columns.map { column in
      let names = column.numbers.operands.map(finder.name).joined(separator: " ")
      return (["\(column.name): \(names)", column.bias.map { "+ \($0)" }, column.activation] as [String?])
        .compactMap(\.self).joined(separator: " ")
    }
    #expect(words == columns)
    #expect(
      found.network.weights.map { weights in
        "\(weights.name): "
          + weights.operands.map { $0.map(finder.name) ?? "—" }.joined(separator: " ")
      } == weights)
  }

  @Test func `in scalars shows the numbers of the circuit`() throws {
    let program =
      "x0 = 1.0; x1 = -2.0\nw00 = 0.5; w01 = -0.3; w10 = 0.8\nh0 = tanh(w00 * x0 + w01 * x1)\nh1 = tanh(w10 * x0)\nv0 = 1.0; v1 = -1.0\nf = v0 * h0 + v1 * h1\nf.backward()"
    let narrator = try Self.narrator(Sample("", program))
    let pictures = try NetworkPictures(narrator)
    let values = Picture(pictures.svg()).texts.filter { $0.slot?.hasPrefix("u") ?? false }.map(\.content)
    #expect(values == ["1.00", "−2.00", "0.80", "0.66", "0.14"])
    let gradients = Picture(pictures.svg(gradients: true))
    let numbers = gradients.texts.filter { $0.slot?.hasPrefix("u") ?? false }.map(\.content)
    #expect(numbers == ["−0.27", "−0.11", "1.00", "−1.00", "1.00"])
    // h1 does not read x1.
    #expect(gradients.groups.count { $0.classes.contains("weight") } == 5)
  }

  @Test func `is told in words`() throws {
    let picture = Picture(try NetworkPictures(Self.narrator(NetworkSample.all[0].sample)).svg())
    #expect(picture.title == "The net of one layer")
    #expect(
      picture.description
        == "A net of 1 layer, drawn as columns of neurons, x (2) and q (2), with the weights W between them; colours show activations and weights. x: [0.20, 0.40]; q: [0.22, 0.26]."
    )
  }

  @Test(
    arguments: [
      ("x = 3.0\nf = x * x", .noLayers),
      ("v = np.array([1.0, 2])\nf = v @ v", .noLayers),
      (
        "x = np.ones((4, 4)); w = np.ones((3, 3)); W = np.ones((2, 4))\nf = np.sum(W @ conv2d(x, w).ravel())",
        .images(gate: "conv2d")
      ),
      (
        "x = np.ones(3); W1 = np.ones((3, 3)); W2 = np.ones((1, 3))\nh = W1 @ x\ng = h + relu(W1 @ h)\nf = W2 @ g",
        .joined("g")
      ),
      (
        "x = np.ones(3); W1 = np.ones((3, 3)); W2 = np.ones((1, 3))\nf = W1 @ x\ng = W2 @ x\ns = np.sum(f) + g[0]",
        .severalNets(["f", "g"])
      ),
      ("x = np.ones((2, 2, 3)); W = np.ones((3, 4))\nf = x @ W\ns = np.sum(f)", .axes("f")),
      (
        "x = np.ones((2, 3)); W = np.ones((3, 4)); V = np.ones((1, 8))\nh = (x @ W).reshape(8)\nf = V @ h",
        .regrouped("h")
      ),
    ] as [(String, NetworkProblem)])
  func `is refused where there is no chain of layers`(program: String, problem: NetworkProblem) throws {
    let narrator = try Self.narrator(Sample("", program))
    #expect(throws: problem) { try NetworkPictures(narrator) }
  }

  @Test func `is refused for an example that there is not`() throws {
    let narrator = try Self.narrator(NetworkSample.all[3].sample)
    #expect(throws: NetworkProblem.noExample(6, count: 5)) { try NetworkPictures(narrator, example: 6) }
    #expect(throws: NetworkProblem.noExample(0, count: 5)) { try NetworkPictures(narrator, example: 0) }
  }
}
