"""What Python and the command line tell of a line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import mcp_sentinel

SERVER = """import os, shlex
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("demo")

@mcp.tool()
def ping(host: str) -> None:
    safe = shlex.quote(host)
    os.system("ping " + safe)
    os.system("ping " + host)
"""


@pytest.fixture
def server(tmp_path: Path) -> Path:
    (tmp_path / "server.py").write_text(SERVER, encoding="utf-8")
    return tmp_path


def test_outcomes_and_reasons(server: Path) -> None:
    with mcp_sentinel.Engine(rule=["MCP-CMD-001"]) as engine:
        harmless, reported = (engine.explain(server, server / "server.py", line) for line in (9, 10))
    assert [sight["outcome"] for sight in harmless["sights"]] == ["harmless"]
    assert any("`shlex.quote`" in reason and "server.py:8" in reason for reason in harmless["sights"][0]["reasons"])
    assert [sight["outcome"] for sight in reported["sights"]] == ["reported"]
    assert reported["sights"][0]["trace"][0]["kind"] == "source"
    assert harmless["functions"] == [{"name": "ping", "line": 7, "handles": "tool `ping`"}]


def test_the_command_line_tells_the_same(command: str, server: Path) -> None:
    place = f"{server}/server.py:9"
    arguments = [command, "scan", str(server), "--explain", place, "--rule", "MCP-CMD-001"]
    told = subprocess.run([*arguments, "--format", "json"], stdout=subprocess.PIPE, check=True).stdout
    with mcp_sentinel.Engine(rule=["MCP-CMD-001"]) as engine:
        assert json.loads(told) == engine.explain(server, server / "server.py", 9)
    text = subprocess.run(arguments, stdout=subprocess.PIPE, check=True, text=True).stdout
    assert text.splitlines()[0] == place and "harmless: MCP-CMD-001" in text


@pytest.mark.parametrize("place", ["server.py", "server.py:0", ":3", "server.py:x"])
def test_what_is_no_place_is_refused(command: str, place: str) -> None:
    done = subprocess.run([command, "scan", "--explain", place], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2


def test_a_line_counts_from_one(server: Path) -> None:
    with mcp_sentinel.Engine() as engine, pytest.raises(ValueError):
        engine.explain(server, server / "server.py", 0)
