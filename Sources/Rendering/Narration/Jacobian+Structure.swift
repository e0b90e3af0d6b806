public import Numbers
import TraceModel

extension Jacobian {
  /// What is known of a Jacobian from the gate and the shapes alone.
  struct Pattern {
    /// How many entries can differ from 0; nil where that is not known.
    let possible: Int?
    /// The structure, whatever the numbers.
    let structure: Structure?
    /// What the rule takes.
    private let work: Work

    private enum Work {
      case multiplications(Int)
      /// It lets gradients pass, turns their signs or stops them, and multiplies only where equal inputs share one.
      case mask
      /// That of a gate of the program's own.
      case unknown
    }

    init(_ gate: ArrayGate?, at position: Int, input: Tensor) {
      guard let gate else {
        (possible, structure, work) = (1, nil, .multiplications(1))
        return
      }
      let output = gate.output.elements.count
      let count = input.elements.count
      if gate.isElementwise {
        let isStretched = input.shape != gate.output.shape
        (possible, structure) = (output, isStretched ? nil : .diagonal(nonzero: output))
        work = gate.isMask(at: position) ? .mask : .multiplications(output)
        return
      }
      let multiplications: Int?
      switch gate.gate.name {
      case "matmul":
        let product = Self.product(gate, at: position)
        (possible, structure, multiplications) = (product?.possible, product?.structure, product?.possible)
      case "outer": (possible, structure, multiplications) = (output, nil, output)
      case "sum": (possible, structure, multiplications) = (count, .placement, 0)
      case "mean": (possible, structure, multiplications) = (count, nil, output)
      case "norm", "logsumexp": (possible, structure, multiplications) = (count, nil, count)
      case "softmax":
        let along = gate.axes?.first.map { input.shape[$0] } ?? count
        (possible, structure, multiplications) = (count * along, nil, 2 * count)
      case "transpose", "reshape": (possible, structure, multiplications) = (count, .permutation, 0)
      case "index": (possible, structure, multiplications) = (output, .selection, 0)
      case "stack", "concatenate", "pad":
        (possible, structure, multiplications) = (count, .placement, 0)
      case "copy": (possible, structure, multiplications) = (count, .identity, 0)
      case "conv2d":
        // What lies in the border is multiplied as well.
        let patch = gate.operands[1].elements.count / max(1, gate.filters)
        (possible, structure, multiplications) = (gate.productsInside, nil, output * patch)
      case "product":
        (possible, structure, multiplications) = (count, nil, count * (count / max(1, output) - 1))
      case "where", "assign": (possible, structure, multiplications) = (nil, nil, 0)
      default: (possible, structure, multiplications) = (nil, nil, nil)
      }
      let isRoute = ["largest", "smallest", "max_pool2d"].contains(gate.gate.name)
      work = multiplications.map(Work.multiplications) ?? (isRoute ? .mask : .unknown)
    }

    /// Of a product of matrices *Y = A·B*: by *A* one block *Bᵀ* for each row of *A*, by *B* one block *A* for each
    /// column of *B*, these dealt out in turn. Of stacked matrices there is a group of blocks for each.
    private static func product(_ gate: ArrayGate, at position: Int) -> (
      possible: Int, structure: Structure?
    )? {
      guard gate.operands.count == 2 else { return nil }
      let (a, b) = (gate.operands[0].shape, gate.operands[1].shape)
      guard let inner = a.last else { return nil }
      let possible = gate.output.elements.count * inner
      guard a.count <= 2, b.count <= 2 else { return (possible, nil) }
      let (rows, columns) = (a.count == 1 ? 1 : a[0], b.count == 1 ? 1 : b[1])
      let count = position == 0 ? rows : columns
      if count == 1 { return (possible, nil) }
      return (
        possible,
        position == 0
          ? .blocks(count: rows, rows: columns, columns: inner)
          : .interleaved(count: columns, rows: rows, columns: inner)
      )
    }

    /// How many multiplications the rule takes, whatever the numbers.
    func multiplications(_ entries: [Entry]?) -> Int? {
      switch work {
      case .multiplications(let count): count
      case .mask: entries.map { $0.count { $0.value.magnitude != 1 } } ?? 0
      case .unknown: nil
      }
    }
  }
}

extension ArrayGate {
  /// Whether the slopes by an operand are never anything but 1, −1, 0 and the shares of equal inputs.
  fileprivate func isMask(at position: Int) -> Bool {
    guard gate.slopes.indices.contains(position) else { return false }
    return switch Formula(gate.slopes[position])?.simplified {
    case .number(let slope)?: [-1, 0, 1].contains(slope)
    case .condition?, .call("sign", _)?: true
    default: false
    }
  }

  /// How many filters a convolution has.
  fileprivate var filters: Int { operands[1].shape.count == 4 ? operands[1].shape[0] : 1 }

  /// How many products of a convolution are not with the border around the picture.
  fileprivate var productsInside: Int? {
    guard operands.count == 3, operands[2].elements.count == 2, operands[0].shape.count > 1 else {
      return nil
    }
    let (distance, padding) = (Int(operands[2].elements[0]), Int(operands[2].elements[1]))
    let (picture, filter) = (operands[0].shape.suffix(2), operands[1].shape.suffix(2))
    let inside = zip(zip(picture, filter), output.shape.suffix(2)).map { lengths, places in
      (0..<places).reduce(0) { sum, place in
        sum + (0..<lengths.1).count { (0..<lengths.0).contains(place * distance + $0 - padding) }
      }
    }
    let planes = output.elements.count / max(1, output.shape.suffix(2).reduce(1, *))
    let channels = operands[1].shape.count == 4 ? operands[1].shape[1] : 1
    return inside.reduce(planes * channels, *)
  }
}

extension Jacobian.Structure {
  /// The structure of a matrix with the given entries that are not 0.
  init(of entries: [Jacobian.Entry], _ rows: Int, _ columns: Int, _ pattern: Jacobian.Pattern) {
    let areOnes = entries.allSatisfy { $0.value == 1 }
    let rowsUsed = Set(entries.map(\.row)).count
    let columnsUsed = Set(entries.map(\.column)).count
    let isDiagonal = rows == columns && entries.allSatisfy { $0.row == $0.column }
    if rows == 1, columns == 1 {
      self = entries.isEmpty ? .zero : .dense
    } else if isDiagonal {
      self = areOnes && entries.count == rows ? .identity : .diagonal(nonzero: entries.count)
    } else if entries.isEmpty {
      self = .zero
    } else if areOnes, rowsUsed == entries.count, columnsUsed == entries.count, rows == columns,
      rowsUsed == rows
    {
      self = .permutation
    } else if areOnes, rowsUsed == entries.count, rows > 1, rowsUsed == rows {
      self = .selection
    } else if areOnes, columnsUsed == entries.count, rows > 1, columnsUsed == columns {
      self = .placement
    } else if let known = pattern.structure, known.isOfBlocks {
      self = known
    } else if let blocks = Self.blocks(entries, rows, columns) {
      self = blocks
    } else {
      self = entries.count == rows * columns ? .dense : .sparse(nonzero: entries.count)
    }
  }

  private var isOfBlocks: Bool {
    switch self {
    case .blocks, .interleaved: true
    default: false
    }
  }

  /// Equal blocks along the diagonal, full of entries, if it has these.
  private static func blocks(_ entries: [Jacobian.Entry], _ rows: Int, _ columns: Int) -> Self? {
    guard rows > 0, columns > 0 else { return nil }
    for count in (2...max(2, min(rows, columns))).reversed() where rows % count == 0 && columns % count == 0 {
      let (height, width) = (rows / count, columns / count)
      if count <= min(rows, columns), entries.count == count * height * width, height * width > 1,
        entries.allSatisfy({ $0.row / height == $0.column / width })
      {
        return .blocks(count: count, rows: height, columns: width)
      }
    }
    return nil
  }
}

extension Narrator {
  /// The Jacobians of a gate of the circuit, one for each node that it reads, with the gradient that it handed on;
  /// nil if no gradient has reached it.
  public func jacobians(of node: Int) -> [(jacobian: Jacobian, upstream: Tensor, downstream: Tensor)]? {
    guard let step = backwardStep(of: node) else { return nil }
    let backwards = trace.backwards(ofStep: step)
    let gate = ArrayGate(trace.node(node), at: step, teller: self)
    var told: Set<Int> = []
    return backwards.compactMap { backward in
      guard told.insert(backward.to).inserted else { return nil }
      let all = backwards.filter { $0.to == backward.to }
      let value = states.value(of: backward.to, at: step) ?? Tensor(.nan)
      return Jacobian(of: gate, trace.node(node), by: all, input: value).map {
        ($0, backward.upstream, Tensor.sum(all.map(\.downstream)))
      }
    }
  }

  /// The step of the pass in which a gate handed its gradient on, the last if there are several.
  func backwardStep(of node: Int) -> Int? {
    (circuit.pass.steps ?? 0..<0).last {
      trace.node(ofStep: $0) == node && trace.kind(ofStep: $0) == .backward
    }
  }

  /// The gates of the pass by name, in the order of creation; of those of one name the last is meant.
  public var namesOfGates: [(name: String, node: Int)] {
    trace.closure(of: circuit.wires).filter { trace.node($0).gate != nil }.map { (labels.name(of: $0), $0) }
  }

  /// The gate that a name means: the one that is called so in the figures, else the last that the program called so.
  public func gate(named name: String) -> Int? {
    let gates = namesOfGates
    return gates.last { $0.name == name }?.node ?? gates.last { trace.node($0.node).name?.text == name }?.node
  }
}
