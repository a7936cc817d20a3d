"""What must hold, and whether it does."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MET, MISSED, EXCUSED, NOT_MEASURED = "met", "**missed**", "missed, for a stated reason", "not measured"


@dataclass(frozen=True)
class Threshold:
    """A limit on one figure: at most, or at least. A stated reason lets a miss pass that stays within `excused`, so that what gets worse
    still fails."""

    figure: str
    says: str
    limit: float
    is_most: bool
    reason: str = ""
    excused: float | None = None

    def judge(self, value: float | None) -> str:
        if value is None:
            return NOT_MEASURED
        if self._holds(value, self.limit):
            return MET
        return EXCUSED if self.excused is not None and self._holds(value, self.excused) else MISSED

    def _holds(self, value: float, limit: float) -> bool:
        # Written so that a figure that is no number misses.
        return value <= limit if self.is_most else value >= limit


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
    if unknown := table.keys() - {"most", "least", "says", "reason", "excused"}:
        raise ValueError(f"{figure}: unknown key {min(unknown)}")
    if ("most" in table) == ("least" in table):
        raise ValueError(f"{figure}: needs one of `most` and `least`")
    limit = table.get("most", table.get("least"))
    if not isinstance(limit, (int, float)):
        raise ValueError(f"{figure}: a limit is a number")
    excused = table.get("excused")
    if (excused is not None) != bool(table.get("reason")):
        raise ValueError(f"{figure}: `reason` and `excused` go together")
    if excused is not None and not isinstance(excused, (int, float)):
        raise ValueError(f"{figure}: what is excused is a number")
    return Threshold(
        figure, str(table["says"]), float(limit), "most" in table, str(table.get("reason", "")),
        None if excused is None else float(excused))


def judge(thresholds: list[Threshold], figures: Mapping[str, float]) -> list[Verdict]:
    """One verdict a threshold. A figure that no part of the run has brought counts as not measured."""
    found = ((threshold, figures.get(threshold.figure)) for threshold in thresholds)
    return [Verdict(threshold, value, threshold.judge(value)) for threshold, value in found]


def exit_status(verdicts: list[Verdict], is_complete: bool) -> int:
    """1 when a threshold is missed, and when a complete run (every part, every program) has not measured one: its name must be
    wrong, and it would hold for ever."""
    failing = {MISSED, NOT_MEASURED} if is_complete else {MISSED}
    return int(any(verdict.state in failing for verdict in verdicts))
