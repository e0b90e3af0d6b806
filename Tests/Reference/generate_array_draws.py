"""Writes array-draws.json: what np.random gives for arrays.

    python generate_array_draws.py

Of ten thousand floats the first twenty are kept, and a hash of the bits of all of them. NumPy takes its normal
numbers from the C library's log, which rounds about one in a thousand to the other side. The numbers where that shows
are listed as NumPy gave them, found with a model of the stream whose log is rounded correctly. With the C library's
log the model must give NumPy's bits.
"""

import json
import math
from pathlib import Path

import mpmath
import numpy as np

SEEDS = [0, 231, 2**32 - 1]
COUNT = 10_000
OUTPUT = Path(__file__).resolve().parent.parent / "ScriptTests" / "Fixtures" / "array-draws.json"
LOC, SCALE = 1.5, 0.25
LOW, HIGH = -2.0, 3.0
WEIGHTS = [0.1, 0.0, 0.3, 0.6, 0.0]


def fnv1a(numbers):
    """The 64-bit hash FNV-1a over the bytes of the numbers' bit patterns, the lowest byte first."""
    state = 0xCBF29CE484222325
    for byte in np.asarray(numbers, dtype="<f8").tobytes():
        state = (state ^ byte) * 0x100000001B3 % 2**64
    return f"{state:016x}"


def rounded_log(x):
    with mpmath.workprec(200):
        return float(mpmath.log(mpmath.mpf(x)))


def polar(log):
    """The normal numbers of the legacy stream, made of its even ones with the given log."""
    numbers = []
    while len(numbers) < COUNT:
        a, b = (2 * np.random.rand() - 1 for _ in range(2))
        square = a * a + b * b
        if 0 < square < 1:
            factor = math.sqrt(-2 * log(square) / square)
            numbers += [factor * b, factor * a]
    return np.array(numbers)


def model(seed, log):
    np.random.seed(seed)
    return polar(log)


def floats(seed):
    """For each call: NumPy's numbers, and those of the model."""
    rounded, given = model(seed, rounded_log), model(seed, math.log)
    for call, draw, of_normal in [
        (f"rand({COUNT})", lambda: np.random.rand(COUNT), None),
        (f"randn({COUNT})", lambda: np.random.randn(COUNT), lambda normal: normal),
        (f"normal({LOC}, {SCALE}, {COUNT})", lambda: np.random.normal(LOC, SCALE, COUNT),
         lambda normal: LOC + SCALE * normal),
        (f"uniform({LOW}, {HIGH}, {COUNT})", lambda: np.random.uniform(LOW, HIGH, COUNT), None),
    ]:
        np.random.seed(seed)
        numbers = draw()
        assert of_normal is None or (of_normal(given) == numbers).all()
        others = [] if of_normal is None else np.flatnonzero(of_normal(rounded) != numbers).tolist()
        yield {"call": call, "first": numbers[:20].tolist(), "hash": fnv1a(numbers),
               "other rounding": [[index, float(numbers[index])] for index in others]}


def mixed(seed):
    """An odd number of normal ones keeps its spare one while other numbers are drawn, until the next seed."""
    np.random.seed(seed)
    parts = [np.random.randn(3), np.random.rand(2), np.random.permutation(5), np.random.normal(LOC, SCALE, 2)]
    np.random.seed(seed)
    return np.concatenate(parts + [np.random.randn(1)]).tolist()


def shuffled(items):
    np.random.shuffle(items)
    return items


# After each call NumPy draws one more number, which shows that as many were drawn here.
TENS = [10, 20, 30, 40, 50, 60, 70]
PAIRS = [[1, 2], [3, 4], [5, 6], [7, 8]]
RISING = np.arange(1, 41) / 820
WHOLE = {
    "randint(10, size=60)": lambda: np.random.randint(10, size=60),
    "randint(-5, 6, 60)": lambda: np.random.randint(-5, 6, 60),
    "randint(7, 8, 5)": lambda: np.random.randint(7, 8, 5),
    "randint(0, 1024, 20)": lambda: np.random.randint(0, 1024, 20),
    "randint(0, 1025, 20)": lambda: np.random.randint(0, 1025, 20),
    "randint(0, 2**32, 10)": lambda: np.random.randint(0, 2**32, 10),
    "randint(0, 2**32 + 1, 10)": lambda: np.random.randint(0, 2**32 + 1, 10),
    "randint(-2**40, 2**50, 10)": lambda: np.random.randint(-(2**40), 2**50, 10),
    "randint(-2**63, 2**63 - 1, 10)": lambda: np.random.randint(-(2**63), 2**63 - 1, 10),
    "randint(3, 9, 0)": lambda: np.random.randint(3, 9, 0),
    "permutation(0)": lambda: np.random.permutation(0),
    "permutation(1)": lambda: np.random.permutation(1),
    "permutation(2)": lambda: np.random.permutation(2),
    "permutation(10)": lambda: np.random.permutation(10),
    "permutation(300)": lambda: np.random.permutation(300),
    "permutation([10, 20, 30, 40, 50, 60, 70])": lambda: np.random.permutation(TENS),
    "permutation([[1, 2], [3, 4], [5, 6], [7, 8]])": lambda: np.random.permutation(PAIRS).ravel(),
    "shuffle(arange(33))": lambda: shuffled(np.arange(33)),
    "shuffle(list(range(33)))": lambda: shuffled(list(range(33))),
    "shuffle(arange(12).reshape(6, 2))": lambda: shuffled(np.arange(12).reshape(6, 2)).ravel(),
    "choice(10)": lambda: [np.random.choice(10)],
    "choice(10, 60)": lambda: np.random.choice(10, 60),
    "choice(1, 4)": lambda: np.random.choice(1, 4),
    "choice([3, 1, 4, 1, 5], 20)": lambda: np.random.choice([3, 1, 4, 1, 5], 20),
    "choice(30, 12, replace=False)": lambda: np.random.choice(30, 12, replace=False),
    "choice(5, 5, replace=False)": lambda: np.random.choice(5, 5, replace=False),
    "choice(5, replace=False)": lambda: [np.random.choice(5, replace=False)],
    "choice(5, p=weights)": lambda: [np.random.choice(5, p=WEIGHTS)],
    "choice(5, 60, p=weights)": lambda: np.random.choice(5, 60, p=WEIGHTS),
    "choice(3, 60, p=thirds)": lambda: np.random.choice(3, 60, p=[1 / 3, 1 / 3, 1 / 3]),
    "choice(5, 3, replace=False, p=weights)": lambda: np.random.choice(5, 3, replace=False, p=WEIGHTS),
    "choice(40, 40, replace=False, p=rising)": lambda: np.random.choice(40, 40, replace=False, p=RISING),
    "choice(5, replace=False, p=weights)": lambda: [np.random.choice(5, replace=False, p=WEIGHTS)],
    "choice(5, 0)": lambda: np.random.choice(5, 0),
}


def whole(seed):
    for call, draw in WHOLE.items():
        np.random.seed(seed)
        yield {"call": call, "numbers": [int(number) for number in draw()], "next": np.random.rand()}


def main():
    seeds = [{"seed": seed, "mixed": mixed(seed), "floats": list(floats(seed)), "whole": list(whole(seed))}
             for seed in SEEDS]
    lines = json.dumps({"numpy": np.__version__, "seeds": seeds}).replace("{", "\n{")
    OUTPUT.write_text(lines.lstrip() + "\n")
    for seed in seeds:
        print(seed["seed"], [(row["call"], len(row["other rounding"])) for row in seed["floats"]])


if __name__ == "__main__":
    main()
