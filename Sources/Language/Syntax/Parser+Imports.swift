import TraceModel

extension Parser {
  /// `import numpy as np, math`.
  mutating func importStatement() throws(SyntaxFailure) -> Statement {
    let start = current.range
    advance()
    var imports: [Import] = []
    repeat {
      let (name, range) = try dottedName()
      let alias = accept(.as) ? try expectName(.anything).text : nil
      checkModule(name, at: range)
      imports.append(Import(name: name, alias: alias, range: range))
    } while accept(.comma)
    return Statement(.importModule(imports), at: start.through(previous.range))
  }

  /// `from math import exp, log as ln`.
  mutating func fromImportStatement() throws(SyntaxFailure) -> Statement {
    let start = current.range
    advance()
    let (module, moduleRange) = try dottedName()
    checkModule(module, at: moduleRange)
    guard accept(.import) else { throw failure(expecting: .keyword(.import)) }
    if accept(.star) { return Statement(.importNames(module: module, []), at: start.through(previous.range)) }
    let isBracketed = accept(.leftParenthesis)
    var imports: [Import] = []
    repeat {
      if isBracketed, current.kind == .symbol(.rightParenthesis) { break }
      let (name, range) = try expectName(.anything)
      let alias = accept(.as) ? try expectName(.anything).text : nil
      imports.append(Import(name: name, alias: alias, range: range))
    } while accept(.comma)
    if isBracketed { try expect(.rightParenthesis) }
    return Statement(.importNames(module: module, imports), at: start.through(previous.range))
  }

  private mutating func dottedName() throws(SyntaxFailure) -> (text: String, range: SourceRange) {
    var (name, range) = try expectName(.module)
    while accept(.dot) {
      let part = try expectName(.module)
      name += "." + part.text
      range = range.through(part.range)
    }
    return (name, range)
  }

  private mutating func checkModule(_ name: String, at range: SourceRange) {
    if !Module.importable.contains(name) { report(.unknownModule(name), at: range) }
  }
}
