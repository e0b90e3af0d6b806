import Numbers
import Rendering
import TraceModel

extension Stepper {
  /// The chain rule for the selected wire, written out.
  var why: [Line] {
    guard let wire = block.selected else { return [] }
    let name = scene.labels.name(of: wire)
    guard let chain = scene.narrator.chain(to: wire, at: block.step) else {
      return [Line(say(.noBackwardPass))]
    }
    if chain.count == "0" {
      return [Line(say(.chainBroken(wire: name, output: chain.output)))] + carried(chain)
    }
    if chain.paths.first?.links.isEmpty ?? true {
      return [Line(say(.chainOfOutput(output: name, seed: chain.seed)))] + carried(chain)
    }
    var lines = [Line(say(.chain(wire: name, output: chain.output, paths: chain.count)))]
    if chain.hasArrays { lines.append(Line(say(.chainOfArrays(wire: name)))) }
    for (index, path) in chain.paths.enumerated() { lines += told(path, index, of: chain) }
    if let rest = chain.rest {
      lines += [Line(), Line(say(.chainRest(paths: rest.paths, sum: rest.sum)))]
    }
    lines += carried(chain)
    lines += [Line(), total(chain)]
    if block.trace.mistake != nil { lines += [Line(), Line(say(.chainMistaken))] }
    if chain.isPending { lines += [Line(), Line(say(.chainPending), .dim)] }
    return lines
  }

  private func carried(_ chain: Chain) -> [Line] {
    chain.carried.map { [Line(), Line(say(.chainCarried(wire: chain.wire, gradient: $0)))] } ?? []
  }

  /// One path: its chain in symbols, and each gate with its local gradient and the product up to it.
  private func told(_ path: Chain.Path, _ index: Int, of chain: Chain) -> [Line] {
    var lines = [Line()]
    if chain.count != "1" { lines.append(Line(label(.path(index + 1, of: chain.count)), .title)) }
    // With several paths, ∂f/∂x could be that along one of them or their sum.
    let symbols = (chain.startsFrom.map { [$0] } ?? []) + path.links.map(\.derivative)
    if chain.count == "1", (2...Self.mostSymbols).contains(symbols.count) {
      lines.append(Line("  \(chain.symbol) = " + symbols.joined(separator: " · ")))
    }
    let rows =
      [["", chain.output, "", "", chain.seed]]
      + path.links.map { link in
        [link.gate, link.to, link.formula, "× \(link.local)", link.product ?? ""]
      }
    let widths = (0..<5).map { column in rows.map { $0[column].terminalWidth }.max() ?? 0 }
    for (row, cells) in rows.enumerated() {
      if path.omitted > 0, row == Chain.mostLinks / 2 + 1 {
        lines.append(Line("  …  (\(path.omitted))", .dim))
      }
      var line = Line("  " + cells[0].padded(to: widths[0]) + "  " + cells[1].padded(to: widths[1]) + "  ")
      line.append(cells[2].padded(to: widths[2]) + "  ", .dim)
      line.append(cells[3].padded(to: widths[3]))
      line.append(cells[4].isEmpty ? "" : "  = " + cells[4], .gradient)
      lines.append(line)
    }
    return lines
  }

  /// Chains of more factors are told by their table alone.
  private static let mostSymbols = 6

  /// What the paths add up to: the gradient of the wire.
  private func total(_ chain: Chain) -> Line {
    let known = chain.paths.compactMap(\.product)
    let terms =
      (chain.carried.map { [$0] } ?? [])
      + (chain.hasArrays ? chain.shares : chain.isPending ? [] : known)
      + (chain.rest.flatMap(\.sum).map { [$0] } ?? [])
    let sum = terms.enumerated().map { $0 > 0 && $1.hasPrefix("−") ? "(\($1))" : $1 }.joined(separator: " + ")
    let result =
      if case .final(let gradient) = chain.total { scene.compact(gradient) } else { scene.text(chain.total) }
    let exact = terms.count == 1 ? chain.paths.first?.exact.map { ", \(language.text(.exactly($0)))" } : nil
    let isSum = terms.count > 1 && !chain.isPending && block.trace.mistake == nil
    let symbol = chain.carried == nil ? chain.symbol : "\(chain.wire).grad"
    var line = Line("\(symbol) = " + (isSum ? sum + " = " : ""))
    line.append(result + (exact ?? ""), .gradient)
    return line
  }
}
