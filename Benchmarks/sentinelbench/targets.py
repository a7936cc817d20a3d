"""The specification's targets beside ours: the fourth table."""

from __future__ import annotations

import statistics
from pathlib import Path

from corpus import digest

from .report_file import scanned
from .run import Bench, contents, megabytes

HEAD = ["target", "asked", "ours"]
# Of the specification: seconds, megabytes and percent of files completed.
FOLDERS = {"small": ("1,000 files", 15, 128, 99.9), "medium": ("10,000 files", 120, 256, 99.5),
           "large": ("100,000 files", 600, 512, 99.0)}
DRAWN = 200


def targets(bench: Bench) -> None:
    bench.say("targets")
    slowest_files = slowest_bytes = float("inf")
    for size in bench.sizes:
        files_rate, bytes_rate = folder(bench, size)
        slowest_files, slowest_bytes = min(slowest_files, files_rate), min(slowest_bytes, bytes_rate)
    add(bench, "target.files_per_second", "throughput, slowest corpus", "100 files/s", f"{slowest_files:,.0f} files/s",
        slowest_files)
    add(bench, "target.mb_per_second", "throughput, slowest corpus", "50 MB/s", f"{slowest_bytes:,.0f} MB/s",
        slowest_bytes)
    if "medium" in bench.sizes:
        worst = single_file(bench)
        add(bench, "target.single_file_p95", "one file, 95th percentile", "100 ms", f"{1000 * worst:.1f} ms", worst)
    empty = bench.launcher.alternate({"empty": bench.programs.scan(bench.corpora / "empty")}, 11).wall("empty")
    add(bench, "target.start_up", "start-up", "1 s", f"{1000 * empty:.1f} ms", empty)


def add(bench: Bench, figure: str, what: str, asked: str, ours: str, value: float) -> None:
    bench.figures[figure] = value
    bench.table("targets", "The specification's targets", HEAD).rows.append([what, asked, ours])


def folder(bench: Bench, size: str) -> tuple[float, float]:
    """Time, memory and success over one corpus; files and megabytes a second."""
    path = bench.corpora / size
    runs = bench.launcher.alternate({size: bench.programs.scan(path)}, 3)
    summary = scanned(bench, path)["files"]
    wall, peak = runs.wall(size), runs.peak(size)
    success = 100 * summary["completed"] / summary["eligible"]
    what, seconds, memory, share = FOLDERS[size]
    add(bench, f"target.{size}.seconds", what, f"{seconds} s", f"{wall:.2f} s", wall)
    add(bench, f"target.{size}.mb", what, f"{memory} MB", f"{megabytes(peak)} MB", peak / 1e6)
    add(bench, f"target.{size}.success", what, f"{share} % completed", f"{success:.2f} %", success)
    files, size_in_bytes = contents(path)
    return files / wall, size_in_bytes / wall / 1e6


def single_file(bench: Bench) -> float:
    """Seconds, start-up included: files drawn by hash, each scanned by a process of its own."""
    walls = [bench.launcher.run(bench.programs.scan(path)).wall for path in drawn(bench.corpora / "medium")]
    return statistics.quantiles(walls, n=20, method="inclusive")[18]


def drawn(top: Path) -> list[Path]:
    files = (path for path in top.rglob("*") if path.is_file())
    return sorted(files, key=lambda path: digest(str(path.relative_to(top)), "single"))[:DRAWN]
