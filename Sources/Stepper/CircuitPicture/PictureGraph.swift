import Rendering

/// What a picture places, layer by layer from left to right: inputs, gates, and the stretches where wires pass by.
struct PictureGraph: Sendable {
  /// A wire that leaves an input or a gate, with the places where gates read it.
  struct Net: Sendable {
    var wire: Int
    var source: Int
    /// Which of the source's outputs it is.
    var slot: Int
    var ends: [End] = []
  }

  /// The place where a gate reads a net.
  struct End: Sendable {
    var vertex: Int
    /// The position among the gate's inputs, from top to bottom.
    var position: Int
    /// The branch of the circuit.
    var branch: Int
  }

  struct Vertex: Sendable {
    enum Kind: Sendable, Equatable {
      /// The wire's beginning: an input, or the output of a gate that is not drawn.
      case input(wire: Int)
      case gate(Int)
      /// A place where a net passes a layer.
      case pass
    }

    var kind: Kind
    var shape: GateShape
    var inputs: [Int] = []
    var outputs: [Int] = []
    var layer = 0

    var isGate: Bool { if case .gate = kind { true } else { false } }
  }

  var vertices: [Vertex] = []
  var nets: [Net] = []
  /// The vertices of each layer from top to bottom.
  var layers: [[Int]] = []
  /// For each layer the vertex at which a net passes or begins.
  private var passes: [[Int: Int]] = []
  private(set) var vertexOfGate: [Int: Int] = [:]

  /// The part of a circuit that consists of the given gates.
  init(_ circuit: Circuit, gates: Range<Int>, shapes: GateShapes) {
    var netOfWire: [Int: Int] = [:]
    for gate in gates {
      let vertex = add(.gate(gate), shapes.shape(ofGate: gate))
      vertexOfGate[gate] = vertex
      for wire in circuit.gates[gate].outputs { netOfWire[wire] = addNet(wire, from: vertex) }
    }
    for gate in gates {
      guard let vertex = vertexOfGate[gate] else { continue }
      for (position, branch) in circuit.gates[gate].branches.enumerated() {
        let wire = circuit.branches[branch].wire
        let net = netOfWire[wire] ?? addNet(wire, from: add(.input(wire: wire), shapes.shape(ofInput: wire)))
        netOfWire[wire] = net
        nets[net].ends.append(End(vertex: vertex, position: position, branch: branch))
        vertices[vertex].inputs.append(net)
      }
    }
    if gates.count == circuit.gates.count {
      for wire in circuit.wires where netOfWire[wire] == nil {
        _ = addNet(wire, from: add(.input(wire: wire), shapes.shape(ofInput: wire)))
      }
    }
    assignLayers()
    addPasses()
  }

  private mutating func add(_ kind: Vertex.Kind, _ shape: GateShape) -> Int {
    vertices.append(Vertex(kind: kind, shape: shape))
    return vertices.count - 1
  }

  private mutating func addNet(_ wire: Int, from vertex: Int) -> Int {
    nets.append(Net(wire: wire, source: vertex, slot: vertices[vertex].outputs.count))
    vertices[vertex].outputs.append(nets.count - 1)
    return nets.count - 1
  }

  /// The vertex of a layer at which a net can be met: its source, or a pass.
  func vertex(of net: Int, in layer: Int) -> Int? {
    vertices[nets[net].source].layer == layer ? nets[net].source : passes[layer][net]
  }
}

// MARK: - Layers

extension PictureGraph {
  /// As far left as their inputs allow, then to the right where that makes wires shorter; inputs stand directly before
  /// the first gate that reads them.
  private mutating func assignLayers() {
    let gates = vertices.indices.filter { !vertices[$0].inputs.isEmpty || isGate($0) }
    for vertex in gates {
      let before = vertices[vertex].inputs.map { net in
        isGate(nets[net].source) ? vertices[nets[net].source].layer : 0
      }
      vertices[vertex].layer = (before.max() ?? 0) + 1
    }
    for vertex in gates.reversed() { pullRight(vertex) }
    for vertex in vertices.indices where !isGate(vertex) {
      vertices[vertex].layer = max(0, (firstReader(of: vertex) ?? 1) - 1)
    }
    let first = vertices.map(\.layer).min() ?? 0
    for vertex in vertices.indices { vertices[vertex].layer -= first }
  }

  private func isGate(_ vertex: Int) -> Bool { vertices[vertex].isGate }

  private func firstReader(of vertex: Int) -> Int? {
    vertices[vertex].outputs.flatMap { nets[$0].ends }.map { vertices[$0.vertex].layer }.min()
  }

  /// A gate that lengthens no more wires than it shortens goes as near to its readers as it can.
  private mutating func pullRight(_ vertex: Int) {
    guard let reader = firstReader(of: vertex), reader - 1 > vertices[vertex].layer else { return }
    let lengthened = vertices[vertex].inputs.filter { net in
      isGate(nets[net].source) || nets[net].ends.count > 1
    }
    if Set(lengthened).count <= vertices[vertex].outputs.count { vertices[vertex].layer = reader - 1 }
  }

  /// A pass in each layer that a net crosses without ending there.
  private mutating func addPasses() {
    let count = (vertices.map(\.layer).max() ?? -1) + 1
    passes = Array(repeating: [:], count: count)
    for net in nets.indices {
      let last = nets[net].ends.map { vertices[$0.vertex].layer }.max() ?? 0
      let first = vertices[nets[net].source].layer + 1
      guard first < last else { continue }
      for layer in first..<last {
        let vertex = add(.pass, .pass)
        vertices[vertex].layer = layer
        vertices[vertex].inputs = [net]
        vertices[vertex].outputs = [net]
        passes[layer][net] = vertex
      }
    }
    layers = Array(repeating: [], count: count)
  }
}
