"""What must hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sentinelbench.thresholds import Threshold

# What an attacker gains most by. A class of fewer labels than FEW is judged by its misses: one label more or less says little.
GRAVEST = ("command-injection", "code-injection", "path-traversal", "ssrf", "sql-injection")
FEW = 10


def limits(classes: Mapping[str, Mapping[str, Any]]) -> list[Threshold]:
    return [
        least("recall", 0.85, "Recall over all classes"),
        least("precision", 0.90, "Precision over look-alikes"),
        least("strict", 0.85, "Precision, with high and critical findings on benign trees"),
        *(class_limit(name, classes) for name in GRAVEST),
        most("fixed", 0, "Fixed commits of advisory pairs: fixed sites still reported"),
        least("owasp.true", 0.80, "OWASP BenchmarkPython: true positive rate"),
        most("owasp.false", 0.10, "OWASP BenchmarkPython: false positive rate"),
        most("benign.wrong", 3, "Wrong high and critical findings on 100,000 lines of benign code"),
        least("descriptions.found", 30, "Poisoned descriptions found (of 34)"),
        most("descriptions.flagged", 1, "Benign descriptions flagged (of 120)"),
    ]


def class_limit(name: str, classes: Mapping[str, Mapping[str, Any]]) -> Threshold:
    labels = int(classes.get(name, {}).get("vuln", 0))
    if labels < FEW:
        return most(f"{name}.misses", 1, f"Misses of {name} (it has {labels} labels)")
    return least(f"{name}.recall", 0.90, f"Recall of {name}")


def least(figure: str, limit: float, says: str) -> Threshold:
    return Threshold(figure, says, limit, is_most=False)


def most(figure: str, limit: float, says: str) -> Threshold:
    return Threshold(figure, says, limit, is_most=True)
