"""Writes decimals.tsv: numbers as bit patterns, and their decimal digits by Python's `decimal` and `repr`.

    python generate_decimals.py
"""

import random
import struct
from decimal import ROUND_HALF_EVEN, Context, Decimal
from pathlib import Path

random.seed(11)
EXACT = Context(prec=2000, rounding=ROUND_HALF_EVEN)


def bits(number):
    return struct.pack(">d", number).hex()


def numbers():
    """Ties, edges, and numbers of every size."""
    yield from [0.0, 0.5, 1.5, 2.5, 0.125, 0.375, 0.05, 0.25, 9.5, 99.5, 0.95, 9.995, 1e15, 1e16, 1e22, 1e23, 5e-324, 1e-323,
                2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308, 2.0**53, 2.0**53 - 1, 0.1, 1 / 3, 999999.5]
    for _ in range(60):
        yield random.randrange(1, 4000) / 2.0 ** random.randrange(0, 12)
    for _ in range(80):
        yield random.uniform(0, 10) * 10.0 ** random.randrange(-8, 9)
    for _ in range(100):
        number = abs(struct.unpack(">d", random.randbytes(8))[0])
        if number < float("inf"):
            yield number


def fixed(number, decimals):
    return format(Decimal(number).quantize(Decimal(1).scaleb(-decimals), context=EXACT), "f")


def significant(number, count):
    """So many digits and the power of ten of the first."""
    rounded = Context(prec=count, rounding=ROUND_HALF_EVEN).create_decimal(Decimal(number))
    digits = "".join(map(str, rounded.as_tuple().digits))
    return digits.ljust(count, "0"), rounded.adjusted() if number else 0


def rows():
    for number in numbers():
        for decimals in [0, 1, 2, random.randrange(3, 25)]:
            yield bits(number), "decimals", decimals, fixed(number, decimals)
        for count in [1, 2, random.randrange(3, 25)]:
            digits, place = significant(number, count)
            yield bits(number), "digits", count, f"{digits} {place}"
        yield bits(number), "nearest", (places := random.randrange(-3, 20)), bits(round(number, places))
        yield bits(number), "shortest", 0, repr(number)


if __name__ == "__main__":
    path = Path(__file__).parent.parent / "NumbersTests" / "Fixtures" / "decimals.tsv"
    path.write_text("".join("\t".join(map(str, row)) + "\n" for row in rows()))
