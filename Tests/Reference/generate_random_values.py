"""Writes random-values.json: what NumPy's legacy stream and Python's random give for a few seeds.

Of ten thousand draws of each kind every hundredth is kept, and the last ones of the stream after all of them, so that a
stream that is wrong anywhere differs.
"""

import json
import random
from pathlib import Path

import numpy as np

SEEDS = [0, 1, 231, 2**32 - 1]
COUNT = 10_000
OUTPUT = Path(__file__).resolve().parent.parent / "ScriptTests" / "Fixtures" / "random-values.json"


def every_hundredth(draw):
    return [value for index, value in enumerate(float(draw()) for _ in range(COUNT)) if index % 100 == 0]


def numpy_draws(seed):
    draws = {}
    for name, draw in {
        "rand()": np.random.rand,
        "randn()": np.random.randn,
        "normal(1.5, 0.25)": lambda: np.random.normal(1.5, 0.25),
        "uniform(-2.0, 3.0)": lambda: np.random.uniform(-2.0, 3.0),
        "choice([0, 1, 2, 3, 4])": lambda: np.random.choice([0, 1, 2, 3, 4]),
    }.items():
        np.random.seed(seed)
        draws[name] = every_hundredth(draw)
    return draws


def python_draws(seed):
    draws = {}
    for name, draw in {
        "random()": random.random,
        "uniform(-2.0, 3.0)": lambda: random.uniform(-2.0, 3.0),
        "gauss(1.5, 0.25)": lambda: random.gauss(1.5, 0.25),
        "choice([0, 1, 2, 3, 4])": lambda: random.choice([0, 1, 2, 3, 4]),
    }.items():
        random.seed(seed)
        draws[name] = every_hundredth(draw)
    return draws


def main():
    seeds = [
        {"seed": seed, "np.random": numpy_draws(seed), "random": python_draws(seed)} for seed in SEEDS
    ]
    about = "Every hundredth of ten thousand draws after seed(…)."
    text = json.dumps({"about": about, "numpy": np.__version__, "seeds": seeds}, indent=0)
    OUTPUT.write_text(text + "\n")


if __name__ == "__main__":
    main()
