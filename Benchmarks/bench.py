#!/usr/bin/env python3
"""Measures MCP Sentinel beside the read floor and its peers, and judges the result by `thresholds.toml`.

    python3 Benchmarks/bench.py [--only start-up,growth] [--sizes small,medium] [--work FOLDER] [--output FILE]

Exits with 1 when a threshold is missed, or not measured though every part has run with every program. A whole run writes
RESULTS.md here; a part of one writes it into the work folder, so that it does not stand where a whole run is expected.
`results.json` in the work folder has the figures.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpus import SIZES, Corpus
from sentinelbench import analysis, corpora, estimate, growth, noise, pathological, report, rules, stages, syntax, targets
from sentinelbench import thresholds
from sentinelbench.programs import LITERALS, Programs
from sentinelbench.run import Bench

HERE = Path(__file__).resolve().parent
RELEASE = HERE.parent / ".build/release"
PARTS = ["start-up", "corpora", "analysis", "growth", "pathological", "stages", "syntax", "estimate", "targets"]
# With fewer rules a comparison with scanners of hundreds would flatter us.
LEAST_RULES = 300


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures MCP Sentinel beside the read floor and its peers.")
    parser.add_argument("--work", type=Path, default=HERE.parent / ".build/bench", metavar="FOLDER")
    parser.add_argument("--cli", type=Path, default=RELEASE / "mcp-sentinel", metavar="FILE")
    parser.add_argument("--stages-program", type=Path, default=RELEASE / "sentinel-bench", metavar="FILE")
    parser.add_argument("--syntax-program", type=Path, default=RELEASE / "sentinel-syntax", metavar="FILE")
    parser.add_argument("--only", default=",".join(PARTS), metavar="PART,...", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--sizes", default=",".join(SIZES), metavar="SIZE,...", help=f"of {', '.join(SIZES)}")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the report here")
    found = parser.parse_args()
    found.parts, found.sizes = found.only.split(","), [size for size in SIZES if size in found.sizes.split(",")]
    if unknown := set(found.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if not found.sizes:
        parser.error(f"--sizes takes {', '.join(SIZES)}")
    found.is_whole = set(found.parts) == set(PARTS) and found.sizes == list(SIZES)
    found.output = found.output or (HERE if found.is_whole else found.work) / "RESULTS.md"
    return found


def write_rules(programs: Programs) -> int:
    """Fills up the built-in rules with bench-only ones. How many rules there are then, by the command's own account."""
    built_in = len(programs.json("rules", "list", "--no-config", "--format", "json"))
    literals = LITERALS.read_text(encoding="utf-8").splitlines()
    rules.write_bench_rules(programs.rules, literals[: max(LEAST_RULES - built_in, 1)])
    arguments = ["rules", "list", "--no-config", "--rules", str(programs.rules), "--format", "json"]
    return len(programs.json(*arguments))


def measure(bench: Bench, part: str) -> None:
    match part:
        case "start-up": corpora.start_up(bench)
        case "corpora": corpora.whole_scans(bench)
        case "analysis": analysis.analysis(bench)
        case "growth": growth.growth(bench)
        case "pathological": growth.pathological_files(bench)
        case "stages": stages.stages(bench)
        case "syntax": syntax.syntax(bench)
        case "estimate": estimate.estimate(bench)
        case "targets": targets.targets(bench)


def run(bench: Bench, parts: list[str]) -> dict[str, float]:
    """Measures the parts in their order. What others took of the machine during each."""
    shares: dict[str, float] = {}
    for part in PARTS:
        if part in parts:
            heard = noise.Noise()
            measure(bench, part)
            shares[part] = heard.share()
    return shares


def conditions(programs: Programs, rule_count: int, shares: dict[str, float]) -> list[str]:
    """What a reader must know of the run to believe its figures."""
    versions = ", ".join(f"{name} {version}" for name, version in programs.versions().items())
    found = [f"Machine: {report.machine()}.", f"Versions: {versions}.",
             f"Rules of ours: {rule_count}.", noise.told(shares)]
    return found + [f"{name} is left out: {why}." for name, why in programs.missing.items()]


def main() -> int:
    chosen = options()
    work = chosen.work.absolute()
    limits = thresholds.load(HERE / "thresholds.toml")
    corpus = Corpus(work)
    corpus.make(chosen.sizes)
    if "pathological" in chosen.parts:
        pathological.make(corpus)
    programs = Programs(chosen.cli.absolute(), chosen.stages_program.absolute(), chosen.syntax_program.absolute(), work)
    rule_count = write_rules(programs)
    bench = Bench(programs, corpus.out, chosen.sizes)
    shares = run(bench, chosen.parts)
    verdicts = thresholds.judge(limits, bench.figures)
    report.write(bench, verdicts, conditions(programs, rule_count, shares), chosen.output)
    for verdict in verdicts:
        if verdict.state == thresholds.MISSED:
            bench.say("missed: " + ", ".join(report.verdict_row(verdict)[:3]))
    unmeasured = sum(verdict.state == thresholds.NOT_MEASURED for verdict in verdicts)
    bench.say(f"{chosen.output}: {len(verdicts)} thresholds, {unmeasured} of them not measured")
    is_complete = chosen.is_whole and not programs.missing
    return thresholds.exit_status(verdicts, is_complete)


if __name__ == "__main__":
    sys.exit(main())
