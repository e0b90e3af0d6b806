package import Numbers

/// Questions about a step that are answered without making its events.
extension Trace {
  package func isInput(_ node: Int) -> Bool { nodeRecords[node].gate == 0 }

  /// The index of a node's gate in ``gates``; nil for an input.
  package func gateIndex(of node: Int) -> Int? {
    let gate = Int(nodeRecords[node].gate)
    return gate == 0 ? nil : gate - 1
  }

  package func isNamed(_ node: Int) -> Bool { nodeRecords[node].name != 0 }

  package func kind(ofStep number: Int) -> StepKind { stepRecords[number].form.kind }

  /// The node that a step is about; of the inputs the first.
  package func node(ofStep number: Int) -> Int { stepRecords[number].node }

  /// The inputs that get their values in a step.
  package func inputs(ofStep number: Int) -> Range<Int> {
    let record = stepRecords[number]
    return record.form == .inputs ? record.node..<record.node + Int(record.payload) : 0..<0
  }

  /// Whether a step is backward through a gate whose gradients are single numbers.
  package func isScalarBackward(step number: Int) -> Bool { stepRecords[number].form == .scalarBackward }

  /// The local gradient of one input of the gate that a step worked on, which must be a backward step.
  package func local(ofStep number: Int, input: Int) -> Local {
    let record = stepRecords[number]
    return record.form == .scalarBackward
      ? .number(numbers[Int(record.payload) + 1 + 2 * input])
      : tensorBackwards[Int(record.payload)][input].local
  }

  /// What a backward step handed to one input of its gate.
  package func downstream(ofStep number: Int, input: Int) -> Tensor {
    let record = stepRecords[number]
    guard record.form == .scalarBackward else {
      return tensorBackwards[Int(record.payload)][input].downstream
    }
    let start = Int(record.payload)
    return Tensor(numbers[start] * numbers[start + 1 + 2 * input])
  }

  /// What the node that one input of the gate of a backward step reads has gathered after it.
  package func gradient(ofStep number: Int, input: Int) -> Tensor {
    let record = stepRecords[number]
    guard record.form == .scalarBackward else {
      return tensorBackwards[Int(record.payload)][input].gradient
    }
    return Tensor(numbers[Int(record.payload) + 2 + 2 * input])
  }

  /// What the gate of a backward step had gathered.
  package func upstreamTensor(ofStep number: Int) -> Tensor? {
    let record = stepRecords[number]
    return switch record.form {
    case .scalarBackward: Tensor(numbers[Int(record.payload)])
    case .tensorBackward: tensorBackwards[Int(record.payload)].first?.upstream
    case .inputs, .forward, .seed, .update: nil
    }
  }

  /// The shape of a node's value.
  package func shape(of node: Int) -> [Int] { shapes[Int(nodeRecords[node].shape)] }

  package func isScalar(_ node: Int) -> Bool { shapes[Int(nodeRecords[node].shape)].isEmpty }

  /// The steps that clear the gradient of an input.
  package func clears(of node: Int) -> [Int] {
    asides.compactMap { aside in if case .clear(node: node) = aside.event { aside.step } else { nil } }
  }

  /// The gradients that were compared with numeric ones.
  package var checks: [Check] {
    asides.compactMap { aside in if case .check(let check) = aside.event { check } else { nil } }
  }

  /// What the program compared in some steps, in its order.
  package func branches(inSteps steps: ClosedRange<Int>) -> [Branch] {
    asides.lazy.drop { $0.step < steps.lowerBound }.prefix { $0.step <= steps.upperBound }.compactMap {
      if case .branch(let branch) = $0.event { branch } else { nil }
    }
  }

  /// The place in the program that a step comes from, if there is one. Of several updates in one step, that of the
  /// first.
  package func place(ofStep number: Int) -> SourceRange {
    let record = stepRecords[number]
    switch record.form {
    case .inputs: return .none
    case .update: return firstUpdate(ofStep: number)?.place ?? .none
    case .forward, .seed, .scalarBackward, .tensorBackward: return places[nodeRecords[record.node].place]
    }
  }

  /// The first update of a step.
  private func firstUpdate(ofStep number: Int) -> Update? {
    for case .update(let update) in step(number).events { return update }
    return nil
  }

  /// Whether a step makes no value or gradient that is NaN or infinite.
  package func isFinite(atStep number: Int) -> Bool {
    let record = stepRecords[number]
    switch record.form {
    case .forward: return hasFiniteValue(record.node)
    case .inputs:
      return (record.node..<record.node + Int(record.payload)).allSatisfy(hasFiniteValue)
    case .scalarBackward:
      let inputs = nodeRecords[record.node]
      let first = Int(inputs.firstOperand)
      let count = operands[first..<first + Int(inputs.operandCount)].count { $0 >= 0 }
      let start = Int(record.payload)
      return numbers[start...start + 2 * count].allSatisfy(\.isFinite)
    case .seed: return seed(ofStep: number).elements.allSatisfy(\.isFinite)
    case .tensorBackward:
      return tensorBackwards[Int(record.payload)].allSatisfy {
        $0.gradient.elements.allSatisfy(\.isFinite)
      }
    case .update:
      return step(number).events.allSatisfy { event in
        if case .update(let update) = event { update.new.elements.allSatisfy(\.isFinite) } else { true }
      }
    }
  }

  private func hasFiniteValue(_ node: Int) -> Bool {
    let record = nodeRecords[node]
    let first = Int(record.firstElement)
    let count = Tensor.count(of: shapes[Int(record.shape)])
    return values[first..<first + count].allSatisfy(\.isFinite)
  }
}
