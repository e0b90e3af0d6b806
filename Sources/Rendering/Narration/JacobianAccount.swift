import Numbers
import TraceModel

/// What is told of one Jacobian: the matrix where it is small, its structure, and its product with the upstream
/// gradient beside what the gate's own rule gives.
struct JacobianAccount {
  /// A larger Jacobian is told by its size and structure.
  static let mostRows = 16
  static let mostColumns = 12

  /// The names of the gate and of the input.
  let output: String
  let input: String
  /// The derivative and the upstream gradient in TeX.
  let symbols: String
  let upstream: String
  /// The written-out matrix with the names of its rows and columns; nil where it is too large.
  let matrix: (rows: [String], columns: [String], cells: [[String]])?
  /// What the matrix is.
  var description: [Sentence] = []
  /// The transposed matrix times the upstream gradient.
  let product: ArrayLine?
  /// The gate's own rule, in symbols and in numbers.
  let rule: [Equation]
  /// What both have in common.
  var comparison: [Sentence] = []
}

extension Narrator {
  /// The accounts of a gate's Jacobians, one for each node that it reads, or for the one that is named.
  func jacobianAccounts(of node: Int, by input: Int? = nil) -> [JacobianAccount] {
    (jacobians(of: node) ?? []).filter { input == nil || $0.jacobian.input == input }.map {
      account(of: $0.jacobian, upstream: $0.upstream, downstream: $0.downstream)
    }
  }

  private func account(of jacobian: Jacobian, upstream: Tensor, downstream: Tensor) -> JacobianAccount {
    let step = backwardStep(of: jacobian.node) ?? lastBackwardStep
    var teller = self
    // By the output itself the matrix would be written like the gradient.
    teller.writesBars = seededNode(at: step) == jacobian.node
    let isBarred = teller.writesBars || startsFromGivenGradient(at: step)
    let (output, input) = (labels.name(of: jacobian.node), labels.name(of: jacobian.input))
    let (rows, columns) = (jacobian.rowCount, jacobian.columnCount)
    let isShown =
      (1...JacobianAccount.mostRows).contains(rows) && (1...JacobianAccount.mostColumns).contains(columns)
    let cells = isShown ? jacobian.rows.map(cells) : nil
    var account = JacobianAccount(
      output: output, input: input,
      symbols: TeX.partial(output, input),
      upstream: teller.gradient(of: jacobian.node, at: step).tex,
      matrix: cells.map {
        (names(output, jacobian.outputShape), names(input, jacobian.inputShape), $0)
      },
      product: cells.flatMap { product($0, upstream, jacobian.product(with: upstream)) },
      rule: teller.ruleEquations(of: jacobian))
    account.description =
      cells == nil
      ? [.ofJacobian(tooLarge(jacobian))]
      : [.ofJacobian(.size(output: output, input: input, rows: rows, columns: columns))]
    if jacobian.structure != .unknown {
      account.description.append(
        .ofJacobian(
          .structure(
            jacobian.structure, gate: labels.symbol(of: jacobian.node), rows: rows, columns: columns)))
    }
    if isBarred { account.description.append(.barred) }
    if let product = jacobian.product(with: upstream), rows * columns > 1 {
      account.comparison = [.ofJacobian(comparison(jacobian, product, downstream, input))]
    }
    return account
  }

  private func tooLarge(_ jacobian: Jacobian) -> Sentence.OfJacobian {
    .tooLarge(
      rows: jacobian.rowCount, columns: jacobian.columnCount, entries: jacobian.multiplications.grouped,
      possible: jacobian.possible.map(\.grouped), nonzero: jacobian.entries?.count.grouped,
      isOwn: jacobian.multiplicationsOfRule == nil)
  }

  private func comparison(_ jacobian: Jacobian, _ product: Tensor, _ downstream: Tensor, _ input: String)
    -> Sentence.OfJacobian
  {
    let agrees = zip(product.elements, downstream.elements).allSatisfy { one, other in
      one == other || (one.isNaN && other.isNaN)
        || (one - other).magnitude <= 1e-9 * max(1, one.magnitude, other.magnitude)
    }
    return agrees
      ? .same(
        input: input, writtenOut: jacobian.multiplications.grouped,
        rule: jacobian.multiplicationsOfRule?.grouped)
      : .differs(input: input)
  }

  /// The numbers of a matrix, its zeros without decimals.
  private func cells(_ rows: [[Double]]) -> [[String]] {
    let all = Tensor(shape: [rows.joined().count], elements: Array(rows.joined())) ?? Tensor(0)
    return rows.map { $0.map { $0 == 0 ? "0" : arrayText.text($0, in: all) } }
  }

  private func names(_ name: String, _ shape: [Int]) -> [String] {
    shape.isEmpty ? [name] : (0..<Tensor.count(of: shape)).map { name + $0.place(in: shape) }
  }

  private func product(_ cells: [[String]], _ upstream: Tensor, _ result: Tensor?) -> ArrayLine? {
    guard let result else { return nil }
    return ArrayLine(
      terms: [
        .grid(Grid(rows: cells).transposed), .space, column(upstream), .text(" = ", tex: "="), column(result),
      ])
  }

  private func column(_ tensor: Tensor) -> ArrayLine.Term {
    .grid(Grid(rows: tensor.elements.map { [arrayText.text($0, in: tensor)] }))
  }

  /// The equations of the gate's backward step that are about an input.
  private func ruleEquations(of jacobian: Jacobian) -> [Equation] {
    guard let step = backwardStep(of: jacobian.node) else { return [] }
    let node = trace.node(jacobian.node)
    let gate = ArrayGate(node, at: step, teller: self)
    return trace.backwards(ofStep: step).filter { $0.to == jacobian.input }.map { backward in
      gate.map { ArrayShare(backward, of: $0).equation(isOnly: true) }
        ?? Share(backward, of: node, at: step, teller: self).equation(isOnly: true)
    }
  }
}

extension Int {
  /// The number with narrow spaces between groups of three digits, from six digits on.
  var grouped: String {
    let digits = Array("\(self)")
    guard digits.count > 5 else { return String(digits) }
    return digits.enumerated().map { index, digit in
      index > 0 && (digits.count - index) % 3 == 0 ? "\u{202F}\(digit)" : "\(digit)"
    }.joined()
  }
}
