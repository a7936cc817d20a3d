"""Start-up and whole scans beside the read floor and the peers: the first table."""

from __future__ import annotations

from pathlib import Path

from .process import Runs
from .programs import FLOOR, KINGFISHER, OURS, RIPGREP
from .run import Bench, contents, megabytes, milliseconds, rounds

HEAD = ["corpus", "program", "wall ms", "CPU ms", "peak MB", "files/s", "MB/s", "x floor", "x ripgrep"]


def start_up(bench: Bench) -> None:
    runs = measure(bench, "empty")
    if RIPGREP in runs.samples:
        bench.figures["startup.over_ripgrep"] = runs.ratio(OURS, RIPGREP)


def whole_scans(bench: Bench) -> None:
    for size in bench.sizes:
        runs = measure(bench, size)
        bench.figures[f"{size}.over_floor"] = runs.ratio(OURS, FLOOR)
        if RIPGREP in runs.samples:
            bench.figures[f"{size}.over_ripgrep"] = runs.ratio(OURS, RIPGREP)
        if KINGFISHER in runs.samples:
            bench.figures[f"{size}.kingfisher_over_ours"] = runs.ratio(KINGFISHER, OURS)


def measure(bench: Bench, corpus: str) -> Runs:
    """One corpus, all programs in turn; fills the table's rows."""
    bench.say(f"{corpus}: all programs")
    folder = bench.corpora / corpus
    commands = {FLOOR: bench.programs.read_floor(folder), OURS: bench.programs.scan(folder)}
    runs = bench.launcher.alternate(commands | bench.programs.peers(folder), rounds(corpus))
    table = bench.table("corpora", "Whole scans, two threads", HEAD)
    for name in runs.samples:
        table.rows.append(row(bench, runs, folder, name))
    return runs


def row(bench: Bench, runs: Runs, folder: Path, name: str) -> list[str]:
    files, size = contents(folder)
    wall = runs.wall(name)
    rates = [f"{files / wall:,.0f}", f"{size / wall / 1e6:,.0f}"] if files else ["", ""]
    ratios = [f"{runs.ratio(name, other):.2f}" if other in runs.samples else "" for other in (FLOOR, RIPGREP)]
    cost = [milliseconds(wall), milliseconds(runs.cpu(name)), megabytes(runs.peak(name))]
    return [folder.name, name, *cost, *rates, *ratios]
