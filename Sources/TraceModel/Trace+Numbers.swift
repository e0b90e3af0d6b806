import Numbers

/// Questions about all numbers of a trace, answered without making nodes and events.
extension Trace {
  /// Whether every value and gradient is a whole number that can be shown without decimals.
  package var holdsOnlyIntegers: Bool {
    let isWhole = { (number: Double) in number.rounded() == number && number.magnitude < 1e6 }
    return values.allSatisfy(isWhole) && numbers.allSatisfy(isWhole)
      && constants.allSatisfy { $0.value.elements.allSatisfy(isWhole) }
      && asides.allSatisfy { aside in
        switch aside.event {
        case .input(_, let value): value.elements.allSatisfy(isWhole)
        case .update(let update): update.new.elements.allSatisfy(isWhole)
        default: true
        }
      }
      && tensorBackwards.allSatisfy { $0.allSatisfy { $0.gradient.elements.allSatisfy(isWhole) } }
  }

  /// Whether there is no value or gradient that is not finite.
  package var holdsOnlyFinite: Bool {
    func isFinite(_ numbers: [Double]) -> Bool { numbers.allSatisfy { $0.isFinite } }
    return isFinite(values) && isFinite(numbers)
      && tensorBackwards.allSatisfy { $0.allSatisfy { isFinite($0.gradient.elements) } }
      && asides.allSatisfy {
        if case .input(_, let value) = $0.event { isFinite(value.elements) } else { true }
      }
  }

  /// How many numbers its written form has: each takes four bytes at least, `0.0,`.
  package var numberCount: Int {
    var count = values.count + numbers.count
    for backward in tensorBackwards.joined() {
      count += backward.upstream.elements.count + backward.local.elementCount
      count += backward.downstream.elements.count + backward.gradient.elements.count
    }
    for aside in asides {
      switch aside.event {
      case .update(let update): count += 3 * update.new.elements.count
      case .check(let check): count += check.numeric.elements.count
      case .input(_, let value): count += value.elements.count
      default: break
      }
    }
    return count
  }

  /// Both operands of a gate of two, if they are single numbers.
  package func twoNumbers(readBy id: Int) -> (Double, Double)? {
    let record = nodeRecords[id]
    guard record.operandCount == 2 else { return nil }
    func number(_ index: Int) -> Double? {
      let code = operands[Int(record.firstOperand) + index]
      guard code >= 0 else { return constants[Int(~code)].value.scalar }
      let operand = nodeRecords[Int(code)]
      return shapes[Int(operand.shape)].isEmpty ? values[Int(operand.firstElement)] : nil
    }
    return number(0).flatMap { first in number(1).map { (first, $0) } }
  }

  /// The number that a node got when it was made; nil if it is an array.
  package func initialNumber(of id: Int) -> Double? {
    let record = nodeRecords[id]
    return shapes[Int(record.shape)].isEmpty ? values[Int(record.firstElement)] : nil
  }

  /// The gradient that the gate of a backward step of single numbers handed on.
  package func upstream(ofStep number: Int) -> Double { numbers[Int(stepRecords[number].payload)] }

  /// The local gradient and what had gathered, for one input of a backward step of single numbers.
  package func share(ofStep number: Int, input: Int) -> (local: Double, gradient: Double) {
    let place = Int(stepRecords[number].payload) + 1 + 2 * input
    return (numbers[place], numbers[place + 1])
  }
}

extension Local {
  fileprivate var elementCount: Int {
    switch self {
    case .number: 1
    case .diagonal(let tensor), .matrix(let tensor): tensor.elements.count
    case .rule: 0
    }
  }
}
