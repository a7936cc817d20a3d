"""How cost grows with files and bytes, and what hard inputs do to it: the third table."""

from __future__ import annotations

from corpus import SIZES

from . import pathological
from .process import Command, Runs
from .run import Bench, contents, megabytes, milliseconds, rounds

HEAD = ["input", "workers", "files", "MB", "wall ms", "CPU ms", "us/file", "MB/s", "peak MB"]
START_UP = "start-up"


def growth(bench: Bench) -> None:
    folders(bench)
    single_files(bench)


def folders(bench: Bench) -> None:
    bench.say("growth: folders")
    commands = {size: bench.programs.scan(bench.corpora / size) for size in bench.sizes}
    runs = bench.launcher.alternate(commands, rounds("large" if "large" in bench.sizes else "small"))
    for size in bench.sizes:
        add_row(bench, runs, size, f"{size}, {SIZES[size]:,} files", size, workers=2)
    if "large" not in bench.sizes:
        return
    bench.figures["growth.peak_mb_100k"] = runs.peak("large") / 1e6
    if "medium" in bench.sizes:
        files = contents(bench.corpora / "large")[0] / contents(bench.corpora / "medium")[0]
        bench.figures["growth.time_per_file_100k_over_10k"] = runs.ratio("large", "medium") / files
        bench.figures["growth.peak_100k_over_10k"] = runs.peak("large") / runs.peak("medium")


def single_files(bench: Bench) -> None:
    bench.say("growth: single files")
    commands = {START_UP: start_up_command(bench)}
    for megabytes_, name in ((10, "src10.py"), (100, "src100.py")):
        for jobs in (1, 2):
            commands[f"{megabytes_} {jobs}"] = bench.programs.scan(bench.corpora / "single" / name, jobs)
    runs = bench.launcher.alternate(commands, rounds("medium"))
    for megabytes_, name in ((10, "src10.py"), (100, "src100.py")):
        for jobs in (1, 2):
            title = f"one file of {megabytes_} MB"
            add_row(bench, runs, f"{megabytes_} {jobs}", title, f"single/{name}", workers=jobs)
    bytes_ = contents(bench.corpora / "single/src100.py")[1]
    bench.figures["single.mb_per_second_100mb"] = bytes_ / runs.net("100 1", START_UP) / 1e6
    bench.figures["single.two_workers_speedup"] = runs.net("100 1", START_UP) / runs.net("100 2", START_UP)


def pathological_files(bench: Bench) -> None:
    bench.say("pathological files")
    folder = bench.corpora / "pathological"
    commands = {START_UP: start_up_command(bench)}
    commands |= {name: bench.programs.scan(folder / name, 1) for name in pathological.NAMES}
    runs = bench.launcher.alternate(commands, rounds("medium"))
    for name in pathological.NAMES:
        add_row(bench, runs, name, name, f"pathological/{name}", workers=1)
        bytes_ = contents(folder / name)[1]
        figure = f"pathological.{name.partition('.')[0]}.mb_per_second"
        bench.figures[figure] = bytes_ / runs.net(name, START_UP) / 1e6


def start_up_command(bench: Bench) -> Command:
    return bench.programs.scan(bench.corpora / "empty", 1)


def add_row(bench: Bench, runs: Runs, name: str, title: str, path: str, workers: int) -> None:
    files, size = contents(bench.corpora / path)
    # Folders count as users see them; a single file's rate would else be that of the start-up.
    wall = runs.net(name, START_UP) if START_UP in runs.samples else runs.wall(name)
    cost = [milliseconds(runs.wall(name)), milliseconds(runs.cpu(name))]
    rates = [f"{1e6 * wall / files:,.1f}" if files > 1 else "", f"{size / wall / 1e6:,.0f}"]
    table = bench.table("growth", "Growth, and inputs that are hard", HEAD)
    table.rows.append([title, str(workers), f"{files:,}", megabytes(size), *cost, *rates, megabytes(runs.peak(name))])
