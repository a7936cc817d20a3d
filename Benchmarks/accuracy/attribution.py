"""Which rule has found what. The scorer counts labels; this tells whose they are, by the scorer's own comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .evaluation import Finding, Label

NEAR = 3
GRAVE = ("high", "critical")


@dataclass
class RuleCount:
    """What one rule has brought: labels by their number, and findings that match none."""

    true: set[int] = field(default_factory=set)
    false: set[int] = field(default_factory=set)
    unlabelled: int = 0
    grave_on_benign: int = 0
    on_benign: int = 0


@dataclass
class Attribution:
    """A set's findings by rule."""

    rules: dict[str, RuleCount] = field(default_factory=lambda: defaultdict(RuleCount))
    grave: list[Finding] = field(default_factory=list)

    @property
    def true(self) -> set[int]:
        return set().union(*(count.true for count in self.rules.values()))

    @property
    def false(self) -> set[int]:
        return set().union(*(count.false for count in self.rules.values()))


@dataclass(frozen=True)
class Comparison:
    """What the given scorer means by "the same" and "a test", and which trees are benign."""

    is_same: Callable[[Label, Finding], bool]
    is_test: Callable[[str], bool]
    benign: set[str]

    def attribute(self, labels: list[Label], findings: Iterable[Finding]) -> Attribution:
        """A finding inside a look-alike alone counts for that, however near a vulnerable label stands."""
        found, by_path = Attribution(), defaultdict(list)
        for number, label in enumerate(labels):
            by_path[f"{label['dir']}/{label['path']}"].append((number, label))
        trees = {label["dir"] for label in labels} | self.benign
        for finding in findings:
            if finding["path"].split("/")[0] in trees:
                self._count(finding, by_path.get(finding["path"], []), found)
        return found

    def _count(self, finding: Finding, near: list[tuple[int, Label]], found: Attribution) -> None:
        rule, tree = found.rules[finding["rule_id"]], finding["path"].split("/")[0]
        is_benign = tree in self.benign and not self.is_test(finding["path"][len(tree) + 1:])
        rule.on_benign += is_benign
        matched = [(number, label) for number, label in near if touches(finding, label, NEAR) and self.is_same(label, finding)]
        exact = [(number, label) for number, label in matched if touches(finding, label, 0)]
        true = {number for number, label in matched if label["vulnerable"]}
        if exact and not any(label["vulnerable"] for _, label in exact):
            rule.false |= {number for number, _ in exact}
        elif true:
            rule.true |= true
        elif matched:
            rule.false |= {number for number, _ in matched}
        elif tree not in self.benign:
            rule.unlabelled += 1
        elif is_benign and finding["severity"] in GRAVE:
            rule.grave_on_benign += 1
            found.grave.append(finding)


def touches(finding: Finding, label: Label, near: int) -> bool:
    start = int(finding["line"] or 0)
    end = int(finding.get("line_end") or start)
    return bool(end >= label["line_start"] - near and start <= label["line_end"] + near)
