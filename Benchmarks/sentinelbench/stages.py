"""The engine's stages, and its screen beside Hyperscan: the second table. README.md says what `sentinel-bench` prints."""

from __future__ import annotations

import json
import statistics
import subprocess
from collections.abc import Mapping
from pathlib import Path

from .programs import LITERALS
from .run import Bench

ROUNDS = 7
SCREEN, HYPERSCAN = "screen", "Hyperscan"
HEAD = ["stage", "literals", "MB/s", "per MB: hits or candidates", "first look", "second look", "share of time"]


def stages(bench: Bench) -> None:
    table = bench.table("stages", "Stages, one thread", HEAD)
    program = bench.programs.stages
    if program is None:
        table.notes.append("Not measured: `sentinel-bench` is not built.")
        return
    folder = bench.corpora / ("medium" if "medium" in bench.sizes else bench.sizes[-1])
    for least in (4, 1):
        literals = literal_file(bench, least)
        compare_screens(bench, program, literals, folder)
    engine(bench, program, folder)
    table.notes.append(f"Corpus: {folder.name}.")


def literal_file(bench: Bench, least: int) -> Path:
    """The literals of at least so many bytes."""
    lines = [line for line in LITERALS.read_text(encoding="utf-8").splitlines() if len(line.encode()) >= least]
    path = bench.programs.work / f"literals_{len(lines)}.txt"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def asked(command: list[str]) -> dict[str, float]:
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def alternate(commands: Mapping[str, list[str]], rounds: int = ROUNDS) -> dict[str, list[dict[str, float]]]:
    """What each command prints, once a round, in turn, after one round that is not counted."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in commands}
    for round in range(rounds + 1):
        for name, command in commands.items():
            answer = asked(command)
            if round > 0:
                found[name].append(answer)
    return found


def compare_screens(bench: Bench, program: Path, literals: Path, folder: Path) -> None:
    bench.say(f"stages: {literals.stem}")
    commands = {SCREEN: [str(program), "screen", "--literals", str(literals), str(folder)]}
    if bench.programs.hyperscan:
        commands[HYPERSCAN] = [str(bench.programs.hyperscan), str(literals), str(folder)]
    answers = alternate(commands)
    for name, samples in answers.items():
        bench.tables["stages"].rows.append(screen_row(name, samples))
    if HYPERSCAN in answers:
        check_same_text(answers)
        pairs = zip(answers[SCREEN], answers[HYPERSCAN], strict=True)
        ratio = statistics.median(rate(ours) / rate(theirs) for ours, theirs in pairs)
        bench.figures[f"stages.screen_over_hyperscan_{answers[SCREEN][0]['literals']:.0f}"] = ratio


def rate(sample: dict[str, float]) -> float:
    return sample["bytes"] / 1e6 / sample["seconds"]


def check_same_text(answers: Mapping[str, list[dict[str, float]]]) -> None:
    """Two rates can be compared only over the same text, binary files and byte order marks aside, and the same literals."""
    ours, theirs = answers[SCREEN][0], answers[HYPERSCAN][0]
    if ours["literals"] != theirs["literals"] or abs(ours["bytes"] / theirs["bytes"] - 1) > 0.005:
        raise SystemExit(f"bench: the screen saw {ours}, Hyperscan {theirs}")


def screen_row(name: str, samples: list[dict[str, float]]) -> list[str]:
    first, millions = samples[0], samples[0]["bytes"] / 1e6
    speed = statistics.median(rate(sample) for sample in samples)
    looks = [f"{first[key] / millions:,.0f}" if key in first else "" for key in ("hits", "first", "second")]
    return [name, f"{first['literals']:.0f}", f"{speed:,.0f}", *looks, ""]


def engine(bench: Bench, program: Path, folder: Path) -> None:
    """Where the time of a scan goes, with all rules of the run."""
    bench.say("stages: the engine")
    command = [str(program), "stages", "--rules", str(bench.programs.rules / "bench.yaml"), str(folder)]
    samples = alternate({"engine": command})["engine"]
    middle = {key: statistics.median(sample[key] for sample in samples) for key in samples[0]}
    millions = middle["bytes"] / 1e6
    whole = middle["read_seconds"] + middle["find_seconds"]
    between = middle["find_seconds"] - middle["screen_seconds"] - middle["pcre2_seconds"]
    seconds = {
        "read": middle["read_seconds"], "screen": middle["screen_seconds"],
        "neighbours, conditions": between, "PCRE2": middle["pcre2_seconds"], "all": whole,
    }
    counts = {
        "screen": f"{middle['candidates'] / millions:,.0f} candidates",
        "neighbours, conditions": f"{middle['looks'] / millions:,.0f} places",
        "PCRE2": f"{middle['attempts'] / millions:,.0f} attempts, {middle['matches'] / millions:,.1f} matches",
    }
    for stage, time in seconds.items():
        share = f"{100 * time / whole:.0f} %"
        speed = f"{millions / max(time, 1e-9):,.0f}"
        bench.tables["stages"].rows.append([f"engine: {stage}", "", speed, counts.get(stage, ""), "", "", share])
    bench.figures["stages.share_of_pcre2"] = middle["pcre2_seconds"] / whole
