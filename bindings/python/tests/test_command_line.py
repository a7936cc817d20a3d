"""Python and the command line agree byte for byte."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import MARKER, RULE

from mcp_sentinel import Engine

OPTIONS = ["--no-config", "--rules", str(RULE), "--rule", "TEST-MARKER", "--set", "omit_measurements=true"]


def scan(command: str, *arguments: str, data: bytes = b"") -> bytes:
    done = subprocess.run([command, "scan", *arguments, *OPTIONS], input=data, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=120, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.mark.parametrize("jobs", [1, 4])
@pytest.mark.parametrize("name", ["json", "jsonl", "sarif"])
def test_trees(name: str, jobs: int, command: str, tree: Path) -> None:
    report = Engine(omit_measurements=True, jobs=jobs, **MARKER).scan(tree).report()
    assert report.render(name) == scan(command, str(tree), "--format", name, "--jobs", "2")


def test_bytes(command: str) -> None:
    data = b"\xef\xbb\xbfa = 'fixture_marker_abcd'\r\n"
    report = Engine(omit_measurements=True, **MARKER).scan_bytes(data, "x/y.py").report()
    written = scan(command, "-", "--stdin-filename", "x/y.py", "--format", "json", data=data)
    assert report.render("json") == written
    assert b"TEST-MARKER" in written


def test_empty_folder(command: str, tmp_path: Path) -> None:
    report = Engine(omit_measurements=True, **MARKER).scan(tmp_path).report()
    assert report.render("json") == scan(command, str(tmp_path), "--format", "json")
