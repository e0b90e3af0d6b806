"""What one executable makes of an input: lines of text that can be compared."""

import json
import re
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

SECONDS = 20
SESSION = "next 3; last; previous; why; wires; first; next backward; print; matrix; help next"
QUIZ = "1; reveal; 0.5; hint; skip; reveal; quit"
# Each command as its name and its arguments behind the file's name.
COMMANDS = {
    "trace": ["-o", "-"],
    "show": [],
    "check": [],
    "draw": ["-o", "-"],
    "step": ["--plain", "-c", SESSION],
    "quiz": ["--plain", "-c", QUIZ],
}
# The keys that version 1 of the trace format knows, by the kind of a record. What a later version adds is not compared, nor
# the symbol of a node, which was its gate's and says in version 2 also what constants are in it.
VERSION_1 = {
    "header": "kind format version title digits mistake gates groups passes nodes steps",
    "program": "kind text",
    "gate": "kind name symbol symbolWithConstantFirst symbolWithConstantSecond equation slopes rules",
    "group": "kind id name parent nodes line column",
    "pass": "kind number steps nodes output outputValue updates printed held",
    "node": "kind id gate variant name rebinding inputs constants shape line column",
    "input": "kind step pass node value",
    "forward": "kind step pass node value cached",
    "seed": "kind step pass node gradient",
    "backward": "kind step pass node input to upstream local downstream gradient",
    "update": "kind step pass node old change new statement rate",
    "clear": "kind step pass node",
    "print": "kind step pass text",
    "check": "kind step pass node numeric relativeError atKink byHand",
    "step": "kind step pass move node",
}


def outcomes(executable, one, commands=COMMANDS):
    """By command, the lines of what it gave for an input."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"input{one.suffix}").write_text(one.text, "utf-8")
        made = {
            name: answer(executable, [name, f"input{one.suffix}", *more], folder) for name, more in commands.items()
        }
        if one.suffix == ".md":
            made["build"] = answer(executable, ["build", "input.md", "-o", "out"], folder) + files(Path(folder) / "out")
        return made


def answer(executable, arguments, folder, given=""):
    try:
        done = subprocess.run(
            [executable, *arguments], cwd=folder, input=given, capture_output=True, text=True, errors="replace",
            timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return [f"no answer in {SECONDS} seconds"]
    said = [f"error: {line}" for line in done.stderr.splitlines()]
    return [f"exit {done.returncode}", *said, *comparable(done.stdout)]


def files(folder):
    """All files of a folder, each line behind its file's name."""
    return [
        f"{path.relative_to(folder)}: {line}"
        for path in sorted(folder.rglob("*")) if path.is_file()
        for line in comparable(path.read_text("utf-8", errors="replace"))
    ]


def comparable(text):
    if text.startswith("<svg") or text.startswith("<?xml"):
        return sorted(re.findall(r"<(?:text|tspan|title|desc)[^>]*>([^<]+)<", text))
    if text.startswith('{"kind":"header"'):
        return projected([json.loads(line) for line in text.splitlines()])
    return text.splitlines()


def projected(records):
    """The records of a trace as version 1 has them: without the kinds and keys, and the groups, that it does not know."""
    calls = {}  # For each group, the call that it is or is inside of, as version 1 numbers them.
    count = 0
    lines = []
    for record in records:
        if record["kind"] not in VERSION_1:
            continue
        if record["kind"] == "header":
            record["version"] = 1
            # How many calls there are is told by their records.
            record.pop("groups", None)
        if record["kind"] == "group":
            around = calls.get(record.pop("parent", None))
            number = record["id"]
            calls[number] = around
            if "groupKind" in record:
                continue
            calls[number] = record["id"] = count
            count += 1
            if around is not None:
                record["parent"] = around
        lines.append(only_version_1(record))
    return lines


def only_version_1(record):
    for constant in record.get("constants", []):
        constant.pop("from", None)
    return json.dumps({key: record[key] for key in VERSION_1[record["kind"]].split() if key in record}, ensure_ascii=False)


def difference(old, new):
    """The lines that only one of the two has; a line of its own where the same lines come in another order."""
    if old == new:
        return [], []
    before, after = Counter(old), Counter(new)
    gone, come = list((before - after).elements()), list((after - before).elements())
    return (gone, come) if gone or come else (["the same lines"], ["in another order"])
