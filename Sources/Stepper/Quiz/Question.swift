import Numbers
import Rendering

/// The value or the gradient of a wire.
enum Quantity: Hashable, Sendable {
  case value(Int)
  case gradient(Int)
}

/// A number that the quiz asks for, and the ways in which it is known to go wrong.
struct Question: Equatable, Sendable {
  /// A wrong number and what was mixed up to get it.
  struct Slip: Equatable, Sendable {
    var mistake: Sentence.Mistake
    var number: Double
  }

  /// What is made of an answer.
  enum Verdict: Equatable, Sendable {
    case right
    /// Right with the rounded numbers that are shown, but not with all digits.
    case rightAsShown
    /// One digit more would tell.
    case tooRough
    case mistaken(Sentence.Mistake)
    case wrong

    var isRight: Bool { self == .right || self == .rightAsShown }
  }

  var asked: Sentence.Quiz
  var quantity: Quantity
  /// All numbers of an array that is asked for as a whole.
  var whole: String?
  var number: Double
  /// What the numbers give as they are shown.
  var fromShown: Double?
  var slips: [Slip] = []
  var format: NumberFormat

  /// How far off an answer may be that only wants a digit more, relative to the number.
  private static let roughness = 0.2

  /// The answer as it is shown.
  var answer: String { whole ?? format.text(number) }

  /// Judges an answer: right is what looks like the number when both are rounded.
  func verdict(on answer: Answer) -> Verdict {
    if agrees(answer, with: number) { return .right }
    if let fromShown, agrees(answer, with: fromShown) { return .rightAsShown }
    if let slip = slips.first(where: { agrees(answer, with: $0.number) }) { return .mistaken(slip.mistake) }
    return isRoughly(answer, number) && (answer.value - number).magnitude < Self.roughness * number.magnitude
      ? .tooRough : .wrong
  }

  /// Whether an answer rounds to a number as it is shown, or is the number rounded to fewer decimals, with at least
  /// two digits.
  private func agrees(_ answer: Answer, with number: Double) -> Bool {
    let shown = NumberFormat(digits: max(2, format.digits))
    if shown.text(answer.value) == shown.text(number) { return true }
    return answer.digits >= 2 && isRoughly(answer, number)
  }

  /// Whether the number, rounded to the decimals of the answer, is the answer.
  private func isRoughly(_ answer: Answer, _ number: Double) -> Bool {
    guard let decimals = answer.decimals, answer.value != 0, number.isFinite else { return false }
    let rough = NumberFormat(digits: decimals)
    return rough.text(answer.value) == rough.text(number)
  }
}
