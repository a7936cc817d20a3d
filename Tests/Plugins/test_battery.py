"""Plugins that misbehave, in whole scans by the command: nothing but their own findings may suffer.

Each scan runs two plugins beside the built-in rules: `good`, and one of the folder `evil`. The plugin host is a copy in a folder of
the test's own, so that its processes can be told from all others.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RELEASE = ROOT / ".build" / "release"

#: The engine refuses these before the first file is scanned; its message names the plugin and holds these words.
REFUSED = {
    "bad-category": "category",
    "bad-file-types": "klingon",
    "bad-id": "lower-case letters",
    "bad-option": "must be",
    "bad-pattern": "missing",
    "bad-severity": "severity",
    "bad-title": "UTF-8",
    "costly-pattern": "cost grows",
    "exit-load": "ended",
    "failing-create": "create",
    "failing-entry": "mcps_plugin_entry",
    "failing-rule": "rule_at",
    "failing-session": "session_new",
    "half-capability": "scan_listing",
    "long-struct": "struct_size",
    "loop-create": "did not answer",
    "loop-load": "did not answer",
    "no-capability": "capability",
    "no-rules": "0 rules",
    "no-symbol": "mcps_plugin_entry",
    "null-functions": "missing",
    "null-title": "NULL",
    "same-rules": "twice",
    "segfault-constructor": "signal 11",
    "segfault-create": "signal 11",
    "segfault-load": "signal 11",
    "short-struct": "struct_size",
    "too-many-rules": "rules",
    "wrong-abi": "version 99",
    "wrong-prefix": "upper case",
    "zero-abi": "abi",
}

#: The plugin is lost on the file that triggers it, and on no other; the diagnostic has this code.
LOST = {
    "abandon-thread-scan": "plugin-timeout",
    "abort-scan": "plugin-lost",
    "close-descriptors-scan": "plugin-lost",
    "costly-match-scan": "plugin-timeout",
    "exit-scan": "plugin-lost",
    "forged-message-scan": "plugin-lost",
    "garbage-message-scan": "plugin-lost",
    "half-message-exit-scan": "plugin-lost",
    "huge-message-scan": "plugin-lost",
    "loop-scan": "plugin-timeout",
    "segfault-scan": "plugin-lost",
    "sleep-scan": "plugin-timeout",
    "stack-overflow-scan": "plugin-lost",
    "write-arena-scan": "plugin-lost",
}

#: It goes on, and a diagnostic tells of the file.
TOLD = {
    "allocate-scan": "plugin-failed",
    "bad-severity-scan": "plugin-misreport",
    "hostile-text-scan": "plugin-message",
    "log-flood-scan": "plugin-message",
    "million-findings-scan": "file-finding-limit",
    "outside-offsets-scan": "plugin-misreport",
    "status-scan": "plugin-failed",
    "undeclared-rule-scan": "plugin-misreport",
}

#: What they send in the host's name swallows or displaces what is their own: that the others are whole is all that is promised.
GARBLED = ("endless-messages-scan", "forged-answer-scan", "half-message-scan")

#: All else tries what it may not, and works as if it had not.
NAMES = sorted(source.stem for source in (HERE / "evil").glob("*.c") if source.stem != "good")
HARMLESS = [name for name in NAMES if name not in {*REFUSED, *LOST, *TOLD, *GARBLED}]


@dataclass
class Outcome:
    """How a scan ended."""

    status: int
    report: dict | None
    errors: str

    def findings(self, evil: bool) -> list[dict]:
        assert self.report is not None, self.errors
        return [one for one in self.report["findings"] if one["rule_id"].startswith("EVIL-") == evil]


class Bench:
    """A tree, the plugins and the command."""

    def __init__(self, folder: Path) -> None:
        self.plugins = folder / "plugins"
        self.tree = folder / "tree"
        self.host = folder / "mcp-sentinel-plugin-host"
        subprocess.run(["make", "-s", "-j2", "-C", str(HERE / "evil"), f"OUT={self.plugins}"], check=True)
        shutil.copy2(RELEASE / "mcp-sentinel-plugin-host", self.host)
        self.tree.mkdir()
        for number in range(30):
            marks = "evil-marker\n" + ("evil-trigger\n" if number == 17 else "good-marker\n")
            (self.tree / f"f{number:02}.py").write_text(
                f"import requests\nrequests.get(url, verify=False)\n{marks}", encoding="utf-8")

    def scan(self, *plugins: str, home: Path | None = None) -> Outcome:
        command = [str(RELEASE / "mcp-sentinel"), "scan", "--no-config", "--format", "json", "--set"]
        command += ["omit_measurements=true", "--set", "plugin_timeout=1s", "--set", f"plugin_host={self.host}"]
        for name in plugins:
            command += ["--plugins", str(self.plugins / f"{name}.so")]
        environment = {**os.environ, "HOME": str(home or self.tree)}
        done = subprocess.run(
            [*command, str(self.tree)], capture_output=True, text=True, timeout=60, check=False, env=environment)
        return Outcome(done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr)

    def report(self, *arguments: str) -> bytes:
        """A report as the command writes it, with nothing in it that differs between two runs."""
        command = [str(RELEASE / "mcp-sentinel"), "scan", "--no-config", "--format", "json", "--set"]
        command += ["omit_measurements=true", "--set", f"plugin_host={self.host}", *arguments, str(self.tree)]
        return subprocess.run(command, stdout=subprocess.PIPE, timeout=60, check=False).stdout

    def left_running(self) -> list[str]:
        """The processes of this bench's plugin host."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if os.readlink(process / "exe") == str(self.host):
                    found.append(process.name)
            except OSError:
                continue
        return found


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("battery"))


@pytest.fixture(scope="session")
def expected(bench: Bench) -> list[dict]:
    """What rules and the good plugin find without anybody misbehaving."""
    found = bench.scan("good").findings(evil=False)
    assert sum(one["rule_id"] == "GOOD-MARK" for one in found) == 29
    assert sum(one["rule_id"].startswith("MCP-NET-") for one in found) == 30
    return found


@pytest.fixture(autouse=True)
def nothing_stays(bench: Bench) -> Iterator[None]:
    yield
    assert bench.left_running() == []


def test_every_plugin_has_a_row() -> None:
    assert set(REFUSED) | set(LOST) | set(TOLD) | set(GARBLED) <= set(NAMES)
    assert len(NAMES) > 60


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_is_refused(name: str, bench: Bench) -> None:
    outcome = bench.scan("good", name)
    assert outcome.status == 2 and outcome.report is None
    assert f"{name}.so" in outcome.errors and REFUSED[name] in outcome.errors


@pytest.mark.parametrize("name", sorted(LOST))
def test_is_lost_on_one_file(name: str, bench: Bench, expected: list[dict]) -> None:
    outcome = bench.scan("good", name)
    assert outcome.findings(evil=False) == expected
    # All marks but that of the file it was lost on.
    assert [one["rule_id"] for one in outcome.findings(evil=True)] == ["EVIL-MARK"] * 29
    assert outcome.report is not None
    told = [(one["code"], one["detector"], Path(one["path"]).name) for one in outcome.report["diagnostics"]]
    assert told == [(LOST[name], "evil", "f17.py")]
    assert not outcome.report["summary"]["complete"]


@pytest.mark.parametrize("name", sorted(TOLD))
def test_is_told_of(name: str, bench: Bench, expected: list[dict]) -> None:
    outcome = bench.scan("good", name)
    assert outcome.findings(evil=False) == expected
    assert not any(one["rule_id"] == "EVIL-SUCCEEDED" for one in outcome.findings(evil=True))
    assert sum(one["rule_id"] == "EVIL-MARK" for one in outcome.findings(evil=True)) >= 30
    assert outcome.report is not None
    told = {(one["code"], one["detector"]) for one in outcome.report["diagnostics"]}
    assert (TOLD[name], "evil") in told and {detector for _, detector in told} == {"evil"}


@pytest.mark.parametrize("name", HARMLESS)
def test_cannot_do_it(name: str, bench: Bench, expected: list[dict]) -> None:
    outcome = bench.scan("good", name)
    assert outcome.findings(evil=False) == expected
    assert [one["rule_id"] for one in outcome.findings(evil=True)] == ["EVIL-MARK"] * 30
    assert outcome.report is not None and outcome.report["diagnostics"] == []


@pytest.mark.parametrize("name", GARBLED)
def test_harms_itself_alone(name: str, bench: Bench, expected: list[dict]) -> None:
    outcome = bench.scan("good", name)
    assert outcome.findings(evil=False) == expected
    assert outcome.report is not None and not outcome.report["summary"]["complete"]


@pytest.mark.parametrize("name", ["forged-answer-scan", "forged-message-scan", "endless-messages-scan"])
def test_it_is_lost_on_the_only_file(name: str, bench: Bench, tmp_path: Path) -> None:
    """Whatever was answered before, the scanner goes on and says what was lost."""
    (tmp_path / "only.py").write_text("evil-marker\nevil-trigger\n", encoding="utf-8")
    command = [str(RELEASE / "mcp-sentinel"), "scan", "--no-config", "--format", "json", "--set", "plugin_timeout=1s"]
    command += ["--set", f"plugin_host={bench.host}", "--plugins", str(bench.plugins / f"{name}.so"), str(tmp_path)]
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=30, check=False)
    report = json.loads(done.stdout)
    lost = [one for one in report["diagnostics"] if one["code"] in ("plugin-lost", "plugin-timeout")]
    assert [(one["detector"], Path(one["path"]).name) for one in lost] == [("evil", "only.py")]
    assert done.returncode == 3 and not report["summary"]["complete"]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_both_modes_report_the_same(jobs: int, bench: Bench) -> None:
    plugin = str(bench.plugins / "good.so")
    isolated = bench.report("--jobs", str(jobs), "--plugins", plugin)
    assert isolated.count(b"GOOD-MARK") >= 29
    assert isolated == bench.report("--jobs", str(jobs), "--plugin-in-process", plugin)


@pytest.mark.parametrize(("path", "mode"), [("file", 0o666), ("file", 0o775), ("folder", 0o777)])
def test_what_others_may_write_is_refused(path: str, mode: int, bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    plugin = folder / "good.so"
    shutil.copy2(bench.plugins / "good.so", plugin)
    plugin.chmod(0o755)
    (plugin if path == "file" else folder).chmod(mode)
    command = [str(RELEASE / "mcp-sentinel"), "scan", "--no-config", "--plugins", str(plugin), str(bench.tree)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2 and "others may write" in done.stderr


def test_a_lock_file_decides(bench: Bench, tmp_path: Path) -> None:
    plugin = bench.plugins / "good.so"
    lock = tmp_path / "plugins.lock"
    digest = subprocess.run(["sha256sum", str(plugin)], stdout=subprocess.PIPE, text=True, check=True).stdout
    command = [str(RELEASE / "mcp-sentinel"), "scan", "--no-config", "-q", "--plugin-lock", str(lock)]
    command += ["--set", f"plugin_host={bench.host}", "--plugins", str(plugin), str(bench.tree)]
    for text, status, words in [
        (digest, 1, ""),
        ("# nothing\n", 2, "does not stand in the lock file"),
        ("0" * 64 + digest[64:], 2, "not the file that was trusted"),
        ("rubbish\n", 2, "plugins.lock:1: not of the form"),
    ]:
        lock.write_text(text, encoding="utf-8")
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert (done.returncode, words in done.stderr) == (status, True), done.stderr
