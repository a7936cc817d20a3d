"""Runs commands in alternation and tells what they cost."""

from __future__ import annotations

import os
import statistics
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Command:
    """A command line, and the exit statuses with which it has done its work."""

    arguments: list[str]
    statuses: frozenset[int] = frozenset({0})
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sample:
    """One run: wall and CPU (user and system) seconds, and the peak of resident bytes."""

    wall: float
    cpu: float
    peak: int


class Runs:
    """The samples of several commands that took turns, round by round."""

    def __init__(self) -> None:
        self.samples: dict[str, list[Sample]] = {}

    def add(self, name: str, sample: Sample) -> None:
        self.samples.setdefault(name, []).append(sample)

    def wall(self, name: str) -> float:
        return statistics.median(sample.wall for sample in self.samples[name])

    def cpu(self, name: str) -> float:
        return statistics.median(sample.cpu for sample in self.samples[name])

    def peak(self, name: str) -> int:
        """The highest of all rounds: a limit on memory that holds in the median does not hold."""
        return max(sample.peak for sample in self.samples[name])

    def ratio(self, name: str, other: str) -> float:
        """How many times the wall time of `other` `name` takes: the median of the rounds' own ratios, so that what slows a
        round slows both sides."""
        pairs = zip(self.samples[name], self.samples[other], strict=True)
        return statistics.median(one.wall / two.wall for one, two in pairs)

    def net(self, name: str, startup: str) -> float:
        """Wall seconds less those of `startup` in the same round."""
        pairs = zip(self.samples[name], self.samples[startup], strict=True)
        return statistics.median(max(one.wall - two.wall, 1e-6) for one, two in pairs)


class Launcher:
    """Runs commands below `timed`, the small C program that starts them and waits for them."""

    def __init__(self, program: Path) -> None:
        self.program = program

    def run(self, command: Command) -> Sample:
        environment = os.environ | command.environment
        line = subprocess.run(
            [self.program, *command.arguments], env=environment, stdout=subprocess.PIPE, check=True, text=True
        ).stdout
        wall, user, system, peak, status = line.split()
        if int(status) not in command.statuses:
            raise SystemExit(f"bench: exit status {status} from: {' '.join(command.arguments)}")
        return Sample(float(wall), float(user) + float(system), int(peak) * 1024)

    def alternate(self, commands: Mapping[str, Command], rounds: int) -> Runs:
        """Each command once a round, in turn, after one round that is not counted."""
        runs = Runs()
        for round in range(rounds + 1):
            for name, command in commands.items():
                sample = self.run(command)
                if round > 0:
                    runs.add(name, sample)
        return runs
