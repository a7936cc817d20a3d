"""The folder with labels, scorer and layout script. None of it is part of this repository, and neither are the sources."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

Label = dict[str, Any]
Finding = dict[str, Any]

# What is scored, by the name of its labels' file.
SETS = {"mcp": "mcp.jsonl", "owasp": "owasp_python.jsonl", "cisco": "cisco_evals.jsonl", "gitleaks": "secrets_gitleaks.jsonl"}


@dataclass(frozen=True)
class Evaluation:
    """`folder` has `labels/`, `score.py`, `layout.py`, `descriptions.py` and `repos.tsv`; `work` takes what is made here."""

    folder: Path
    work: Path
    sources: Path

    def lay_out(self, clones: Path | None) -> None:
        """Checks the sources out below `sources`, unless that is done for this very list."""
        stamp = self.work / "laid-out"
        digest = hashlib.sha256((self.folder / "repos.tsv").read_bytes()).hexdigest()
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == digest:
            return
        if clones is None:
            raise SystemExit("accuracy: the sources are not laid out yet: give the folder with the clones (CLONES=...)")
        shutil.rmtree(self.sources, ignore_errors=True)
        subprocess.run([sys.executable, self.folder / "layout.py", self.folder / "repos.tsv", clones, self.sources.parent],
                       check=True, stdout=subprocess.DEVNULL)
        stamp.write_text(digest, encoding="utf-8")

    def convert(self, sarif: Path) -> list[Finding]:
        """The findings of a report, in the scorer's form."""
        output = self.work / "findings.jsonl"
        self._run("score.py", "convert", "sarif", sarif, output, "--src-root", self.sources)
        return lines(output)

    def score(self, name: str) -> dict[str, Any]:
        """What the scorer says of a set, over the findings converted last. The misses are left in `work`."""
        output = self.work / f"{name}.json"
        told = self._run("score.py", "score", self.folder / "labels" / SETS[name], self.work / "findings.jsonl", self.sources,
                         "--benign", "--misses", "--json", output)
        (self.work / f"{name}.txt").write_text(told, encoding="utf-8")
        found: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
        return found

    def descriptions(self, command: Sequence[str | Path]) -> dict[str, int]:
        """Poisoned descriptions found and benign ones flagged, with how many there are."""
        told = self._run("descriptions.py", self.folder / "labels/descriptions.json", *command)
        (self.work / "descriptions.txt").write_text(told, encoding="utf-8")
        return parsed_descriptions(told)

    def labels(self, name: str) -> list[Label]:
        return lines(self.folder / "labels" / SETS[name])

    def benign_trees(self) -> set[str]:
        halves: dict[str, list[str]] = json.loads((self.folder / "labels/benign.json").read_text(encoding="utf-8"))
        return {tree for trees in halves.values() for tree in trees}

    def scorer(self) -> ModuleType:
        """The scorer as a module: what counts as the same class and as a test is its business."""
        spec = importlib.util.spec_from_file_location("given_scorer", self.folder / "score.py")
        if spec is None or spec.loader is None:
            raise SystemExit(f"accuracy: {self.folder} has no score.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def _run(self, script: str, *arguments: str | Path) -> str:
        return subprocess.run([sys.executable, self.folder / script, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def parsed_descriptions(told: str) -> dict[str, int]:
    match = re.search(r"poisoned found (\d+) of (\d+); benign flagged (\d+) of (\d+)", told)
    if not match:
        raise SystemExit("accuracy: descriptions.py has not said how many were found")
    return dict(zip(("found", "poisoned", "flagged", "benign"), map(int, match.groups()), strict=True))
