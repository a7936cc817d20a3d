"""What the project's README shows works as it stands there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)
    assert found
    return found[1]


def test_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    server = tmp_path / "server"
    server.mkdir()
    (server / "server.py").write_text("import requests\nrequests.get(url, verify=False)\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(block("python"), "README.md", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("server/server.py 2 ")
    assert '"version": "2.1.0"' in "\n".join(lines) or '"version":"2.1.0"' in "\n".join(lines)


def test_rule(tmp_path: Path) -> None:
    rule = tmp_path / "rule.yaml"
    rule.write_text(block("yaml"), encoding="utf-8")
    command = [ROOT / ".build/release/mcp-sentinel", "rules", "test", "--rules", rule, "ACME-001"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "1 rule tested, 0 failures\n")
