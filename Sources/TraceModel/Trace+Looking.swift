import Numbers

/// Questions about a step that are answered without making its events.
extension Trace {
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
