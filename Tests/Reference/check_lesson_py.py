"""Checks lessons/lesson.py: every function against autograd, JAX and NumPy, and what the language says of names.

    python check_lesson_py.py              everything, in about three minutes
    python check_lesson_py.py --no-jax     seconds
"""

import argparse
import random
import re
import sys
import traceback
import warnings

import numpy

from array_reference import evaluate, lesson

VECTOR, MATRIX, CUBE = (4,), (2, 3), (2, 3, 2)

# For each function the expressions that are checked: of x, and of y and z where a second or third array is read.
EXPRESSIONS = {
    "exp": ["exp(x / 2)", "np.exp(x / 2)", "(x / 2).exp()"], "log": ["log(x**2 + 0.5)"],
    "sqrt": ["np.sqrt(x**2 + 0.5)"],
    "sin": ["sin(x)"], "cos": ["np.cos(x)"], "tanh": ["tanh(x)", "x.tanh()"],
    "sigmoid": ["sigmoid(x)", "sigmoid(100 * x)"],
    "relu": ["relu(x)", "x.relu()"], "leaky_relu": ["leaky_relu(x)", "leaky_relu(x, 0.2)"], "elu": ["elu(x)"],
    "softplus": ["softplus(x)", "softplus(50 * x)"], "square": ["square(x)"], "abs": ["abs(x)", "np.abs(x)"],
    "maximum": ["np.maximum(x, y)", "maximum(0, x)", "np.maximum(x, 0.5)"],
    "minimum": ["np.minimum(x, y)", "minimum(0.3, x)"],
    "clip": ["np.clip(x, -1.05, 1.15)", "x.clip(-1.05, 1.15)"],
    "where": ["np.where(x > 0.1, x, y)", "where(x > 0.1, x, 0.5)"],
    "add": ["x + y", "x + 2", "2 + x"], "subtract": ["x - y", "2 - x"], "multiply": ["x * y", "3 * x", "-x"],
    "divide": ["x / (y**2 + 1)", "x / 2", "2 / (x**2 + 1)"], "power": ["x**2", "x**3", "(x**2 + 0.5)**y", "2**x",
    "(x**2 + 0.5)**-1.5"],
    "negative": ["-x"],
    "matmul": ["x @ y.T", "np.matmul(x, y.T)", "matmul(x.T, y)"], "dot": ["np.dot(x, y.T)", "x.dot(3)", "dot(x.T, y)"],
    "outer": ["np.outer(x, y)"], "transpose": ["x.T", "np.transpose(x)", "x.transpose(1, 0)",
    "np.transpose(x, (1, 0))"],
    "reshape": ["x.reshape(-1)", "np.reshape(x, (1, -1))", "x.reshape((-1, 1))"],
    "ravel": ["x.ravel()", "np.ravel(x)"], "flatten": ["x.flatten()"],
    "squeeze": ["np.squeeze(x[None])", "x[:, None].squeeze()"],
    "expand_dims": ["np.expand_dims(x, 0)", "np.expand_dims(x, -1)"],
    "broadcast_to": ["np.broadcast_to(x, (2, *x.shape))"], "copy": ["np.copy(x)", "x.copy()", "copy(x)"],
    "roll": ["np.roll(x, 1)", "np.roll(x, -1, axis=0)"], "flip": ["np.flip(x)", "np.flip(x, axis=0)"],
    "repeat": ["np.repeat(x, 2)", "np.repeat(x, 3, axis=-1)"],
    "tile": ["np.tile(x, 2)", "np.tile(x, (2, 1))"], "pad": ["np.pad(x, 1)", "np.pad(x, (0, 2), constant_values=1.5)"],
    "concatenate": ["np.concatenate([x, y])", "np.concatenate((x, y, x), axis=-1)"],
    "stack": ["np.stack([x, y])", "np.stack([x, y], axis=-1)"],
    "hstack": ["np.hstack([x, y])"], "vstack": ["np.vstack([x, y])"], "full": ["np.full((2, 3), np.sum(x))"],
    "array": ["np.array([x, y])", "np.array([np.sum(x), 2.0])"],
    "sum": ["np.sum(x)", "np.sum(x, axis=0)", "x.sum(axis=-1, keepdims=True)", "sum(x)", "sum([x, y])"],
    "mean": ["np.mean(x)", "mean(x)", "x.mean(axis=0)"],
    "max": ["np.max(x)", "x.max(axis=0)", "max(0, x)", "max(x, y)", "np.max(x, axis=-1, keepdims=True)"],
    "min": ["np.min(x)", "x.min(axis=-1)", "min(x, y)"],
    "prod": ["np.prod(x)", "x.prod(axis=0)", "np.prod(x, axis=-1, keepdims=True)"],
    "var": ["np.var(x)", "np.var(x, axis=0, keepdims=True)", "np.var(x, ddof=1)"],
    "std": ["np.std(x)", "x.std(axis=-1)"], "norm": ["np.linalg.norm(x)", "norm(x, axis=-1)",
    "np.linalg.norm(x, axis=0, keepdims=True)"],
    "softmax": ["softmax(x)", "softmax(x, axis=0)", "softmax(8 * x)"],
    "logsumexp": ["logsumexp(x)", "logsumexp(x, axis=-1)", "logsumexp(x, axis=0, keepdims=True)",
    "logsumexp(x + 1000)"],
    "index": ["x[0]", "x[1:]", "x[::-1]", "x[..., 0]", "x[[1, 0, 1]]", "x[x > 0.1]", "x[None]", "x[-1] * y"],
}
MATRICES_ONLY = ["x.T, y", "transpose(1, 0)", "(1, 0)", "np.tile(x, (2, 1))"]
WITH_SHAPES = {
    "matmul": ["x @ y"], "dot": ["np.dot(x, y)"], "conv2d": ["conv2d(x, y)", "conv2d(x, y, padding=1)",
    "conv2d(x, y, stride=2, padding=1)"],
    "max_pool2d": ["max_pool2d(x, 2)", "max_pool2d(x, 2, stride=1)", "max_pool2d(x, 3)"],
}
SHAPES = {
    "matmul": [((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 2)), ((2, 2, 3), (3, 2)),
    ((2, 3), (2, 3, 2)), ((2, 2, 3), (3,)), ((3,), (2, 3, 2)),
               ((2, 1, 2, 3), (1, 2, 3, 2)), ((2, 0), (0, 3)), ((0, 2), (2, 3))],
    "dot": [((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 2)), ((), (3,)), ((2, 3), ())],
    "conv2d": [((4, 5), (2, 2)), ((2, 4, 4), (3, 2, 2, 2)), ((2, 2, 4, 4), (1, 2, 3, 2))],
    "max_pool2d": [((4, 4), ()), ((2, 4, 5), ()), ((2, 1, 3, 3), ())],
}
# Functions that make constants, or arrays from nothing, are checked by what follows.
WITHOUT_GRADIENT = set("argmax argmin".split()) | set(lesson._MAKERS)


def literal(rng, shape):
    if not shape:
        return repr(round(rng.uniform(0.2, 2.5) * rng.choice([-1, 1]), 2))
    return "[" + ", ".join(literal(rng, shape[1:]) for _ in range(shape[0])) + "]"


def check_expression(rng, expression, shapes, with_jax):
    for _ in range(20):
        names = [(n, s) for n, s in zip("xy", shapes) if re.search(rf"\b{n}\b", expression)]
        lines = [f"{n} = np.array({literal(rng, s)})" + (f".reshape({s})" if 0 in s else "") for n, s in names]
        text = "\n".join([*lines, f"q = {expression}", "f = np.sum(np.cos(q) * q) + 2 * np.sum(q)", "f.backward()"])
        try:
            return evaluate(text, with_jax)
        except Exception as problem:
            if type(problem).__name__ != "Rejected":
                raise AssertionError(f"{type(problem).__name__}: {problem}\n{text}") from problem
    raise AssertionError(f"no values are away from kinks: {expression}")


def expressions():
    for name, texts in EXPRESSIONS.items():
        for text in texts:
            for shape in (VECTOR, MATRIX, CUBE):
                if shape != MATRIX and any(part in text for part in MATRICES_ONLY):
                    continue
                if shape == CUBE and (name in ("outer", "prod") or "y.T" in text):
                    continue
                yield name, text, (shape, shape)
            if name in ("add", "subtract", "multiply", "divide", "maximum", "minimum", "where") and "y" in text:
                for pair in [((3, 1), (1, 4)), ((2, 3), (3,)), ((), (3,)), ((1,), (2, 1, 2)), ((0, 3), (3,)),
                    ((2, 3), ())]:
                    yield name, text, pair
            if name in ("exp", "tanh", "relu", "square", "abs", "sum", "mean",
                "add") and "axis" not in text and "y" not in text and text != "sum(x)":
                yield name, text, ((), ())
                yield name, text, ((1,), (1,))
    for name, texts in WITH_SHAPES.items():
        for text in texts:
            for shapes in SHAPES[name]:
                yield name, text, shapes


def every_function_has_an_expression():
    known = set(EXPRESSIONS) | set(WITH_SHAPES) | WITHOUT_GRADIENT | {"np", "math"}
    missing = set(lesson.__all__) - known
    assert not missing, f"no expression for {sorted(missing)}"


# What the language says of names, of kinks and of updates


def run(text):
    scope = {}
    exec("from lesson import *\n" + text, scope)
    return scope


def same(found, expected):
    numpy.testing.assert_allclose(lesson._values(found), expected, rtol=1e-12)


def kinks_have_the_slopes_of_the_lecture():
    s = run("x = np.array([-1.0, 0.0, 2.0])\n(relu(x) + np.maximum(0, x) + max(x, 0) + abs(x)).backward([1, 1, 1])")
    same(s["x"].grad, [-1, 0, 4])
    s = run("x = np.array([1.0, 2.0])\ny = np.array([1.0, 3.0])\n"
            "(np.maximum(x, y) + 10 * np.minimum(x, y)).backward([1, 1])")
    same(s["x"].grad, [5.5, 10])
    same(s["y"].grad, [5.5, 1])
    s = run("x = np.array([[3.0, 3.0, 1.0], [2.0, 2.0, 2.0]])\nnp.max(x, axis=1).backward([6, 6])")
    same(s["x"].grad, [[3, 3, 0], [2, 2, 2]])


def inputs_accumulate_and_other_gradients_are_of_the_last_pass():
    s = run("x = np.array([1.0, 2.0])\np = x * x\nf = np.sum(p)\nf.backward()\nf.backward()")
    same(s["x"].grad, [4, 8])
    same(s["p"].grad, [1, 1])
    for clear in ("x.grad = None", "x.grad = 0", "x.grad.zero_()"):
        s = run(f"x = np.array([1.0, 2.0])\nf = np.sum(x * x)\nf.backward()\n{clear}\nf.backward()")
        same(s["x"].grad, [2, 4])


def updates_move_inputs():
    for update in ("w -= 0.1 * w.grad", "w = w - 0.1 * w.grad", "w += -0.1 * w.grad", "w.data -= 0.1 * w.grad",
        "step = w - 0.1 * w.grad\n    w = step"):
        for start in ("np.array([1.0, 2.0])", "0.5 * np.array([2.0, 4.0])", "np.array([[1.0], [2.0]]).reshape(2)"):
            s = run(f"w = {start}\nfor i in range(3):\n    f = np.sum(w * w)\n    f.backward()\n    {update}")
            w, g = numpy.array([1.0, 2.0]), 0
            for _ in range(3):
                g = g + 2 * w
                w = w - 0.1 * g
            same(s["w"], w)
            same(s["w"].grad, g)


def what_comes_from_gradients_is_detached():
    s = run("w = np.array([1.0, 2.0])\nm = np.zeros(2)\nfor i in range(2):\n    w.grad = None\n"
            "    np.sum(w**3).backward()\n"
            "    m = 0.9 * m - 0.1 * w.grad\n    w += m\nf = np.sum(w * w)\nw.grad = None\nf.backward()")
    w, m = numpy.array([1.0, 2.0]), 0
    for _ in range(2):
        m = 0.9 * m - 0.1 * 3 * w**2
        w = w + m
    same(s["w"], w)
    same(s["w"].grad, 2 * w)


def arrays_are_shared_and_numbers_are_not():
    s = run("x = np.array([1.0, 2.0])\na = x * 3\nb = a\na += 1\nf = np.sum(a * b)\ng = f\ng += 1\nv = a[:1]\nv *= 2")
    same(s["b"], [8, 7])
    same(s["f"], 16 + 49)
    same(s["g"], 66)
    s = run("x = np.array([1.0, 2.0])\nx += 1\nf = np.sum(x * x)\nf.backward()")
    same(s["x"].grad, [4, 6])


def of_several_values_for_one_place_the_last_holds():
    s = run("x = np.array([1.0, 2.0, 3.0])\nh = np.zeros(2)\nh[[0, 1, 0]] = x\nf = np.sum(h * h)\nf.backward()")
    same(s["h"], [3, 2])
    same(s["x"].grad, [0, 4, 6])


def imports_in_a_program_give_the_same_modules():
    s = run("import numpy as np\nimport math\nfrom math import exp\nx = np.array([0.5, 1.0])\n"
            "f = 1 / (1 + math.exp(-np.sum(x))) + exp(x[0])\nf.backward()")
    y = 1 / (1 + numpy.exp(-1.5))
    same(s["x"].grad, [y * (1 - y) + numpy.exp(0.5), y * (1 - y)])
    import math
    assert math.__name__ == "math" and type(math.exp(1)) is float and type(numpy.array([1.0])) is numpy.ndarray


def numbers_stay_numbers():
    s = run("a = 2.5\nn = 3\nb = max(a, n)\nc = sum([a, n])\nd = min([1, 2])\ne = abs(-1)")
    assert [type(s[n]) for n in "anbcde"] == [float, int, int, float, int, int]


def constants_have_no_gradient():
    s = run("x = np.array([1.0, -2.0])\nm = x > 0\ni = np.argmax(x)\nf = np.sum(x * m) + x[i]\nf.backward()")
    assert isinstance(s["m"], numpy.ndarray) and int(s["i"]) == 0
    same(s["x"].grad, [2, 0])


def what_would_lose_a_gradient_is_refused():
    for text in ("np.cumsum(np.array([1.0]))", "np.array([1.0, 2.0]).backward()",
        "x = np.ones(2)\nx += np.ones((3, 2))"):
        try:
            run(text)
        except (TypeError, ValueError):
            continue
        raise AssertionError(f"no error: {text}")


def the_stream_of_numbers_is_that_of_numpy():
    s = run("np.random.seed(0)\nx = np.random.randn(3)\ny = np.random.permutation(4)\n"
            "z = np.arange(3.0)\nnp.random.shuffle(z)")
    numpy.random.seed(0)
    same(s["x"], numpy.random.randn(3))
    same(s["y"], numpy.random.permutation(4))
    order = numpy.arange(3.0)
    numpy.random.shuffle(order)
    same(s["z"], order)


RULES = [
    every_function_has_an_expression, kinks_have_the_slopes_of_the_lecture,
    inputs_accumulate_and_other_gradients_are_of_the_last_pass, updates_move_inputs,
    what_comes_from_gradients_is_detached, arrays_are_shared_and_numbers_are_not,
    of_several_values_for_one_place_the_last_holds, imports_in_a_program_give_the_same_modules, numbers_stay_numbers,
    constants_have_no_gradient, what_would_lose_a_gradient_is_refused, the_stream_of_numbers_is_that_of_numpy,
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-jax", action="store_true")
    options = parser.parse_args()
    warnings.simplefilter("error")
    passed, failed = 0, 0
    for rule in RULES:
        try:
            rule()
            passed += 1
        except Exception:
            failed += 1
            print(f"FAILED {rule.__name__.replace('_', ' ')}\n{traceback.format_exc()}")
    rng = random.Random(231)
    for name, text, shapes in expressions():
        try:
            check_expression(rng, text, shapes, not options.no_jax)
            passed += 1
        except AssertionError as problem:
            failed += 1
            print(f"FAILED {name}, shapes {shapes}: {problem}\n")
    print(f"{passed} passed, {failed} failed")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
