"""What both executables are given: lessons, programs and traces from wherever the repository has some."""

import ast
import hashlib
import json
import random
import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "Tests/ScriptTests/Fixtures"
sys.path.append(str(ROOT / "Tests/Reference"))
# How many random programs there are, right ones, and others with a character exchanged.
RANDOM, DAMAGED = 150, 100
# Cases that lie beside the repository where it is worked on, and may be absent.
CASES = ROOT.parent / "shared/cases"
LITERAL = re.compile(r'(?<!["\\])"""\n(.*?)\n([ \t]*)"""|(?<!["\\])"((?:[^"\\\n]|\\.)+)"(?!")', re.DOTALL)
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", '"': '"', "'": "'", "\\": "\\"}


@dataclass(frozen=True)
class Input:
    """A file that is handed to commands; `name` says where it comes from, the same as long as its text is the same."""

    name: str
    suffix: str
    text: str


def all_inputs():
    found = [*lessons(), *fixtures(), *literals(), *random_programs(), *cases()]
    seen = set()
    return [one for one in found if not (key := (one.suffix, one.text)) in seen and not seen.add(key)]


def lessons():
    for path in sorted((ROOT / "lessons").glob("*.md")):
        yield Input(f"lessons/{path.stem}", ".md", path.read_text("utf-8"))


def fixtures():
    """The random programs, and those whose numbers were published."""
    for name in ("random-scalar-programs.json", "published.json"):
        yield from programs(name, json.loads((FIXTURES / name).read_text("utf-8")))
    for line in (FIXTURES / "array-programs.jsonl").read_text("utf-8").splitlines():
        yield from programs("array-programs", json.loads(line))


def random_programs():
    """Programs of random gates, and such with one character exchanged, which mostly are wrong."""
    from fuzz_gradients import new_programs

    made = list(new_programs(RANDOM, seed=11))
    for name, text in made:
        yield Input(f"random/{name}", ".py", text)
    chance = random.Random(11)
    for name, text in made[:DAMAGED]:
        place = chance.randrange(len(text))
        yield Input(f"damaged/{name}", ".py", text[:place] + chance.choice("()[]=+*.,:x0 \n") + text[place + 1 :])


def cases():
    if (CASES / "brought.json").exists():
        yield from programs("brought.json", json.loads((CASES / "brought.json").read_text("utf-8")))
    for path in sorted((CASES / "circuits").glob("*.py")):
        yield Input(f"circuits/{path.stem}", ".py", path.read_text("utf-8"))


def programs(origin, value):
    """Every text under a key `program`, however deep."""
    if isinstance(value, list):
        for one in value:
            yield from programs(origin, one)
    elif isinstance(value, dict):
        if isinstance(text := value.get("program"), str):
            yield Input(f"{origin}/{value.get('name', digest(text))}", ".py", text)
        for one in value.values():
            yield from programs(origin, one)


def literals():
    """Every text in the tests that looks like a program, a lesson or a trace, the right ones and the wrong ones."""
    for path in sorted((ROOT / "Tests").rglob("*.swift")):
        for block, indent, line in LITERAL.findall(path.read_text("utf-8")):
            text = unescaped("\n".join(row.removeprefix(indent) for row in block.split("\n")) if block else line)
            if suffix := suffix_of(text):
                yield Input(f"{path.stem}#{digest(text)}", suffix, text)


def unescaped(text):
    text = re.sub(r"\\u\{([0-9A-Fa-f]+)\}", lambda found: chr(int(found[1], 16)), text)
    return re.sub(r"\\(.)", lambda found: ESCAPES.get(found[1], found[0]), text)


def suffix_of(text):
    if text.startswith('{"kind"'):
        return ".jsonl"
    if "python trace" in text:
        return ".md"
    return ".py" if re.search(r"^\s*\w[\w.\[\], ]* [-+*/]?= \S|^\s*(def|for|if|print)\b.*[:)]\s*$", text, re.M) else None


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def readable_arguments(text):
    """The arguments of a command as a Swift list has them."""
    try:
        return ast.literal_eval(text)
    except (SyntaxError, ValueError):
        return None


def commands():
    """The command lines of the tests of wrong commands: name, arguments, standard input."""
    source = (ROOT / "Tests/CommandLineTests/CommandErrorTests.swift").read_text("utf-8")
    pattern = re.compile(r'WrongCommand\(\s*"([^"]+)",\s*(\[[^\]]*\])(?:,\s*input:\s*("(?:[^"\\]|\\.)*"))?')
    for name, arguments, given in pattern.findall(source):
        if words := readable_arguments(arguments):
            yield name, words, readable_arguments(given) if given else ""
