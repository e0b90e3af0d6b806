#!/usr/bin/env python3
"""Runs `gradwalk check` on many programs whose gradients are right, and says which it calls wrong or does not check.

    python fuzz_gradients.py --against GRADWALK                   the programs of the fixtures, and 800 new ones
    python fuzz_gradients.py --against GRADWALK --count 5000 --seed 7   so many new ones, of another seed
    python fuzz_gradients.py --against GRADWALK --every 20        of the fixtures only each twentieth

The fixtures hold the values and gradients of HIPS autograd and JAX, which the tests compare with; here the programs have
to pass the tool's own gradient check, and their traces to be what the formulas of their gates give. The new programs mix scalars and arrays: broadcasting, forks, reductions, and values
of very different sizes. Needs nothing but Python.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[1] / "ScriptTests" / "Fixtures"

# What keeps away from kinks and poles for any number that a program has, by the shape of what it gives.
ELEMENTWISE = ["np.tanh({})", "np.exp(-np.square({}))", "sigmoid({})", "np.sin({})", "softplus({})", "np.square({})"]
REDUCTIONS = ["np.sum({})", "np.mean({})", "np.sum(np.square({}))", "np.log(np.sum(np.exp(np.tanh({}))))"]
SCALES = [1.0, 1.0, 1.0, 1e-3, 1e3, 1e-6, 1e6]


class Writer:
    """Writes one program: names with the shape of what they stand for, and what was not read yet."""

    def __init__(self, rng):
        self.rng, self.lines, self.names, self.unread = rng, [], {}, []
        self.rows, self.columns = rng.randint(1, 4), rng.randint(1, 4)

    def program(self):
        for index in range(self.rng.randint(2, 5)):
            self.bind(f"x{index}", *self.input())
        for index in range(self.rng.randint(3, 10)):
            self.bind(f"h{index}", *self.gate())
        terms = [self.scalar(name) for name in self.unread]
        self.lines.append("f = " + " + ".join(terms))
        self.lines.append("f.backward()")
        return "\n".join(self.lines) + "\n"

    def bind(self, name, text, shape):
        self.lines.append(f"{name} = {text}")
        self.names[name] = shape
        self.unread.append(name)

    def read(self, accepts=lambda shape: True):
        """A name of a suitable shape, one that was not read yet before others; None if there is none."""
        fitting = [n for n in self.names if accepts(self.names[n])]
        fresh = [n for n in fitting if n in self.unread]
        if not fitting:
            return None
        name = self.rng.choice(fresh if fresh and self.rng.random() < 0.7 else fitting)
        if name in self.unread:
            self.unread.remove(name)
        return name

    def input(self):
        shape = self.rng.choice([(), (), (self.columns,), (self.rows, self.columns), (self.rows, 1)])
        scale = self.rng.choice(SCALES)
        if not shape:
            return self.number(scale), shape
        if len(shape) == 1:
            return f"np.array({self.row(shape[0], scale)})", shape
        rows = ", ".join(self.row(shape[1], scale) for _ in range(shape[0]))
        return f"np.array([{rows}])", shape

    def row(self, count, scale):
        return "[" + ", ".join(self.number(scale) for _ in range(count)) + "]"

    def number(self, scale):
        return repr(scale * self.rng.choice([-1, 1]) * round(self.rng.uniform(0.2, 2), 3))

    def gate(self):
        kind = self.rng.random()
        first = self.read()
        shape = self.names[first]
        if kind < 0.3:
            return self.rng.choice(ELEMENTWISE).format(self.tamed(first)), shape
        if kind < 0.45 and shape:
            return self.rng.choice(REDUCTIONS).format(self.tamed(first)), ()
        if kind < 0.55 and len(shape) == 2:
            second = self.read(lambda other: len(other) == 2 and other[1] == shape[1])
            if second:
                return f"{first} @ {second}.T", (shape[0], self.names[second][0])
        if kind < 0.65 and shape:
            return self.moved(first, shape)
        second = self.read(lambda other: joined(shape, other) is not None)
        operator = self.rng.choice(["+", "-", "*", "*", "/"])
        divisor = f"(1.5 + np.square(np.tanh({second})))" if operator == "/" else second
        return f"{first} {operator} {divisor}", joined(shape, self.names[second])

    def tamed(self, name):
        """A value whose exponential, and whose place among many waves, is known well."""
        return f"np.tanh({name})" if self.rng.random() < 0.5 else f"({name} / np.sqrt(1 + np.sum(np.square({name}))))"

    def moved(self, name, shape):
        forms = [(f"{name}[0]", shape[1:]), (f"{name}.reshape(-1)", (size(shape),))]
        if len(shape) == 2:
            forms += [(f"{name}.T", shape[::-1]), (f"np.sum({name}, axis=1, keepdims=True)", (shape[0], 1))]
        forms.append((f"np.where({name} > 0, {name}, 0.1 * {name})", shape))
        return self.rng.choice(forms)

    def scalar(self, name):
        weight = self.rng.choice(["", "0.5 * ", "3 * "])
        return weight + (f"np.mean({name})" if self.names[name] else name)


def size(shape):
    return 1 if not shape else shape[0] * size(shape[1:])


def joined(first, second):
    """The shape to which two stretch; None if they don't."""
    shape = []
    for place in range(1, max(len(first), len(second)) + 1):
        a = first[-place] if place <= len(first) else 1
        b = second[-place] if place <= len(second) else 1
        if a != b and 1 not in (a, b):
            return None
        shape.append(b if a == 1 else a)
    return tuple(reversed(shape))


def fixtures(every):
    scalars = json.loads((FIXTURES / "random-scalar-programs.json").read_text("utf-8"))["programs"]
    with open(FIXTURES / "array-programs.jsonl", encoding="utf-8") as file:
        arrays = [json.loads(line) for line in file][1:]
    for entry in (scalars + arrays)[::every]:
        yield entry["name"], entry["program"]


def new_programs(count, seed):
    for index in range(count):
        yield f"new {seed}/{index}", Writer(random.Random(f"{seed}/{index}")).program()


def complaint(gradwalk, program):
    """What `check` has against a program; nothing if it passes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "program.py"
        path.write_text(program, "utf-8")
        trace = Path(folder) / "program.jsonl"
        for arguments in [["check", path], ["trace", path, "-o", trace], ["check", trace]]:
            run = subprocess.run([gradwalk, *map(str, arguments)], capture_output=True, text=True, timeout=120)
            if run.returncode or "could not be" in run.stdout:
                return f"{arguments[0]}: exit {run.returncode}\n{run.stderr}{run.stdout}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", required=True, metavar="GRADWALK", help="the command that is tried")
    parser.add_argument("--count", type=int, default=800, help="how many new programs")
    parser.add_argument("--seed", type=int, default=231)
    parser.add_argument("--every", type=int, default=1, help="of the fixtures take each so-manieth")
    options = parser.parse_args()
    programs = list(fixtures(options.every)) + list(new_programs(options.count, options.seed))
    failed = 0
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda p: complaint(options.against, p[1]), programs)
        for (name, program), problem in zip(programs, found):
            if problem:
                failed += 1
                print(f"{name}: {problem}\n{program}")
    print(f"{len(programs) - failed} of {len(programs)} right programs pass the gradient check")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
