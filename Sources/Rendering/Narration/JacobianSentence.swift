extension Sentence {
  /// What is said of a Jacobian.
  public enum OfJacobian: Equatable, Sendable {
    /// What its rows and columns are.
    case size(output: String, input: String, rows: Int, columns: Int)
    /// The name of its pattern, with what that means.
    case structure(Jacobian.Structure, gate: String, rows: Int, columns: Int)
    /// Too large to be shown: so many entries, of which so many can differ from 0, or do, where that is known.
    case tooLarge(rows: Int, columns: Int, entries: String, possible: String?, nonzero: String?, isOwn: Bool)
    /// Written-out and rule give the same; the numbers of multiplications, of which that of a gate of the program's own
    /// is not known.
    case same(input: String, writtenOut: String, rule: String?)
    /// They differ, which should not happen.
    case differs(input: String)
  }
}

extension English {
  func text(_ sentence: Sentence.OfJacobian) -> String {
    switch sentence {
    case .size(let output, let input, let rows, let columns):
      "\(rows == 1 ? "Its only row belongs to \(output)" : "Its \(rows) rows belong to the elements of \(output)"), \(columns == 1 ? "its only column to \(input)" : "its \(columns) columns to the elements of \(input)")."
    case .structure(let structure, let gate, let rows, let columns): text(structure, gate, rows, columns)
    case .tooLarge(let rows, let columns, let entries, let possible, let nonzero, let isOwn):
      tooLarge("\(rows) × \(columns): \(entries) entries", entries, possible, nonzero)
        + (isOwn ? "" : " The gate never forms it.")
    case .same(let input, let writtenOut, let rule?):
      "To multiply the matrix out takes \(writtenOut == "1" ? "one multiplication" : "\(writtenOut) multiplications"). The gate gets the same for \(input) by its rule, with \(rule == "0" ? "none" : rule), and never forms the matrix."
    case .same(let input, let writtenOut, nil):
      "To multiply the matrix out takes \(writtenOut == "1" ? "one multiplication" : "\(writtenOut) multiplications"). The gate's own backward function gives the same for \(input)."
    case .differs(let input):
      "The gate handed other numbers on to \(input) than the matrix gives: one of both is wrong."
    }
  }

  private func tooLarge(_ size: String, _ entries: String, _ possible: String?, _ nonzero: String?) -> String
  {
    if let possible, possible != entries { return "\(size), of which only \(possible) can differ from 0." }
    if let nonzero, nonzero != entries, possible == nil {
      return "\(size), of which \(nonzero) \(nonzero == "1" ? "is" : "are") not 0 with these numbers."
    }
    return "\(size)."
  }

  private func text(_ structure: Jacobian.Structure, _ gate: String, _ rows: Int, _ columns: Int) -> String {
    let all = rows * columns
    switch structure {
    case .identity: return "It is the identity: the gradient passes as it is."
    case .diagonal(let nonzero):
      return nonzero == rows
        ? "It is diagonal: each element of the output depends on one element of the input alone, the one in the same place."
        : "It is diagonal, with \(nonzero) of \(rows) entries on the diagonal that are not 0: each element of the output depends at most on the element of the input in the same place."
    case .permutation:
      return
        "It is a permutation: a single 1 in each row and each column, so that elements only change places."
    case .selection:
      return
        "It is a selection: a single 1 in each row says which element of the input went to that element of the output."
    case .placement:
      return
        "It has a single 1 in each column: every element of the input goes into one element of the output, with the slope 1."
    case .blocks(let count, let height, let width):
      return
        "It is block-diagonal: \(count) blocks of \(height) × \(width) along the diagonal, so that only \(count * height * width) of its \(all) entries can differ from 0."
    case .interleaved(let count, let height, let width):
      return
        "It is block-diagonal once rows and columns are sorted: \(count) blocks of \(height) × \(width), each with every \(ordinal(count)) row and column, so that only \(count * height * width) of its \(all) entries can differ from 0."
    case .sparse(let nonzero):
      return "It is sparse: \(nonzero) of its \(all) entries \(nonzero == 1 ? "is" : "are") not 0."
    case .dense:
      return all == 1
        ? "It is a single number, the slope." : "It is dense: none of its \(all) entries is 0."
    case .unknown: return "Which of its \(all) entries are 0 depends on the numbers."
    case .zero:
      return all == 1
        ? "It is a single number, the slope 0: no gradient passes."
        : "All its \(all) entries are 0: no gradient passes."
    }
  }

  private func ordinal(_ number: Int) -> String {
    switch (number % 10, number % 100) {
    case (2, 2): "second"
    case (3, 3): "third"
    case (1, let rest) where rest != 11: "\(number)st"
    case (2, let rest) where rest != 12: "\(number)nd"
    case (3, let rest) where rest != 13: "\(number)rd"
    default: "\(number)th"
    }
  }
}
