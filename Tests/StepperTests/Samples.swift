import Language
import Script
import TraceModel

@testable import Stepper

/// Small programs whose steps are looked at.
enum Samples {
  static let sigmoid = """
    w0 = 2.0; x0 = -1.0
    w1 = -3.0; x1 = -2.0
    w2 = -3.0

    f = 1 / (1 + exp(-(w0*x0 + w1*x1 + w2)))
    f.backward()
    """

  static let fork = "x = 3\ny = 2\nf = x * y + x\nf.backward()"

  static let functions = """
    def square(a):
        return a * a
    def norm(a, b):
        return sqrt(square(a) + square(b))
    x = 3.0; y = 4.0
    f = norm(x, y) / norm(y, 1.5 * x)
    f.backward()
    """

  static let training = """
    w = 2.0; x = 3.0
    for i in range(200):
        loss = (w * x - 1)**2
        loss.backward()
        w.data -= 0.01 * w.grad
        w.grad = 0
    """

  static let arrays = """
    W = np.array([[1.0, -2.0], [0.5, 3.0]])
    x = np.array([0.2, -0.4])
    h = np.maximum(0, W @ x)
    loss = np.sum(h * h + x)
    loss.backward()
    """

  static let forwardOnly = "x = np.array([1.0, 2.0])\ny = x * 3"

  static let nothing = "print(3)"

  static let strangeNames = "가중치 = 2.0\nβ = 3.0\n손실 = 가중치 * β + 가중치\n손실.backward()"

  static let all: [(name: String, program: String)] = [
    ("sigmoid", sigmoid), ("fork", fork), ("functions", functions), ("training", training),
    ("arrays", arrays),
    ("forward only", forwardOnly), ("nothing", nothing), ("strange names", strangeNames),
  ]

  static func program(_ text: String, name: String = "program", collapsed: Set<String> = []) throws
    -> SteppedProgram
  {
    let outcome = try Program(text).run(RunOptions(title: name))
    return SteppedProgram(name: name, trace: outcome.trace, collapsed: collapsed)
  }

  static func stepper(_ text: String, collapsed: Set<String> = []) throws -> Stepper {
    try Stepper([program(text, collapsed: collapsed)]).orFail()
  }
}

struct Missing: Error {}

extension Optional {
  func orFail() throws -> Wrapped {
    guard let self else { throw Missing() }
    return self
  }
}

extension Stepper {
  /// Carries out commands that are written; gives the last reply.
  @discardableResult
  mutating func run(_ text: String) throws -> Reply {
    var reply = Reply()
    for item in CommandScript(text).items { reply = handle(try command(from: item.text)) }
    return reply
  }
}
