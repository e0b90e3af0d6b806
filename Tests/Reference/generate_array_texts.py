"""Writes array-texts.json: what str and repr of NumPy make of several hundred arrays.

    python generate_array_texts.py

A row is kind, shape, elements, print options, str and repr. Fewer elements than the shape holds are repeated.
"""

import itertools
import json
import math
from pathlib import Path

import numpy as np

random = np.random.RandomState(231)
OUTPUT = Path(__file__).resolve().parent.parent / "ScriptTests" / "Fixtures" / "array-texts.json"
DTYPES = {"bool": bool, "integer": np.int64, "float": np.float64}
SHAPES = [(), (1,), (3,), (7,), (30,), (1, 1), (2, 3), (5, 1), (3, 12), (2, 30), (2, 3, 4), (1, 2, 9), (3, 1, 2),
          (2, 2, 1, 3), (1, 2, 3, 2)]
SMALL = [(3,), (12,), (2, 5), (4, 2), (2, 2, 3), (6,), (), (20,), (3, 3), (9,), (4,), (5,)]
EMPTY = [(0,), (0, 3), (3, 0), (2, 0, 3), (1, 2, 0, 4)]
LARGE = [(1001,), (2500,), (7, 143), (144, 7), (6, 167), (200, 6), (1, 1001), (1001, 1), (11, 10, 10), (2, 3, 200),
         (7, 7, 7, 7), (1, 8, 1, 130), (40, 60)]
OPTIONS = [{"precision": 3}, {"precision": 0}, {"precision": 1, "suppress": True}, {"precision": 4, "suppress": True},
           {"suppress": True}, {"precision": 17}, {"precision": 20}, {"linewidth": 40},
           {"linewidth": 120, "precision": 2}, {"threshold": 5}, {"threshold": 10, "edgeitems": 1},
           {"threshold": 0, "edgeitems": 2, "linewidth": 30}]
NAN, INF = math.nan, math.inf
SPECIAL = [
    [0.0], [-0.0], [0.0, -0.0], [1.0], [-1.0], [0.5, 1.0], [NAN], [INF], [-INF], [NAN, INF], [NAN, -INF],
    [NAN, INF, -INF], [1.0, NAN], [-1.0, NAN], [1.0, INF], [1.0, -INF], [-1.5, -INF, 2.25], [1e10, NAN],
    [1e10, -INF], [1e-10, NAN, 0.0], [1000.0, 1.0], [1000.1, 1.0], [1001.0, 1.0], [0.0001, 0.01],
    [0.00009, 0.01], [0.0001], [0.00009999], [9.9999e7], [1e8], [99999999.0], [99999999.9],
    [99999999.99999999], [1e8, 1.0], [12345678.0, 0.5], [0.1, 0.2, 0.30000000000000004], [1 / 3, 2 / 3],
    [-1 / 3, 100.0], [1e100, 1.0], [1e100, 1e-100], [1e300, 1e5], [5e-324], [5e-324, 1.0],
    [1.7976931348623157e308], [-1.7976931348623157e308, 5e-324], [2.2250738585072014e-308, 1.0],
    [1.5, 2.5, 3.5, 0.5], [0.123456785], [0.123456775, 0.5], [0.999999999], [0.999999995, 10.0],
    [9.999999999, 1.0], [9.999999999e9], [9.9999999999e-5], [1.00000001, 2.0], [1.000000005], [1.5e-9, 1.0],
    [4e-9, 1.0], [5e-9, 1.0], [6e-9, 1.0], [-4e-9, 1.0], [1e-5], [1e-5, 1e-6], [123456.789, 0.001],
    [123.456, 0.2], [1.764052345967664, 0.4001572083672233, 0.9787379841057392], [3.0, -1.0, 2.0, 0.0],
    [0.125, 0.0625, 0.03125], [2.675, 1.005], [1e15, 1e16, 1e17], [1e16], [1e22, 1e23], [1e-4, 1.0],
    [0.00012345, 0.1], [123456789.0, 987654321.0], [0.1, 1e10 / 3], [2.0**-44, 2.0**-45],
    [9007199254740993.0],
]


def numbers(name, count):
    """So many numbers of a family, as they occur in lessons."""
    normal = random.randn(count)
    return {
        "normal": normal,
        "rounded": np.round(normal, 2),
        "whole": np.round(10 * normal),
        "wide": normal * 10.0 ** random.randint(-3, 3, count),
        "wider": normal * 10.0 ** random.randint(-12, 12, count),
        "widest": normal * 10.0 ** random.randint(-300, 300, count),
        "small": 0.01 * normal,
        "tiny": np.round(normal, 3) * 1e-6,
        "large": np.round(1e6 * normal, 1),
        "holes": np.where(random.rand(count) < 0.3, random.choice([NAN, INF, -INF], count), np.round(normal, 1)),
        "zeros": np.zeros(count),
        "bits": random.randint(0, 2**32, count) * 2.0 ** -random.randint(0, 64, count),
    }[name]


FAMILIES = ["normal", "rounded", "whole", "wide", "wider", "widest", "small", "tiny", "large", "holes", "zeros", "bits"]


def plain_arrays():
    for values in SPECIAL:
        yield "float", (len(values),), values
        if len(values) == 1:
            yield "float", (), values
    for family, shape in zip(itertools.cycle(FAMILIES), SHAPES * 5):
        yield "float", shape, numbers(family, math.prod(shape)).tolist()
    for shape in SHAPES:
        for limit in [10, 1000, 2**53]:
            yield "integer", shape, random.randint(-limit if limit > 10 else 0, limit, math.prod(shape)).tolist()
        yield "bool", shape, (random.rand(math.prod(shape)) < 0.5).astype(int).tolist()
    for kind, shape in itertools.product(DTYPES, EMPTY):
        yield kind, shape, []


def large_arrays():
    yield "float", (1000,), np.round(random.randn(1000), 1).tolist()
    for shape in LARGE:
        count = math.prod(shape)
        yield "float", shape, [round(0.25 * i, 2) for i in range(13)]
        yield "float", shape, np.round(random.randn(17), 3).tolist() + [0.5e-4]
        yield "integer", shape, [i * i for i in range(11)] + [-count]
        yield "bool", shape, [1, 0, 0, 1, 1]


def optioned_arrays():
    for options in OPTIONS:
        for family, shape in zip(FAMILIES, SMALL):
            yield "float", shape, numbers(family, math.prod(shape)).tolist(), options
        yield "integer", (4, 9), random.randint(-99, 1000, 36).tolist(), options
        yield "bool", (25,), [1, 0, 0], options
    for values in SPECIAL:
        yield "float", (len(values),), values, {"precision": 3, "suppress": True}
        yield "float", (len(values),), values, {"precision": 2}


def written(number, kind):
    return repr(float(number)) if kind == "float" else repr(int(number))


def row(kind, shape, elements, options={}):
    array = np.resize(np.array(elements, dtype=DTYPES[kind]), shape)
    with np.printoptions(**options):
        return {"kind": kind, "shape": list(shape), "elements": " ".join(written(x, kind) for x in elements),
                "options": options, "str": str(array), "repr": repr(array)}


def main():
    rows = [row(*case) for case in itertools.chain(plain_arrays(), large_arrays(), optioned_arrays())]
    lines = ",\n".join(json.dumps(row) for row in rows)
    OUTPUT.write_text("[\n" + lines + "\n]\n")
    print(len(rows), "arrays,", OUTPUT.stat().st_size, "bytes, NumPy", np.__version__)


if __name__ == "__main__":
    main()
