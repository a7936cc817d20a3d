#!/usr/bin/env python3
"""Runs the fuzz targets, keeps what they find, and adds up what has been run.

    python3 Tests/Fuzz/fuzz.py [--seconds 60] [--jobs 2] [--targets python,go] [--record] [--until MINUTES]

Corpora live in `.build/fuzz/work`, so that every run goes on where the last one ended. What breaks goes into `finds`, where an
ordinary test runs it again. `--record` adds each run to `totals.json` when it ends, and writes RESULTS.md from that. `--until`
goes on, in runs of so many seconds, with whichever target has had least, until each has had so many minutes of processor time in
all runs that were recorded; it may be ended at any time and started again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import seeds

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TOTALS = HERE / "totals.json"
# Wall seconds after which an input hangs or is slow. The program itself allows two of the processor, which is stricter, and does
# not take a busy machine for a slow input.
HANG = 120
MOST_FINDS = 3
OPTIONS = ["-max_len=16384", f"-timeout={HANG}", "-rss_limit_mb=2048", "-malloc_limit_mb=256", "-print_final_stats=1",
           "-detect_leaks=0", "-reload=0", f"-report_slow_units={HANG}"]


@dataclass
class Run:
    """What one target did in one run."""

    target: str
    executions: int = 0
    cpu: float = 0
    edges: int = 0
    finds: int = 0


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Runs the fuzz targets and keeps what they find.")
    parser.add_argument("--seconds", type=int, default=60, help="for each target, by the clock")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--targets", default=",".join(seeds.TARGETS), help="of " + ", ".join(seeds.TARGETS))
    parser.add_argument("--program", type=Path, default=ROOT / ".build/fuzz/release/sentinel-fuzz")
    parser.add_argument("--work", type=Path, default=ROOT / ".build/fuzz/work")
    parser.add_argument("--record", action="store_true", help="add the runs to totals.json, and write RESULTS.md")
    parser.add_argument("--until", type=float, default=0, metavar="MINUTES",
                        help="processor minutes that each target is to have had in all recorded runs; implies --record")
    found = parser.parse_args()
    found.targets = found.targets.split(",")
    found.record = found.record or found.until > 0
    if unknown := set(found.targets) - set(seeds.TARGETS):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    return found


def fuzz(target: str, chosen: argparse.Namespace) -> Run:
    """Runs a target until its time is over, going on after finds."""
    corpus = chosen.work / "corpus" / target
    corpus.mkdir(parents=True, exist_ok=True)
    given = seeds.write(target, chosen.work / "seeds" / target)
    run, end = Run(target), time.monotonic() + chosen.seconds
    while run.finds < MOST_FINDS and (left := int(end - time.monotonic())) > 0:
        if not once(run, chosen, [f"-max_total_time={left}", str(corpus), str(given)]):
            break
    return run


def once(run: Run, chosen: argparse.Namespace, arguments: list[str]) -> bool:
    """Runs the program once; true if it found something."""
    dictionary = HERE / "dictionaries" / f"{run.target}.dict"
    words = [f"-dict={dictionary}"] if dictionary.exists() else []
    with tempfile.TemporaryDirectory(dir=chosen.work) as folder, (Path(folder) / "log").open("w+") as output:
        command = [str(chosen.program), *OPTIONS, *words, f"-artifact_prefix={folder}/find-", *arguments]
        environment = {**os.environ, "FUZZ_TARGET": run.target,
                       "ASAN_OPTIONS": "detect_leaks=0:allocator_may_return_null=1:symbolize=1"}
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment)
        _, _, usage = os.wait4(process.pid, 0)
        run.cpu += usage.ru_utime + usage.ru_stime
        output.seek(0)
        told = output.read()
        finds = list(Path(folder).glob("find-*"))
        for find in finds:
            keep(run, chosen.work, find.read_bytes(), told)
    units = re.findall(r"^stat::number_of_executed_units:\s*(\d+)", told, re.M) or re.findall(r"^#(\d+)\s", told, re.M)
    edges = [int(number) for number in re.findall(r" cov: (\d+) ", told)]
    run.executions += int(units[-1]) if units else 0
    run.edges = max([run.edges, *edges])
    if not finds and "DONE" not in told:
        sys.exit(f"{run.target} ended early:\n{told[-2000:]}")
    return bool(finds)


def keep(run: Run, work: Path, content: bytes, told: str) -> None:
    """Puts a find into `finds`, unless one that broke in the same way lies there."""
    why = re.search(r"broken: .*|SUMMARY: .*|Fatal error: .*|ERROR: libFuzzer: .*", told)
    name = re.sub(r"0x[0-9a-f]+|\d+", "N", why[0] if why else "?")
    folder = HERE / "finds" / run.target
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(name.encode()).hexdigest()[:12]
    run.finds += 1
    print(f"{run.target}: {why[0] if why else 'ended'}: {path.relative_to(ROOT)}", file=sys.stderr, flush=True)
    if not path.exists() or len(content) < path.stat().st_size:
        path.write_bytes(content)
    (work / f"{run.target}-{path.name}.log").write_text(told[-20_000:])


def table(runs: list[Run]) -> str:
    lines = ["| target | executions | CPU seconds | edges covered | finds |", "|---|---:|---:|---:|---:|"]
    lines += [f"| {r.target} | {r.executions:,} | {r.cpu:,.0f} | {r.edges:,} | {r.finds} |" for r in runs]
    return "\n".join(lines) + "\n"


def totals(path: Path = TOTALS) -> dict[str, Run]:
    """All recorded runs, added up by target."""
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {target: Run(target, **known.get(target, {})) for target in seeds.TARGETS}


def add(run: Run, sums: dict[str, Run]) -> None:
    known = sums[run.target]
    known.executions += run.executions
    known.cpu += run.cpu
    known.edges = max(known.edges, run.edges)
    known.finds += run.finds


def record(sums: dict[str, Run], path: Path = TOTALS, report: Path = HERE / "RESULTS.md") -> None:
    kept = {name: {key: round(value, 1) if key == "cpu" else value for key, value in vars(run).items() if key != "target"}
            for name, run in sums.items()}
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    head = (HERE / "method.md").read_text(encoding="utf-8")
    report.write_text(f"{head}\n{table(list(sums.values()))}", encoding="utf-8")


@dataclass
class Plan:
    """Which target is next: each once, or, with a goal of processor seconds, whichever has had least."""

    targets: list[str]
    sums: dict[str, Run]
    goal: float = 0
    # Those in work, and those that are to be mended before more is looked for.
    closed: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self) -> str | None:
        """None when there is nothing left for one more worker."""
        with self.lock:
            if self.goal:
                open_ones = [one for one in self.targets if one not in self.closed and self.sums[one].cpu < self.goal]
                target = min(open_ones, key=lambda one: self.sums[one].cpu, default=None)
            else:
                target = self.targets.pop(0) if self.targets else None
            if target:
                self.closed.add(target)
            return target

    def done(self, run: Run) -> None:
        with self.lock:
            if run.finds < MOST_FINDS:
                self.closed.discard(run.target)
            add(run, self.sums)


def work_off(plan: Plan, chosen: argparse.Namespace) -> list[Run]:
    """One worker's runs."""
    runs = []
    while target := plan.next():
        run = fuzz(target, chosen)
        plan.done(run)
        runs.append(run)
        if chosen.record:
            with plan.lock:
                record(plan.sums)
    return runs


def main() -> int:
    chosen = options()
    chosen.work.mkdir(parents=True, exist_ok=True)
    plan = Plan(list(chosen.targets), totals(), chosen.until * 60)
    with ThreadPoolExecutor(chosen.jobs) as pool:
        runs = [run for done in pool.map(lambda _: work_off(plan, chosen), range(chosen.jobs)) for run in done]
    print(table(runs), end="")
    return int(any(run.finds for run in runs))


if __name__ == "__main__":
    sys.exit(main())
