"""The trace of a finding, as Python has it and as reports tell it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mcp_sentinel import Engine, Finding, TraceKind

SERVER = """from mcp.server.fastmcp import FastMCP
from helper import run

mcp = FastMCP("demo")

@mcp.tool()
def ping(host: str) -> str:
    command = "ping -c 1 " + host
    return run(command)
"""
HELPER = """import subprocess

def run(text):
    return subprocess.run(text, shell=True, capture_output=True).stdout
"""


@pytest.fixture
def server(tmp_path: Path) -> Path:
    (tmp_path / "server.py").write_text(SERVER, encoding="utf-8")
    (tmp_path / "helper.py").write_text(HELPER, encoding="utf-8")
    return tmp_path


def traced(server: Path) -> Finding:
    with Engine() as engine:
        (finding,) = [one for one in engine.scan(server) if one.trace and one.category == "command-injection"]
    return finding


def test_a_flow_over_two_files_is_told_step_by_step(server: Path) -> None:
    finding = traced(server)
    assert (Path(finding.path).name, finding.start.line) == ("helper.py", 4)
    kinds = [step.kind for step in finding.trace]
    assert kinds == [TraceKind.SOURCE, *[TraceKind.STEP] * (len(kinds) - 2), TraceKind.SINK]
    first, last = finding.trace[0], finding.trace[-1]
    assert (Path(first.path).name, first.start.line) == ("server.py", 7)
    assert "host" in first.message
    assert (last.path, last.start) == (finding.path, finding.start)
    assert all(step.message and step.start.line >= 1 for step in finding.trace)


def test_reports_tell_the_same_trace(server: Path) -> None:
    finding = traced(server)
    report = Engine().scan(server).report()
    told = [one for one in json.loads(report.render("json"))["findings"] if one["fingerprint"] == finding.fingerprint]
    steps = [(step.kind.name.lower(), step.path, step.start.offset, step.message) for step in finding.trace]
    assert [(one["kind"], one["path"], one["start"]["offset"], one["message"]) for one in told[0]["trace"]] == steps

    results = json.loads(report.render("sarif"))["runs"][0]["results"]
    (flows,) = [one["codeFlows"] for one in results if finding.fingerprint in one["partialFingerprints"].values()]
    locations = flows[0]["threadFlows"][0]["locations"]
    assert [one["location"]["message"]["text"] for one in locations] == [step.message for step in finding.trace]
    text = report.render("text").decode()
    assert all(f"{step.path}:{step.start.line}" in text and step.message in text for step in finding.trace)
