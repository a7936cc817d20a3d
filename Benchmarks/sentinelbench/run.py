"""What the parts of a run share."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .process import Launcher
from .programs import Programs


@dataclass
class Table:
    """A table of the report. Every row has as many cells as `head`."""

    title: str
    head: list[str]
    rows: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class Bench:
    """A run: what it measures with, and what it has found."""

    programs: Programs
    corpora: Path
    sizes: list[str]
    figures: dict[str, float] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)

    @property
    def launcher(self) -> Launcher:
        return Launcher(self.programs.timed)

    def table(self, key: str, title: str, head: list[str]) -> Table:
        """The table `key`, which several parts may fill."""
        return self.tables.setdefault(key, Table(title, head))

    def say(self, text: str) -> None:
        print(f"bench: {text}", file=sys.stderr, flush=True)


@cache
def contents(path: Path) -> tuple[int, int]:
    """Files and bytes below `path`, or of it."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return len(files), sum(file.stat().st_size for file in files)


def rounds(size: str) -> int:
    """How often a thing of this size is measured."""
    return {"large": 5, "medium": 7}.get(size, 11)


def milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:,.1f}"


def megabytes(count: float) -> str:
    return f"{count / 1e6:,.1f}"
