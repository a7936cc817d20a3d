"""The bench-only rules, and what the built-in rules look for."""

from __future__ import annotations

import re
from pathlib import Path

BUILT_IN = Path(__file__).resolve().parents[2] / "Sources/SentinelDetectors/Rules"


def bench_rule(number: int, literal: str) -> str:
    """One YAML document: `literal` as written, followed by 16 to 64 word characters."""
    # In single quotes, where YAML knows one escape: a quote doubled.
    pattern, text = (part.replace("'", "''") for part in (re.escape(literal), literal))
    return "\n".join([
        f"id: BENCH-{number:03}", "kind: pattern", f"title: Bench {number}", "severity: info", "confidence: low",
        "category: other", rf"pattern: '{pattern}[\w-]{{16,64}}'", "message: bench", "why: bench", "fix: bench",
        "examples:", f"  match: ['⟦{text}abcdefghijklmnopqrstuvwxyz⟧']", f"  pass: ['{text} ']", "",
    ])


def write_bench_rules(folder: Path, literals: list[str]) -> None:
    """All in one file: opening and parsing ninety would decide the start-up."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = (bench_rule(number, literal) for number, literal in enumerate(literals))
    (folder / "bench.yaml").write_text("---\n".join(documents), encoding="utf-8")


def built_in_literals() -> list[str]:
    """Runs of four bytes and more that stand in the built-in rules' patterns. Not exact and need not be: near misses are
    made of them."""
    found: set[str] = set()
    for path in sorted(BUILT_IN.glob("*/*.yaml")):
        for pattern in re.findall(r"^pattern: '(.*)'$", path.read_text(encoding="utf-8"), re.MULTILINE):
            bare = re.sub(r"\[(?:\\.|[^\]])*\]|\\.|\{[^}]*\}|\(\?<?[A-Za-z!=]*[:>]?", " ", pattern)
            found.update(re.findall(r"[A-Za-z][A-Za-z0-9_-]{3,}", bare))
    return sorted(found)
