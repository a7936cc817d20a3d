"""Scans labelled real code, scores it, and judges the result.

    PYTHONPATH=Benchmarks python3 -m accuracy EVAL [--clones FOLDER] [--record]

EVAL has the labels, the scorer and the layout script; the sources are checked out of the clones into the work folder, once. Exits
with 1 when a threshold is missed. `--record` adds the run to the history.
"""

from __future__ import annotations

import argparse
import datetime
import subprocess
import sys
from pathlib import Path

from sentinelbench import thresholds
from sentinelbench.report import verdict_row

from . import history, report, reviewed
from .attribution import Comparison
from .evaluation import SETS, Evaluation
from .figures import Result, by_class, check, figures
from .limits import limits
from .lines import code_lines

BENCHMARKS = Path(__file__).resolve().parent.parent
HISTORY = BENCHMARKS / "accuracy-history.jsonl"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="accuracy", description="Scans labelled real code, scores it, and judges the result.")
    parser.add_argument("eval", type=Path, metavar="EVAL", help="the folder with labels, scorer and layout script")
    parser.add_argument("--clones", type=Path, metavar="FOLDER", help="bare clones; needed once")
    parser.add_argument("--sources", type=Path, metavar="FOLDER", help="sources that are laid out already, in place of clones")
    parser.add_argument("--work", type=Path, default=BENCHMARKS.parent / ".build/accuracy", metavar="FOLDER")
    parser.add_argument("--cli", type=Path, default=BENCHMARKS.parent / ".build/release/mcp-sentinel", metavar="FILE")
    parser.add_argument("--output", type=Path, default=BENCHMARKS / "ACCURACY.md", metavar="FILE")
    parser.add_argument("--record", action="store_true", help="add the run to the history")
    found = parser.parse_args()
    if not (found.eval / "labels").is_dir():
        parser.error(f"{found.eval} has no labels: give the evaluation's folder (EVAL=...)")
    return found


def scan(cli: Path, sources: Path, output: Path) -> Path:
    """One scan of all sources. Fails when it is no scan; an incomplete one is one."""
    command = [cli, "scan", sources, "--no-config", "--fail-on", "never", "--quiet", "--format", f"sarif={output}"]
    status = subprocess.run(command, stdout=subprocess.DEVNULL).returncode
    if status not in (0, 3):
        raise SystemExit(f"accuracy: the scan has ended with {status}")
    return output


def measure(evaluation: Evaluation, cli: Path) -> Result:
    found = evaluation.convert(scan(cli, evaluation.sources, evaluation.work / "found.sarif"))
    scorer = evaluation.scorer()
    labels = {name: evaluation.labels(name) for name in SETS}
    benign = evaluation.benign_trees()

    def is_test(path: str) -> bool:
        return bool(scorer.TEST.search(path))

    comparison = Comparison(scorer.same, is_test, benign)
    result = Result(
        rows={name: by_class(evaluation.score(name)) for name in SETS},
        attributions={name: comparison.attribute(labels[name], found) for name in SETS},
        labels=labels,
        descriptions=evaluation.descriptions([cli, "scan", "{}", "--no-config", "--fail-on", "never", "--quiet", "--format", "sarif={out}"]),
        benign_lines=sum(code_lines(evaluation.sources / tree, is_test) for tree in benign),
        reviewed=reviewed.load(),
    )
    check(result)
    return result


def commit() -> str:
    """The commit that was measured, with a plus when something else than the reports has been changed since."""
    git = ["git", "-C", str(BENCHMARKS)]
    head = subprocess.run([*git, "rev-parse", "--short", "HEAD"], stdout=subprocess.PIPE, text=True).stdout.strip()
    changed = subprocess.run([*git, "status", "--porcelain"], stdout=subprocess.PIPE, text=True).stdout.splitlines()
    return head + ("+" if any("ccuracy-history" not in line and "ACCURACY.md" not in line for line in changed) else "")


def main() -> int:
    chosen = options()
    chosen.work.mkdir(parents=True, exist_ok=True)
    evaluation = Evaluation(chosen.eval.absolute(), chosen.work.absolute(), (chosen.sources or chosen.work / "src").absolute())
    if chosen.sources is None:
        evaluation.lay_out(chosen.clones and chosen.clones.absolute())
    result = measure(evaluation, chosen.cli.absolute())
    verdicts = thresholds.judge(limits(result.rows["mcp"]), figures(result))
    now, before = history.entry(result, commit(), datetime.date.today().isoformat()), history.last(HISTORY)
    report.write(result, verdicts, now, before, chosen.output)
    if chosen.record:
        history.record(HISTORY, now)
    for verdict in verdicts:
        print(f"accuracy: {verdict.state.strip('*')}: " + ", ".join(verdict_row(verdict)[:3]), file=sys.stderr)
    for rule, said in (history.rule_changes(before["rules"], now["rules"]) if before else {}).items():
        print(f"accuracy: changed: {rule}: {'; '.join(said)}", file=sys.stderr)
    print(f"accuracy: {chosen.output}; misses of each set in {chosen.work}", file=sys.stderr)
    return thresholds.exit_status(verdicts, is_complete=True)


if __name__ == "__main__":
    sys.exit(main())
