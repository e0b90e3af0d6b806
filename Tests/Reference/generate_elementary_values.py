"""Writes elementary-values.json: arguments of the elementary functions and the correctly rounded results.

    python generate_elementary_values.py

Numbers are bit patterns of doubles, 16 hexadecimal digits each. mpmath computes with 1400 bits; the
exact fraction that it returns is rounded once, to the nearest double, ties to even. Special values are
those of annex F of the C standard, written down in `special`. The arguments are fixed or come from a
generator of random numbers with a fixed seed, so every run writes the same bytes.
"""

import json
import math
import random
import struct
from fractions import Fraction
from pathlib import Path

import mpmath
from mpmath import mp, mpf

mp.prec = 1400
INFINITY, NAN = math.inf, math.nan
TINY, LEAST_NORMAL, GREATEST = 5e-324, 2.0**-1022, 1.7976931348623157e308

FUNCTIONS = {
    "exp": lambda x: mpmath.exp(x),
    "expm1": lambda x: mpmath.exp(x) - 1,
    "log": lambda x: mpmath.log(x),
    "log1p": lambda x: mpmath.log(1 + x),
    "sin": lambda x: mpmath.sin(x),
    "cos": lambda x: mpmath.cos(x),
    "tanh": lambda x: mpmath.tanh(x),
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "power": lambda x, y: mpmath.power(x, y),
}
# Where nothing but the size of the result is known: (below this argument, the result there), (above, there).
FLAT = {
    "exp": ((-750, 0.0), (710, INFINITY)),
    "expm1": ((-750, -1.0), (710, INFINITY)),
    "tanh": ((-400, -1.0), (400, 1.0)),
    "sigmoid": ((-750, 0.0), (750, 1.0)),
}
AT_ZERO = {"exp": 1.0, "log": -INFINITY, "cos": 1.0, "sigmoid": 0.5}
AT_INFINITY = {"log": INFINITY, "log1p": INFINITY}


def nearest(number):
    """The nearest double to an mpf."""
    if number == 0:
        return 0.0
    sign, mantissa, exponent, bits = number._mpf_
    if bits + exponent < -1100:
        return -0.0 if sign else 0.0
    fraction = Fraction(-mantissa if sign else mantissa) * Fraction(2) ** exponent
    try:
        return fraction.numerator / fraction.denominator  # rounds once, ties to even
    except OverflowError:
        return -INFINITY if sign else INFINITY


def is_odd(y):
    return y == int(y) and int(y) % 2 == 1


def special_power(x, y):
    """What C's pow gives where there is no number to round, else None."""
    if y == 0 or x == 1:
        return 1.0
    if math.isnan(x) or math.isnan(y):
        return NAN
    if math.isinf(y):
        if abs(x) == 1:
            return 1.0
        return INFINITY if (abs(x) > 1) == (y > 0) else 0.0
    if x == 0 or math.isinf(x):
        magnitude = INFINITY if (x == 0) == (y < 0) else 0.0
        return math.copysign(magnitude, x) if is_odd(y) else magnitude
    if x < 0 and y != int(y):
        return NAN
    return None


def special(name, x):
    """The value where there is no number to round, else None."""
    if math.isnan(x):
        return NAN
    if x == 0:
        return AT_ZERO.get(name, x)
    if name in FLAT:
        (low, below), (high, above) = FLAT[name]
        return below if x < low else above if x > high else None
    if math.isinf(x):
        return AT_INFINITY.get(name, NAN) if x > 0 else NAN
    lowest = {"log": 0.0, "log1p": -1.0}.get(name, -INFINITY)
    return NAN if x < lowest else -INFINITY if x == lowest else None


def result(name, *arguments):
    if name == "power":
        x, y = arguments
        value = special_power(x, y)
        if value is not None:
            return value
        if y * math.log2(abs(x)) > 1100:
            size = INFINITY
        elif y * math.log2(abs(x)) < -1100:
            size = 0.0
        else:
            size = nearest(FUNCTIONS[name](mpf(abs(x)), mpf(y)))
        return -size if x < 0 and is_odd(y) else size
    value = special(name, *arguments)
    return nearest(FUNCTIONS[name](mpf(arguments[0]))) if value is None else value


def neighbours(*numbers):
    return [v for x in numbers for v in (math.nextafter(x, -INFINITY), x, math.nextafter(x, INFINITY))]


def both_signs(numbers):
    return [sign * x for x in numbers for sign in (1.0, -1.0)]


EVERYWHERE = both_signs(
    [0.0, INFINITY, TINY, 3 * TINY, LEAST_NORMAL, math.nextafter(LEAST_NORMAL, 0), GREATEST]
    + [1e-300, 1e-20, 1e-9, 1e-5, 0.001, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 10.0, 30.0, 100.0, 700.0, 1e5]
    + neighbours(2.0**-54, 2.0**-53, 2.0**-28, 2.0**-8, 2.0**-7, 2.0**-6, 1.0)
) + [NAN]
GROWTH = neighbours(
    709.782712893384, 709.7827128933841, -708.3964185322641, -745.1332191019411, -745.1332191019412,
    -744.4400719213812, -36.7368005696771, -37.42994775023705, 36.7368005696771, 0.6931471805599453,
)
NEAR_HALF_PI = both_signs(neighbours(*[float(mpf(k) * mpmath.pi / 2) for k in range(1, 13)]))
FAR = both_signs(
    [6381956970095103.0 * 2.0**797, 1e15, 1e16, 2.0**53, 2.0**64, 1e22, 1e100, 1e200, 1e300]
    + [float(mpf(10) ** k * mpmath.pi) for k in (5, 10, 20, 50, 150, 290)]
)
NEAR_ONE = [1 + s * 2.0**-k for k in range(1, 53) for s in (1, -1)] + [2.0**k for k in (-1074, -1022, 52, 1023)]
POWERS = [(x, y) for x in both_signs([0.0, 0.5, 1.0, 2.0, INFINITY, TINY, GREATEST]) + [NAN]
          for y in both_signs([0.0, 0.5, 1.0, 2.0, 3.0, INFINITY, TINY, 2.0**53 + 2]) + [NAN]]
MIDDLES = (
    [(2.0**27 + k, 2.0) for k in range(1, 40, 2)] + [(float(m), 3.0) for m in range(208_001, 208_060, 6)]
    + [(3.0, float(k)) for k in range(30, 37)] + [(float((2**18 + k) ** 2), 1.5) for k in range(1, 20, 2)]
    + [(float(3**32), 34 / 32), (3.0**16, 2.125), (2.0, -1074.5), (2.0, -1075.0), (4.0, -537.5)]
    + [(6.0, -5.0), (1.5, 33.0), (0.75, 32.0), (3.0 * 2.0**-538, 2.0), (2.0**-1074, 0.5)]
)


def random_arguments(name):
    draw = random.Random(name)
    sign = lambda: draw.choice([1.0, -1.0])
    spread = lambda low, high: sign() * 2.0 ** draw.uniform(low, high)
    if name == "power":
        return ([(2.0 ** draw.uniform(-6, 6), spread(-4, 7)) for _ in range(150)]
                + [(1 + spread(-52, -2), spread(0, 55)) for _ in range(60)]
                + [(2.0 ** draw.uniform(-1000, 1000), spread(-5, 0)) for _ in range(40)])
    if name in ("log", "log1p"):
        return ([2.0 ** draw.uniform(-4, 4) for _ in range(100)]
                + [2.0 ** draw.uniform(-1000, 1000) for _ in range(80)]
                + [-draw.random() for _ in range(40 if name == "log1p" else 0)])
    if name in ("sin", "cos"):
        return [spread(-10, 6) for _ in range(120)] + [spread(6, 1023) for _ in range(80)]
    high = 4.5 if name == "tanh" else 9.4
    return [draw.uniform(-4, 4) for _ in range(100)] + [spread(-50, high) for _ in range(120)]


def arguments(name):
    if name == "power":
        return POWERS + MIDDLES + random_arguments(name)
    extra = {"sin": NEAR_HALF_PI + FAR, "cos": NEAR_HALF_PI + FAR}
    extra |= {"log": NEAR_ONE, "log1p": [x - 1 for x in NEAR_ONE]}
    return [(x,) for x in EVERYWHERE + extra.get(name, GROWTH) + random_arguments(name)]


def bits(x):
    return "nan" if math.isnan(x) else struct.pack(">d", x).hex()


def main():
    tables = {name: [[bits(x) for x in (*case, result(name, *case))] for case in arguments(name)]
              for name in FUNCTIONS}
    lines = [f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]"
             for name, rows in tables.items()]
    folder = Path(__file__).parent.parent / "NumbersTests/Fixtures"
    (folder / "elementary-values.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print({name: len(rows) for name, rows in tables.items()})


if __name__ == "__main__":
    main()
