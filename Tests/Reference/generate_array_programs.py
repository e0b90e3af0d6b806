"""Writes array-programs.jsonl: random programs of arrays with the values and gradients they must have.

    python generate_array_programs.py              writes the file, in about ten minutes
    python generate_array_programs.py --check      compares the file with a new run, to 1e-11
    python generate_array_programs.py --count 100  writes only so many, of all families
    python generate_array_programs.py --rejections says why drafts were dropped
    python generate_array_programs.py --no-jax     leaves out the slowest reference, for a quick look
"""

import argparse
import json
import random
import sys
import traceback
import warnings
from collections import Counter
from importlib.metadata import version
from pathlib import Path

import numpy

import array_writer
from array_families import FAMILIES
from array_functions import Rejected
from array_reference import Disagreement, close, evaluate

SEED = 231
FILE = Path(__file__).resolve().parents[1] / "ScriptTests" / "Fixtures" / "array-programs.jsonl"
rejections = Counter()
disagreements = []


def order():
    """The families in turn, so that the first hundred programs have some of each."""
    places = []
    for title, family, count in FAMILIES:
        places += [((i + 0.5) / count, title, family) for i in range(count)]
    return [place[1:] for place in sorted(places, key=lambda p: (p[0], p[1]))]


def programs(count, with_jax):
    array_writer.usage.clear()
    texts = set()
    for index, (title, family) in enumerate(order()[:count]):
        text, result = one_program(index, title, family, texts, with_jax)
        texts.add(text)
        if sys.stderr.isatty():
            print(f"\r{index + 1} programs", end="", file=sys.stderr)
        yield {"name": f"{index + 1:04d} {title}", "program": text} | result


def one_program(index, title, family, taken, with_jax):
    for attempt in range(400):
        writer = array_writer.Writer(random.Random(f"{SEED}/{index}/{attempt}"))
        try:
            family(writer)
        except (Rejected, ArithmeticError, ValueError, IndexError, TypeError, RuntimeWarning,
            DeprecationWarning) as problem:
            rejections[f"{title}, writing: {type(problem).__name__} {str(problem)[:60]}"] += 1
            continue
        text = writer.finished()
        if text in taken or len(text.splitlines()) > 30:
            continue
        try:
            return text, evaluate(text, with_jax)
        except (Rejected, ArithmeticError, RuntimeWarning) as problem:
            rejections[f"{title}: {type(problem).__name__} {str(problem)[:60]}"] += 1
        except Disagreement as problem:
            disagreements.append((title, str(problem), text))
        except Exception:
            disagreements.append((title, traceback.format_exc(), text))
    raise SystemExit(f"no program found for number {index} ({title})\n" + "\n".join(f"{n} {r}" for r,
        n in rejections.most_common(20)))


def header(count):
    return {
        "about": "Random programs of arrays with their values and gradients; see Tests/Reference/README.md.",
        "generator": f"generate_array_programs.py, seed {SEED}", "programs": count,
        "reference": f"HIPS autograd {version('autograd')}, NumPy {version('numpy')}",
        "cross-checks": f"JAX {version('jax')}, lessons/lesson.py, central differences",
    }


def differences(old, new, place):
    if isinstance(old, dict) and isinstance(new, dict):
        if list(old) != list(new):
            yield f"{place}: {list(old)} and {list(new)}"
        for key in old.keys() & new.keys():
            yield from differences(old[key], new[key], f"{place} / {key}")
    elif isinstance(old, (list, float)) and isinstance(new, (list, float)) and not _has_text(old):
        if not close(old, new):
            yield f"{place}: {old} and {new}"
    elif old != new:
        yield f"{place}: {old!r} and {new!r}"


def _has_text(x):
    return isinstance(x, list) and any(isinstance(part, str) for part in x)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--rejections", action="store_true")
    parser.add_argument("--no-jax", action="store_true")
    parser.add_argument("--count", type=int, default=sum(count for *_, count in FAMILIES))
    options = parser.parse_args()
    warnings.simplefilter("error")
    found = list(programs(options.count, not options.no_jax))
    if options.rejections:
        print("\n".join(f"{count:4d}  {what}" for what, count in rejections.most_common()))
    for title, problem, text in disagreements:
        print(f"--- {title}: {problem[-1500:]}\n{text}\n")
    if options.check:
        old = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()[1:]]
        problems = [d for a, b in zip(old, found) for d in differences(a, b, a["name"])]
        print("\n".join(problems) or "the file is up to date")
        sys.exit(bool(problems) or len(old) != len(found))
    lines = [json.dumps(entry, ensure_ascii=False) for entry in [header(len(found)), *found]]
    FILE.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{FILE.name}: {len(found)} programs, {FILE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
