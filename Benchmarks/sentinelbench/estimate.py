"""What `scan --estimate` says beside what happens."""

from __future__ import annotations

import statistics

from .report_file import scanned
from .run import Bench, megabytes, milliseconds, rounds

HEAD = ["corpus", "of", "estimated", "happened", "off by", "at worst"]

SHOW = {"files": "{:,.0f}".format, "bytes": "{:,.0f}".format, "memory MB": megabytes, "wall ms": milliseconds}


def estimate(bench: Bench) -> None:
    table = bench.table("estimate", "`scan --estimate` beside what happens", HEAD)
    for size in bench.sizes:
        bench.say(f"estimate: {size}")
        # An estimate is for the machine as it is now, so each has a scan of its own right after it.
        pairs = [(estimated(bench, size), measured(bench, size)) for _ in range(rounds(size))]
        for what, show in SHOW.items():
            off = sorted(abs(told[what] - happened[what]) / happened[what] for told, happened in pairs)
            middle = statistics.median(off)
            bench.figures[f"estimate.{size}.{what.partition(' ')[0]}_off"] = middle
            told, happened = (statistics.median(pair[side][what] for pair in pairs) for side in (0, 1))
            table.rows.append([size, what, show(told), show(happened), f"{100 * middle:.0f} %", f"{100 * off[-1]:.0f} %"])


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
    sample = bench.launcher.run(bench.programs.scan(folder))
    summary = scanned(bench, folder)
    return {
        "files": summary["files"]["eligible"], "bytes": summary["bytes"], "memory MB": sample.peak, "wall ms": sample.wall,
    }
