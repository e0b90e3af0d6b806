"""Values and gradients of a program of arrays, by other people's libraries.

The program runs five times: with autograd's derivative rules, with JAX's, with `lessons/lesson.py`, and with NumPy
alone for the values, once as it stands and twice with its inputs nudged for the numeric gradient.
"""

import ast
import builtins
import io
import math
import random
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy

import array_functions as functions
from array_functions import PLAIN, Rejected, python_functions
from array_runtime import Autograd, Handle, Jax, Tape

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "lessons"))
import lesson  # noqa: E402

# Names of numbers that are sizes, counters, indices or rates of an update: constants, not inputs.
CONSTANTS = set("N D H C K M T F S i j k n t step lr mu rate steps beta order".split())


class Program:
    """The text with a call of `_bind` after each assignment of the outermost scope."""

    def __init__(self, text):
        self.text = text
        self.assigned, self.receiver = [], None
        tree = ast.parse(text)
        tree.body = self._body(tree.body)
        self.code = compile(ast.fix_missing_locations(tree), "program", "exec")
        plain = _Plain().visit(ast.fix_missing_locations(tree))
        self.plain_code = compile(ast.fix_missing_locations(plain), "program", "exec")

    def _body(self, body):
        marked = []
        for statement in body:
            if isinstance(statement, (ast.Import, ast.ImportFrom)):
                continue
            for part in ("body", "orelse"):
                if isinstance(statement, (ast.For, ast.While, ast.If)):
                    setattr(statement, part, self._body(getattr(statement, part)))
            marked.append(statement)
            for name in self._names(statement):
                if name not in self.assigned:
                    self.assigned.append(name)
                call = ast.Call(_name("_bind"), [ast.Constant(name), _name(name)], [])
                marked.append(ast.Assign([ast.Name(name, ast.Store())], call))
        return marked

    def _names(self, statement):
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            function = statement.value.func
            if isinstance(function, ast.Attribute) and function.attr == "backward":
                self.receiver = ast.unparse(function.value)
        if isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AugAssign):
            targets = [statement.target]
        else:
            return []
        return list(dict.fromkeys(name for target in targets for name in _stored(target)))


def _name(name):
    return ast.Name(name, ast.Load())


def _stored(target):
    if isinstance(target, ast.Name):
        return [target.id]
    if isinstance(target, (ast.Tuple, ast.List)):
        return [name for part in target.elts for name in _stored(part)]
    return _stored(target.value) if isinstance(target, ast.Subscript) else []


class _Plain(ast.NodeTransformer):
    """Gradients are read from a list that another run has made; methods that NumPy lacks are functions."""

    def visit_Expr(self, node):
        call = node.value
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in ("backward",
            "zero_"):
            return self.visit(ast.Expr(call.func.value)) if call.func.attr == "zero_" else ast.Pass()
        return self.generic_visit(node)

    def visit_Assign(self, node):
        target = node.targets[0]
        if isinstance(target, ast.Attribute) and target.attr == "grad":
            return ast.Pass()
        return self.generic_visit(node)

    def visit_Call(self, node):
        self.generic_visit(node)
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr in ("relu", "exp", "tanh", "sigmoid", "item",
            "detach"):
            if not (isinstance(function.value, ast.Name) and function.value.id in ("np", "math")):
                return ast.Call(_name(f"_{function.attr}"), [function.value, *node.args], node.keywords)
        return node

    def visit_Attribute(self, node):
        self.generic_visit(node)
        if node.attr == "grad":
            return ast.Call(_name("_read"), [], [])
        if node.attr != "data":
            return node
        node.value.ctx = node.ctx
        return node.value


def _output():
    out = io.StringIO()
    return out, lambda *parts: builtins.print(*parts, file=out)


_PYTHON = {n: getattr(builtins,
    n) for n in "len range zip enumerate reversed int float list tuple isinstance round".split()}


def _scope(call, make, draw, own):
    bare = {n: (lambda *a, _n=n, **o: call(_n, *a, **o)) for n in functions.BARE}
    inner = {n: (lambda *a, _n=n, **o: call(_n, *a, **o)) for n in functions.IN_NUMPY}
    constant = {n: (lambda x, *a, _n=n, **o: getattr(numpy, _n)(x.plain if isinstance(x, Handle) else x, *a, **o))
                for n in functions.CONSTANT}
    makers = {n: make(getattr(numpy, n)) for n in functions.MAKERS}
    np = SimpleNamespace(
        **inner, **constant, **makers, array=make(numpy.array), newaxis=None, pi=math.pi,
        linalg=SimpleNamespace(norm=bare["norm"]),
        random=SimpleNamespace(**{n: draw(getattr(numpy.random, n)) for n in functions.DRAWS}))
    return _PYTHON | bare | constant | python_functions(call) | {"np": np,
        "__builtins__": {"__import__": builtins.__import__}} | own


class Traced:
    """A run with the derivative rules of a library."""

    def __init__(self, program, library):
        self.tape = Tape(library)
        self.bindings, self.bound = 0, {}
        out, show = _output()
        numpy.random.seed(0)

        def make(function):
            def maker(*arguments, **options):
                strip = lambda x: x.plain if isinstance(x, Handle) else x
                if function is numpy.array and any(isinstance(p, Handle) for p in _flat(arguments[0])):
                    return self._stack(arguments[0])
                made = function(*map(strip, arguments), **options)
                return Handle(self.tape, made) if isinstance(made, numpy.ndarray) else made
            return maker

        self.scope = _scope(self.call, make, make, {"_bind": self.bind, "print": show})
        exec(program.code, self.scope)
        if program.receiver is None:
            self.receiver = self._last_number(program)
            self.tape.backward(self.scope[self.receiver])
        else:
            self.receiver = program.receiver
        self.printed = out.getvalue().splitlines()

    def call(self, name, *arguments, **options):
        """A function of the language; lists that are arguments of a gate are arrays."""
        if name in ("concatenate", "stack", "hstack", "vstack"):
            arguments = (list(arguments[0]), *arguments[1:])
        else:
            arguments = tuple(self._listed(a, i) for i, a in enumerate(arguments))
        result = self.tape.call(name, *arguments, **options)
        # A transposed or reshaped array is a view of the one that it was made from.
        first = arguments[0]
        if name in ("reshape", "transpose", "ravel") and isinstance(first, Handle):
            return getattr(first, name)(*arguments[1:])
        return result

    def _listed(self, argument, place):
        if isinstance(argument, list) and any(isinstance(p, Handle) for p in _flat(argument)):
            return self._stack(argument)
        return numpy.array(argument) if isinstance(argument, list) and place == 0 else argument

    def _stack(self, parts):
        parts = [self._stack(p) if isinstance(p, (list, tuple)) else p for p in parts]
        return self.tape.call("stack", [p if isinstance(p, Handle) else numpy.asarray(p, float) for p in parts])

    def bind(self, name, value):
        self.bindings += 1
        if name not in CONSTANTS and _is_numbers(value):
            value = Handle(self.tape, numpy.array(value))
        if not isinstance(value, Handle):
            return value
        old, self.bound[name] = self.bound.get(name), value
        if value.detached and old is not None and old.is_parameter():  # W = W - lr * W.grad
            value = self.bound[name] = self.tape.moved(old, value.plain)
        return self.tape.name(value, name, self.bindings)

    def _last_number(self, program):
        for name in reversed(program.assigned):
            value = self.scope[name]
            is_number = isinstance(value, Handle) and value.size == 1 and self.tape.library.is_value(value.cell)
            if is_number and not (value.entry is not None and value.entry.is_input):
                return name
        raise Rejected("no output")

    def values(self, program):
        found = {}
        for name in program.assigned:
            value = self.scope[name]
            value = value.plain if isinstance(value, Handle) else value
            if isinstance(value, (int, float, numpy.ndarray, numpy.generic)) or _is_numbers(value):
                found[name] = numpy.asarray(value)
        return found

    def gradients(self, program):
        found = {}
        for name in program.assigned:
            value = self.scope[name]
            entry = value.entry if isinstance(value, Handle) else None
            if entry is None or entry.name != name or not entry.reached:
                continue
            # What a view is after a change is a matter of taste: a part of its base, or a gate of its own.
            if not value.is_refreshed and (entry.is_input or entry.last_pass == len(self.tape.passes)):
                found[name] = numpy.zeros(value.shape) if entry.gradient is None else entry.gradient
        return found


def _flat(x):
    for part in x if isinstance(x, (list, tuple)) else [x]:
        if isinstance(part, (list, tuple)):
            yield from _flat(part)
        else:
            yield part


def _is_numbers(value):
    if isinstance(value, bool):
        return False
    return isinstance(value, (int, float)) or isinstance(value, list) and len(value) > 0 and all(map(_is_numbers,
        value))


class PlainRun:
    """A run with NumPy alone; a binding may be nudged."""

    def __init__(self, program, reads=(), nudge=None):
        self.reads, self.nudge, self.bindings = list(reads), nudge or {}, 0
        out, show = _output()
        numpy.random.seed(0)
        same = lambda function: function
        self.scope = _scope(plain_call, same, same, {
            "_bind": self.bind, "print": show, "_read": lambda: self.reads.pop(0),
            "_item": lambda x: float(x), "_detach": lambda x: x,
        } | {f"_{n}": PLAIN[n] for n in "relu exp tanh sigmoid".split()})
        with numpy.errstate(all="raise", under="ignore"):
            exec(program.plain_code, self.scope)
        self.printed = out.getvalue().splitlines()

    def bind(self, name, value):
        self.bindings += 1
        if self.bindings in self.nudge:
            value = numpy.asarray(value, float) + self.nudge[self.bindings]
        return numpy.array(value, float) if isinstance(value, list) and _is_numbers(value) else value


def plain_call(name, *arguments, **options):
    if name not in ("concatenate", "stack", "hstack", "vstack"):
        arguments = tuple(numpy.array(a) if isinstance(a, list) and i == 0 else a for i, a in enumerate(arguments))
    return PLAIN[name](*arguments, **options)


class LessonRun:
    """A run with `lessons/lesson.py`; numbers and lists that are bound by name are made with `np.array`."""

    def __init__(self, program):
        self.scope = {name: getattr(lesson, name) for name in lesson.__all__}
        out, show = _output()
        self.scope["print"] = show
        tree = _NumbersAsArrays().visit(ast.parse(program.text))
        lesson.np.random.seed(0)
        exec(compile(ast.fix_missing_locations(tree), "program", "exec"), self.scope)
        self.printed = out.getvalue().splitlines()


class _NumbersAsArrays(ast.NodeTransformer):
    def visit_FunctionDef(self, node):
        return node

    def visit_Assign(self, node):
        is_constant = isinstance(node.targets[0], ast.Name) and node.targets[0].id in CONSTANTS
        try:
            value = eval(ast.unparse(node.value), {"__builtins__": {}})
        except Exception:
            return node
        if is_constant or not _is_numbers(value) or not isinstance(node.targets[0], ast.Name):
            return node
        node.value = ast.Call(ast.Attribute(_name("np"), "array", ast.Load()), [node.value], [])
        return node


def close(a, b, relative=1e-11, absolute=1e-12):
    a, b = numpy.asarray(a, float), numpy.asarray(b, float)
    if a.shape != b.shape:
        return False
    scale = max(1.0, float(numpy.max(numpy.abs(a), initial=0.0)))
    return bool(numpy.all(numpy.abs(a - b) <= absolute * scale + relative * numpy.maximum(numpy.abs(a), numpy.abs(b))))


class Disagreement(Exception):
    """Two references differ. Each kind is counted and has to be explained."""


def _agree(who, ours, theirs):
    if ours.keys() != theirs.keys():
        raise Disagreement(f"{who}: {sorted(ours)} and {sorted(theirs)}")
    for name in ours:
        if not close(ours[name], theirs[name]):
            pair = [numpy.asarray(found[name]).tolist() for found in (ours, theirs)]
            raise Disagreement(f"{who}: {name} is {pair[0]} and {pair[1]}")


def evaluate(text, with_jax=True):
    """The output, values, gradients and printed lines of a program, or `Rejected`."""
    program = Program(text)
    run = Traced(program, Autograd())
    values, gradients = run.values(program), run.gradients(program)
    for name, value in (values | {f"gradient of {n}": g for n, g in gradients.items()}).items():
        if not numpy.all(numpy.isfinite(value)) or numpy.any(numpy.abs(value) > 1e6):
            raise Rejected("value out of range")
    if not gradients:
        raise Rejected("no gradient")
    plain = PlainRun(program, run.tape.reads)
    _agree("NumPy", values, {n: plain.scope[n] for n in values})
    ours = LessonRun(program)
    _agree("lesson.py", values, {n: lesson._values(ours.scope[n]) for n in values})
    _agree("lesson.py, gradient", gradients, _lesson_gradients(ours, gradients, run.receiver, program))
    if run.printed != plain.printed or run.printed != ours.printed:
        raise Disagreement(f"printed: {run.printed}, {plain.printed} and {ours.printed}")
    if not run.tape.met_kinks and len(run.tape.passes) == 1:
        _check_numerically(program, run)
    if with_jax:
        other = Traced(program, Jax())
        _agree("JAX", values, other.values(program))
        _agree("JAX, gradient", gradients, other.gradients(program))
    return _report(run, values, gradients)


def _lesson_gradients(ours, gradients, receiver, program):
    if program.receiver is None:
        ours.scope[receiver].backward()
    found = {}
    for name in gradients:
        gradient = ours.scope[name].grad
        if gradient is None:
            gradient = numpy.zeros(ours.scope[name].shape) if numpy.all(gradients[name] == 0) else None
        if gradient is not None:
            found[name] = lesson._values(gradient)
    return found


def _check_numerically(program, run):
    """Nudges each input along a random direction; NumPy alone computes both ends."""
    rng = numpy.random.RandomState(7)
    for _, entry in run.tape.entries:
        if not entry.is_input or not entry.reached:
            continue
        direction = rng.uniform(0.5, 1.0, numpy.shape(entry.gradient)) * rng.choice([-1, 1],
            numpy.shape(entry.gradient))
        ends = []
        for sign in (1, -1):
            nudged = PlainRun(program, run.tape.reads, {entry.binding: sign * 1e-5 * direction})
            ends.append(numpy.asarray(eval(run.receiver, nudged.scope), float))
        slope = numpy.sum((ends[0] - ends[1]) / 2e-5 * run.tape.last_seed)
        expected = numpy.sum(direction * entry.gradient)
        size = numpy.sum(numpy.abs(direction * entry.gradient))
        if abs(slope - expected) > 1e-6 * max(1.0, size, float(numpy.max(numpy.abs(ends[0]), initial=0.0))):
            raise Disagreement(f"numeric: {entry.name} is {slope} and not {expected}")


def numbers(value):
    """Nested lists; a negative zero says nothing to a reader, and a mask is of ones and zeros."""
    value = numpy.asarray(value)
    if value.dtype == bool:
        value = value.astype(int)
    return (value + 0.0 if value.dtype.kind == "f" else value).tolist()


def _report(run, values, gradients):
    inputs = [n for n in gradients if run.scope[n].entry.is_input]
    report = {
        "output": run.receiver, "inputs": inputs,
        "value": {n: numbers(v) for n, v in values.items()},
        "gradient": {n: numbers(g) for n, g in gradients.items()},
    }
    if empty := {n: list(v.shape) for n, v in values.items() if v.size == 0}:
        report["empty"] = empty
    if len(run.tape.passes) > 1:
        report["passes"] = [numbers(v) for v in run.tape.passes]
    if run.printed:
        report["printed"] = run.printed
    return report
