"""Which rule has found what, what must hold, and what has changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from accuracy import evaluation, figures, history, limits, lines, report, reviewed
from accuracy.attribution import Attribution, Comparison
from sentinelbench import thresholds


def label(path: str, line: int, *, vulnerable: bool = True, tree: str = "bad", kind: str = "ssrf") -> dict[str, Any]:
    return {"repo": "owner/server", "dir": tree, "path": path, "line_start": line, "line_end": line, "class": kind,
            "vulnerable": vulnerable}


def finding(path: str, line: int, *, rule: str = "R", severity: str = "high", kind: str = "ssrf") -> dict[str, Any]:
    return {"path": path, "line": line, "line_end": line, "class": kind, "rule_id": rule, "severity": severity}


def attributed(labels: list[dict[str, Any]], *findings: dict[str, Any]) -> Attribution:
    comparison = Comparison(lambda one, two: one["class"] == two["class"], lambda path: path.startswith("tests/"), {"good"})
    return comparison.attribute(labels, findings)


def test_a_label_belongs_to_every_rule_that_finds_it() -> None:
    found = attributed([label("a.py", 10)], finding("bad/a.py", 13), finding("bad/a.py", 7, rule="S"), finding("bad/a.py", 14))
    assert (found.rules["R"].true, found.rules["S"].true, found.rules["R"].unlabelled) == ({0}, {0}, 1)


def test_inside_a_look_alike_a_near_label_does_not_help() -> None:
    labels = [label("a.py", 10), label("a.py", 12, vulnerable=False)]
    found = attributed(labels, finding("bad/a.py", 12))
    assert (found.true, found.false) == (set(), {1})
    assert attributed(labels, finding("bad/a.py", 11)).true == {0}


def test_on_benign_trees_only_grave_ones_outside_tests_count() -> None:
    found = attributed([], finding("good/a.py", 1), finding("good/a.py", 2, severity="medium"), finding("good/tests/a.py", 1))
    rule = found.rules["R"]
    assert (rule.grave_on_benign, rule.on_benign, len(found.grave), rule.unlabelled) == (1, 2, 1, 0)


def test_trees_without_labels_are_not_in_scope() -> None:
    assert not attributed([label("a.py", 1)], finding("elsewhere/a.py", 1)).rules


def test_a_fixed_site_is_a_look_alike_beside_a_vulnerable_commit() -> None:
    labels = [label("a.py", 10, tree="s__vuln"), label("a.py", 10, tree="s__fixed", vulnerable=False),
              label("a.py", 30, tree="s__vuln", vulnerable=False)]
    found = attributed(labels, finding("s__fixed/a.py", 10), finding("s__vuln/a.py", 30))
    assert figures.fixed_sites_hit(labels, found) == [labels[1]]


def row(**given: Any) -> dict[str, Any]:
    return {"cls": figures.OVERALL, "vuln": 1, "safe": 1, "tp": 1, "fn": 0, "fp_look": 0, "fp_strict": 0, "recall": 1.0,
            "prec_look": 1.0, "prec_strict": 1.0, **given}


def result(**given: Any) -> figures.Result:
    labels = [label("a.py", 10, kind="command-injection")]
    found = attributed(labels, finding("bad/a.py", 10, kind="command-injection"), finding("good/b.py", 1))
    rows = {name: {figures.OVERALL: row(), "command-injection": row(cls="command-injection")} for name in evaluation.SETS}
    parts = dict(rows=rows, attributions={name: found for name in evaluation.SETS}, labels={name: labels for name in evaluation.SETS},
                 descriptions={"found": 31, "poisoned": 34, "flagged": 0, "benign": 120}, benign_lines=50_000)
    return figures.Result(**(parts | given))


def test_every_limit_has_its_figure() -> None:
    found = figures.figures(result())
    judged = thresholds.judge(limits.limits({"command-injection": row(vuln=81)}), found)
    assert {verdict.threshold.figure for verdict in judged if verdict.value is None} == {
        f"{name}.misses" for name in limits.GRAVEST if name != "command-injection"}
    assert found["benign.wrong"] == 2


def test_few_labels_may_miss_one() -> None:
    few, many = limits.class_limit("ssrf", {"ssrf": row(vuln=9)}), limits.class_limit("ssrf", {"ssrf": row(vuln=10)})
    assert (few.figure, few.limit, many.figure, many.limit) == ("ssrf.misses", 1, "ssrf.recall", 0.9)


def test_what_was_read_and_is_right_is_not_wrong(tmp_path: Path) -> None:
    file = tmp_path / "reviewed.toml"
    file.write_text('[[right]]\nrule = "R"\npath = "good/b.py"\nreason = "it is so"\n', encoding="utf-8")
    assert not result(reviewed=reviewed.load(file)).wrong
    file.write_text('[[right]]\nrule = "R"\npath = "good/b.py"\nreason = ""\n', encoding="utf-8")
    with pytest.raises(ValueError):
        reviewed.load(file)


def test_the_project_s_reviews_have_reasons() -> None:
    reviewed.load()


def test_a_run_whose_sums_differ_is_refused() -> None:
    figures.check(result())
    with pytest.raises(SystemExit):
        figures.check(result(rows={name: {figures.OVERALL: row(tp=2)} for name in evaluation.SETS}))


def test_a_rule_that_hurts_comes_first() -> None:
    before = {"A": [1, 0, 0, 0, 0, 0, 0, 0, 0, 0], "B": [5, 0, 0, 0, 0, 0, 0, 0, 0, 0]}
    after = {"A": [3, 0, 0, 0, 0, 0, 0, 0, 0, 0], "B": [4, 0, 0, 2, 2, 0, 0, 0, 0, 0], "C": [0, 0, 7, 0, 0, 0, 0, 0, 0, 0]}
    changes = history.rule_changes(before, after)
    assert list(changes) == ["B", "A", "C"]
    assert changes["B"] == ["true 5 → 4 (worse)", "high+ on benign 0 → 2 (worse)", "on benign 0 → 2 (worse)"]
    assert changes["C"] == ["unlabelled 0 → 7"]


def test_the_history_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    assert history.last(file) is None
    for commit in ("one", "two"):
        history.record(file, history.entry(result(), commit, "2026-11-28"))
    found = history.last(file)
    assert found is not None and found["commit"] == "two" and found["rules"]["R"][:2] == [1, 0]
    assert all(json.loads(line)["classes"] == {"command-injection": [1, 1, 0, 0]} for line in file.read_text().splitlines())


def test_the_report_tells_everything(tmp_path: Path) -> None:
    now = history.entry(result(), "abc", "2026-11-28")
    before = {**now, "commit": "old", "rules": {}, "figures": {**now["figures"], "recall": 0.5}}
    verdicts = thresholds.judge(limits.limits(result().rows["mcp"]), figures.figures(result()))
    report.write(result(), verdicts, now, before, tmp_path / "ACCURACY.md")
    text = (tmp_path / "ACCURACY.md").read_text(encoding="utf-8")
    for part in ("## Thresholds", "## Changes since old", "| recall | 0.5 | 1 |", "bandit 8/81", "| R | 1 |", "good/b.py:1", "31/34"):
        assert part in text


def test_descriptions_are_read_off_what_the_script_says() -> None:
    told = evaluation.parsed_descriptions("poisoned found 31 of 34; benign flagged 0 of 120\nMISS 3 x\n")
    assert told == {"found": 31, "poisoned": 34, "flagged": 0, "benign": 120}
    with pytest.raises(SystemExit):
        evaluation.parsed_descriptions("nothing")


def test_lines_are_those_of_code(tmp_path: Path) -> None:
    for name, text in (("a.py", "1\n2\n"), ("package-lock.json", "1\n"), ("a.md", "1\n"), ("tests/b.py", "1\n"), ("Dockerfile", "1\n")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "link.py").symlink_to("a.py")
    assert lines.code_lines(tmp_path, lambda path: path.startswith("tests/")) == 3
