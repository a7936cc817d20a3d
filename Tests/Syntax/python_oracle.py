"""Functions, calls and strings of Python files, as CPython reads them: a JSON object a line, in the form of `sentinel-syntax`.

    python3 python_oracle.py outline|strings LIST

Runs with any CPython from 3.8. Files that it rejects are left out.
"""

import ast
import json
import sys
import warnings
from concurrent.futures import ProcessPoolExecutor
from functools import partial


def dotted(node) -> str:
    """`a.b.c`; empty for anything else. `await` is looked through."""
    parts = []
    while True:
        if isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Await):
            node = node.value
        else:
            break
    if isinstance(node, ast.Name):
        parts.append(node.id)
    elif isinstance(node, ast.Constant) and (node.value is None or node.value is ... or isinstance(node.value, bool)):
        parts.append("..." if node.value is ... else str(node.value))
    else:
        return ""
    return ".".join(reversed(parts)) if len(parts) <= 32 else ""


def parameters(arguments) -> list:
    names = [a.arg for a in arguments.posonlyargs + arguments.args]
    if arguments.vararg:
        names.append("*" + arguments.vararg.arg)
    names += [a.arg for a in arguments.kwonlyargs]
    if arguments.kwarg:
        names.append("**" + arguments.kwarg.arg)
    return names


def function(node) -> dict:
    decorators = getattr(node, "decorator_list", [])
    return {"name": getattr(node, "name", ""), "line": node.lineno, "end": node.end_lineno,
            "parameters": parameters(node.args),
            "decorators": [dotted(d.func if isinstance(d, ast.Call) else d) for d in decorators]}


def outline(tree, _) -> dict:
    functions, calls = [], []
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            functions.append(function(node))
        elif isinstance(node, ast.Call):
            calls.append([dotted(node.func), len(node.args) + len(node.keywords), node.lineno])
    return {"functions": functions, "calls": calls}


def strings(tree, source: bytes) -> dict:
    """Offset of each literal, or run of them, and its value in hexadecimal. What holds interpolations is left out."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    within = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    values = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in within and isinstance(node.value, (str, bytes)):
            value = node.value
            if isinstance(value, str):
                value = value.encode("utf-8", "surrogatepass")
            values.append([starts[node.lineno - 1] + node.col_offset, value.hex()])
    return {"strings": values}


def read(what: str, path: str):
    with open(path, "rb") as file:
        source = file.read()
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return json.dumps({"path": path, **globals()[what](tree, source)})


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    with open(sys.argv[2], encoding="utf-8") as file:
        paths = file.read().splitlines()
    with ProcessPoolExecutor() as pool:
        for line in pool.map(partial(read, sys.argv[1]), paths, chunksize=50):
            if line:
                print(line)
