"""Findings on benign trees that were read and are right."""

from __future__ import annotations

import tomllib
from pathlib import Path

from .evaluation import Finding

REVIEWED = Path(__file__).resolve().parent / "reviewed.toml"


def load(path: Path = REVIEWED) -> set[tuple[str, str]]:
    """Rule and path of each. One without a reason is refused: somebody must have read it."""
    with open(path, "rb") as file:
        entries = tomllib.load(file).get("right", [])
    for entry in entries:
        if set(entry) != {"rule", "path", "reason"} or not entry["reason"]:
            raise ValueError(f"{path.name}: needs rule, path and reason: {entry}")
    return {(entry["rule"], entry["path"]) for entry in entries}


def is_right(finding: Finding, reviewed: set[tuple[str, str]]) -> bool:
    return (finding["rule_id"], finding["path"]) in reviewed
