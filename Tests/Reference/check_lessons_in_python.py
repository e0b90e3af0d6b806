"""Runs the blocks of lessons under Python, after `from lesson import *`, and writes what each name stands for.

    python3 check_lessons_in_python.py                       all lessons of the repository
    python3 check_lessons_in_python.py LESSON.md …           the blocks of some lessons
    python3 check_lessons_in_python.py LESSON.md BLOCK       one block, by its name
    python3 check_lessons_in_python.py --against GRADWALK …  what Python has otherwise than the traces of that executable

With `--against` a line tells for each block how many values and gradients agree to 1e-9, or what differs, which makes
the exit status 1. Without it, standard output has a JSON object a line for each block: `lesson`, `block`, `output`, `value` and `gradient` by name,
`printed`; or `skipped` with the reason, for a block that makes no arrays or that asks a number for a gradient; or
`failed` with the error, which also makes the exit status 1. It needs NumPy and nothing else.
"""

import ast
import contextlib
import io
import json
import math
import random
import re
import sys
import traceback
from pathlib import Path

import gradwalk_trace

LESSONS = Path(__file__).resolve().parents[2] / "lessons"
FENCE = re.compile(r"^(`{3,}|~{3,})\s*python\s+trace\b(.*)$")
# What Python says of a number that is asked for a gradient, or of a list that is to be an array.
NUMBERS_AND_LISTS = re.compile(
    "'(int|float|list)' object has no attribute '(grad|backward|data|item|detach|requires_grad)'"
    "|unsupported operand type.* 'list'|bad operand type .* 'list'"
)


def blocks(path):
    """The name, options and text of each block of a lesson that is run."""
    fence = None
    for line in path.read_text("utf-8").splitlines():
        if fence is None:
            if found := FENCE.match(line):
                fence, lines = found[1], []
                options = dict(re.findall(r"(\w+)=(\S+)", found[2]))
        elif line.startswith(fence) and not line.strip(fence[0]).strip():
            yield options.get("name", path.stem), options, "\n".join(lines) + "\n"
            fence = None
        else:
            lines.append(line)


class _WithoutPlots(ast.NodeTransformer):
    """`plt.…` is skipped, as in the lesson language."""

    def visit_Import(self, node):
        node.names = [name for name in node.names if not name.name.startswith("matplotlib")]
        return node if node.names else ast.Pass()

    def visit_Expr(self, node):
        return ast.Pass() if ast.unparse(node).startswith("plt.") else node


def assigned(tree):
    """The names that the outermost scope assigns, in the order of the last assignment."""
    names = []
    for node in _outermost(tree.body):
        targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
        for target in targets:
            names += [n.id for n in ast.walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx,
                ast.Store)] if target else []
    return list(dict.fromkeys(reversed(names)))[::-1]


def _outermost(body):
    for node in body:
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.For)):
            yield node
        for part in ("body", "orelse"):
            if isinstance(node, (ast.For, ast.While, ast.If)):
                yield from _outermost(getattr(node, part))


def receiver(tree):
    """The name whose `backward()` comes last; None if there is none."""
    calls = [n.func for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
    return next((ast.unparse(f.value) for f in reversed(calls) if f.attr == "backward"), None)


def run(text, options):
    import lesson

    if not re.search(r"\bnp\.", text):
        return {"skipped": "no arrays are made with np.array"}
    tree = ast.fix_missing_locations(_WithoutPlots().visit(ast.parse(text)))
    lesson.numpy.random.seed(0)
    random.seed(0)
    scope, printed = {"__name__": "block"}, io.StringIO()
    with contextlib.redirect_stdout(printed), lesson.numpy.errstate(all="ignore"):
        try:
            exec("from lesson import *", scope)
            exec(compile(tree, "block", "exec"), scope)
            output = options.get("output") or receiver(tree) or _last_number(scope, assigned(tree), lesson.Array)
            if output and receiver(tree) is None:
                scope[output].backward()
        except (AttributeError, TypeError) as problem:
            if NUMBERS_AND_LISTS.search(str(problem)):
                return {"skipped": f"{problem}: write np.array(…)"}
            raise
    found = {n: scope[n] for n in assigned(tree) if n in scope}
    arrays = {n: x for n, x in found.items() if isinstance(x, lesson.Array)}
    inputs = options["inputs"].split(",") if "inputs" in options else None
    gradients = {n: x.grad for n, x in arrays.items() if inputs is None or x._node.edges or n in inputs}
    return {
        "output": output,
        "value": {n: plain for n, x in found.items() if (plain := numbers(lesson._values(x))) is not None},
        "gradient": {n: numbers(lesson._values(g)) for n, g in gradients.items() if g is not None},
        "printed": printed.getvalue().splitlines(),
    }


def _last_number(scope, names, array):
    return next((n for n in reversed(names) if isinstance(scope.get(n), array) and scope[n].size == 1), None)


def numbers(x):
    """Nested lists of numbers as JSON has them; None for what is no number or array."""
    if isinstance(x, bool):
        return int(x)
    if isinstance(x, float):
        return x + 0.0 if math.isfinite(x) else {math.inf: "Infinity", -math.inf: "-Infinity"}.get(x, "NaN")
    if isinstance(x, int):
        return x
    if hasattr(x, "tolist"):
        return numbers(x.tolist())
    parts = [numbers(part) for part in x] if isinstance(x, (list, tuple)) else [None]
    return None if None in parts else parts


def results(path, wanted):
    """The name of each wanted block of a lesson, with what running it gave."""
    for name, options, text in blocks(path):
        if wanted in (None, name):
            try:
                yield name, run(text, options)
            except Exception as problem:
                line = traceback.extract_tb(problem.__traceback__)
                line = next((f.lineno for f in reversed(line) if f.filename == "block"), None)
                yield name, {"failed": f"line {line}: {type(problem).__name__}: {problem}"}


def told(result, gradwalk, path, name):
    """The lines about a block beside its trace, and whether it agrees."""
    if reason := result.get("skipped") or result.get("failed"):
        return [reason], "failed" not in result
    found, count = gradwalk_trace.differences(gradwalk_trace.final(gradwalk, path, name), result)
    return found or [f"{count} values and gradients agree"], not found


def main():
    arguments = sys.argv[1:]
    gradwalk = None
    if len(arguments) > 1 and arguments[0] == "--against":
        gradwalk, arguments = arguments[1], arguments[2:]
    if arguments and arguments[0].startswith("-"):
        sys.exit(__doc__)
    wanted = arguments.pop() if len(arguments) == 2 and not arguments[1].endswith(".md") else None
    sys.path.insert(0, str(LESSONS))
    agrees, count = True, 0
    for path in map(Path, arguments or sorted(LESSONS.glob("*.md"))):
        for name, result in results(path, wanted):
            count += 1
            if gradwalk is None:
                agrees = agrees and "failed" not in result
                print(json.dumps({"lesson": path.name, "block": name} | result, ensure_ascii=False))
            else:
                lines, good = told(result, gradwalk, path, name)
                agrees = agrees and good
                print(*(f"{path.name} {name}: {line}" for line in lines), sep="\n", flush=True)
    if count == 0:
        sys.exit(f"no block named {wanted}" if wanted else "no blocks")
    sys.exit(not agrees)


if __name__ == "__main__":
    main()
