"""What reading code, documents and flows costs: whole scans beside the pattern rules alone."""

from __future__ import annotations

from .programs import OURS
from .run import Bench, megabytes, milliseconds, rounds

HEAD = ["corpus", "rules", "wall ms", "CPU ms", "peak MB", "x patterns alone"]
PATTERNS = "pattern rules alone"


def analysis(bench: Bench) -> None:
    programs = bench.programs
    chosen = pattern_rules(bench)
    table = bench.table("analysis", "All analysis beside the pattern rules alone, two threads", HEAD)
    for size in bench.sizes:
        bench.say(f"analysis: {size}")
        folder = bench.corpora / size
        commands = {PATTERNS: programs.scan(folder, 2, *chosen), OURS: programs.scan(folder)}
        runs = bench.launcher.alternate(commands, rounds(size))
        for name in commands:
            cost = [milliseconds(runs.wall(name)), milliseconds(runs.cpu(name)), megabytes(runs.peak(name))]
            table.rows.append([size, "all" if name == OURS else name, *cost, f"{runs.ratio(name, PATTERNS):.2f}"])
        bench.figures[f"analysis.{size}_over_patterns"] = runs.ratio(OURS, PATTERNS)
        bench.figures[f"analysis.{size}_peak_mb"] = runs.peak(OURS) / 1e6


def pattern_rules(bench: Bench) -> list[str]:
    """The arguments that leave all rules out that are no patterns."""
    listed = ["rules", "list", "--no-config", "--rules", str(bench.programs.rules), "--format", "json"]
    others = [rule["id"] for rule in bench.programs.json(*listed) if rule["kind"] != "pattern"]
    return [word for name in others for word in ("--skip-rule", name)]
