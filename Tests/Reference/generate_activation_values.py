"""Writes activation-values.json: the functions of one argument with their derivatives at nine points.

    python generate_activation_values.py

mpmath computes with 50 digits and more; the results are rounded once, to the nearest double. A
derivative is the limit of a difference quotient, so no formula for it is written here.
"""

import json
from importlib.metadata import version
from pathlib import Path

import mpmath
from mpmath import mp, mpf

mp.dps = 50

EVERYWHERE = [-30.0, -7.5, -2.0, -0.5, 0.0, 0.5, 2.0, 7.5, 30.0]
WITHOUT_KINK = [-30.0, -7.5, -2.0, -0.5, 0.001, 0.5, 2.0, 7.5, 30.0]
POSITIVE = [1e-10, 0.001, 0.25, 0.5, 1.0, 2.0, 7.5, 30.0, 1e6]

FUNCTIONS = {
    "exp": (EVERYWHERE, mpmath.exp),
    "log": (POSITIVE, mpmath.log),
    "sqrt": (POSITIVE, mpmath.sqrt),
    "sin": (EVERYWHERE, mpmath.sin),
    "cos": (EVERYWHERE, mpmath.cos),
    "tanh": (EVERYWHERE, mpmath.tanh),
    "sigmoid": (EVERYWHERE, lambda x: 1 / (1 + mpmath.exp(-x))),
    "relu": (WITHOUT_KINK, lambda x: x if x > 0 else mpf(0)),
    "leaky_relu": (WITHOUT_KINK, lambda x: x if x > 0 else mpf("0.01") * x),
    "elu": (EVERYWHERE, lambda x: x if x > 0 else mpmath.expm1(x)),
    "softplus": (EVERYWHERE, lambda x: mpmath.log1p(mpmath.exp(x))),
    "square": (EVERYWHERE, lambda x: x * x),
    "abs": (WITHOUT_KINK, abs),
}


def derivative(function, x):
    """A central difference with so small a step and so many digits that a double sees no error."""
    with mp.workdps(200):
        step = mpf(10) ** -60
        return (function(mpf(x) + step) - function(mpf(x) - step)) / (2 * step)


def points(at, function):
    with mp.workdps(50):
        return [{"x": x, "value": float(function(mpf(x))), "derivative": float(derivative(function, x))} for x in at]


def main():
    head = {
        "about": "Functions of one argument, with their derivatives, at nine points, rounded to the nearest double.",
        "generator": "generate_activation_values.py",
        "reference": f"mpmath {version('mpmath')}",
    }
    lines = [f"{json.dumps(k)}: {json.dumps(v)}," for k, v in head.items()]
    blocks = []
    for name, (at, function) in FUNCTIONS.items():
        rows = ",\n".join("  " + json.dumps(p) for p in points(at, function))
        blocks.append(f"{json.dumps(name)}: [\n{rows}\n]")
    text = "{\n" + "\n".join(lines) + '\n"functions": {\n' + ",\n".join(blocks) + "\n}\n}\n"
    Path(__file__).with_name("activation-values.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
