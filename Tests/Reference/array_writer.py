"""Random programs of arrays in the lesson language.

A `Writer` writes one program line by line and runs each line with NumPy as it goes, so that it knows the shape of
every name. A line is drawn from templates until one of them fits the shapes.
"""

import warnings
from collections import Counter

import numpy

from array_functions import METHODS, IN_NUMPY, Rejected
from array_reference import PlainRun, Program

INPUT_NAMES = ["x", "y", "z", "w", "a", "b", "u", "v", "W1", "x0", "α", "θ", "bias", "A", "B", "X"]
GATE_NAMES = ["p", "q", "r", "g", "h", "c", "d", "m", "s", "t1", "t2", "h1", "h2", "act", "out", "σ"]
LARGEST = 48

# The least used goes first, so that every form is drawn about equally often.
usage = Counter()


class Writer:
    def __init__(self, rng):
        self.rng = rng
        self.lines, self.inputs, self.gates, self.read = [], [], [], set()
        self.input_names = rng.sample(INPUT_NAMES, len(INPUT_NAMES))
        self.gate_names = rng.sample(GATE_NAMES, len(GATE_NAMES))
        self.scope = PlainRun(Program("")).scope

    # Lines

    def write(self, *lines):
        """Adds lines and runs them together."""
        text = "\n".join(lines)
        with warnings.catch_warnings(), numpy.errstate(all="raise", under="ignore"):
            warnings.simplefilter("error")
            exec(Program(text).plain_code, self.scope)
        self.lines.extend(lines)

    def add(self, *lines):
        """Adds lines without running them."""
        self.lines.extend(lines)

    def maybe(self, probability):
        return self.rng.random() < probability

    def choose(self, label, options):
        """The least used of several ways to write something."""
        options = list(options)
        index = min(range(len(options)), key=lambda i: (usage[label, i], self.rng.random()))
        usage[label, index] += 1
        return options[index]

    def one(self, *options):
        return self.rng.choice(options)

    # Values

    def literal(self, low=-3.0, high=3.0):
        while True:
            x = round(self.rng.uniform(low, high), self.rng.choice([0, 1, 1, 2]))
            if abs(x) >= 0.2:
                return str(int(x)) if x == int(x) and self.maybe(0.4) else repr(x)

    def values(self, shape, low=-3.0, high=3.0):
        """A nested list of the given shape."""
        if not shape:
            return self.literal(low, high)
        return "[" + ", ".join(self.values(shape[1:], low, high) for _ in range(shape[0])) + "]"

    def array(self, shape, low=-3.0, high=3.0, name=None):
        """Binds a new input to an array of literals."""
        name = name or self.input_names.pop()
        self.write(f"{name} = np.array({self.values(shape, low, high)})")
        return self.note_input(name)

    def drawn(self, text, name=None):
        """Binds a new input to what a maker makes."""
        name = name or self.input_names.pop()
        self.write(f"{name} = {text}")
        return self.note_input(name)

    def note_input(self, name):
        self.inputs.append(name)
        return name

    def shape(self, name):
        return numpy.shape(self.scope[name])

    def size(self, name):
        return numpy.size(self.scope[name])

    def evaluate(self, text):
        with warnings.catch_warnings(), numpy.errstate(all="raise", under="ignore"):
            warnings.simplefilter("error")
            return eval(compile(text, "expression", "eval"), dict(self.scope))

    def fits(self, text):
        """Whether an expression makes an array of reasonable size and values."""
        try:
            value = self.evaluate(self.as_functions(text))
        except (ValueError, TypeError, IndexError, ArithmeticError, RuntimeWarning, DeprecationWarning,
            numpy.exceptions.AxisError):
            return False
        value = numpy.asarray(value)
        return 0 < value.size <= LARGEST and value.dtype.kind in "fi" and bool(numpy.all(numpy.abs(value) < 1e3))

    @staticmethod
    def as_functions(text):
        return text.replace(".relu()", "").replace(".tanh()", "").replace(".exp()", "").replace(".sigmoid()", "")

    # Gates

    def gate(self, text, name=None):
        """Binds a new name to an expression."""
        name = name or self.gate_names.pop()
        self.write(f"{name} = {text}")
        self.gates.append(name)
        return name

    def gate_of(self, label, templates, names=None, name=None, tries=60):
        """Binds a new name to the first template that fits. `{a}`, `{b}`, `{c}` are names, `{k}` is a number."""
        for _ in range(tries):
            text = self.fill(self.choose(label, templates), names)
            if text and self.fits(text):
                return self.gate(text, name)
        raise Rejected("no template fits")

    def fill(self, template, names=None):
        names = names or self.inputs + self.gates
        newest = self.gates[-1:] or names
        pick = lambda: self.rng.choice(newest if self.maybe(0.4) and newest[0] in names else names)
        a = pick()
        n = len(self.shape(a))
        if n == 0 and ("axis" in template or "softmax" in template):
            return None
        return template.format(
            a=a, b=pick(), c=pick(), k=self.literal(), k2=self.literal(), pos=self.literal(0.3, 2.5),
            axis=self.rng.randint(-n, n - 1) if n else 0, axis2=self.rng.randint(0, n - 1) if n else 0,
            keep=self.one("", ", keepdims=True"), np=self.one("", "np."))

    def output(self, name=None):
        """Binds the output, a sum over everything that nothing has read yet."""
        text = "\n".join(self.lines)
        import ast
        read = {n.id for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        last = [n for n in self.inputs + self.gates if n not in read] or [self.gates[-1]]
        terms = [self.total(n) for n in last]
        name = name or self.one("f", "f", "loss", "L", "E")
        self.write(f"{name} = {' + '.join(terms)}")
        self.backward(name)
        return name

    def total(self, n):
        if self.shape(n) == ():
            return self.one(n, n, f"{self.literal()} * {n}")
        size = self.size(n)
        weights = f"np.sum({n} * np.array({self.values(self.shape(n))}))"
        forms = [f"np.sum({n})", f"np.sum({n}**2)", f"np.mean({n})", f"({n} * {n}).sum()", f"np.sum(np.tanh({n}))",
            f"{n}.mean()"]
        if size <= 12:
            forms += [weights, weights, weights]
        if len(self.shape(n)) == 1:
            forms += [f"sum({n})", f"sum({n}**2)", f"np.dot({n}, {n})"]
        return self.choose("total", forms) if size > 12 else self.rng.choice(forms)

    def backward(self, name):
        if self.maybe(0.7):
            self.add(f"{name}.backward()")

    def finished(self):
        text = "\n".join(self.lines)
        return "import numpy as np\n" + text if "np." in text and self.maybe(0.3) else text
