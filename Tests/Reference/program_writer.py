"""Random scalar programs in the lesson language.

A `Writer` writes one program line by line and runs each line as it goes, so that it knows the value
of every name and can keep away from kinks, poles and overflow. Inside loops and functions, where a
line runs with many values, it uses only forms that are safe for all of them.
"""

import ast
import builtins
from collections import Counter
from types import SimpleNamespace

from function_tables import MATH_FORMS, METHOD_FORMS, NUMPY_FORMS, WATCHED, Rejected, Watched

INPUT_NAMES = ["x", "y", "z", "w", "b", "a", "w0", "w1", "x0", "x1", "θ", "α", "β", "bias", "u_1"]
GATE_NAMES = ["p", "q", "r", "g", "h", "c", "d", "m", "t1", "t2", "t3", "h1", "h2", "total", "σ", "act"]
OUTPUT_NAMES = ["f", "f", "f", "loss", "L", "out", "E"]

# The least used goes first, so that every function is drawn about equally often.
usage = Counter()

ATOM, POWER, UNARY, PRODUCT, SUM, TEST = 6, 5, 4, 3, 2, 1


class Text:
    """A piece of an expression with the precedence of its outermost operator."""

    def __init__(self, text, rank=ATOM):
        self.text, self.rank = text, rank

    def at(self, rank):
        return self.text if self.rank >= rank else f"({self.text})"


FUNCTIONS = set(WATCHED) | {"np", "math"}


def names_in(text):
    """The names that an expression reads, functions aside: without any it is a constant."""
    return {n.id for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Name)} - FUNCTIONS


class Writer:
    def __init__(self, rng):
        self.rng = rng
        self.lines, self.inputs, self.gates, self.unused = [], [], [], []
        self.spelling = rng.choice(["bare", "bare", "np", "math", "mixed"])
        self.methods = False
        self.tight = rng.random() < 0.5
        self.input_names = rng.sample(INPUT_NAMES, len(INPUT_NAMES))
        self.gate_names = rng.sample(GATE_NAMES, len(GATE_NAMES))
        plain = {n: getattr(builtins, n) for n in "sum len range zip enumerate reversed".split()}
        self.scope = plain | WATCHED | {
            "__builtins__": {},
            "np": SimpleNamespace(**{n: WATCHED[n] for n in NUMPY_FORMS}),
            "math": SimpleNamespace(**{n: WATCHED[n] for n in MATH_FORMS}),
        }

    # Lines and names

    def write(self, *lines):
        """Adds lines and runs them together."""
        self.lines.extend(lines)
        exec("\n".join(lines), self.scope)

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

    def value(self, text):
        return float(eval(text, dict(self.scope)))

    def literal(self, low=-3.0, high=3.0):
        while True:
            x = round(self.rng.uniform(low, high), self.rng.choice([0, 1, 1, 2]))
            if abs(x) >= 0.2:
                break
        style = self.rng.random()
        if style < 0.1 and abs(x) < 1:
            return repr(x).replace("0.", ".")
        if style < 0.12 and x == round(x, 1):
            return f"{x:.1e}".replace("e+00", "e0")
        if style < 0.3 and x == int(x):
            return str(int(x))
        return repr(x)

    def positive(self, low=0.3, high=3.0):
        return self.literal(low, high)

    def make_inputs(self, count, low=-3.0, high=3.0):
        """Binds new names to literals, in one of the ways in which programs do that."""
        names = [self.input_names.pop() for _ in range(count)]
        literals = [self.literal(low, high) for _ in names]
        if self.maybe(0.06):
            literals[-1] = self.rng.choice(["2/3", "1 / 2", "3/4", "2 * 0.75"])
        style = self.rng.random()
        if style < 0.15 and count > 1:
            self.write(f"{', '.join(names)} = {', '.join(literals)}")
        elif style < 0.4:
            self.write("; ".join(f"{n} = {v}" for n, v in zip(names, literals)))
        else:
            for name, literal in zip(names, literals):
                comment = "  # an input" if self.maybe(0.05) else ""
                self.write(f"{name} = {literal}{comment}")
        return self.note_inputs(names)

    def note_inputs(self, names):
        for name in names:
            self.scope[name] = Watched(self.scope[name])
        self.inputs += names
        self.unused += names
        return names

    def gate(self, text, name=None):
        """Binds a new name to an expression."""
        name = name or self.gate_names.pop()
        self.write(f"{name} = {text}")
        self.note(name)
        return name

    def note(self, *names):
        for name in names:
            if name not in self.gates:
                self.gates.append(name)
            if name not in self.unused:
                self.unused.append(name)

    def use(self, *names):
        self.unused = [n for n in self.unused if n not in names]

    def pick(self):
        """A name for the next expression, soonest one that nothing has read yet."""
        pool = self.unused if self.unused and self.maybe(0.65) else self.inputs + self.gates
        name = self.rng.choice(pool)
        self.use(name)
        return name

    def picks(self, count):
        return [self.pick() for _ in range(count)]

    # Expressions whose values are known

    def expression(self, depth=2):
        """The text of a random expression of a moderate value."""
        for _ in range(30):
            kept = list(self.unused)
            candidate = self.candidate(depth)
            try:
                if abs(self.value(candidate.text)) < 30 and (depth == 0 or names_in(candidate.text)):
                    return candidate
            except (Rejected, ArithmeticError, ValueError, TypeError):
                pass
            self.unused = kept
        return Text(self.pick())

    def named(self, depth):
        """An expression that reads a name."""
        found = self.expression(depth)
        return found if names_in(found.text) else Text(self.pick())

    def text(self, depth=2):
        return self.named(depth).text

    def candidate(self, depth):
        if depth <= 0:
            return Text(self.pick()) if self.maybe(0.85) else self.constant()
        kinds = [self.binary, self.call, self.minus, self.power, self.pair, self.conditional]
        return self.rng.choices(kinds, [42, 30, 6, 10, 9, 3])[0](depth)

    def constant(self):
        text = self.literal() if self.maybe(0.9) else self.rng.choice(["2/3", "1/2", "3/4"])
        rank = PRODUCT if "/" in text else UNARY if text.startswith("-") else ATOM
        return Text(text, rank)

    def join(self, operator, left, right):
        rank = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "**": POWER}[operator]
        a = left.at(ATOM if operator == "**" else rank)
        b = right.at(UNARY if operator == "**" else rank + (operator in "-/" or self.maybe(0.5)))
        gap = "" if self.tight and (operator in ("*", "/", "**") or self.maybe(0.1)) else " "
        return Text(f"{a}{gap}{operator}{gap}{b}", rank)

    def binary(self, depth):
        left, right = self.expression(depth - 1), self.expression(self.rng.randint(0, depth - 1))
        if self.maybe(0.15):
            left = self.constant()
        elif self.maybe(0.15):
            right = self.constant()
        operator = self.rng.choice(["+", "+", "-", "*", "*", "/"])
        if operator == "/" and abs(self.value(right.text)) < 0.3:
            operator = "*"
        return self.join(operator, left, right)

    def minus(self, depth):
        return Text("-" + self.named(depth - 1).at(UNARY), UNARY)

    def power(self, depth):
        base = self.named(depth - 1)
        value = self.value(base.text)
        exponents = ["2", "2", "3", "4", "1"]
        if 0.4 < abs(value) < 4:
            exponents += ["-1", "-2", "0", "-3"]
        if 0.3 < value < 6:
            exponents += ["0.5", "1.5", "-0.5", "2.5", "2.0", "(1/3)"]
        if abs(value) < 4 and self.maybe(0.2):
            return self.join("**", Text(self.rng.choice(["2", "0.5", "1.5", "3", "10"])), base)
        if 0.3 < value < 4 and self.maybe(0.35):
            return self.join("**", base, Text(self.pick()))
        least = min(exponents, key=lambda e: (usage["** " + e], self.rng.random()))
        usage["** " + least] += 1
        return self.join("**", base, Text(least, UNARY if least.startswith("-") else ATOM))

    def call(self, depth):
        argument = self.named(depth - 1)
        value = self.value(argument.text)
        allowed = ["sin", "cos"]
        if abs(value) < 8:
            allowed += ["sigmoid", "softplus", "square"]
        if abs(value) < 4:
            allowed += ["tanh"]
        if -5 < value < 3:
            allowed += ["exp"]
        if value > 0.1:
            allowed += ["log", "sqrt"]
        if abs(value) > 0.02:
            allowed += ["abs", "leaky_relu", "elu", "relu"] if value < 0 or self.maybe(0.5) else ["relu", "abs"]
        return Text(self.apply(self.least_used(allowed), argument))

    def least_used(self, allowed):
        name = min(allowed, key=lambda n: (usage[n], self.rng.random()))
        usage[name] += 1
        return name

    def apply(self, function, argument):
        if self.methods and names_in(argument.text) and function in METHOD_FORMS and self.maybe(0.7):
            return f"{argument.at(ATOM)}.{function}()"
        slope = ", " + self.rng.choice(["0.1", "0.2", "0.01"]) if function == "leaky_relu" and self.maybe(0.4) else ""
        return f"{self.spell(function)}({argument.text}{slope})"

    def spell(self, function):
        style = self.rng.choice(["bare", "np", "math"]) if self.spelling == "mixed" else self.spelling
        if style == "np" and function in NUMPY_FORMS:
            return "np." + function
        return "math." + function if style == "math" and function in MATH_FORMS else function

    def pair(self, depth):
        """max, min and their NumPy forms, of two values or of a value and a constant."""
        name = self.least_used(["max", "min", "maximum", "minimum"])
        left = self.named(depth - 1)
        right = self.expression(0)
        if self.maybe(0.4):
            zero = name in ("max", "maximum") and self.maybe(0.7)
            right = Text(self.rng.choice(["0", "0.0", "0"]) if zero else self.literal())
        if self.maybe(0.5):
            left, right = right, left
        return Text(f"{self.spell(name)}({left.text}, {right.text})")

    def conditional(self, depth):
        if not self.gates:
            return self.binary(depth)
        name = self.rng.choice(self.gates)
        limit = self.limit(name)
        yes, no = self.expression(depth - 1), self.expression(0)
        return Text(f"{yes.at(SUM)} if {name} {limit} else {no.at(SUM)}", TEST)

    def limit(self, name):
        """A comparison with a constant that is well away from the value."""
        while True:
            constant = self.rng.choice(["0", "0", "1", "0.5", "-1", "2.5"])
            if abs(float(constant) - float(self.scope[name])) > 0.05:
                return f"{self.rng.choice(['>', '<', '>=', '<='])} {constant}"

    # Expressions that are safe whatever the values

    def safe(self, *names):
        """A bounded expression of one to three names."""
        a, b = names[0], names[-1]
        c = names[1] if len(names) > 2 else self.rng.choice(["0.5", "1.5", "2", "0.1"])
        call = lambda f, x: self.apply(f, Text(x, SUM))
        forms = {
            "tanh": lambda: call("tanh", f"{a} * {b}") + f" + {c}",
            "sigmoid": lambda: call("sigmoid", a) + f" * {b} - {c}",
            "sin": lambda: call("sin", f"{a} + {c}") + f" * {b}",
            "cos": lambda: call("cos", f"{a} * {c}") + f" + {b}",
            "relu": lambda: call("relu", f"{a} - {c}") + f" + 0.1 * {b}",
            "leaky_relu": lambda: call("leaky_relu", f"{a} + {b}") + f" - {c} * {b}",
            "elu": lambda: call("elu", f"{a} - {b}") + f" * {c}",
            "softplus": lambda: call("softplus", f"{c} - {a}") + f" - {b}",
            "square": lambda: f"0.1 * {call('square', f'{a} - {b}')} + {c}",
            "abs": lambda: call("abs", f"{a} - {c}") + f" - 0.3 * {b}",
            "exp": lambda: call("exp", f"-({a} - {b})**2") + f" + {c}",
            "log": lambda: call("log", f"1 + {a}**2") + f" * {b}",
            "sqrt": lambda: call("sqrt", f"{a} * {a} + {b}**2 + 1") + f" - {c}",
            "max": lambda: f"max({a}, {b} - 0.35) * {c}",
            "min": lambda: f"min({b}, {a} * 1.3) + {c}",
            "maximum": lambda: self.spell("maximum") + f"(0, {a}) - {b} * {c}",
            "minimum": lambda: self.spell("minimum") + f"({a}, {c}) + {b} / 2",
            "+": lambda: f"{a} * {c} + {b}",
            "-": lambda: f"{c} - {b} * {a}",
            "/": lambda: f"{a} / (1 + {b}**2)",
            "**": lambda: f"({a} / 2) ** 2 - {b} + {c}",
        }
        return forms[self.least_used(list(forms))]()

    # The end of a program

    def output(self, depth=1):
        """Binds the output, an expression that reads every name that nothing has read yet."""
        tree = ast.parse("\n".join(self.lines))
        read = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        last = [n for n in self.inputs + self.gates if n not in read or n in self.unused]
        terms = [Text(n) for n in last] or [Text(self.pick())]
        self.unused = []
        text = terms[0]
        for term in terms[1:]:
            text = self.join(self.rng.choice(["+", "-", "*", "+"]), text, term)
        if len(terms) == 1 or self.maybe(0.3):
            text = self.join(self.rng.choice(["+", "-", "*"]), text, self.expression(depth))
        name = self.rng.choice(OUTPUT_NAMES)
        if self.maybe(0.06):
            self.write(f"{name} = (", f"    {text.text}", ")")
        else:
            self.write(f"{name} = {text.text}")
        self.backward(name)

    def backward(self, name, probability=0.5, seed=None):
        """Ends the program, with `backward()` in about half of all cases."""
        self.output_name = name
        if seed is None and self.maybe(0.08):
            seed = self.literal()
        if seed is not None:
            self.add(f"{name}.backward({seed})")
        elif self.maybe(probability):
            self.add(f"{name}.backward()")
        else:
            return
        once = [n for n in self.inputs if sum(line.startswith(n + " ") for line in self.lines) == 1]
        if once and self.maybe(0.2):
            self.add(f"slope = {once[0]}.grad")

    def finished(self):
        """The program's text, with the imports that some programs have."""
        text = "\n".join(self.lines)
        if "np." in text and self.maybe(0.6):
            text = "import numpy as np\n" + text
        if "math." in text and self.maybe(0.6):
            text = "import math\n" + text
        return text
