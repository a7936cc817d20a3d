"""What a run has found, in figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .attribution import Attribution
from .evaluation import Finding, Label
from .reviewed import is_right

OVERALL = "OVERALL"
Rows = dict[str, dict[str, Any]]


@dataclass
class Result:
    """A run's outcome: per set the scorer's rows by class, and whose the labels are."""

    rows: dict[str, Rows]
    attributions: dict[str, Attribution]
    labels: dict[str, list[Label]]
    descriptions: dict[str, int]
    benign_lines: int
    reviewed: set[tuple[str, str]] = field(default_factory=set)

    @property
    def grave(self) -> list[Finding]:
        """High and critical findings on benign trees."""
        return self.attributions["mcp"].grave

    @property
    def wrong(self) -> list[Finding]:
        return [finding for finding in self.grave if not is_right(finding, self.reviewed)]

    def per_100k(self, count: int) -> float:
        """A count on the benign trees, for 100,000 lines of them."""
        return count * 100_000 / self.benign_lines if self.benign_lines else 0.0


def by_class(score: Mapping[str, Any]) -> Rows:
    return {row["cls"]: row for row in score["rows"]}


def figures(result: Result) -> dict[str, float]:
    """What the thresholds look at, by name."""
    found: dict[str, float] = {}
    mcp, owasp = result.rows["mcp"], result.rows["owasp"][OVERALL]
    for name, key in (("recall", "recall"), ("precision", "prec_look"), ("strict", "prec_strict")):
        found[name] = mcp[OVERALL][key] or 0.0
    for name, row in mcp.items():
        if name != OVERALL and row["vuln"]:
            found |= {f"{name}.recall": row["recall"], f"{name}.misses": row["fn"]}
    found["fixed"] = len(fixed_sites_hit(result.labels["mcp"], result.attributions["mcp"]))
    found["owasp.true"] = rate(owasp["tp"], owasp["vuln"])
    found["owasp.false"] = rate(owasp["fp_look"], owasp["safe"])
    found["benign.wrong"] = result.per_100k(len(result.wrong))
    found["descriptions.found"] = result.descriptions["found"]
    found["descriptions.flagged"] = result.descriptions["flagged"]
    return found


def rate(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def fixed_sites_hit(labels: list[Label], attribution: Attribution) -> list[Label]:
    """Look-alikes hit in a tree whose repository has a vulnerable commit beside it: there an advisory was heeded."""
    vulnerable = {label["repo"] for label in labels if "__vuln" in label["dir"]}
    return [labels[number] for number in sorted(attribution.false)
            if labels[number]["repo"] in vulnerable and "__vuln" not in labels[number]["dir"]]


def check(result: Result) -> None:
    """Fails where the scorer counts other labels than were attributed: then no figure of a rule means anything."""
    for name, attribution in result.attributions.items():
        row = result.rows[name][OVERALL]
        if (len(attribution.true), len(attribution.false)) != (row["tp"], row["fp_look"]):
            raise SystemExit(f"accuracy: {name}: the scorer counts {row['tp']} and {row['fp_look']} labels, rules have "
                             f"{len(attribution.true)} and {len(attribution.false)}")
