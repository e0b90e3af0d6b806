"""Runs every command on mutated lessons, programs, traces, arguments and scripts.

    python3 fuzz_commands.py --against GRADWALK                     2,000 runs
    python3 fuzz_commands.py --against GRADWALK --count N --seed S  N runs, other ones
    python3 fuzz_commands.py --against GRADWALK --keep DIR          keeps the inputs of runs that went wrong

A run is wrong if the command crashes, takes longer than its time, prints a control character other than a line end or
a tab, ends with a status that is none of 0, 1 and 64, fails without a word, or leaves a file behind that it was not
asked to write or did not finish. The same seed makes the same runs. It needs Python alone.
"""

import argparse
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 90
BYTES = 4_000_000_000
LONGEST_INPUT = 20_000

# Pieces that are put where they do not belong.
PIECES = [
    "(", ")", "[", "]", "{", "}", '"', "'", '"""', "\\", "\n", "\r\n", "\t", "    ", ":", ";", ",", ".", "=", "==", "+", "-",
    "*", "**", "@", "/", "//", "%", "#", "`", "```", "~~~", "<!--", "-->", "---", "$", "^", "&", "|", "<", ">", "\x00",
    "\x1b[31m", "\x07", "\x7f", "\x9b", "\u202e", "\u2066", "\ufeff", "é", "한글", "😀", "e\u0301", "\ud7ff", "0", "1", "-1",
    "0.5", "1e308", "1e-320", "9223372036854775807", "10**10", "nan", "inf", "None", "True", "x", "x.grad", "x.backward()",
    "x.T", "x[0]", "x[:, None]", "x.shape", "np.", "np.zeros((3, 0))", "np.ones((2, 3))", "np.exp(", "lambda x: x", "print(x)",
    "for i in range(3):", "while True:", "if x:", "else:", "def f(x):", "return x", "class A:", "assert x", "import numpy as np",
    "f'{x:.3f}'", "'%d' % x", "x += 1", "x = x * 2", "x -= 0.1 * x.grad", "[x for x in range(3)]", "(x,)", "{x: 1}", "in",
    "not", "is", "and", "or", "# comment", "python trace", "name=a", "digits=3", "output=f", "inputs=x", "expect=wrong-gradient",
    "style=network", "gradwalk: circuit", "gradwalk: steps", "gradwalk: table", "gradwalk: output", "gradwalk: why x",
    "step=2", "pass=2", "of=a", "null", '"kind"', "[]", "{}", "1e999", "-0", "1.5e", "\\u0000", "\\ud800", '{"node": 0}',
]
DIRECTIVES = ["circuit", "steps", "steps backward", "table", "output", "diff of=a with=b", "jacobian f", "curve", "passes"]
COMMANDS = [
    "next", "n", "next 3", "previous", "first", "last", "goto 3", "goto -1", "goto 99999999999999999999", "forward", "backward",
    "touch x", "touchback", "run", "runback", "pass 2", "passback", "block", "block a", "down", "up 2", "select x", "select",
    "search x", "match", "matchback", "break x", "break line 2", "break nan", "breaks", "clear", "why x", "why", "matrix x",
    "print x", "print", "wires", "circuit", "program", "step", "group", "group f", "fewer", "more 4", "digits 9", "digits 99",
    "quiz", "answer 1", "answer", "1/3", "-0.5", "nan", "reveal", "skip", "help", "help why", "close", "?", "quit", ":", "; ;", "#",
]
PROGRAMS = [
    "x = -2.0\ny = 5.0\nz = -4.0\nq = x + y\nf = q * z\nf.backward()\n",
    "import numpy as np\nW = np.array([[0.5, -1.0], [2.0, 0.1]])\nx = np.array([1.0, -2.0])\nh = np.maximum(0, W @ x)\nf = np.sum(h * h)\n"
    "f.backward()\nprint(W.grad, f)\n",
    "w = 1.0\nfor step in range(12):\n    loss = (w * 2 - 3) ** 2\n    loss.backward()\n    w -= 0.1 * w.grad\n    w.grad = 0\n"
    "    print(f'{step}: {loss:.3f}')\n",
    "def neuron(w, x):\n    return tanh(w * x)\nw = 0.5\nx = 2.0\ny = neuron(w, x) + neuron(x, w)\ny.backward()\nassert y > 0\n",
    "class Square:\n    def forward(self, x):\n        self.x = x\n        return x * x\n    def backward(self, d):\n"
    "        return 2 * self.x * d\nx = 3.0\ny = Square().forward(x)\ny.backward()\n",
    "x = 2.0\ny = 3.0\nf = x * y + x\ndf = 1.0\ndx = df * y + df\ndy = df * x\nprint(dx, dy)\n",
    "import numpy as np\nnp.random.seed(1)\na = np.random.randn(3, 4)\nb = a[:, ::2].reshape(-1)\nc = [v * 2 for v in b]\nd = {'k': c}\n"
    "s = ', '.join(str(v) for v in [1, 2, 3])\nf = np.sum(b)\nprint(s, d['k'][0], sorted([3, 1, 2]), 'ab' * 3)\n",
    "x = 1.5\ns = sigmoid(x)\nt = exp(-x) / (1 + exp(-x)) ** 2\nu = max(s, t) + min(s, 0.5) + abs(x)\nu.backward()\n",
]


def lesson(program, rng):
    """A lesson around a program."""
    name = rng.choice(["", " name=a", " digits=3", " output=f", " collapse=f"])
    directives = "\n\n".join(f"<!-- gradwalk: {rng.choice(DIRECTIVES[:5])} -->" for _ in range(rng.randint(0, 2)))
    front = "---\ntitle: A lesson\nsummary: It shows something.\norder: 3\nsource: \"made up\"\n---\n\n"
    return f"{front}Some *prose* with `code`.\n\n```python trace{name}\n{program}```\n\n{directives}\n"


def mutate(text, rng, others):
    """A text with some mistakes made in it."""
    for _ in range(rng.choice([0, 1, 1, 1, 2, 2, 3, 5, 8])):
        lines = text.split("\n")
        kind = rng.randrange(11)
        at, to = sorted(rng.randrange(len(text) + 1) for _ in range(2))
        if kind == 0:
            text = text[:at] + rng.choice(PIECES) + text[at:]
        elif kind == 1:
            text = text[:at] + text[min(to, at + rng.randint(1, 20)) :]
        elif kind == 2:
            text = text[:at] + rng.choice(PIECES) + text[at + 1 :]
        elif kind == 3:
            text = text[:to] + text[at:to][:200] * rng.choice([1, 2, 20]) + text[to:]
        elif kind == 4:
            lines.insert(rng.randrange(len(lines) + 1), rng.choice(lines))
        elif kind == 5:
            del lines[rng.randrange(len(lines))]
        elif kind == 6:
            a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
            lines[a], lines[b] = lines[b], lines[a]
        elif kind == 7:
            lines.insert(rng.randrange(len(lines) + 1), rng.choice(PIECES) + " " + rng.choice(PIECES))
        elif kind == 8:
            lines.insert(rng.randrange(len(lines) + 1), rng.choice(rng.choice(others).split("\n")))
        elif kind == 9:
            numbers = [i for i, character in enumerate(text) if character.isdigit()]
            if numbers:
                i = rng.choice(numbers)
                text = text[:i] + rng.choice(["0", "9", "99999999", "1e9", "-1", "0.0", "1e400"]) + text[i + 1 :]
        else:
            text = text[:at]
        if kind in (4, 5, 6, 7, 8):
            text = "\n".join(lines)
        text = text[:LONGEST_INPUT]
    return text


def encoded(text, rng):
    """The bytes of a text, now and then broken."""
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    if data and rng.random() < 0.05:
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


class Run:
    """One run: its inputs, its arguments, and what it may write."""

    def __init__(self, number, seed, corpus):
        rng = random.Random(f"{seed}/{number}")
        self.files, self.stdin, self.writes, self.pages = {}, b"", set(), re.compile("(?!)")
        kind = rng.choice(["md", "md", "py", "py", "py", "jsonl"])
        originals = corpus[kind]
        text = mutate(rng.choice(originals), rng, originals)
        self.files[f"a.{kind}"] = encoded(text, rng)
        command = rng.choice(
            ["build", "draw", "draw", "trace", "show", "step", "step", "quiz", "worksheet", "check", "diff"])
        if command == "build":
            kind = "md"
            self.files = {"a.md": encoded(mutate(rng.choice(corpus["md"]), rng, corpus["md"]), rng)}
        source = f"a.{kind}"
        if rng.random() < 0.1 and command not in ("build", "step", "quiz"):
            self.stdin, source = self.files[source], "-"
        self.arguments = [command, *self.options(command, source, rng, corpus)]
        if rng.random() < 0.1:
            self.arguments[rng.randrange(1, len(self.arguments))] = self.word(rng)

    def word(self, rng):
        piece = rng.choice(PIECES + COMMANDS).replace("\0", "")
        return rng.choice([piece, "--" + piece, "-" + piece, mutate(piece, rng, PIECES).replace("\0", "")])

    def options(self, command, source, rng, corpus):
        if command == "build":
            self.writes = {"out"}
            return [source, "--output", "out"]
        if command == "draw":
            return self.drawing(source, rng)
        if command == "trace" and rng.random() < 0.3:
            self.writes = {"t.jsonl"}
            return [source, "-o", "t.jsonl"]
        if command in ("step", "quiz"):
            script = mutate("\n".join(rng.choice(COMMANDS) for _ in range(rng.randint(1, 12))), rng, COMMANDS)
            how = rng.randrange(3)
            if how == 0:
                return [source, "--plain", "-c", script.replace("\n", "; ").replace("\0", "")]
            if how == 1:
                self.files["script"] = encoded(script, rng)
                return [source, "--script", "script"]
            self.stdin = encoded(script, rng)
            return [source, "--plain"]
        if command == "worksheet":
            # A page for each block, with its answers.
            self.pages = re.compile(r"(worksheet|w)(-.*)?\.(md|svg)")
            return [source, *rng.choice([[], ["--backward"], ["-o", "w.md"]])]
        if command == "diff":
            self.files["b.py"] = encoded(mutate(rng.choice(corpus["py"]), rng, corpus["py"]), rng)
            self.writes = {"d.svg"}
            return [source, "b.py", *rng.choice([[], ["-o", "d.svg"], ["--tolerance", "1e-3"]])]
        return [source]

    def drawing(self, source, rng):
        name = rng.choice(["f.svg", "f.svg", "f.dot", "f.png", "f.pdf"])
        self.writes = {name, "frames"}
        extra = rng.choice(
            [["-o", name], ["-o", name, "--step", str(rng.choice([0, 1, 3, 99, -1]))], ["--all-steps", "frames"], [],
             ["--style", "network", "-o", name], ["--digits", str(rng.choice([0, 3, 17, 400]))], ["--direction", "TB"],
             ["--slide", "-o", name], ["--animate", "-o", name], ["--scale", str(rng.choice([0.5, 1, 3.7, 99])), "-o", name]])
        if rng.random() < 0.5:
            return [source, *extra]
        expressions = ["(x + y) * z", "sigmoid(x * y)", "max(x, y)", "x ** y", "exp(x) / y", "[x, y]", "x @ y"]
        inputs = ["x=-2", "y=5", "z=-4", "x=1e308", "y=0", "z=nan", "x=[1, 2]", "y=", "=3", "x=x"]
        expression = mutate(rng.choice(expressions), rng, expressions).replace("\0", "")
        chosen = [mutate(item, rng, inputs) if rng.random() < 0.2 else item for item in rng.sample(inputs, rng.randint(1, 3))]
        return [expression, *(item.replace("\0", "") for item in chosen), *extra]

    def carry_out(self, executable, folder):
        """What is wrong with the run; none if nothing is."""
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        try:
            done = subprocess.run(
                [executable, *self.arguments], cwd=folder, input=self.stdin, capture_output=True, timeout=SECONDS,
                preexec_fn=limit_memory, env={**os.environ, "LC_ALL": "C.UTF-8", "TMPDIR": str(folder / "tmp")})
        except subprocess.TimeoutExpired:
            return [f"takes longer than {SECONDS} s"]
        except (ValueError, UnicodeEncodeError):
            return []  # an argument that no process can have
        problems = []
        if done.returncode < 0:
            problems.append(f"ends by {signal.Signals(-done.returncode).name}")
        elif done.returncode not in (0, 1, 64):
            problems.append(f"ends with status {done.returncode}")
        elif done.returncode != 0 and not done.stderr.strip() and not self.tells_by_status(done.stdout):
            problems.append("fails without a word")
        for name, data in (("output", done.stdout), ("error", done.stderr)):
            problems += [f"standard {name} has {found}" for found in control_characters(data)]
        return problems + self.strays(folder, done.returncode)

    def strays(self, folder, status):
        """Files that should not be there, or that hold only the beginning of what they should."""
        problems = []
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).parts[0]
            if name == "tmp" and path == folder / "tmp":
                continue
            if name in self.files:
                if path.read_bytes() != self.files[name]:
                    problems.append(f"changes its input {name}")
            elif name not in self.writes and not self.pages.fullmatch(name) and not self.names(name):
                problems.append(f"leaves {path.relative_to(folder)!s:.60} behind")
            elif path.is_file() and status == 0 and not is_whole(path):
                problems.append(f"leaves half of {path.relative_to(folder)!s:.60}")
            elif path.is_file() and status != 0 and self.arguments[0] != "diff":
                problems.append(f"writes {path.relative_to(folder)!s:.60} though it fails")
        return problems

    def tells_by_status(self, output):
        """Whether the command tells by its status that numbers differ, and on standard output which."""
        return self.arguments[0] in ("check", "diff") and output.strip()

    def names(self, name):
        """Whether an argument asks for a file of that name."""
        return any(name == Path(item).parts[0] for item in self.arguments if item and Path(item).parts)

    def keep(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        (folder / "stdin").write_bytes(self.stdin)
        (folder / "arguments").write_text("\n".join(map(repr, self.arguments)) + "\n")


def control_characters(data):
    """The names of control characters in what was printed, line ends and tabs left out."""
    text = data.decode("utf-8", "replace")
    found = sorted({c for c in text if unicodedata.category(c) == "Cc" and c not in "\n\t"})
    return [f"U+{ord(c):04X}" for c in found]


def is_whole(path):
    """Whether a file ends as files of its kind do."""
    data = path.read_bytes()
    if path.suffix == ".svg":
        return data.rstrip().endswith(b"</svg>")
    if path.suffix == ".png":
        return data[-8:-4] == b"IEND"
    if path.suffix == ".pdf":
        return data.rstrip().endswith(b"%%EOF")
    return not data or data.endswith(b"\n") or path.suffix not in (".md", ".jsonl", ".dot")


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def lessons_corpus(executable, rng):
    """Lessons, programs and traces to start from, all of them small."""
    lessons = [path.read_text("utf-8") for path in sorted((ROOT / "lessons").glob("*.md")) if path.stat().st_size < 6000]
    lessons += [lesson(program, rng) for program in PROGRAMS for _ in range(3)]
    with tempfile.TemporaryDirectory() as folder:
        traces = []
        for number, program in enumerate(PROGRAMS):
            path = Path(folder) / f"{number}.py"
            path.write_text(program)
            done = subprocess.run([executable, "trace", str(path)], capture_output=True, text=True, timeout=SECONDS)
            if done.returncode == 0 and len(done.stdout) < LONGEST_INPUT:
                traces.append(done.stdout)
    return {"md": lessons, "py": PROGRAMS, "jsonl": traces}


def main():
    parser = argparse.ArgumentParser(description="Runs every command on mutated inputs.")
    parser.add_argument("--against", required=True, metavar="GRADWALK", help="the executable")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", default="0")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where to keep the inputs of wrong runs")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    executable = str(Path(options.against).resolve())
    corpus = lessons_corpus(executable, random.Random(options.seed))

    def carry_out(number):
        run = Run(number, options.seed, corpus)
        folder = Path(tempfile.mkdtemp(prefix="gradwalk-fuzz-"))
        (folder / "tmp").mkdir()
        try:
            return number, run, run.carry_out(executable, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    wrong = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for number, run, problems in pool.map(carry_out, range(options.count)):
            if problems:
                wrong += 1
                print(f"run {number}: {' '.join(map(repr, run.arguments))[:200]}: {'; '.join(problems)}", flush=True)
                if options.keep:
                    run.keep(options.keep / str(number))
    print(f"{options.count} runs of seed {options.seed}, {wrong} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
