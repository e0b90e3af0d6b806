"""Compares what random programs print under Python with NumPy and under a built `gradwalk`.

    python fuzz_printing.py --against GRADWALK [--count N] [--seed S]

Each program that prints something else is shown, with as many lines taken out as go, and the exit status is 1. A float
may differ in its last digits, since NumPy's sums and functions round otherwise.
"""

import argparse
import io
import json
import re
import resource
import signal
import subprocess
import sys
import tempfile
import warnings
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from contextlib import redirect_stdout
from pathlib import Path

import numpy

from printing_writer import PRELUDE, inside_function, outside_function, program

# What the language refuses on purpose: a number that is NaN or infinite, whole numbers that are too large, and what it
# says of itself that it is outside.
REFUSED = re.compile(
    r"error: .* (is not a number$|is infinite$|go up to \d+|is outside the lesson language)", re.MULTILINE
)
# What a program may take under Python, as one that lost the statement that ends its loop.
SECONDS, MEMORY = 10, 2 << 30
# So many programs are made before they are run.
TOGETHER = 20
NUMBER = re.compile(r"-?\d+\.\d*(?:e[-+]?\d+)?|-?\d+e[-+]?\d+|-?\d+")


def under_python(text):
    """What the program prints, or None if it fails, warns or takes too much."""
    printed = io.StringIO()
    signal.setitimer(signal.ITIMER_REAL, SECONDS, SECONDS)
    with warnings.catch_warnings(), numpy.errstate(all="raise", under="ignore"), redirect_stdout(printed):
        warnings.simplefilter("error")
        try:
            exec(compile(text, "program", "exec"), {})
        except Exception:
            return None
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    return printed.getvalue()


def program_and_output(seed):
    """A program, whose writer tries each statement as well."""
    signal.setitimer(signal.ITIMER_REAL, SECONDS, SECONDS)
    try:
        text = program(seed)
    except (MemoryError, TimeoutError):
        return None, None
    return text, under_python(text)


def limit():
    def stop(*_):
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def under_gradwalk(gradwalk, text):
    """What the program prints, or the message with which it fails."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "program.py"
        path.write_text(text, encoding="utf-8")
        run = subprocess.run([gradwalk, "trace", path], capture_output=True, text=True, timeout=120)
    if run.returncode:
        return f"exit status {run.returncode}\n" + run.stderr.replace(str(path), "program.py")
    records = map(json.loads, run.stdout.splitlines())
    return "".join(record["text"] + "\n" for record in records if record["kind"] == "print")


def is_close(one, other):
    if "." not in one + other:
        return one == other
    a, b = float(one), float(other)
    return abs(a - b) <= 1e-12 * max(abs(a), abs(b)) and one.startswith("-") == other.startswith("-")


def prints_alike(expected, found):
    """Whether two texts are the same but for the last digits of floats."""
    expected, found = (text if text.endswith("\n") or not text else text + "\n" for text in (expected, found))
    if expected == found or REFUSED.search(found):
        return True
    if NUMBER.sub("#", expected).split() != NUMBER.sub("#", found).split():
        return False
    return all(map(is_close, NUMBER.findall(expected), NUMBER.findall(found)))


def statements(text):
    """The statements of the outermost level, each with its block."""
    found = []
    for line in text.splitlines():
        if found and line.startswith((" ", "else", "elif")):
            found[-1] += "\n" + line
        else:
            found.append(line)
    return found


def reduced(text, differs):
    """The program without the statements that it differs without as well."""
    text, is_inside = outside_function(text)
    written = lambda kept: (inside_function if is_inside else str)("\n".join(kept) + "\n")
    kept = statements(text)
    for index in reversed(range(len(PRELUDE), len(kept))):
        shorter = kept[:index] + kept[index + 1:]
        if "seed(" not in kept[index] and differs(written(shorter)):
            kept = shorter
    return written(kept)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--against", required=True, metavar="GRADWALK")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shown", type=int, default=20, help="how many programs to show")
    options = parser.parse_args()

    # Programs run in a process of their own, since they may take too much.
    with get_context("forkserver").Pool(1, limit) as pythons, ThreadPoolExecutor(2) as pool:
        return compare(options, pythons, pool)


def compare(options, pythons, pool):
    def differs(text):
        expected = pythons.apply(under_python, [text])
        if expected is None:
            return False
        found = under_gradwalk(options.against, text)
        # A name that only a branch not taken uses is unknown to the one and not missed by the other.
        return "unknown name" not in found and not prints_alike(expected, found)

    def tell(text):
        text = reduced(text, differs)
        expected, found = pythons.apply(under_python, [text]), under_gradwalk(options.against, text)
        print(f"----\n{text}---- Python\n{expected}---- Gradwalk\n{found}", flush=True)

    valid = wrong = 0
    for start in range(0, options.count, TOGETHER):
        seeds = range(start, min(start + TOGETHER, options.count))
        made = pythons.map(program_and_output, [options.seed * 1_000_003 + seed for seed in seeds])
        expected = {text: printed for text, printed in made if printed is not None}
        valid += len(expected)
        found = pool.map(lambda text: under_gradwalk(options.against, text), expected)
        for text, printed in zip(expected, found):
            if not prints_alike(expected[text], printed):
                wrong += 1
                if wrong <= options.shown:
                    tell(text)
    print(f"{valid - wrong} of {valid} programs print as under Python")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
