"""Writes what a run has found."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable
from pathlib import Path

from .run import Bench, Table
from .thresholds import Verdict

HERE = Path(__file__).resolve().parent.parent
ORDER = ["corpora", "stages", "syntax", "growth", "targets", "estimate"]


def machine() -> str:
    """One line: processor, cores, kernel."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
    return f"{model}, {os.cpu_count()} cores, Linux {platform.release().partition('-')[0]}"


def markdown(rows: Iterable[list[str]], head: list[str]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(cells) + " |" for cells in rows]
    return "\n".join(lines) + "\n"


def section(table: Table) -> str:
    parts = [f"## {table.title}\n"]
    if table.rows:
        parts.append(markdown(table.rows, table.head))
    return "\n".join(parts + [f"{note}\n" for note in table.notes])


def verdict_row(verdict: Verdict) -> list[str]:
    threshold = verdict.threshold
    limit = f"at {'most' if threshold.is_most else 'least'} {threshold.limit:g}"
    if threshold.excused is not None:
        limit += f", excused {threshold.excused:g}"
    value = "" if verdict.value is None else f"{verdict.value:.3g}" if abs(verdict.value) < 100 else f"{verdict.value:,.0f}"
    says = f"{threshold.says} ({threshold.reason})" if threshold.reason else threshold.says
    return [says, limit, value, verdict.state]


def write(bench: Bench, verdicts: list[Verdict], conditions: list[str], path: Path) -> None:
    """The report in Markdown at `path`, and all figures as JSON in the work folder."""
    parts = [(HERE / "method.md").read_text(encoding="utf-8"), "## This run\n", "\n".join(f"- {c}" for c in conditions) + "\n"]
    parts += [section(bench.tables[key]) for key in ORDER if key in bench.tables]
    parts += ["## Thresholds\n", markdown(map(verdict_row, verdicts), ["what", "limit", "measured", "verdict"])]
    path.write_text("\n".join(parts), encoding="utf-8")
    found = {
        "conditions": conditions, "figures": bench.figures,
        "tables": {key: vars(table) for key, table in bench.tables.items()},
        "verdicts": {verdict.threshold.figure: verdict.state.strip("*") for verdict in verdicts},
    }
    (bench.programs.work / "results.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
