import Language
import Testing
import TraceModel

@testable import Script

@Suite struct KeptGradientTests {
  /// A layer with a weight and a bias, whose gradients are as given.
  private static func layer(dW: String, db: String, before: String = "") -> String {
    """
    class Dense:
      def __init__(self, W, b):
        self.W = W
        self.b = b
        self.db = np.zeros(2)
      def forward(self, x):
        self.x = x
        return x @ self.W + self.b
      def backward(self, dout):
        self.dW = \(dW)
        self.db \(db)
        return dout @ self.W.T
    x = np.array([[1.0, 2.0], [0.5, -1.0], [3.0, 1.5]])
    layer = Dense(np.array([[0.5, 1.0], [-1.0, 2.0]]), np.array([0.25, -0.5]))
    f = np.sum(layer.forward(x)**2)
    f.backward()
    """
  }

  private func warnings(_ program: String) throws -> [String] {
    let outcome = try Program(program).run()
    #expect(outcome.keepsWrongGradient == outcome.diagnostics.contains { $0.severity == .warning })
    return outcome.diagnostics.filter { $0.severity == .warning }.map {
      "\($0.range?.start.line ?? 0): \($0.message)"
    }
  }

  @Test(arguments: [
    ("self.x.T @ dout", "= dout.sum(axis=0)"),
    ("self.x.T @ dout", "+= dout.sum(axis=0)"),
    // A penalty on the weights' size that stands elsewhere.
    ("self.x.T @ dout + 0.1 * self.W", "= dout.sum(axis=0)"),
  ])
  func `right gradients that a layer keeps are accepted`(dW: String, db: String) throws {
    #expect(try warnings(Self.layer(dW: dW, db: db)) == [])
  }

  @Test(arguments: [
    ("-self.x.T @ dout", "= dout.sum(axis=0)", "10:", "'self.dW'", ": the sign is wrong"),
    (
      "self.x.T @ dout", "= dout.sum(axis=0) / 3", "11:", "'self.db'",
      ": it is averaged over 3 where it should be summed"
    ),
    ("self.x.T @ dout", "+= 2 * dout.sum(axis=0)", "11:", "'self.db'", ": it is too large by the factor 2"),
    ("(self.x.T @ dout).T", "= dout.sum(axis=0)", "10:", "'self.dW'", ": it is transposed"),
  ])
  func `wrong gradients that a layer keeps are told with their place and cause`(
    dW: String, db: String, line: String, attribute: String, cause: String
  ) throws {
    let found = try warnings(Self.layer(dW: dW, db: db))
    #expect(found.count == 1)
    #expect(found[0].hasPrefix(line) && found[0].contains(attribute) && found[0].hasSuffix(cause), "\(found)")
  }

  @Test func `a right gradient by hand is not rejected because the tape has NaN`() throws {
    let program = """
      x = np.array([-1.0, 4.0])
      f = np.sum(np.where(x > 0, np.sqrt(x), x))
      dx = np.array([1.0, \(0.25)])
      """
    _ = try Program(program).run()
    #expect(!errors(of: program.replacing("0.25", with: "0.5")).isEmpty)
    #expect(!errors(of: program.replacing("0.25", with: "np.nan")).isEmpty)
  }
}
