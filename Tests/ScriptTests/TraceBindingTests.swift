import Language
import Numbers
import Testing
import TraceModel

@testable import Script

/// What the trace of a program tells of its variables.
@Suite struct TraceBindingTests {
  /// What is bound at the end of a step, told as `name=node` or `name=value`, in the order of the names.
  private func variables(of trace: Trace, at step: Int) -> String {
    var bound: [String: String] = [:]
    let node = trace.step(step).node
    for number in 0...step {
      for binding in trace.bindings(ofStep: number) {
        // What is local to a call is bound while its gates are made.
        if let group = binding.group {
          guard let node, trace.groups[group].nodes.contains(node) else { continue }
        }
        bound[binding.name] = binding.bound.told(in: trace)
      }
    }
    return bound.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }

  @Test(arguments: [
    ("x = 2.0\nf = x * 3", "f=⟨f⟩ x=⟨x⟩"),
    ("n = 4\nx = 2.0\nf = x ** n", "f=⟨f⟩ n=4.0 x=⟨x⟩"),
    ("x = 2.0\nold = x\nf = x * 3\nf.backward()\nx -= 0.5 * x.grad\ng = x * 2", "f=⟨f⟩ g=⟨g⟩ old=2.0 x=⟨x⟩"),
    ("x = 2.0\nf = x * 3\nc = f.item()\nf = f * c", "c=6.0 f=⟨f₁⟩ x=⟨x⟩"),
    (
      "names = ['a', 'b']; t = (1,); ok = True; e = None\nx = 2.0\nf = x * 3",
      "e=None f=⟨f⟩ names=['a', 'b'] ok=True t=(1,) x=⟨x⟩"
    ),
    (
      "def g(): return 1\nclass C: pass\nc = C()\nx = 2.0\nf = x * g()",
      "C=<class 'C'> c=<C object> f=⟨f⟩ g=<function g> x=⟨x⟩"
    ),
    ("long = list(range(100))\nx = 2.0\nf = x * 3", "f=⟨f⟩ long=[0, 1, 2, 3, 4, 5, 6, 7, …] x=⟨x⟩"),
    ("x = np.array([1.0, -2.0])\nh = x * 2\nh[h < 0] = 0\nf = np.sum(h)", "f=⟨f⟩ h=⟨h₁⟩ x=⟨x⟩"),
    (
      "m = np.zeros(2) > 1\nk = np.arange(100)\nx = 2.0\nf = x * 3",
      "f=⟨f⟩ k=<array of shape [100]> m=[0.0, 0.0] x=⟨x⟩"
    ),
    (
      "class Net:\n    def __init__(self): self.w = 3.0\n    def forward(self, x):\n        self.h = self.w * x\n        return self.h\nnet = Net()\nx = 2.0\nf = net.forward(x)\ng = f * 2",
      "Net=<class 'Net'> f=⟨f⟩ g=⟨g⟩ net=<Net object> net.h=⟨f⟩ net.w=⟨net.w⟩ x=⟨x⟩"
    ),
    ("x = 2.0\nfor i in range(3): x = x * 2\nf = [a for a in [1, 2]][1] * x", "f=⟨f⟩ i=2.0 x=⟨x₃⟩"),
  ]) func `the variables at the last step are told`(_ program: String, _ told: String) throws {
    let trace = try Program("import numpy as np\n" + program).run().trace
    let last = trace.steps.last { $0.kind == .forward }
    #expect(variables(of: trace, at: try #require(last).number) == told)
  }

  @Test func `what is local to a call ends with it`() throws {
    let trace = try Program(
      "x = 2.0\ndef half(a):\n    b = a / 2\n    c = b * b\n    return c\nf = half(x)\ng = f * 3"
    ).run().trace
    let forward = trace.steps.filter { $0.kind == .forward }.map(\.number)
    #expect(
      forward.map { variables(of: trace, at: $0) } == [
        "a=⟨x⟩ b=⟨1⟩ half=<function half> x=⟨x⟩", "a=⟨x⟩ b=⟨1⟩ c=⟨f⟩ f=⟨f⟩ half=<function half> x=⟨x⟩",
        "f=⟨f⟩ g=⟨g⟩ half=<function half> x=⟨x⟩",
      ])
  }

  @Test func `a call that goes on in the next pass keeps its names there`() throws {
    let trace = try Program(
      """
      w = 1.0
      def train(rate):
          for i in range(2):
              f = w * w
              f.backward()
          return f
      g = train(0.5)
      """
    ).run().trace
    let last = try #require(trace.steps.last { $0.kind == .forward })
    #expect(variables(of: trace, at: last.number) == "f=⟨g⟩ i=1.0 rate=0.5 train=<function train> w=⟨w⟩")
  }

  @Test func `passes that are not kept hand on what was bound in them`() throws {
    let trace = try Program(
      "w = 1.0\nfor i in range(40):\n    if i == 20: best = i\n    f = w * 2\n    f.backward()"
    ).run().trace
    let last = try #require(trace.steps.last { $0.kind == .forward })
    #expect(variables(of: trace, at: last.number) == "best=20.0 f=⟨f⟩ i=39.0 w=⟨w⟩")
    #expect(trace.passes.count { $0.steps != nil } < 12)
  }

  @Test func `a loop without gates costs one binding`() throws {
    let trace = try Program("for i in range(20000): t = 2 * i\nx = 2.0\nf = x * 3").run().trace
    #expect((0..<trace.stepCount).reduce(0) { $0 + trace.bindings(ofStep: $1).count } < 6)
  }
}

extension Binding.Bound {
  fileprivate func told(in trace: Trace) -> String {
    switch self {
    case .node(let id): trace.node(id).name == nil ? "⟨\(id)⟩" : "⟨\(trace.node(id).shownName)⟩"
    case .value(let value): value.scalar.map { "\($0)" } ?? "\(value.elements)"
    case .text(let text): text
    }
  }
}
