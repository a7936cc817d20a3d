"""The recorded runs, one JSON object a line, and what has changed since the last."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .figures import OVERALL, Result, figures

# A rule's counts in short: MCP labels, look-alikes, unlabelled, high+ and all on benign, OWASP true and false, evals, literals.
COUNTS = ["true", "look-alikes", "unlabelled", "high+ on benign", "on benign", "OWASP true", "OWASP false", "evals", "literals",
          "false literals"]
# More of these is worse, more of the others better; a finding nobody has labelled is neither.
WORSE = {"look-alikes", "high+ on benign", "on benign", "OWASP false", "false literals"}
BETTER = {"true", "OWASP true", "evals", "literals"}
Entry = dict[str, Any]


def entry(result: Result, commit: str, date: str) -> Entry:
    classes = {name: [row["tp"], row["vuln"], row["fp_look"], row["fp_strict"]]
               for name, row in result.rows["mcp"].items() if name != OVERALL}
    return {"commit": commit, "date": date, "figures": {name: round(value, 4) for name, value in figures(result).items()},
            "classes": classes, "rules": rule_counts(result)}


def rule_counts(result: Result) -> dict[str, list[int]]:
    """The numbers of COUNTS for each rule that has found something."""
    mcp, owasp, cisco, gitleaks = (result.attributions[name].rules for name in ("mcp", "owasp", "cisco", "gitleaks"))
    found = {}
    for rule in sorted(mcp.keys() | owasp.keys() | cisco.keys() | gitleaks.keys()):
        count = mcp[rule]
        found[rule] = [len(count.true), len(count.false), count.unlabelled, count.grave_on_benign, count.on_benign,
                       len(owasp[rule].true), len(owasp[rule].false), len(cisco[rule].true), len(gitleaks[rule].true),
                       len(gitleaks[rule].false)]
    return found


def last(path: Path) -> Entry | None:
    recorded = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return json.loads(recorded[-1]) if recorded else None


def record(path: Path, found: Entry) -> None:
    with open(path, "a", encoding="utf-8") as file:
        file.write(json.dumps(found, separators=(",", ":"), sort_keys=False) + "\n")


def rule_changes(before: Mapping[str, list[int]], after: Mapping[str, list[int]]) -> dict[str, list[str]]:
    """Per rule what has changed, in words; rules that hurt more than before come first."""
    nothing = [0] * len(COUNTS)
    found: dict[str, tuple[int, list[str]]] = {}
    for rule in sorted(before.keys() | after.keys()):
        pairs = list(zip(COUNTS, before.get(rule, nothing), after.get(rule, nothing), strict=True))
        said = [f"{name} {old} → {new}{mark(name, new - old)}" for name, old, new in pairs if old != new]
        if said:
            found[rule] = (sum(is_harm(name, new - old) for name, old, new in pairs), said)
    return {rule: said for rule, (_, said) in sorted(found.items(), key=lambda item: -item[1][0])}


def is_harm(name: str, growth: int) -> bool:
    return (name in WORSE and growth > 0) or (name in BETTER and growth < 0)


def mark(name: str, growth: int) -> str:
    return " (worse)" if is_harm(name, growth) else ""
