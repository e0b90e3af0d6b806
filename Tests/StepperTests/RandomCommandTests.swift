import Numbers
import Rendering
import Testing
import TraceModel

@testable import Stepper

/// Numbers that are the same in each run.
private struct Numbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 33)
  }
}

struct `Any commands` {
  private static let texts = [
    "", "x", "w0", "⟨8⟩", "8", "f", "exp", "line 3", "line -1", "phase backward", "nan", "norm", "square",
    "0", "-1",
    "99999999999", "9223372036854775807", "-0.2", "1/0", "가중치", "nosuch", "  ", "?", "gate +", "wire x",
    "next",
  ]

  private static let keys: [Key] =
    CommandEntry.all.flatMap(\.keys) + [
      .enter, .backspace, .delete, .escape, .pageUp, .pageDown, .backTab, .character("5"), .character("9"),
      .character("-"), .character("é"), .character("👍🏽"), .character("\u{1B}"), .character("\0"),
    ]

  private static func command(_ numbers: inout Numbers) -> Command? {
    guard let entry = CommandEntry.all.randomElement(using: &numbers),
      let text = texts.randomElement(using: &numbers)
    else { return nil }
    return try? Command("\(entry.word) \(text)")
  }

  private static let extremes: [Command] = [
    .next(.min), .previous(.min), .next(.max), .previous(.max), .up(.min), .down(.min), .up(.max),
    .down(.max),
    .goTo(.min), .goTo(.max), .digits(.min), .digits(.max), .answer(""), .search(""), .select(""), .next(0),
    .help("nosuch"), .pass("-"), .group(""), .stop(""),
  ]

  @Test(arguments: Samples.all.indices, [1, 2, 3] as [UInt64])
  func `leave a valid state and a screen of the right size`(sample: Int, seed: UInt64) throws {
    let programs = try [Samples.all[sample], Samples.all[(sample + 1) % Samples.all.count]].map {
      try Samples.program($0.program, name: $0.name)
    }
    var stepper = try Stepper(programs).orFail()
    var numbers = Numbers(state: seed &* 977 &+ UInt64(sample))
    for count in 0..<300 {
      switch count % 3 {
      case 0: if let command = Self.command(&numbers) { _ = stepper.handle(command) }
      case 1: if let key = Self.keys.randomElement(using: &numbers) { _ = stepper.press(key) }
      default: if let command = Self.extremes.randomElement(using: &numbers) { _ = stepper.handle(command) }
      }
      expectValid(stepper)
      let width = Int.random(in: 0...130, using: &numbers)
      let height = Int.random(in: 0...40, using: &numbers)
      if count % 10 == 0 { expectScreen(of: stepper, width, height) }
    }
  }

  private func expectValid(_ stepper: Stepper) {
    let block = stepper.block
    #expect(block.passes.indices.contains(block.passIndex))
    #expect(block.index == 0 || block.scene.moves.indices.contains(block.index))
    #expect(block.selected.map { block.scene.row(of: $0) != nil } ?? block.scene.wires.isEmpty)
    #expect(stepper.scrolled.x >= 0 && stepper.scrolled.y >= 0)
    #expect((0...15).contains(block.format.digits))
    if let quiz = stepper.quiz { #expect(quiz.right <= quiz.asked && quiz.tries < Quiz.mostTries) }
  }

  private func expectScreen(of stepper: Stepper, _ width: Int, _ height: Int) {
    let screen = stepper.screen(width: width, height: height)
    #expect(screen.rows.count == height && screen.rows.allSatisfy { $0.count == width })
    for row in screen.rows {
      #expect(row.first.map { !$0.isContinuation } ?? true)
      for (left, right) in zip(row, row.dropFirst()) where right.isContinuation {
        #expect(!left.isContinuation)
      }
    }
    if let cursor = stepper.cursor(width: width, height: height) {
      #expect((0..<width).contains(cursor.x) && (0..<height).contains(cursor.y))
    }
  }

  @Test(arguments: [
    (0, 0), (1, 1), (2, 2), (1, 40), (200, 1), (20, 5), (59, 13), (60, 14), (119, 30), (200, 60),
  ])
  func `fit a screen of any size, whatever is open`(width: Int, height: Int) throws {
    for (name, text) in Samples.all {
      var stepper = try Samples.stepper(text)
      for commands in [
        "", "last", "why", "matrix", "help", "wires", "circuit", "program", "breaks", "step",
        "close; quiz; first; next",
      ] {
        try stepper.run(commands)
        expectScreen(of: stepper, width, height)
        #expect(
          width < 20 || height < 5
            || stepper.screen(width: width, height: height).text.contains { !$0.isWhitespace }, "\(name)")
      }
    }
  }
}
