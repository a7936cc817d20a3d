"""Regular expressions that are called slow, against CPython's own matcher.

Patterns are made at random. What is said to double is tried with the text that the finding names: CPython must not get through it. What is
not said to is tried with many short texts over and over: CPython must get through all of them.
"""

from __future__ import annotations

import ast
import itertools
import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("MCP_SENTINEL", ROOT / ".build/release/mcp-sentinel"))
SECONDS = 3.0
TRY = "import re, sys, json\nfor text in json.load(sys.stdin): re.match(sys.argv[1], text)"
TOLD = re.compile(r"on (.*) the time doubles")


def made(source: random.Random, depth: int) -> str:
    """A pattern over a and b. Sets of one and the same character are left out: CPython merges them."""
    kind = source.random()
    if depth == 0 or kind < 0.3:
        return source.choice(["a", "b", "[ab]", r"\w"])
    if kind < 0.55:
        return made(source, depth - 1) + made(source, depth - 1)
    if kind < 0.7:
        return f"(?:{made(source, depth - 1)}|{made(source, depth - 1)}c)"
    return f"(?:{made(source, depth - 1)}){source.choice('*+?*+')}"


def is_slow(pattern: str, texts: list[str]) -> bool:
    try:
        subprocess.run(
            [sys.executable, "-c", TRY, pattern], input=json.dumps(texts), text=True, timeout=SECONDS, check=True
        )
    except subprocess.TimeoutExpired:
        return True
    return False


def attack(evidence: str) -> str:
    """The text a finding names, with its pump two hundred times."""
    found = TOLD.search(evidence)
    assert found, evidence
    text = ""
    for piece in re.findall(r'"(?:[^"\\]|\\.)*"(?: \* n)?', found[1]):
        quoted, times = (piece[:-4], 200) if piece.endswith(" * n") else (piece, 1)
        text += ast.literal_eval(quoted) * times
    return text


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str | None]]:
    """Patterns, and what is said of each."""
    if not PROGRAM.exists():
        pytest.skip("mcp-sentinel is not built")
    source = random.Random(7)
    patterns = sorted({f"^{made(source, 4)}$" for _ in range(160)})
    folder = tmp_path_factory.mktemp("patterns")
    # Small files are read for their calls, whatever they are about.
    for number, pattern in enumerate(patterns):
        (folder / f"{number}.py").write_text(f"import re\na = re.compile({pattern!r})\n")
    command = [PROGRAM, "scan", folder, "--format", "json", "--fail-on", "never"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    told = {
        int(Path(finding["path"]).stem): finding["evidence"]
        for finding in json.loads(run.stdout)["findings"]
        if finding["rule_id"] == "MCP-REDOS-002"
    }
    return [(pattern, told.get(number)) for number, pattern in enumerate(patterns)]


def test_what_is_said_to_double_does(judged: list[tuple[str, str | None]]) -> None:
    slow = [(pattern, evidence) for pattern, evidence in judged if evidence]
    assert len(slow) >= 15
    assert [pattern for pattern, evidence in slow if not is_slow(pattern, [attack(evidence)])] == []


def test_what_is_not_said_to_does_not(judged: list[tuple[str, str | None]]) -> None:
    words = ["".join(word) for size in (1, 2, 3) for word in itertools.product("abc", repeat=size)]
    texts = [
        before + word * (60 // len(word)) + end for before in ("", "a", "b") for word in words for end in ("", "!")
    ]
    assert [pattern for pattern, evidence in judged if not evidence and is_slow(pattern, texts)] == []
