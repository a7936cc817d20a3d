"""A missed threshold fails the run, and nothing else does."""

from __future__ import annotations

import math

import pytest
from conftest import BENCHMARKS
from sentinelbench import thresholds


def status(table: dict[str, object], figures: dict[str, float]) -> int:
    limit = thresholds.parse("figure", {"says": "a figure", **table})
    return thresholds.exit_status(thresholds.judge([limit], figures), is_complete=False)


@pytest.mark.parametrize(
    ("limit", "value", "expected"),
    [
        ({"most": 1.5}, 1.5, 0), ({"most": 1.5}, 1.51, 1), ({"least": 6}, 6.0, 0), ({"least": 6}, 5.99, 1),
        ({"most": 1.5}, math.nan, 1), ({"least": 6}, math.nan, 1),
    ],
)
def test_a_miss_fails(limit: dict[str, object], value: float, expected: int) -> None:
    assert status(limit, {"figure": value}) == expected


@pytest.mark.parametrize(
    ("limit", "value", "state"),
    [
        ({"most": 1, "excused": 2}, 1.0, thresholds.MET), ({"most": 1, "excused": 2}, 2.0, thresholds.EXCUSED),
        ({"most": 1, "excused": 2}, 2.1, thresholds.MISSED), ({"least": 6, "excused": 4}, 4.0, thresholds.EXCUSED),
        ({"least": 6, "excused": 4}, 3.9, thresholds.MISSED), ({"least": 6, "excused": 4}, math.nan, thresholds.MISSED),
    ],
)
def test_a_stated_reason_excuses_a_miss_within_bounds(limit: dict[str, object], value: float, state: str) -> None:
    known = thresholds.parse("figure", {"says": "a figure", "reason": "a reason", **limit})
    verdicts = thresholds.judge([known], {"figure": value})
    assert verdicts[0].state == state
    assert thresholds.exit_status(verdicts, is_complete=True) == int(state == thresholds.MISSED)


@pytest.mark.parametrize("is_complete", [False, True])
def test_what_was_not_measured_fails_a_complete_run_only(is_complete: bool) -> None:
    verdicts = thresholds.judge([thresholds.parse("figure", {"says": "a figure", "most": 1})], {"other": 0.0})
    assert verdicts[0].state == thresholds.NOT_MEASURED
    assert thresholds.exit_status(verdicts, is_complete) == int(is_complete)


@pytest.mark.parametrize(
    "table",
    [
        {}, {"most": 1, "least": 1}, {"most": "1"}, {"most": 1, "at_most": 1}, {"most": 1, "reason": "alone"},
        {"most": 1, "excused": 2}, {"most": 1, "excused": "2", "reason": "a reason"},
    ],
)
def test_a_limit_that_cannot_be_judged_is_refused(table: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        status(table, {})


def test_the_project_s_thresholds_can_be_judged() -> None:
    limits = thresholds.load(BENCHMARKS / "thresholds.toml")
    assert len({limit.figure for limit in limits}) == len(limits) > 40
