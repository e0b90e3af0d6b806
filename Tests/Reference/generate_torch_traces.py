"""Records small PyTorch programs as traces, for the tests of reading and recomputing what others record.

    python generate_torch_traces.py ../RecomputationTests/Fixtures

Needs PyTorch (2.13 made the files that are committed). Every value and every gradient is what PyTorch computes in the type
of its tensors: forward with its functions, backward with its derivative of each of them.
"""

import json
import sys

import torch

GATES = {  # name: what a trace tells of it, and the function of PyTorch
    "add": ("+", "+{c}", "a + b", ["1", "1"], None, "a + b", ["u", "u"], "distributes", lambda a, b: a + b),
    "subtract": ("−", "−{c}", "a - b", ["1", "-1"], None, "a - b", ["u", "u * (-1)"], "distributes", lambda a, b: a - b),
    "multiply": ("×", "×{c}", "a * b", ["b", "a"], None, "a * b", ["u * b", "u * a"], "switches", lambda a, b: a * b),
    "divide": ("÷", "÷{c}", "a / b", ["1 / b", "-a / b^2"], None, "a / b", ["u * (1 / b)", "u * (-a / b^2)"], "scales", lambda a, b: a / b),
    "exp": ("exp", "exp(x,{c})", "exp(a)", ["exp(a)"], None, "exp(a)", ["u * y"], "scales", torch.exp),
    "tanh": ("tanh", "tanh(x,{c})", "tanh(a)", ["1 - y^2"], None, "tanh(a)", ["u * (1 - y^2)"], "squashes", torch.tanh),
    "relu": ("ReLU", "ReLU(x,{c})", "max(0, a)", ["[a > 0]"], None, "maximum(0, a)", ["where([a > 0], u, 0)"], "passes", torch.relu),
    "sigmoid": ("σ", "σ(x,{c})", "1 / (1 + exp(-a))", ["y * (1 - y)"], None,
                "where([a < 0], exp(a) / (1 + exp(a)), 1 / (1 + exp(-a)))", ["u * (y * (1 - y))"], "squashes", torch.sigmoid),
    "float": ("float", "float(x,{c})", "a", ["1"], None, "a", ["u"], "distributes", lambda a: a.float()),
    "matmul": ("@", "@", "matmul(a, b)", [], ["matmul(u, transpose(b))", "matmul(transpose(a), u)"],
               "einsum('...ij,...jk->...ik', row(a), column(b))",
               ["einsum('...ik,...jk->...ij', matrices(u, a, b), column(b))",
                "gather(einsum('...ij,...ik->...jk', row(a), matrices(u, a, b)), column(b))"], "product", lambda a, b: a @ b),
    "sum": ("Σ", "Σ axis {c}", "sum(a)", [], ["spread(u)"], "sum(a)", ["spread(u, a)"], "spreads", torch.sum),
    "mean": ("mean", "mean axis {c}", "mean(a)", [], ["spread(u) / n"], "sum(a) / size(a)", ["spread(u / size(a), a)"],
             "spreads", torch.mean),
    "logsoftmax": ("log softmax", "log softmax", "logsoftmax(a)", [], ["u - softmax(a) * sum(u)"],
                   "m = max(a, 1, 1); e = a - m; e - log(sum(exp(e), 1, 1))", ["u - exp(y) * sum(u, 1, 1)"], "squashes",
                   lambda a: torch.log_softmax(a, 1)),
}


def number(x):
    return "NaN" if x != x else "Infinity" if x == float("inf") else "-Infinity" if x == float("-inf") else float(x)


def told(tensor):
    """A tensor as a trace has it: each number in 64 bits, which are exactly that number."""
    def each(x):
        return [each(y) for y in x] if isinstance(x, list) else number(x)

    return each(tensor.detach().double().tolist())


class Recorder:
    def __init__(self, title, dtype):
        self.title, self.dtype = title, dtype
        self.names, self.values, self.nodes, self.events, self.passes, self.gates = [], [], [], [], [], {}
        self.step, self.gathered, self.pass_number = -1, {}, 1
        self.start, self.first = 0, 0

    def input(self, name, value):
        self.nodes.append({"gate": "input", "name": name, "inputs": [], "shape": list(value.shape)} | self.type(value))
        self.values.append(value)
        self.step = 0
        self.post("input", node=len(self.nodes) - 1, value=told(value))
        self.first = len(self.nodes)
        return len(self.nodes) - 1

    def type(self, value):
        name = str(value.dtype).removeprefix("torch.")
        return {} if name == self.dtype else {"dtype": name}

    def post(self, kind, **keys):
        head = {"kind": kind, "step": self.step} | ({"pass": self.pass_number} if self.pass_number > 1 else {})
        self.events.append(head | keys)

    def __call__(self, gate, *operands, name=None):
        """Applies a gate to nodes (whole numbers) and constants (floats and tensors)."""
        self.gates.setdefault(gate, GATES[gate])
        reads = [self.values[o] if isinstance(o, int) else o for o in operands]
        value = GATES[gate][-1](*reads)
        constants = [{"position": p, "value": told(o) if isinstance(o, torch.Tensor) else o}
                     for p, o in enumerate(operands) if not isinstance(o, int)]
        node = {"gate": gate, "name": name, "inputs": [o for o in operands if isinstance(o, int)], "shape": list(value.shape)}
        if constants:
            node["constants"] = constants
        self.nodes.append(node | self.type(value) | {"operands": operands})
        self.values.append(value)
        self.step += 1
        self.post("forward", node=len(self.nodes) - 1, value=told(value))
        return len(self.nodes) - 1

    def backward(self, output):
        for node in [n for n in self.gathered if n >= self.first]:
            del self.gathered[node]
        self.step += 1
        self.gathered[output] = torch.ones_like(self.values[output])
        self.post("seed", node=output, gradient=told(self.gathered[output]))
        for node in range(output, self.first - 1, -1):
            if node in self.gathered:
                self.step += 1
                self.pull(node)
        self.output = output

    def pull(self, node):
        gate, operands = self.nodes[node]["gate"], self.nodes[node]["operands"]
        reads = [self.values[o].clone().requires_grad_() if isinstance(o, int) else o for o in operands]
        value, upstream = GATES[gate][-1](*reads), self.gathered[node]
        inputs = [(o, r) for o, r in zip(operands, reads) if isinstance(o, int)]
        leaves = [r for _, r in inputs]
        downstreams = torch.autograd.grad(value, leaves, upstream, retain_graph=True)
        ones = torch.autograd.grad(value, leaves, torch.ones_like(upstream))
        for position, ((to, leaf), downstream) in enumerate(zip(inputs, downstreams)):
            if value.dim() == 0 and leaf.dim() == 0:
                local = number(ones[position])
            elif GATES[gate][3] and leaf.shape == value.shape:
                local = {"diagonal": told(ones[position])}
            else:
                local = {"rule": "Ȳ · ∂y/∂x"}
            self.gathered[to] = self.gathered[to] + downstream if to in self.gathered else downstream
            self.post("backward", node=node, input=position, to=to, upstream=told(upstream), local=local,
                      downstream=told(downstream), gradient=told(self.gathered[to]))

    def descend(self, rate, *parameters):
        self.step += 1
        self.sizes = []
        for node in parameters:
            old, change = self.values[node], -rate * self.gathered[node]
            self.values[node] = old + change
            self.post("update", node=node, old=told(old), change=told(change), new=told(self.values[node]),
                      statement="optimizer.step()", rate=rate)
            self.post("clear", node=node)
            self.sizes.append({"node": node, "largestChange": float(change.abs().max())})
            del self.gathered[node]

    def end_pass(self):
        self.passes.append({
            "number": self.pass_number, "steps": {"first": self.start, "count": self.step + 1 - self.start},
            "nodes": {"first": self.first, "count": len(self.nodes) - self.first}, "output": self.output,
            "outputValue": told(self.values[self.output]), "updates": getattr(self, "sizes", []), "printed": []})
        self.sizes = []
        self.pass_number += 1
        self.start, self.first = self.step + 1, len(self.nodes)

    def write(self, path):
        records = [{
            "kind": "header", "format": "gradwalk-trace", "version": 2, "title": self.title, "digits": 2,
            "producer": {"name": "torch", "version": torch.__version__.split("+")[0]}, "dtype": self.dtype,
            "gates": len(self.gates), "groups": 0, "passes": len(self.passes), "nodes": len(self.nodes),
            "steps": self.step + 1, "events": len(self.events)}]
        for name, (symbol, constant, equation, slopes, rules, compute, pull, pattern, _) in self.gates.items():
            records.append({
                "kind": "gate", "name": name, "symbol": symbol, "symbolWithConstantFirst": constant,
                "symbolWithConstantSecond": constant, "equation": equation, "slopes": slopes,
                **({"rules": rules} if rules else {}), "compute": compute, "pull": pull, "pattern": pattern})
        records += [{"kind": "pass"} | p for p in self.passes]
        for id, node in enumerate(self.nodes):
            records.append({"kind": "node", "id": id} | {k: v for k, v in node.items() if k != "operands"})
        with open(path, "w") as file:
            for record in records + self.events:
                file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


def neuron():
    r = Recorder("a neuron of PyTorch", "float32")
    w, x, b = (r.input(n, torch.tensor(v)) for n, v in [("w", 0.3), ("x", -1.7), ("b", 2.1)])
    s = r("add", r("multiply", w, x), b, name="s")
    y = r("sigmoid", r("multiply", s, 0.1), name="y")
    e = r("subtract", r("exp", y), 1.0)
    r.backward(r("add", r("divide", r("multiply", e, e), 3.0), y, name="loss"))
    r.end_pass()
    return r


def net():
    torch.manual_seed(3)
    r = Recorder("two steps of a net of PyTorch", "float32")
    data, labels = torch.randn(4, 3), torch.nn.functional.one_hot(torch.tensor([0, 2, 1, 1]), 3).float()
    w1, b1 = r.input("w1", torch.randn(3, 3) / 2), r.input("b1", torch.zeros(3))
    w2, b2 = r.input("w2", torch.randn(3, 3) / 2), r.input("b2", torch.zeros(3))
    for _ in range(2):
        hidden = r("tanh", r("add", r("matmul", data, w1), b1), name="h")
        scores = r("add", r("matmul", hidden, w2), b2, name="scores")
        picked = r("multiply", r("logsoftmax", scores), labels)
        r.backward(r("multiply", r("sum", picked), -1 / 4, name="loss"))
        r.descend(0.5, w1, b1, w2, b2)
        r.end_pass()
    return r


def variance():
    """Sums in which large terms cancel, of many numbers, in 16 bits with a part in 32."""
    torch.manual_seed(5)
    r = Recorder("sums of 16 bits of PyTorch", "bfloat16")
    x = r.input("x", (torch.randn(24) * 2 + 3).bfloat16())
    w = r.input("w", torch.randn(24).bfloat16())
    centred = r("subtract", x, r("mean", x), name="c")
    square = r("mean", r("multiply", r("float", centred), r("float", centred)), name="v")
    r.backward(r("add", square, r("float", r("sum", r("relu", r("multiply", w, centred)))), name="f"))
    r.end_pass()
    return r


if __name__ == "__main__":
    for name, program in [("torch-neuron", neuron), ("torch-net", net), ("torch-16-bits", variance)]:
        program().write(f"{sys.argv[1]}/{name}.jsonl")
