import Figures

/// Circuits with forks, long wires, many uses, sums, frames and dead ends, the same for the same seed.
struct RandomCircuit {
  private var state: UInt64
  private(set) var problem: CircuitLayout.Problem
  private var open: [Int] = []

  init(seed: Int, gates: Int, width: Int?, frames: Bool) {
    state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    problem = CircuitLayout.Problem(spacing: .page, width: width)
    for _ in 0..<number(1...5) { addInput() }
    var made = 0
    var begun: Int?
    while made < gates {
      if frames, begun == nil, number(0...6) == 0 { begun = problem.boxes.count }
      if number(0...3) == 0 { addInput() }
      addGate()
      made += 1
      if let first = begun, number(0...4) == 0 {
        problem.frames.append(
          .init(boxes: first..<problem.boxes.count, title: .init(100 * number(2...12), 140)))
        if number(0...1) == 0, problem.boxes.count - first > 3, problem.boxes[first + 1].uses.count > 0 {
          problem.frames.append(.init(boxes: first + 1..<problem.boxes.count - 1, title: .init(300, 140)))
        }
        begun = nil
      }
    }
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  private mutating func text() -> CircuitLayout.Size { .init(10 * number(22...60), 185) }

  private mutating func addInput() {
    let (value, gradient) = (text(), text())
    let name = CircuitLayout.Size(70 * number(1...5), 140)
    open.append(problem.add(size: .zero, value: value, gradient: gradient, name: name))
  }

  private mutating func addGate() {
    let kind = number(0...20)
    let count = kind == 0 ? number(3...9) : kind < 7 ? 1 : 2
    let uses = (0..<count).map { _ in
      let value =
        number(0...5) == 0
        ? number(0...problem.boxes.count - 1) : open[number(max(0, open.count - 6)...open.count - 1)]
      // What came down may be an array, also where the value is none.
      var gradient = text()
      let local = CircuitLayout.Size(10 * number(30...60), 170)
      if number(0...9) == 0 { gradient.height = 700 }
      return CircuitLayout.Problem.Use(of: value, gradient: gradient, local: local)
    }
    let isNamed = number(0...4) == 0
    let (value, gradient) = (text(), text())
    let box = problem.add(
      size: .init(count > 2 ? 500 : kind == 8 ? 530 : 300, 300), reading: uses, value: value,
      gradient: gradient,
      name: isNamed ? .init(70 * number(1...6), 140) : .zero, tag: isNamed ? .zero : .init(220, 110))
    let isRead = number(0...1) == 0
    if isRead { open.removeAll { value in uses.contains { $0.value == value } } }
    open.append(box)
  }
}
