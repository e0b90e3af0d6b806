"""What a trace of Gradwalk says of a program's names, and how it differs from what Python says."""

import json
import subprocess

import numpy


def final(executable, lesson, block):
    """The last value and gradient of each name, and the printed lines, of one block as `gradwalk trace` writes it."""
    run = subprocess.run([executable, "trace", str(lesson), "--block", block], capture_output=True, encoding="utf-8")
    if run.returncode != 0:
        raise RuntimeError(run.stderr.strip())
    nodes, values, gradients, printed = [], {}, {}, []
    for record in map(json.loads, run.stdout.splitlines()):
        kind, node = record["kind"], record.get("node")
        if kind == "node":
            nodes.append(record)
        elif kind in ("input", "forward"):
            values[node] = record["value"]
        elif kind == "seed":
            gradients[node] = record["gradient"]
        elif kind == "backward":
            gradients[record["to"]] = record["gradient"]
        elif kind == "update":
            values[node] = record["new"]
        elif kind == "clear":
            gradients.pop(node, None)
        elif kind == "pass":
            printed += record["printed"]
    last = {node["name"]: node["id"] for node in nodes if node["name"] is not None}
    return {
        "value": {name: values[i] for name, i in last.items() if i in values},
        "gradient": {name: gradients[i] for name, i in last.items() if i in gradients},
        "printed": printed,
    }


def differences(ours, theirs):
    """What the trace has otherwise, a line for each name; and how many values and gradients were compared."""
    found, count = [], 0
    for what in ("value", "gradient"):
        for name in ours[what].keys() & theirs[what].keys():
            count += 1
            a, b = (numpy.array(side[what][name], dtype=float) for side in (ours, theirs))
            if a.shape != b.shape:
                found.append(f"{what} of {name} has the shape {a.shape}, in Python {b.shape}")
            elif not numpy.allclose(a, b, rtol=1e-9, atol=1e-12, equal_nan=True):
                found.append(f"{what} of {name} is {a.tolist()}, in Python {b.tolist()}")
    if ours["printed"] != theirs["printed"]:
        found.append(f"printed {ours['printed']}, in Python {theirs['printed']}")
    return sorted(found), count
