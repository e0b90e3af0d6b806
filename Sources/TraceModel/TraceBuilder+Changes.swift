package import Numbers

/// Changes to numbers and words of a trace whose nodes and steps stay.
extension TraceBuilder {
  /// Sets one element of the value that a node got when it was made.
  package mutating func set(element: Int, ofValueOf node: Int, to number: Double) {
    trace.values[Int(trace.nodeRecords[node].firstElement) + element] = number
  }

  /// Sets the upstream gradient of a backward step of single numbers.
  package mutating func set(upstreamOfStep step: Int, to number: Double) {
    trace.numbers[Int(trace.stepRecords[step].payload)] = number
  }

  /// Sets the local gradient of one input in a backward step of single numbers.
  package mutating func set(localOfStep step: Int, input: Int, to number: Double) {
    trace.numbers[Int(trace.stepRecords[step].payload) + 1 + 2 * input] = number
  }

  /// Sets what one input has gathered in a backward step.
  package mutating func set(gradientOfStep step: Int, input: Int, to gradient: Tensor) {
    let payload = Int(trace.stepRecords[step].payload)
    if trace.stepRecords[step].form == .scalarBackward {
      trace.numbers[payload + 2 + 2 * input] = gradient.scalar ?? .nan
    } else {
      trace.tensorBackwards[payload][input].gradient = gradient
    }
  }

  /// Gives every name another form.
  package mutating func rename(_ change: (Name) -> Name) { trace.names = trace.names.map(change) }
}
