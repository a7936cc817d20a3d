"""Which target is fuzzed next, and what is kept of all runs."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Fuzz"))

import fuzz  # noqa: E402


def sums(**seconds: float) -> dict[str, fuzz.Run]:
    return {target: fuzz.Run(target, cpu=cpu) for target, cpu in seconds.items()}


def test_each_once_without_a_goal() -> None:
    plan = fuzz.Plan(["a", "b"], sums(a=5000, b=0))
    assert [plan.next(), plan.next(), plan.next()] == ["a", "b", None]


def test_with_a_goal_the_one_that_has_had_least() -> None:
    plan = fuzz.Plan(["a", "b", "c"], sums(a=100, b=50, c=1200), goal=1200)
    assert [plan.next(), plan.next(), plan.next()] == ["b", "a", None]
    plan.done(fuzz.Run("b", cpu=300))
    assert plan.next() == "b"
    plan.done(fuzz.Run("b", cpu=900))
    plan.done(fuzz.Run("a", cpu=1100))
    assert plan.next() is None


def test_what_breaks_is_left_until_it_is_mended() -> None:
    plan = fuzz.Plan(["a"], sums(a=0), goal=1200)
    assert plan.next() == "a"
    plan.done(fuzz.Run("a", cpu=1, finds=fuzz.MOST_FINDS))
    assert plan.next() is None


def test_totals_are_read_as_they_were_written(tmp_path: Path) -> None:
    known = fuzz.totals()
    fuzz.add(fuzz.Run("python", executions=7, cpu=1.5, edges=1, finds=1), known)
    fuzz.record(known, tmp_path / "totals.json", tmp_path / "RESULTS.md")
    assert fuzz.totals(tmp_path / "totals.json") == known
    assert f"{known['python'].executions:,}" in (tmp_path / "RESULTS.md").read_text(encoding="utf-8")
