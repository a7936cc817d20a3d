"""Functions and calls of real Go files, beside tree-sitter's.

The files are those below $MCP_SENTINEL_GO_CORPUS (folders, separated by colons), or of the benchmark's corpus, or of an installed Go.
A sample is compared; with MCP_SENTINEL_ALL_FILES=1 all files are.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections import Counter
from pathlib import Path

import pytest

tree_sitter = pytest.importorskip("tree_sitter", reason="tree-sitter is not installed: see Tests/requirements.txt")
tree_sitter_go = pytest.importorskip("tree_sitter_go", reason="tree-sitter-go is not installed")

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("MCP_SENTINEL_SYNTAX", ROOT / ".build/release/sentinel-syntax"))
SAMPLE = 1_500
FEWEST = 20

PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_go.language()))
NAMES = {"identifier", "type_identifier", "field_identifier", "package_identifier", "nil", "true", "false"}


def corpus() -> list[Path]:
    named = os.environ.get("MCP_SENTINEL_GO_CORPUS")
    folders = named.split(":") if named else [str(ROOT / ".build/bench/corpus/large"), "/usr/lib/go/src", "/usr/local/go/src"]
    files = sorted(path for folder in folders for path in Path(folder).rglob("*.go") if path.is_file())
    if os.environ.get("MCP_SENTINEL_ALL_FILES") == "1" or len(files) <= SAMPLE:
        return files
    return sorted(random.Random(7).sample(files, SAMPLE))


def text(node) -> str:
    return node.text.decode("utf-8", "replace")


def dotted(node) -> str:
    parts: list[str] = []
    while node is not None:
        if node.type in NAMES:
            return ".".join([text(node), *reversed(parts)])
        if node.type == "selector_expression":
            parts.append(text(node.child_by_field_name("field")))
            node = node.child_by_field_name("operand")
        elif node.type in ("type_assertion_expression", "type_conversion_expression"):
            node = node.child_by_field_name("operand")
        elif node.type == "parenthesized_expression":
            inner = [child for child in node.named_children if child.type != "comment"]
            node = inner[0] if len(inner) == 1 else None
        else:
            return ""
    return ""


def function(node) -> tuple:
    name = node.child_by_field_name("name")
    entries = node.child_by_field_name("parameters").named_children
    kinds = ("parameter_declaration", "variadic_parameter_declaration")
    count = sum(max(1, len(entry.children_by_field_name("name"))) for entry in entries if entry.type in kinds)
    return (text(name) if name else "", node.start_point[0] + 1, node.end_point[0] + 1, count)


def call(node) -> tuple:
    line = node.start_point[0] + 1
    if node.type == "type_conversion_expression":
        # `F[T](x)`: which of the two it is nobody can tell without types.
        return ("", 1, line)
    arguments = node.child_by_field_name("arguments").named_children
    count = sum(argument.type != "comment" for argument in arguments)
    is_generic = node.child_by_field_name("type_arguments") is not None
    return ("" if is_generic else dotted(node.child_by_field_name("function")), count, line)


def expected(source: bytes) -> tuple[Counter, Counter, bool]:
    """Functions, calls, and whether the file was understood."""
    root = PARSER.parse(source).root_node
    functions, calls, nodes = Counter(), Counter(), [root]
    while nodes:
        node = nodes.pop()
        if node.type in ("function_declaration", "method_declaration", "func_literal"):
            functions[function(node)] += 1
        elif node.type == "method_elem" and node.parent.parent.type in ("type_spec", "type_alias"):
            functions[function(node)] += 1
        elif node.type == "call_expression":
            calls[call(node)] += 1
        elif node.type == "type_conversion_expression" and node.child_by_field_name("type").type == "generic_type":
            calls[call(node)] += 1
        nodes.extend(node.children)
    return functions, calls, not root.has_error


def outlines(files: list[Path], folder: Path) -> list[dict]:
    listed = folder / "files"
    listed.write_text("".join(f"{path}\n" for path in files))
    answer = subprocess.run([PROGRAM, "outline", "go", f"@{listed}"], capture_output=True, check=True, timeout=300)
    return [json.loads(line) for line in answer.stdout.decode("utf-8", "replace").splitlines()]


def test_agrees_with_tree_sitter(tmp_path: Path) -> None:
    if not PROGRAM.exists():
        pytest.skip("sentinel-syntax is not built: swift build -c release --product sentinel-syntax")
    files = corpus()
    if len(files) < FEWEST:
        pytest.skip(f"{len(files)} Go files here: name folders with some in MCP_SENTINEL_GO_CORPUS")
    total, wrong, shown = Counter(), Counter(), []
    for outline in outlines(files, tmp_path):
        functions, calls, is_understood = expected(Path(outline["path"]).read_bytes())
        if not is_understood:
            continue
        total["files"] += 1
        total["partial"] += outline["partial"]
        ours = {
            "functions": Counter((f["name"], f["line"], f["end"], len(f["parameters"])) for f in outline["functions"]),
            "calls": Counter(tuple(entry) for entry in outline["calls"]),
        }
        for what, theirs in (("functions", functions), ("calls", calls)):
            differing = (theirs - ours[what]) + (ours[what] - theirs)
            total[what] += theirs.total()
            wrong[what] += differing.total()
            if differing:
                shown.append(f"{outline['path']}: {list(differing)[:3]}")
    print(dict(total), dict(wrong), *shown[:20], sep="\n")
    assert wrong["functions"] <= total["functions"] * 0.005, shown[:20]
    assert wrong["calls"] <= total["calls"] * 0.005, shown[:20]
    assert total["partial"] <= total["files"] * 0.005
