"""Values and gradients of a scalar program of the lesson language, by other people's libraries.

The program text is Python. It runs with a library's functions in scope, after `marked_program` has
marked where derivatives begin and end. Derivatives come from HIPS autograd; JAX and central
differences in mpmath are the cross-checks.
"""

import builtins
import math
from types import SimpleNamespace

import jax
import jax.numpy as jnp
import mpmath
import numpy
from autograd import make_vjp
from autograd.tracer import isbox

from function_tables import AUTOGRAD, JAX, MATH_FORMS, MPMATH, NUMPY_FORMS, WATCHED, Rejected, Watched
from marked_program import Marked


class _Reached(Exception):
    """The call of `backward` that the run was to reach."""


class Run:
    """One run of a program with one library's functions, up to a given call of `backward` or to its end.

    `leaves` holds what the inputs, probes and updates are, in the order in which they are made; a run
    without it records their values. `gradients` holds, for each earlier call of `backward`, its result.
    """

    def __init__(self, program, table, leaves=None, detached=None, gradients=(), stop=None, number=float,
                 finds_paths=False):
        self.names, self.values, self.nodes = [], [], []
        self.finds_paths = finds_paths
        self.leaves, self.detached_values = leaves, detached
        self.recorded = []
        self.gradients, self.stop, self.number = gradients, stop, number
        self.calls, self.store, self.seed, self.result = 0, {}, 1.0, None
        self.reached = False
        self.scope = self._scope(table)
        try:
            exec(program.code, self.scope)
            if stop is not None and not program.receiver:
                self.result, self.reached = self.scope[program.output], True
        except _Reached:
            self.reached = True

    def _scope(self, table):
        plain = {n: getattr(builtins, n) for n in "sum len range zip enumerate reversed".split()}
        return plain | table | {
            "__builtins__": {},
            "np": SimpleNamespace(**{n: table[n] for n in NUMPY_FORMS}),
            "math": SimpleNamespace(**{n: table[n] for n in MATH_FORMS}),
            "_leaf": self._leaf, "_probe": self._probe, "_update": self._leaf, "_grad": self._grad,
            "_clear": self._clear, "_detach": self._detach, "_backward": self._backward,
        }

    def _next(self, name, value):
        index = len(self.names)
        self.names.append(name)
        self.values.append(value)
        leaf = self.leaves[index] if self.leaves is not None else self.number(value)
        self.nodes.append(getattr(leaf, "_node", None))
        return leaf

    def _leaf(self, name, value):
        return self._next(name, value)

    def _probe(self, name, value):
        zero = self._next("probe " + name, 0.0)
        if self.finds_paths and not isbox(value):
            raise Rejected("a name for a value that depends on no input")
        return value + zero

    def _grad(self, name):
        if name not in self.store:
            raise Rejected("a gradient is read that no backward pass has reached")
        return self.store[name]

    def _clear(self, name):
        if name in self.store:
            self.store[name] = 0.0

    def _detach(self, name, value):
        index = len(self.recorded)
        self.recorded.append(float(value) if self.detached_values is None else self.detached_values[index])
        return self.recorded[index]

    def _backward(self, result, seed=1.0):
        if self.calls == self.stop:
            self.result, self.seed = result, seed
            raise _Reached
        for name, gradient in self.gradients[self.calls].items():
            self.store[name] = self.store.get(name, 0.0) + gradient
        self.calls += 1


def close(a, b, relative=1e-11, absolute=1e-13):
    return abs(a - b) <= absolute + relative * max(abs(a), abs(b))


def _by_autograd(program, values, arguments):
    reaches = []

    def function(theta):
        run = Run(program, AUTOGRAD, [theta[i] for i in range(len(values))], finds_paths=True, **arguments)
        reaches.extend(_reached_from(run))
        return run.result * 1.0

    vjp, _ = make_vjp(function)(numpy.array(values))
    return lambda seed: [float(g) for g in vjp(numpy.float64(seed))], reaches


def _reached_from(run):
    """For each leaf, whether the result was computed from it, read off autograd's own graph."""
    if not isbox(run.result):
        raise Rejected("the output depends on no input")
    seen, waiting = set(), [run.result._node]
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            waiting.extend(node.parents)
    return [id(node) in seen for node in run.nodes]


def _by_jax(program, values, seed, arguments):
    def function(theta):
        return Run(program, JAX, list(theta), **arguments).result * 1.0

    value, vjp = jax.vjp(function, [jnp.float64(v) for v in values])
    return float(value), [float(g) for g in vjp(jnp.float64(seed))[0]]


def _by_mpmath(program, values, seed, arguments):
    step = mpmath.mpf(10) ** -20

    def function(index, offset):
        theta = [mpmath.mpf(v) for v in values]
        theta[index] += offset
        return Run(program, MPMATH, theta, **arguments).result

    differences = [function(i, step) - function(i, -step) for i in range(len(values))]
    return float(function(0, 0)), [float(seed * d / (2 * step)) for d in differences]


def _agree(name, ours, theirs):
    for a, b in zip(ours, theirs, strict=True):
        if not close(a, b):
            raise Rejected(f"{name} disagrees: {a!r} and {b!r}")


def evaluate(text, smooth=True):
    """The values and gradients of a program, or `Rejected`.

    `smooth` is false for the programs that sit on a kink: central differences know no answer there.
    """
    program = Marked(text)
    gradients, passes, reached = [], [], {}
    while True:
        known = {"gradients": gradients, "stop": len(gradients)}
        plain = Run(program, AUTOGRAD, number=numpy.float64, **known)
        if not plain.reached:
            break
        values = [float(v) for v in plain.values]
        arguments = known | {"detached": plain.recorded}
        vjp, reaches = _by_autograd(program, values, arguments)
        found = vjp(plain.seed)
        theirs = _by_jax(program, values, plain.seed, arguments)
        _agree("JAX", [float(plain.result), *found], [theirs[0], *theirs[1]])
        if smooth:
            watched = Run(program, WATCHED, number=Watched, **known)
            _agree("the watched run", [float(plain.result)], [float(watched.result)])
            theirs = _by_mpmath(program, values, plain.seed, arguments)
            _agree("mpmath", [float(plain.result), *found], [theirs[0], *theirs[1]])
        if any(not math.isfinite(g) or abs(g) > 1e8 for g in found):
            raise Rejected("large derivative")
        result = dict(zip(plain.names, found))  # a later leaf of a name replaces an earlier one
        now = dict(zip(plain.names, reaches))
        gradients.append({n: g for n, g in result.items() if now[n] and not n.startswith("probe ")})
        for name, flag in now.items():
            reached[name] = reached.get(name, False) or flag
        passes.append((float(plain.result), result))
        if not program.receiver:
            break
    if not passes:
        raise Rejected("no output")
    return _report(program, passes, reached, gradients, smooth)


def _report(program, passes, reached, gradients, smooth):
    calls = gradients if program.receiver else []
    final = Run(program, AUTOGRAD, gradients=calls, number=numpy.float64)
    value = {}
    for name in dict.fromkeys(program.assigned):
        x = final.scope[name]
        if isinstance(x, int) and not isinstance(x, bool):
            value[name] = x
        elif isinstance(x, (float, numpy.ndarray)) and numpy.ndim(x) == 0:
            value[name] = float(x)
    store = final.store if program.receiver else gradients[0]
    gradient, rebound, no_path = {}, {}, []
    for name, literal in program.inputs:
        if name in program.constants:
            continue
        elif program.bound[name] > 1:
            if literal != 0 and reached.get(name) and len(passes) == 1:
                rebound[name] = store[name]
        elif reached.get(name):
            gradient[name] = store[name]
        else:
            no_path.append(name)
    if len(passes) == 1:
        for name in program.probes:
            if reached.get("probe " + name):
                gradient[name] = passes[0][1]["probe " + name]
    dead = [n for n in gradient if all(found.get(n, 0.0) == 0 for _, found in passes) and gradient[n] == 0]
    if smooth and len(dead) * 3 > len(gradient):
        raise Rejected("mostly dead")
    # A negative zero says nothing to a reader.
    gradient = {n: g + 0.0 for n, g in gradient.items()}
    report = {"output": program.output, "value": value, "gradient": gradient}
    if rebound:
        report["gradient of first binding"] = {n: g + 0.0 for n, g in rebound.items()}
    if no_path:
        report["no path"] = no_path
    if len(passes) > 1:
        report["passes"] = _passes(program, passes, gradients, gradient)
    return report


def _passes(program, passes, gradients, shown):
    """Each call of backward: the output's value and the gradients of that call alone."""
    return [
        {"value": value, "gradient": {n: call.get(n, 0.0) + 0.0 for n in shown}}
        for (value, _), call in zip(passes, gradients)
    ]
