"""Functions, calls, strings and zones of Python files, as CPython reads them: a JSON object a line, in the form of
`sentinel-syntax`.

    python3 python_oracle.py outline|strings|zones LIST

Runs with any CPython from 3.8. Files that it rejects are left out.
"""

import ast
import io
import json
import sys
import tokenize
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


def line_starts(source: bytes) -> list:
    starts = [0]
    for line in source.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def strings(tree, source: bytes) -> dict:
    """Offset of each literal, or run of them, and its value in hexadecimal. What holds interpolations is left out."""
    starts = line_starts(source)
    within = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    values = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in within and isinstance(node.value, (str, bytes)):
            value = node.value
            if isinstance(value, str):
                value = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value).encode()
            values.append([starts[node.lineno - 1] + node.col_offset, value.hex()])
    return {"strings": values}


def docstrings(tree, starts) -> list:
    """Ranges of the strings that document files, classes and functions."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) \
                and ast.get_docstring(node, clean=False) is not None:
            text = node.body[0].value
            found.append((starts[text.lineno - 1] + text.col_offset, starts[text.end_lineno - 1] + text.end_col_offset))
    return found


def zones(tree, source: bytes) -> dict:
    """Comments and contents of strings; `formats` are the ranges of format strings, of which nothing is said."""
    starts = line_starts(source)
    documents = docstrings(tree, starts)
    found, formats, open_formats = [], [], []
    for token in tokenize.tokenize(io.BytesIO(source).readline):
        kind = tokenize.tok_name[token.type]
        if kind in ("COMMENT", "STRING", "FSTRING_START", "FSTRING_END"):
            line = starts[token.start[0] - 1]
            text = source[line:starts[token.start[0]]].decode()
            start = line + len(text[:token.start[1]].encode())
            end = start + len(token.string.encode())
        if kind == "FSTRING_START":
            open_formats.append(start)
        elif kind == "FSTRING_END":
            formats.append([open_formats.pop(), end])
        elif kind == "COMMENT" and not open_formats:
            found.append([start, end, "comment"])
        elif kind == "STRING" and not open_formats:
            prefix = len(token.string) - len(token.string.lstrip("rRbBuUfF"))
            if "f" in token.string[:prefix].lower():
                formats.append([start, end])
                continue
            quotes = 3 if token.string[prefix:prefix + 3] in ("\"\"\"", "'''") else 1
            kind = "docstring" if any(a <= start < b for a, b in documents) else "string"
            if end - start > prefix + 2 * quotes:
                found.append([start + prefix + quotes, end - quotes, kind])
    return {"zones": found, "formats": formats}


def read(what: str, path: str):
    with open(path, "rb") as file:
        source = file.read()
    try:
        # Offsets are those of UTF-8, and of lines that end with a line feed.
        if what != "outline" and (b"\r" in source or b"\f" in source or source.startswith(b"\xef\xbb\xbf")):
            return None
        if what != "outline":
            source.decode()
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
