import Foundation
import Rendering
import Script
import Testing
import TraceModel

@testable import Stepper

struct `The circuit as text` {
  @Test func `prints`() throws {
    for sample in PictureSample.lessons {
      let picture = sample.picture
      print("=== \(sample.name)  \(picture.layout.width)×\(picture.layout.height)")
      let middle = sample.moves[sample.moves.count * 3 / 4]
      print(picture.drawing(after: middle).canvas.text)
    }
  }
}
