"""The same plugin gives the same report, byte for byte: isolated and in process, from the command, from Python and from C."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from command import HERE, RELEASE, ROOT, sentinel

sys.path.insert(0, str(ROOT / "bindings/python"))

MODES = {"isolated": ("plugins", "--plugins"), "in process": ("plugin_in_process", "--plugin-in-process")}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The C program, against the built library."""
    output = tmp_path_factory.mktemp("report") / "report"
    library = RELEASE.resolve() / "libmcpsentinel.so.1"
    if not library.exists():
        library.symlink_to("libmcpsentinel.so")
    subprocess.run(["cc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-I", ROOT / "include", HERE / "report.c", library,
                    f"-Wl,-rpath,{library.parent}", "-o", output], check=True)
    return output


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("good")
    subprocess.run(["make", "-s", "-C", HERE / "evil", f"OUT={folder}", f"{folder}/good.so"], check=True)
    return folder / "good.so"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files that every capability of the plugin has something to say of, and the built-in rules too."""
    folder = tmp_path_factory.mktemp("tree")
    for number in range(120):
        text = "import requests\nrequests.get(url, verify=False)\ngood-marker good-marker\n"
        text += f"x = 'good-secret-abcd{number:04}'\ny = 'good-pattern-{number}'\n"
        (folder / f"file{number}.py").write_text(text, encoding="utf-16" if number % 10 == 0 else "utf-8")
    (folder / "tools.json").write_text('{"tools": [{"name": "good-listing"}]}\n', encoding="utf-8")
    return folder


def by_command(mode: str, plugin: Path, tree: Path, jobs: int) -> bytes:
    done = sentinel("scan", "--no-config", "--format", "json", "--set", "omit_measurements=true", "--jobs", jobs,
                    MODES[mode][1], plugin, tree)
    assert done.status == 1, done.errors
    return done.output.encode()


def by_python(mode: str, plugin: Path, tree: Path, jobs: int) -> bytes:
    import mcp_sentinel

    options = {MODES[mode][0]: [plugin], "omit_measurements": True, "jobs": jobs}
    return mcp_sentinel.Engine(roots=tree, **options).scan(tree).report().render("json")


def by_c(mode: str, plugin: Path, tree: Path, jobs: int, program: Path) -> bytes:
    done = subprocess.run([program, f"{MODES[mode][0]}={plugin}", "omit_measurements=true", f"jobs={jobs}", tree],
                          capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_reports_are_the_same_bytes(program: Path, good: Path, tree: Path) -> None:
    expected = by_command("isolated", good, tree, 1)
    for rule, least in (("GOOD-MARK", 240), ("GOOD-SECRET", 120), ("GOOD-LISTING", 1), ("GOOD-PATTERN", 60)):
        assert expected.count(f'"{rule}"'.encode()) >= least, rule
    without_mode = {}
    for mode in MODES:
        for jobs in (1, 3):
            reports = {by_command(mode, good, tree, jobs), by_python(mode, good, tree, jobs),
                       by_c(mode, good, tree, jobs, program)}
            assert len(reports) == 1, (mode, jobs)
            without_mode[mode, jobs] = reports.pop()
    assert set(without_mode.values()) == {expected}


def test_c_refuses_a_plugin_in_what_is_scanned(program: Path, good: Path) -> None:
    done = subprocess.run([program, f"plugins={good}", good.parent], capture_output=True, timeout=60, check=False)
    assert done.returncode == 4 and b"lies in what is to be scanned" in done.stderr
