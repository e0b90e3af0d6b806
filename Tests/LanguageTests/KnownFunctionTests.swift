import Language
import Testing

@Suite struct KnownFunctionTests {
  @Test func `every function is documented once with the ways to write it`() {
    let functions = FunctionSummary.all
    #expect(functions.contains { $0.form == "exp(x)" && $0.prefixes == ["", "np.", "math.", "x."] })
    #expect(functions.allSatisfy { !$0.summary.isEmpty && !$0.prefixes.isEmpty })
  }
}
