"""What `scan --estimate` says beside what happens."""

from __future__ import annotations

from .report_file import scanned
from .run import Bench, megabytes, milliseconds, rounds

HEAD = ["corpus", "of", "estimated", "happened", "off by"]


def estimate(bench: Bench) -> None:
    table = bench.table("estimate", "`scan --estimate` beside what happens", HEAD)
    for size in bench.sizes:
        bench.say(f"estimate: {size}")
        told, happened = estimated(bench, size), measured(bench, size)
        for what, show in (("files", "{:,.0f}".format), ("bytes", "{:,.0f}".format),
                           ("memory MB", megabytes), ("wall ms", milliseconds)):
            off = abs(told[what] - happened[what]) / happened[what]
            bench.figures[f"estimate.{size}.{what.partition(' ')[0]}_off"] = off
            table.rows.append([size, what, show(told[what]), show(happened[what]), f"{100 * off:.0f} %"])


def estimated(bench: Bench, size: str) -> dict[str, float]:
    command = bench.programs.scan(bench.corpora / size, 2, "--estimate", "--format", "json")
    # Quiet would silence the estimate too.
    arguments = [word for word in command.arguments[1:] if word != "-q"]
    told = bench.programs.json(*arguments)
    return {
        "files": told["files"], "bytes": told["bytes"], "memory MB": told["memory_bytes"],
        "wall ms": told["wall_time_us"] / 1e6,
    }


def measured(bench: Bench, size: str) -> dict[str, float]:
    """From outside the process, start-up and all: what a user would wait for and give."""
    folder = bench.corpora / size
    runs = bench.launcher.alternate({size: bench.programs.scan(folder)}, rounds(size))
    summary = scanned(bench, folder)
    return {
        "files": summary["files"]["eligible"], "bytes": summary["bytes"], "memory MB": runs.peak(size),
        "wall ms": runs.wall(size),
    }
