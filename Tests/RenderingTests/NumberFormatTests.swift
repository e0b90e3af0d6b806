import Numbers
import Testing
import TraceModel

@testable import Rendering

struct `Numbers as a trace shows them` {
  @Test func `have no decimals where all of a trace are whole`() throws {
    #expect(try NumberFormat(for: Sample("", "x = -2; y = 5\nf = x * y").trace()).digits == 0)
    #expect(try NumberFormat(for: Sample("", "x = -2; y = 5\nf = x / y").trace()).digits == 2)
    #expect(try NumberFormat(for: Sample("", "x = 1.5\nf = x * 2", digits: 4).trace()).digits == 4)
  }

  @Test func `that do not multiply as shown are told exactly`() throws {
    let told = try Sample("", "w = 2.0; x = -1.0; s = 3.0\nf = 1 / (1 + exp(-(w * x + s)))").told()
    let multiply = try #require(told.first { $0.heading.hasSuffix("backward through ×") })
    #expect(multiply.sentences[0].contains("x gets 0.20 × 2.00 = 0.39, more exactly 0.3932…"))
    #expect(multiply.sentences[0].contains("w gets 0.20 × −1.00 = −0.20,"))
  }
}
