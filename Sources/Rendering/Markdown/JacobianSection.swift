public import TraceModel

extension WalkThrough {
  /// The Jacobians of a gate in Markdown: each with its structure and its product with the upstream gradient.
  ///
  /// - Parameter input: The node by which; nil for each that the gate reads.
  /// - Returns: nil if no gradient has reached the gate in that pass.
  public mutating func jacobians(of node: Int, by input: Int? = nil, in pass: Pass) -> String? {
    let accounts = narrator(of: pass).jacobianAccounts(of: node, by: input)
    var sections: [String] = []
    for account in accounts { sections.append(section(account)) }
    return sections.isEmpty ? nil : sections.joined(separator: "\n\n")
  }

  private mutating func section(_ account: JacobianAccount) -> String {
    let title = language.text(
      .jacobian(MarkdownText.code(account.output), by: MarkdownText.code(account.input)))
    var parts = ["**\(title)**"]
    if let matrix = account.matrix {
      parts.append("$$\(account.symbols) = \(Self.array(matrix.rows, matrix.columns, matrix.cells))$$")
    }
    parts.append(sentences(withoutGloss(account.description)))
    if let product = account.product {
      parts.append("\(language.text(.multipliedOut)):")
      parts.append("$$\\left(\(account.symbols)\\right)^{\\top} \(account.upstream) = \(product.tex)$$")
    }
    parts.append("\(language.text(.byRule)):")
    parts += account.rule.map { equation in
      equation.line.map { "$$\(equation.symbols) = \($0.tex)$$" }
        ?? "$\(equation.symbols)$ = \(MarkdownText.escaped("\(equation.numbers) = \(equation.result)"))"
    }
    if !account.comparison.isEmpty { parts.append(sentences(account.comparison)) }
    return parts.joined(separator: "\n\n")
  }

  private func sentences(_ sentences: [Sentence]) -> String {
    sentences.map { MarkdownText.escaped(language.text($0)) }.joined(separator: " ")
  }

  /// A matrix with the names of its rows and columns.
  private static func array(_ rows: [String], _ columns: [String], _ cells: [[String]]) -> String {
    let head = columns.map(TeX.element).joined(separator: " & ")
    let lines = zip(rows, cells).map { name, cells in
      "\(TeX.element(name)) & \(cells.map(TeX.number).joined(separator: " & "))"
    }
    let alignment = "c|" + String(repeating: "c", count: columns.count)
    return
      "\\begin{array}{\(alignment)} & \(head) \\cr \\hline \(lines.joined(separator: " \\cr ")) \\end{array}"
  }
}

extension TeX {
  /// An element of an array, `W[0, 1]`.
  static func element(_ text: String) -> String {
    guard text.hasSuffix("]"), let bracket = text.firstIndex(of: "["), bracket > text.startIndex else {
      return name(text)
    }
    return name(String(text[..<bracket])) + text[bracket...]
  }
}
