import Recomputation
import TraceModel

/// The generated parts of docs/formulas.md.
let formulaRegions: [GeneratedRegion] = {
  let document = "docs/formulas.md"
  return [
    GeneratedRegion(document: document, name: "primitives") {
      table(["function", "what it gives"], Primitive.all.map { ["`\($0.form)`", $0.meaning] })
    },
    GeneratedRegion(document: document, name: "patterns") {
      table(["pattern", "what it means"], GatePattern.allCases.map { ["`\($0.rawValue)`", $0.meaning] })
        + "\n\nThe sentences are " + GateSentence.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        + "."
    },
  ]
}()
