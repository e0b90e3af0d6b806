import Numbers
public import TraceModel

extension PlainWalkThrough {
  /// The Jacobians of a gate as text; nil if no gradient has reached it in that pass.
  ///
  /// - Parameters:
  ///   - node: The gate.
  ///   - input: What it reads; nil for all.
  public func jacobians(of node: Int, by input: Int? = nil, in pass: Pass) -> String? {
    guard let narrator = narrators.first(where: { $0.circuit.pass.number == pass.number }) else { return nil }
    let accounts = narrator.jacobianAccounts(of: node, by: input)
    return accounts.isEmpty ? nil : accounts.map(section).joined(separator: "\n\n") + "\n"
  }

  private func section(_ account: JacobianAccount) -> String {
    let title = language.text(.jacobian(account.output, by: account.input))
    var parts = [Self.underlined(title, "-")]
    if let matrix = account.matrix {
      parts.append(indented(Self.matrix(matrix.rows, matrix.columns, matrix.cells)))
    }
    parts.append(account.description.map(language.text).joined(separator: " "))
    if let product = account.product {
      parts.append("\(language.text(.multipliedOut)):\n\n" + indented(product.lines.joined(separator: "\n")))
    }
    let rule = account.rule.map { equation in
      equation.line.map { ([equation.plainSymbols ?? ""] + $0.lines).joined(separator: "\n") }
        ?? "\(equation.numbers) = \(equation.result)"
    }
    parts.append("\(language.text(.byRule)):\n\n" + indented(rule.joined(separator: "\n\n")))
    if !account.comparison.isEmpty {
      parts.append(account.comparison.map(language.text).joined(separator: " "))
    }
    return parts.joined(separator: "\n\n")
  }

  /// A matrix with the names of its rows and columns, in columns of one width each.
  private static func matrix(_ rows: [String], _ columns: [String], _ cells: [[String]]) -> String {
    let names = rows.map(\.terminalWidth).max() ?? 0
    let grid = columns.indices.map { column in
      let numbers = Grid.aligned(cells.map { $0[column] })
      let width = max(columns[column].terminalWidth, numbers.first?.terminalWidth ?? 0)
      return ([columns[column]] + numbers).map { $0.padded(to: width) }
    }
    return (0...rows.count).map { row in
      let name = row == 0 ? "" : rows[row - 1]
      let line = ([name + String(repeating: " ", count: names - name.terminalWidth)] + grid.map { $0[row] })
        .joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}

extension String {
  /// The text with spaces in front, so wide.
  fileprivate func padded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - terminalWidth)) + self
  }
}
