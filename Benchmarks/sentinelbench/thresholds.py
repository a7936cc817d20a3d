"""What must hold, and whether it does."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MET, MISSED, EXCUSED, NOT_MEASURED = "met", "**missed**", "missed, for a stated reason", "not measured"


@dataclass(frozen=True)
class Threshold:
    """A limit on one figure: at most, or at least. A stated reason lets a miss pass."""

    figure: str
    says: str
    limit: float
    is_most: bool
    reason: str = ""

    def judge(self, value: float | None) -> str:
        if value is None:
            return NOT_MEASURED
        # Written so that a figure that is no number misses.
        holds = value <= self.limit if self.is_most else value >= self.limit
        return MET if holds else EXCUSED if self.reason else MISSED


@dataclass(frozen=True)
class Verdict:
    threshold: Threshold
    value: float | None
    state: str


def load(path: Path) -> list[Threshold]:
    with open(path, "rb") as file:
        tables = tomllib.load(file)
    return [parse(figure, table) for figure, table in tables.items()]


def parse(figure: str, table: Mapping[str, object]) -> Threshold:
    if unknown := table.keys() - {"most", "least", "says", "reason"}:
        raise ValueError(f"{figure}: unknown key {min(unknown)}")
    if ("most" in table) == ("least" in table):
        raise ValueError(f"{figure}: needs one of `most` and `least`")
    limit = table.get("most", table.get("least"))
    if not isinstance(limit, (int, float)):
        raise ValueError(f"{figure}: a limit is a number")
    return Threshold(figure, str(table["says"]), float(limit), "most" in table, str(table.get("reason", "")))


def judge(thresholds: list[Threshold], figures: Mapping[str, float]) -> list[Verdict]:
    """One verdict a threshold. A figure that no part of the run has brought counts as not measured."""
    found = ((threshold, figures.get(threshold.figure)) for threshold in thresholds)
    return [Verdict(threshold, value, threshold.judge(value)) for threshold, value in found]


def exit_status(verdicts: list[Verdict], is_complete: bool) -> int:
    """1 when a threshold is missed, and when a complete run (every part, every program) has not measured one: its name must be
    wrong, and it would hold for ever."""
    failing = {MISSED, NOT_MEASURED} if is_complete else {MISSED}
    return int(any(verdict.state in failing for verdict in verdicts))
