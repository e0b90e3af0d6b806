import Autodiff
import Numbers
import Testing

@testable import TraceModel

@Suite("What few traces and nodes have beside the rest") struct DetailsTests {
  @Test func `is read as it was written`() throws {
    let trace = try Trace(jsonLines: SampleTrace.details().jsonLines)
    #expect(trace.producer == Producer("torch \"nightly\"", version: "2.13.0\u{1b}"))
    #expect(trace.numberType == .float32)
    #expect((0..<5).map(trace.numberType) == [.float32, .float64, .bfloat16, .float16, .float64])
    #expect(trace.node(0).details.literal == SourceRange(SourcePlace(line: 1, column: 5), length: 4))
    #expect(trace.node(2).details.literal == nil)
    #expect(trace.node(3).details.picture == PictureShape(height: 2, width: 3))
    #expect(trace.node(4).details.picture == PictureShape(height: 1, width: 2, channels: 3))
    #expect(trace.visible.producer == Producer("torch \"nightly\"", version: "2.13.0␛"))
  }

  @Test func `is left out of a file where it is as for most`() throws {
    let lines = String(decoding: try SampleTrace.product().jsonLines, as: UTF8.self)
    for key in ["producer", "dtype", "image", "literal"] { #expect(!lines.contains("\"\(key)\":")) }
  }

  @Test func `a node has the symbol that its gate shows, constants included`() throws {
    let trace = try SampleTrace.toldSymbols()
    #expect(trace.nodes.map(\.symbol) == ["", "×0.123456789", "N (2)/□", "( )³"])
    let lines = String(decoding: trace.jsonLines, as: UTF8.self)
    for symbol in ["×0.123456789", "N (2)/□", "( )³"] {
      #expect(lines.contains("\"symbol\":\"\(symbol)\",\"name\""))
    }
  }

  @Test(arguments: [
    ("×0.123456789", "×0.1235", true), ("×0.123456789", "×0.12", true), ("×0.123456789", "×1.2e−1", true),
    ("×0.123456789", "×0.13", false), ("×0.123456789", "×1.2", false), ("×0.123456789", "×−0.12", false),
    ("×0.123456789", "×", true), ("×0.123456789", "×0", false), ("( )³", "( )^3", true),
    ("( )³", "( )²", false),
    ("( )³", "( )⁻³", false), ("( )³", "( )3", false), ("N (2)/□", "N/□", true), ("N (2)/□", "2/□", true),
    ("N (2)/□", "N (2.0)/□", true), ("N (2)/□", "N (3)/□", false), ("N (2)/□", "M (2)/□", false),
    ("N (2)/□", "M/□", false),
  ]) func `a symbol tells its node's constant, with other digits perhaps`(
    _ symbol: String, _ other: String, _ isRead: Bool
  ) throws {
    let lines = String(decoding: try SampleTrace.toldSymbols().jsonLines, as: UTF8.self)
    let told = lines.replacing("\"symbol\":\"\(symbol)\",\"name\"", with: "\"symbol\":\"\(other)\",\"name\"")
    #expect(lines != told)
    let trace = try? Trace(jsonLines: Array(told.utf8))
    #expect((trace != nil) == isRead)
  }

  @Test func `a file whose nodes have their gate's own symbol is read`() throws {
    let lines = String(decoding: try SampleTrace.toldSymbols().jsonLines, as: UTF8.self)
    let older = lines.replacing("\"symbol\":\"( )³\"", with: "\"symbol\":\"pow\"")
      .replacing("\"symbol\":\"N (2)/□\",", with: "")
    #expect(lines != older)
    #expect(try Trace(jsonLines: Array(older.utf8)).nodes.map(\.symbol).suffix(2) == ["N (2)/□", "( )³"])
  }

  @Test func `a sample has even distances and says what it is a sample of`() throws {
    let trace = try Trace(jsonLines: SampleTrace.samples().jsonLines)
    let value = trace.initialValue(of: 0)
    let whole = try #require(value.whole)
    #expect(whole.shape == [100, 40] && whole.indices == [[0, 49, 99], [0, 19, 39]])
    #expect(value.shape == [3, 3] && trace.node(0).shape == [3, 3])
    #expect(value.elements == [0, 19, 39, 1960, 1979, 1999, 3960, 3979, 3999].map { $0 - 0.5 })
    #expect(whole.least == -0.5 && whole.largest == 3998.5 && whole.mean == 1999 && whole.isFinite)
    let other = try #require(trace.initialValue(of: 1).whole)
    #expect(other.least == 0 && other.largest == 8 && other.mean == 4 && !other.isFinite)
    #expect(trace.firstSample == 0)
    #expect(trace.node(3).details.whole == whole)
    #expect(try SampleTrace.product().firstSample == nil)
  }

  @Test func `a constant that is a sample is found with the node that keeps it`() throws {
    var builder = HandBuiltTrace()
    let gate = builder.gate("sum", symbol: "Σ")
    let x = builder.node(value: Tensor(1))
    let large = Tensor(filling: [9], with: Array(repeating: 1, count: 9)).sampled(atMost: 2)
    _ = builder.node(gate, reads: [Int32(x)], value: Tensor(1))
    let constant = builder.builder.add(Constant(large))
    let node = builder.node(gate, reads: [Int32(x), constant], value: Tensor(1))
    #expect(builder.trace.firstSample == node)
  }

  @Test func `a small array, and one that is a sample, is its own sample`() {
    let small = Tensor(filling: [2, 2], with: [1, 2, 3, 4])
    #expect(small.sampled(atMost: 3) == small)
    let sample = Tensor(filling: [9], with: Array(repeating: 1, count: 9)).sampled(atMost: 4)
    #expect(sample.sampled(atMost: 2) == sample)
    #expect(sample != Tensor(filling: sample.shape, with: sample.elements))
  }
}
