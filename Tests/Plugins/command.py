"""The built command, run as users run it."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RELEASE = ROOT / ".build" / "release"
COMMAND = Path(os.environ.get("MCP_SENTINEL_CLI") or RELEASE / "mcp-sentinel").resolve()


@dataclass
class Done:
    """What a run came to."""

    status: int
    output: str
    errors: str

    @property
    def json(self) -> object:
        return json.loads(self.output)

    @property
    def lines(self) -> list[str]:
        return self.output.splitlines()


def sentinel(*arguments: object, folder: Path | None = None, timeout: float = 120) -> Done:
    done = subprocess.run([str(COMMAND), *map(str, arguments)], capture_output=True, text=True, timeout=timeout,
                          check=False, cwd=folder)
    return Done(done.returncode, done.stdout, done.stderr)


def check(plugin: Path, *arguments: object) -> tuple[int, dict[str, dict]]:
    """`plugins check` as programs read it: the exit status, and the steps by their names."""
    done = sentinel("plugins", "check", plugin, "--no-config", "--format", "json", *arguments)
    assert done.output, done.errors
    report = done.json
    assert isinstance(report, dict) and report["passed"] == (done.status == 0)
    return done.status, {step["name"]: step for step in report["steps"]}


def failed(steps: dict[str, dict]) -> dict[str, str]:
    """The steps that failed, and what is said of each."""
    return {name: "\n".join(step["messages"]) for name, step in steps.items() if step["outcome"] == "failed"}
