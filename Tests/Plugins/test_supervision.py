"""Plugins under supervision, from Python: health, reloading, and what is left when processes are killed."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RELEASE = ROOT / ".build" / "release"

sys.path.insert(0, str(ROOT / "bindings/python"))
os.environ.setdefault("MCP_SENTINEL_LIBRARY", str(RELEASE / "libmcpsentinel.so"))

import mcp_sentinel  # noqa: E402

#: How many hosts are killed during scans; the release test does 500.
KILLS = int(os.environ.get("MCP_SENTINEL_KILLS", "60"))


@pytest.fixture(scope="session")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evil")
    names = ["good", "loop-scan", "segfault-scan"]
    subprocess.run(["make", "-s", "-C", str(HERE / "evil"), f"OUT={folder}", *(f"{folder}/{n}.so" for n in names)], check=True)
    return folder


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A plugin host of the test's own, so that its processes can be told from all others."""
    copy = tmp_path / "mcp-sentinel-plugin-host"
    shutil.copy2(RELEASE / "mcp-sentinel-plugin-host", copy)
    return copy


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "tree"
    folder.mkdir()
    for number in range(200):
        (folder / f"f{number:03}.py").write_text(
            f"import requests\nrequests.get(url, verify=False)\n# good-marker {number}\n", encoding="utf-8")
    return folder


def processes(host: Path) -> list[int]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(process / "exe") == str(host):
                found.append(int(process.name))
        except OSError:
            continue
    return found


def findings(engine: mcp_sentinel.Engine, tree: Path) -> list[tuple[str, str]]:
    return [(one.rule_id, one.path) for one in engine.scan(tree)]


def version(evil: Path, text: str, output: Path) -> None:
    """Builds `good` with another text in its message, and puts it in the place of `output`."""
    source = (HERE / "evil" / "good.c").read_text(encoding="utf-8")
    changed = output.with_suffix(".c")
    changed.write_text(source.replace('"A mark"', f'"{text}"'), encoding="utf-8")
    assert '"A mark"' in source
    fresh = output.with_suffix(".new")
    subprocess.run(
        ["cc", "-std=c11", "-shared", "-fPIC", "-I", ROOT / "include", "-I", HERE / "evil", "-o", fresh, changed],
        check=True)
    fresh.rename(output)


def test_health_is_told(evil: Path, host: Path, tree: Path) -> None:
    with mcp_sentinel.Engine(plugins=[evil / "good.so", evil / "segfault-scan.so"], plugin_host=host) as engine:
        (tree / "f100.py").write_text("evil-trigger\n", encoding="utf-8")
        findings(engine, tree)
        good, bad = engine.detectors()
        assert (good.id, good.mode, good.state, good.errors, good.restarts) == ("good", "isolated", "closed", 0, 0)
        assert good.calls >= 200 and good.findings == 199 and 0 < good.median_time <= good.slow_time
        assert "seccomp" in good.confinement and len(good.digest) == 64 and good.path == str(evil / "good.so")
        assert (bad.id, bad.errors, bad.state) == ("evil", 1, "closed") and bad.restarts >= 1
        assert "signal 11" in bad.last_failure
        engine.check_detectors()
    assert processes(host) == []


def test_health_stands_in_the_report(evil: Path, host: Path, tree: Path) -> None:
    (tree / "f100.py").write_text("evil-trigger\n", encoding="utf-8")
    command = [str(RELEASE / "mcp-sentinel"), "scan", "--no-config", "--set", f"plugin_host={host}", "--plugins",
               str(evil / "good.so"), "--plugins", str(evil / "segfault-scan.so"), str(tree)]

    def run(*arguments: str) -> str:
        return subprocess.run([*command, *arguments], capture_output=True, text=True, check=False).stdout

    report = json.loads(run("--format", "json"))
    good, bad = report["summary"]["measurements"]["plugins"]
    assert (good["id"], good["state"], good["errors"], good["findings"]) == ("good", "closed", 0, 199)
    assert (bad["id"], bad["errors"], bad["state"]) == ("evil", 1, "closed") and bad["restarts"] >= 1
    assert "signal 11" in bad["last_failure"]
    sarif = json.loads(run("--format", "sarif"))["runs"][0]["invocations"][0]["properties"]
    told = [{key: value for key, value in plugin.items() if not key.endswith("time_us") and key != "calls"}
            for plugin in sarif["measurements"]["plugins"]]
    assert told == [{key: value for key, value in plugin.items() if not key.endswith("time_us") and key != "calls"}
                    for plugin in (good, bad)]
    assert re.search(r"^ +plugins +2 +evil: 1 error, \d+ restarts?$", run("--format", "text"), re.MULTILINE)
    assert "last_failure" not in run("--format", "json", "--set", "omit_measurements=true")


def test_nothing_is_left_behind(evil: Path, host: Path, tree: Path) -> None:
    def descriptors() -> list[str]:
        found = []
        for name in os.listdir("/proc/self/fd"):
            try:
                found.append(os.readlink(f"/proc/self/fd/{name}"))
            except OSError:
                continue
        return sorted(link for link in found if not link.startswith("/proc/"))

    # What is loaded once and kept is loaded by now.
    with mcp_sentinel.Engine(plugins=[evil / "good.so"], plugin_host=host) as engine:
        findings(engine, tree)
    before = descriptors()
    for _ in range(5):
        with mcp_sentinel.Engine(plugins=[evil / "good.so", evil / "segfault-scan.so"], plugin_host=host) as engine:
            findings(engine, tree)
            assert processes(host)
        assert processes(host) == []
    assert descriptors() == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_breaker_leaves_it_alone_and_tries_again(evil: Path, host: Path, tree: Path) -> None:
    for number in range(200):
        (tree / f"f{number:03}.py").write_text("evil-trigger\n", encoding="utf-8")
    options = {"plugins": [evil / "segfault-scan.so"], "plugin_host": host, "breaker_reset": "300ms"}
    with mcp_sentinel.Engine(**options) as engine:
        report = engine.scan(tree).report()
        codes = [one.code for one in report.diagnostics]
        assert codes.count("plugin-lost") >= 5 and not report.summary.complete
        assert engine.detectors()[0].state == "open"
        for number in range(200):
            (tree / f"f{number:03}.py").write_text("evil-marker\n", encoding="utf-8")
        time.sleep(0.4)
        for _ in range(4):
            findings(engine, tree)
        assert engine.detectors()[0].state == "closed"


@pytest.mark.parametrize("mode", ["plugins", "plugin_in_process"])
def test_a_new_version_is_taken(mode: str, evil: Path, host: Path, tree: Path, tmp_path: Path) -> None:
    library = tmp_path / "good.so"
    shutil.copy2(evil / "good.so", library)
    with mcp_sentinel.Engine(**{mode: [library]}, plugin_host=host) as engine:
        def messages() -> set[str]:
            return {one.message for one in engine.scan(tree) if one.rule_id == "GOOD-MARK"}

        assert messages() == {"A mark"}
        running = engine.scan(tree)
        first = next(iter(running))
        version(evil, "The second version", library)
        assert messages() == {"A mark"}
        engine.reload_detector("good")
        assert messages() == {"The second version"}
        assert "The second version" not in {first.message, *(one.message for one in running)}
        # What cannot be loaded changes nothing.
        broken = library.with_suffix(".broken")
        broken.write_bytes(b"\x7fELF rubbish")
        broken.chmod(0o755)
        broken.rename(library)
        with pytest.raises(mcp_sentinel.ConfigError, match="was not taken"):
            engine.reload_detector("good")
        assert "was not taken" in engine.detectors()[0].last_failure
        assert messages() == {"The second version"}
        with pytest.raises(mcp_sentinel.NotFoundError, match="no plugin is called"):
            engine.reload_detector("goood")


def test_a_new_version_is_taken_by_itself(evil: Path, host: Path, tree: Path, tmp_path: Path) -> None:
    library = tmp_path / "good.so"
    shutil.copy2(evil / "good.so", library)
    with mcp_sentinel.Engine(plugins=[library], plugin_host=host, plugin_reload=True) as engine:
        assert {one.message for one in engine.scan(tree) if one.rule_id == "GOOD-MARK"} == {"A mark"}
        version(evil, "The second version", library)
        assert {one.message for one in engine.scan(tree) if one.rule_id == "GOOD-MARK"} == {"The second version"}


def test_python_reports_what_the_command_does(evil: Path, host: Path, tree: Path) -> None:
    command = [str(RELEASE / "mcp-sentinel"), "scan", "--no-config", "--format", "json", "--set", "omit_measurements=true"]
    command += ["--set", f"plugin_host={host}", "--plugins", str(evil / "good.so"), str(tree)]
    expected = subprocess.run(command, stdout=subprocess.PIPE, check=False, timeout=60).stdout
    for mode in ("plugins", "plugin_in_process"):
        with mcp_sentinel.Engine(**{mode: [evil / "good.so"]}, plugin_host=host, omit_measurements=True) as engine:
            assert engine.scan(tree).report().render("json") == expected


def test_killed_hosts_cost_nobody_anything(evil: Path, host: Path, tree: Path) -> None:
    """Hosts are killed at random moments while scans run."""
    dice = random.Random(1)
    options = {"plugin_host": host, "breaker_failures": 1_000_000, "jobs": 2}
    with mcp_sentinel.Engine(**options) as engine:
        expected = findings(engine, tree)
    killed = 0
    over = threading.Event()

    def kill() -> None:
        nonlocal killed
        while not over.is_set():
            for process in processes(host)[:1]:
                try:
                    os.kill(process, signal.SIGKILL)
                    killed += 1
                except ProcessLookupError:
                    continue
            time.sleep(dice.uniform(0, 0.02))

    with mcp_sentinel.Engine(plugins=[evil / "good.so"], **options) as engine:
        killer = threading.Thread(target=kill)
        killer.start()
        try:
            limit = time.monotonic() + 120
            while killed < KILLS and time.monotonic() < limit:
                found = findings(engine, tree)
                assert [one for one in found if not one[0].startswith("GOOD-")] == expected
                own = [one for one in found if one[0] == "GOOD-MARK"]
                assert len(own) == len(set(own))
        finally:
            over.set()
            killer.join()
    assert killed >= KILLS
    assert processes(host) == []


def test_forked_children_scan_for_themselves(evil: Path, host: Path, tree: Path) -> None:
    """What is inherited over fork either works in the child or says that it was forked; the parent notices nothing."""
    with mcp_sentinel.Engine(plugins=[evil / "good.so"], plugin_host=host, jobs=2) as engine:
        expected = findings(engine, tree)
        children = []
        for _ in range(3):
            child = os.fork()
            if child == 0:
                # No assertions here: the child must not run the rest of the tests.
                try:
                    status = 0 if findings(engine, tree) == expected else 1
                except mcp_sentinel.ForkedError:
                    status = 7
                except BaseException:
                    status = 2
                os._exit(status)
            children.append(child)
            assert findings(engine, tree) == expected
        statuses = {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children}
        assert statuses <= {0, 7}, statuses
        assert findings(engine, tree) == expected
        assert engine.detectors()[0].errors == 0
    limit = time.monotonic() + 2
    while processes(host) and time.monotonic() < limit:
        time.sleep(0.01)
    assert processes(host) == []


def test_the_host_ends_with_the_scanner(evil: Path, host: Path, tree: Path) -> None:
    """The scanner is killed while a plugin loops: within a second no host is left."""
    (tree / "f000.py").write_text("evil-trigger\n", encoding="utf-8")
    command = [str(RELEASE / "mcp-sentinel"), "scan", "--no-config", "-q", "--set", f"plugin_host={host}"]
    scanner = subprocess.Popen([*command, "--plugins", str(evil / "loop-scan.so"), str(tree)])
    try:
        limit = time.monotonic() + 10
        while not processes(host) and time.monotonic() < limit:
            time.sleep(0.01)
        time.sleep(0.3)
        assert processes(host) and scanner.poll() is None
    finally:
        scanner.kill()
        scanner.wait()
    limit = time.monotonic() + 1
    while processes(host) and time.monotonic() < limit:
        time.sleep(0.01)
    assert processes(host) == []
