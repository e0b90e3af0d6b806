"""Runs the programs of by_hand_programs/, which work their gradients out themselves, under Python with NumPy.

    python3 generate_by_hand_programs.py > ../ScriptTests/Fixtures/by-hand-programs.json

The first two lines of a program name the outputs of its backward passes and the values whose gradients are compared.
"""

import contextlib
import io
import json
import pathlib


def case(path):
    text = path.read_text()
    output, compared, program = text.split("\n", 2)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(program, path.name, "exec"), {"__name__": "__main__"})
    return {
        "name": path.stem.replace("_", " "),
        "outputs": output.removeprefix("# output:").split(),
        "compared": compared.removeprefix("# compared:").split(),
        "program": program,
        "printed": printed.getvalue(),
    }


folder = pathlib.Path(__file__).parent / "by_hand_programs"
print(json.dumps({"cases": [case(path) for path in sorted(folder.glob("*.py"))]}, indent=1))
