"""Random valid programs for fuzz_printing.py, made of the forms in printing_forms.py.

A `Writer` runs each statement under Python with NumPy as it writes it, so that it knows what every name stands for, and
leaves out what fails, warns, or gives numbers that rounding decides.
"""

import io
import math
import random as python_random
import re
import warnings
from collections import Counter
from contextlib import redirect_stdout

import numpy

import printing_forms as table

FUNCTION, CALL = "def main():", "main()"
PRELUDE = ["import numpy as np", "import math", "import random"]
NAMES = "a b c d e g h k m p q r s t u v w x y z A B C W X n1 n2 h1 out total".split()
LARGEST = 48
# The least used goes first, so that every form is drawn about equally often.
usage = Counter()

EXPRESSIONS = [table.forms(t) for t in (table.NUMBERS, table.TRUTHS, table.TEXTS, table.LISTS, table.MAKERS, table.ARRAYS,
                                       table.ARRAYS, table.VIEWS, table.VIEWS)]
DRAWS, WRITES, MAKERS = table.forms(table.DRAWS), table.forms(table.WRITES), table.forms(table.MAKERS)


class Rejected(Exception):
    """A form that does not fit what there is."""


def is_whole(value):
    return isinstance(value, (int, numpy.integer)) and not isinstance(value, (bool, numpy.bool_))


def is_float(value):
    return isinstance(value, (float, numpy.floating))


def is_truth(value):
    return isinstance(value, (bool, numpy.bool_))


def all_are(test, values):
    return isinstance(values, list) and bool(values) and all(map(test, values))


def has_dtype(kind):
    return lambda value: isinstance(value, numpy.ndarray) and value.dtype.kind in kind


KINDS = {
    "i": is_whole, "f": is_float, "b": is_truth, "n": lambda v: is_whole(v) or is_float(v), "s": lambda v: isinstance(v, str),
    "L": lambda v: all_are(lambda x: is_whole(x) or is_float(x), v), "S": lambda v: all_are(lambda x: isinstance(x, str), v),
    "T": lambda v: isinstance(v, tuple), "D": lambda v: isinstance(v, dict) and "a" in v and "b" in v, "x": lambda v: True,
    "a": has_dtype("bif"), "ai": has_dtype("i"), "af": has_dtype("f"), "ab": has_dtype("b"),
    "A": has_dtype("bif"), "M": lambda v: isinstance(v, list), "N": lambda v: isinstance(v, dict),
}
ALLOWED = (bool, numpy.bool_, int, numpy.int64, float, numpy.float64, str, type(None), range, numpy.dtype)


def is_suitable(value, depth=0):
    """Whether the language has such a value, and rounding does not decide what of it is printed."""
    if isinstance(value, numpy.ndarray):
        return (value.ndim in (1, 2, 3, 4) and value.size <= LARGEST and value.dtype in (bool, numpy.int64, numpy.float64)
            and all(is_suitable(x) or not math.isfinite(x) for x in value.ravel().tolist()))
    if isinstance(value, (list, tuple)):
        return len(value) <= 24 and depth < 4 and all(is_suitable(x, depth + 1) for x in value)
    if isinstance(value, dict):
        return is_suitable([*value.keys(), *value.values()], depth + 1)
    if isinstance(value, str):
        return len(value) <= 160
    if is_whole(value):
        return abs(int(value)) < 2**53
    if is_float(value):
        return value == 0 or 1e-6 < abs(value) < 1e9
    return isinstance(value, ALLOWED)


class Writer:
    def __init__(self, seed):
        self.rng = python_random.Random(seed)
        self.lines, self.scope = [], {}
        self.execute("\n".join(PRELUDE))
        self.lines += PRELUDE
        self.hidden = set(self.scope)
        self.functions = []

    # Running

    def execute(self, text):
        with warnings.catch_warnings(), numpy.errstate(all="raise", under="ignore"), redirect_stdout(io.StringIO()):
            warnings.simplefilter("error")
            exec(compile(text, "program", "exec"), self.scope)

    def write(self, *lines):
        """Adds lines, which must run and leave suitable values."""
        copies = self.snapshot()
        try:
            self.execute("\n".join(lines))
            suits = all(is_suitable(value) for value in self.values().values())
        except Exception as problem:
            self.restore(copies)
            raise Rejected from problem
        if not suits:
            self.restore(copies)
            raise Rejected
        self.lines += lines

    def evaluated(self, text):
        """What an expression gives, or what is not suitable."""
        with warnings.catch_warnings(), numpy.errstate(all="raise", under="ignore"):
            warnings.simplefilter("error")
            try:
                return eval(compile(text, "program", "eval"), self.scope)
            except Exception:
                return Rejected

    def snapshot(self):
        """How far the program is: it is run again from there if a line does not suit."""
        return list(self.lines)

    def restore(self, lines):
        self.scope = {}
        self.execute("\n".join(lines))

    def values(self):
        return {n: v for n, v in self.scope.items() if n not in self.hidden and not n.startswith("__") and not callable(v)}

    # Choosing

    def maybe(self, probability):
        return self.rng.random() < probability

    def choose(self, label, options):
        least = min(usage[label, option] for option in options)
        option = self.rng.choice([o for o in options if usage[label, o] <= least + 1])
        usage[label, option] += 1
        return option

    def names(self, kind):
        return [name for name, value in self.values().items() if KINDS[kind](value)]

    def fill(self, form):
        return re.sub(r"<([A-Za-z]+)>", lambda hole: self.piece(hole[1]), form)

    def piece(self, kind):
        rng = self.rng
        if kind in ("k", "p"):
            return str(rng.choice([-2, -1, 0, 1, 2] if kind == "k" else [1, 2, 3, 4, 5]))
        if kind in ("ax", "sl", "sh", "spec", "dt"):
            return rng.choice({"ax": ["0", "1", "-1", "0", "1", "2"], "sl": table.SLICES, "sh": table.SHAPES,
                "spec": table.SPECS, "dt": table.DTYPES}[kind])
        names = self.names(kind)
        if kind in ("A", "M", "N") and not names:
            raise Rejected
        if names and (kind in ("A", "M", "N") or self.maybe(0.75)):
            # What came last is used most.
            return rng.choice(names[-3:] if self.maybe(0.5) else names)
        return self.literal(kind)

    def literal(self, kind):
        rng = self.rng
        number = lambda: rng.choice(["i", "f"])
        if kind == "n":
            return self.literal(number())
        if kind == "x":
            return self.literal(rng.choice(["i", "f", "b", "s", "L", "T", "D"]))
        if kind == "i":
            return str(rng.choice([0, 1, 2, 3, 5, 7, 10, -1, -4, 12, 1234]))
        if kind == "f":
            return str(rng.choice([0.5, 1.5, -2.5, 0.25, 3.0, 0.1, -0.75, 2.0, 10.0, 0.3, -1.0, 0.0, 123.456]))
        if kind == "b":
            return rng.choice(["True", "False", "1 < 2"])
        if kind == "s":
            return rng.choice(table.WORDS)
        if kind == "L":
            one = number()
            return "[" + ", ".join(self.literal(one) for _ in range(rng.randint(1, 4))) + "]"
        if kind == "S":
            return "['b', 'a', 'c']"
        if kind == "T":
            return f"({self.literal('n')}, {self.literal('n')})"
        if kind == "D":
            return "{'a': " + self.literal("n") + ", 'b': " + self.literal("n") + "}"
        one = {"ai": "i", "af": "f", "ab": "b"}.get(kind) or number()
        row = lambda n: "[" + ", ".join(self.literal(one) for _ in range(n)) + "]"
        return rng.choice([f"np.array({row(3)})", f"np.array([{row(3)}, {row(3)}])", f"np.array({row(2)})"])

    # Statements

    def expression(self, kinds=None):
        return self.fill(self.choose("expression", self.rng.choice(kinds or EXPRESSIONS)))

    def new_name(self):
        free = [n for n in NAMES if n not in self.scope]
        return self.rng.choice(free if free and self.maybe(0.9) else NAMES)

    def statement(self):
        roll = self.rng.random()
        if roll < 0.45:
            self.write(f"{self.new_name()} = {self.expression()}")
        elif roll < 0.72:
            self.write(self.fill(self.choose("write", WRITES)))
        elif roll < 0.76:
            self.write(f"{self.new_name()} = {self.fill(self.choose('draw', DRAWS))}")
        elif roll < 0.82:
            self.write(f"print({self.printed()})")
        else:
            self.rng.choice([self.loop, self.loop, self.condition, self.function, self.counted, self.call])()

    def printed(self):
        x = self.expression() if self.maybe(0.3) else self.piece("x")
        if not is_suitable(self.evaluated(x)):
            raise Rejected
        y = self.piece("x")
        return self.rng.choice([x, f"{x}, {y}", f"repr({x})", f"[{x}]", f"({x}, {y})", f"{x}, {y}, sep='; '", f"{x}, end=' | '",
            f"{{'k': {x}}}", f"f'{{{self.piece('n')}:.4f}}'", f"'%.3f' % {self.piece('n')}"])

    def loop(self):
        header = self.fill(self.rng.choice(["for i in range(<p>):", "for i, v in enumerate(<L>):", "for v in <L>:", "for v in <a>:",
            "for v in (1, 2.5):", "for i in range(4, 0, -2):", "for key, v in <D>.items():", "for v, i in zip(<L>, <L>):"]))
        names = [n for n in ("i", "v") if re.search(rf"\b{n}\b", header.split(" in ")[0])] or ["1"]
        total = self.rng.choice(names)
        self.write(f"acc = {self.rng.choice(['0', '0.0', '1', '[]'])}") if self.maybe(0.8) or "acc" not in self.scope else None
        grows = isinstance(self.scope["acc"], list)
        body = [f"acc.append({total} * 2)" if grows else self.rng.choice([f"acc += {total}", f"acc = acc + {total} * 2", f"acc -= {total}"])]
        if self.maybe(0.5):
            body.append(self.fill(self.choose("write", WRITES)))
        if self.maybe(0.3):
            body.append(f"if {self.fill('<n> < <n>')}: {self.rng.choice(['continue', 'break', 'pass'])}")
        body.append(self.rng.choice([f"print({total}, acc)", f"print(f'{{{total}}} {{acc}}')", "pass"]))
        self.write(header, *("    " + line for line in body))

    def condition(self):
        test = self.expression([table.forms(table.TRUTHS)])
        self.write(f"if {test}:", f"    print('yes', {self.piece('x')})", "else:", f"    print('no', {self.piece('x')})")

    def counted(self):
        name = "count"
        self.write(f"{name} = 0", f"while {name} < {self.piece('p')}:", "    " + self.fill(self.choose("write", WRITES)),
            f"    {name} += 1")

    def function(self):
        name = f"f{len(self.functions)}"
        if name in self.scope:
            raise Rejected
        body = self.rng.choice(["return x + y", "return x * y, y", "if x is y:\n        return None\n    return [x, y]", "z = x\n    return z * 2",
            "return {'x': x, 'y': y}", "for j in range(2):\n        y = y + j\n    return y", "return f'{x}:{y}'"])
        self.write(f"def {name}(x, y=2):\n    {body}")
        self.functions.append(name)
        self.call()

    def call(self):
        if not self.functions:
            raise Rejected
        name = self.rng.choice(self.functions)
        arguments = self.rng.choice(["<n>", "<n>, <n>", "<a>, <n>", "x=<n>", "<n>, y=<a>", "y=<n>, x=<n>", "<a>", "<n>, y=<n>"])
        self.write(f"{self.new_name()} = {name}({self.fill(arguments)})")

    def attempt(self, action, tries=40):
        for _ in range(tries):
            try:
                return action()
            except Rejected:
                pass


def program(seed):
    """A valid program that prints, as text."""
    writer = Writer(seed)
    writer.attempt(lambda: writer.write(f"np.random.seed({seed % 1000})", f"random.seed({seed % 1000})"))
    for _ in range(writer.rng.choice([0, 1, 2])):
        writer.attempt(lambda: writer.write(f"{writer.new_name()} = {writer.expression([MAKERS])}"))
    for _ in range(writer.rng.randint(3, 9)):
        writer.attempt(writer.statement)
    names = list(writer.values())
    for name in names:
        writer.attempt(lambda: writer.write(f"print({name})" if writer.maybe(0.8) else f"print([{name}])"), tries=1)
    text = "\n".join(writer.lines) + "\n"
    return inside_function(text) if writer.maybe(0.25) else text


def inside_function(text):
    """The program inside a function, where numbers and arrays are constants."""
    lines = text.splitlines()
    body = ["    " + line for line in lines[len(PRELUDE):]]
    return "\n".join([*lines[:len(PRELUDE)], FUNCTION, *body, CALL]) + "\n"


def outside_function(text):
    """The program as it was before, and whether it was inside a function."""
    lines = text.splitlines()
    if FUNCTION not in lines:
        return text, False
    start = lines.index(FUNCTION)
    return "\n".join(lines[:start] + [line[4:] for line in lines[start + 1:-1]]) + "\n", True
