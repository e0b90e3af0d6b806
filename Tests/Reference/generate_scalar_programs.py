"""Writes random-scalar-programs.json: random programs with the values and gradients they must have.

    python generate_scalar_programs.py              writes the file
    python generate_scalar_programs.py --check      compares the file with a new run, to 1e-12
    python generate_scalar_programs.py --coverage   counts the programs that use each construct
"""

import argparse
import ast
import json
import random
import sys
import warnings
from collections import Counter
from importlib.metadata import version
from pathlib import Path

import program_writer
from program_families import FAMILIES, KINKS
from function_tables import AUTOGRAD, COUNTERS, METHOD_FORMS, Rejected
from reference import close, evaluate

SEED = 231
COUNT = 400
FILE = Path(__file__).with_name("random-scalar-programs.json")
ABOUT = (
    "Random scalar programs of the lesson language with their values and gradients. "
    "Derivatives by HIPS autograd; JAX and central differences with 60 digits agree to 1e-11 relative."
)


def programs():
    """All programs with their results, in order."""
    program_writer.usage.clear()
    texts = set()
    found = []
    for index in range(COUNT - len(KINKS)):
        title, family = FAMILIES[index % len(FAMILIES)]
        text, result = one_program(index, family, texts)
        texts.add(text)
        found.append(entry(len(found) + 1, title, text, result))
    for title, text, answer in KINKS:
        result = evaluate(text, smooth=False)
        for name, expected in answer.items():
            if not close(result["gradient"][name], expected):
                raise SystemExit(f"{title}: the reference has {result['gradient']}, not {answer}")
        found.append(entry(len(found) + 1, "kink, " + title, text, result))
    return found


def one_program(index, family, taken):
    """The first program of this index that all references agree on."""
    for attempt in range(500):
        writer = program_writer.Writer(random.Random(f"{SEED}/{index}/{attempt}"))
        try:
            family(writer)
            text = writer.finished()
            if text in taken or not 3 <= len(text.splitlines()) <= 25:
                continue
            return text, evaluate(text)
        except (Rejected, ArithmeticError, ValueError, RuntimeWarning) as problem:
            rejections[f"{family.__name__}: {type(problem).__name__} {str(problem)[:40]}"] += 1
    raise SystemExit(f"no program found for number {index} ({family.__name__})")


rejections = Counter()


def entry(number, title, text, result):
    return {"name": f"{number:04d} {title}", "program": text} | result | {"uses": uses(text)}


def uses(text):
    """The constructs that a program uses, read off its syntax tree."""
    found = set()
    tree = ast.parse(text)
    inputs = {
        t.id for s in tree.body if isinstance(s, ast.Assign) and isinstance(s.value, (ast.Constant, ast.UnaryOp))
        for t in s.targets if isinstance(t, ast.Name)
    }
    for node in ast.walk(tree):
        found.update(labels(node, inputs))
    depth = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    if any(isinstance(m, ast.FunctionDef) for n in depth for m in ast.walk(n) if m is not n):
        found.add("nested def")
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr == "backward"]
    found.add("backward" if calls else "no backward")
    return sorted(found)


def labels(node, inputs):
    kind = type(node).__name__
    simple = {
        "For": "for", "While": "while", "FunctionDef": "def", "Lambda": "lambda", "If": "if",
        "IfExp": "conditional expression", "ListComp": "comprehension", "GeneratorExp": "generator expression",
        "Subscript": "index", "Slice": "slice", "Break": "break", "Continue": "continue", "BoolOp": "and, or",
        "Import": "import", "Lt": "comparison", "Gt": "comparison", "LtE": "comparison", "GtE": "comparison",
    }
    operators = {"Add": "+", "Sub": "-", "Mult": "*", "Div": "/", "Pow": "**", "USub": "unary minus", "Mod": "%"}
    if kind in simple:
        yield simple[kind]
    if kind in operators:
        yield operators[kind]
    if kind == "FunctionDef" and node.args.defaults:
        yield "default"
    if kind == "If" and len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
        yield "elif"
    if kind == "keyword":
        yield "keyword argument"
    if kind == "Assign" and len(node.targets) > 1:
        yield "chained assignment of a literal" if isinstance(node.value, (ast.Constant, ast.UnaryOp)) else "chained assignment"
    if kind == "Assign" and isinstance(node.targets[0], ast.Tuple):
        yield "tuple unpacking"
        sides = [[getattr(e, "id", e) for e in s.elts] for s in (node.targets[0], node.value) if isinstance(s, ast.Tuple)]
        if len(sides) == 2 and sides[0] == sides[1][::-1]:
            yield "swap"
    if kind == "AugAssign":
        yield "augmented assignment"
    if kind == "BinOp" and isinstance(node.op, ast.Mult) and ast.dump(node.left) == ast.dump(node.right):
        yield "x*x"
    if kind == "BinOp" and isinstance(node.op, ast.Pow):
        exponent = ast.unparse(node.right)
        number = not any(isinstance(n, ast.Name) for n in ast.walk(node.right))
        base = not any(isinstance(n, ast.Name) for n in ast.walk(node.left))
        yield "constant base" if base else "variable exponent" if not number else (
            "integer exponent" if "." not in exponent and "/" not in exponent else "float exponent")
    if kind == "Compare" and inputs & {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} - COUNTERS:
        yield "input in a comparison"
    if kind == "Attribute" and node.attr in ("grad", "data"):
        yield "." + node.attr
    if kind == "Call":
        yield from call_labels(node)


def call_labels(node):
    name = ast.unparse(node.func)
    if name in AUTOGRAD or name.startswith(("np.", "math.")):
        yield name
    elif isinstance(node.func, ast.Attribute):
        if node.func.attr in METHOD_FORMS:
            yield f".{node.func.attr}()"
        if node.func.attr == "append":
            yield ".append"
        if node.func.attr == "backward" and node.args:
            yield "backward with a seed"
    elif name in ("sum", "len", "range", "zip", "enumerate", "reversed"):
        yield name
    if name in ("max", "maximum", "np.maximum") and any(ast.unparse(a) in ("0", "0.0") for a in node.args):
        yield "max with 0"


def document(found):
    """The file: one program a line."""
    head = {
        "about": ABOUT,
        "generator": f"generate_scalar_programs.py, seed {SEED}",
        "reference": f"HIPS autograd {version('autograd')}",
        "cross-checks": f"JAX {version('jax')}, mpmath {version('mpmath')}",
    }
    lines = [f"{json.dumps(k)}: {json.dumps(v)}," for k, v in head.items()]
    body = ",\n".join(json.dumps(p, ensure_ascii=False) for p in found)
    return "{\n" + "\n".join(lines) + '\n"programs": [\n' + body + "\n]\n}\n"


def differences(old, new, place=""):
    """Where two documents differ by more than the last digits."""
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        for key in old:
            yield from differences(old[key], new[key], f"{place} / {key}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for i, (a, b) in enumerate(zip(old, new)):
            yield from differences(a, b, f"{place} / {a['name'] if 'name' in a else i}" if isinstance(a, dict) else f"{place} / {i}")
    elif isinstance(old, float) and isinstance(new, float):
        if not close(old, new, 1e-12, 1e-13):
            yield f"{place}: {old!r} and {new!r}"
    elif old != new:
        yield f"{place}: {old!r} and {new!r}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--coverage", action="store_true")
    parser.add_argument("--rejections", action="store_true", help="say why drafts were rejected")
    options = parser.parse_args()
    warnings.simplefilter("error")
    if options.coverage:
        counts = Counter(label for p in json.loads(FILE.read_text("utf-8"))["programs"] for label in p["uses"])
        for label, count in sorted(counts.items()):
            print(f"{count:4d}  {label}")
        return
    text = document(programs())
    if options.check:
        old, new = json.loads(FILE.read_text("utf-8")), json.loads(text)
        found = list(differences(old["programs"], new["programs"]))
        print("\n".join(found) or "the file is up to date")
        sys.exit(bool(found))
    FILE.write_text(text, "utf-8")
    if options.rejections:
        print("\n".join(f"{count:4d}  {what}" for what, count in rejections.most_common()))
    print(f"{FILE.name}: {COUNT} programs, {len(text.encode()) // 1000} kB")


if __name__ == "__main__":
    main()
