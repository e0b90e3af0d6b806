import Testing

@testable import Figures

struct `Ids and references` {
  @Test(arguments: ["v5", "b5.0", "w1.0.12", "u2.3"]) func `of shapes are read as they are written`(
    _ text: String
  ) {
    #expect(ShapeID(text)?.text == text)
  }

  @Test(arguments: ["", "v", "5", "v5.", "v-1", "q5", "v1.2.3.4", "v٣"]) func `that are none are refused`(
    _ text: String
  ) {
    #expect(ShapeID(text) == nil)
  }

  @Test(arguments: ["v5-value", "b10.0-local"]) func `of slots are read as they are written`(_ text: String) {
    #expect(SlotID(text)?.text == text)
  }

  @Test(arguments: ["value 5", "local 10.0", "value 5[3]", "gradient 5[3]@12", "new 2@7"])
  func `to numbers are read as they are written`(_ text: String) {
    #expect(Reference(text)?.text == text)
  }

  @Test(arguments: ["", "value", "value ", "value 5x", "value 5[", "value 5[3", "value 5@", "size 5"])
  func `to nothing are refused`(_ text: String) {
    #expect(Reference(text) == nil)
  }
}
