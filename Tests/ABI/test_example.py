"""The C example compiles as C99 and C++17, and finds what the command line finds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

import header

EXAMPLE = header.ROOT / "bindings/c/example.c"
RULE = header.ROOT / "Tests/CommandLineTests/Fixtures/marker.yaml"


@pytest.fixture(scope="module")
def command() -> str:
    path = os.environ.get("MCP_SENTINEL_CLI") or header.ROOT / ".build/release/mcp-sentinel"
    assert Path(path).exists(), f"{path} is not there: build it, or set MCP_SENTINEL_CLI"
    return str(path)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "tree"
    for index in range(20):
        file = folder / f"part{index % 3}" / f"file{index}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"x = 1\nsay('fixture_marker_abcd')\n# é fixture_marker_efgh {index}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=[("cc", "c", "c99"), ("c++", "c++", "c++17"), ("clang", "c", "c99")],
                ids=lambda one: f"{one[0]}-{one[2]}")
def example(request: pytest.FixtureRequest, library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler, language, standard = request.param
    if not shutil.which(compiler):
        pytest.skip(f"no {compiler}")
    program = tmp_path_factory.mktemp("example") / "example"
    subprocess.run(
        [compiler, "-x", language, f"-std={standard}", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I", header.INCLUDE,
         EXAMPLE, "-x", "none", library, f"-Wl,-rpath,{library.parent}", "-o", program], check=True)
    return program


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(one) for one in arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          timeout=60, check=False)


def test_finds_what_the_command_line_finds(example: Path, command: str, tree: Path) -> None:
    done = run(example, f"rules={RULE}", tree)
    assert done.returncode == 1, done.stderr
    report = run(command, "scan", tree, "--no-config", "--rules", RULE, "--format", "jsonl")
    assert report.returncode == 1, report.stderr
    lines = [json.loads(line) for line in report.stdout.splitlines()]
    findings = [line for line in lines if line.get("type") == "finding"]
    assert len(done.stdout.splitlines()) == len(findings) >= 40
    assert done.stdout.count("TEST-MARKER") == 40


def test_traces_are_printed_below_their_findings(example: Path, tmp_path: Path) -> None:
    (tmp_path / "server.py").write_text(
        "from mcp.server.fastmcp import FastMCP\nfrom helper import run\nmcp = FastMCP('demo')\n"
        "@mcp.tool()\ndef ping(host: str) -> str:\n    return run(host)\n", encoding="utf-8")
    (tmp_path / "helper.py").write_text(
        "import subprocess\ndef run(text):\n    return subprocess.run(text, shell=True).stdout\n", encoding="utf-8")
    done = run(example, "rule=MCP-CMD-001", tmp_path)
    assert done.returncode == 1, done.stderr
    finding, *steps = [line.replace(f"{tmp_path}/", "") for line in done.stdout.splitlines()]
    assert finding.startswith("helper.py:3:")
    assert [step.split(": ")[0] for step in steps] == ["    server.py:5", "    server.py:6", "    helper.py:3"]


def test_nothing_found(example: Path, tree: Path) -> None:
    assert run(example, tree / "part0").returncode == 0


def test_wrong_option_is_explained(example: Path, tree: Path) -> None:
    done = run(example, "severty=high", tree)
    assert done.returncode == 2
    assert "severity" in done.stderr


def test_missing_root_is_incomplete(example: Path, tree: Path) -> None:
    done = run(example, tree / "absent")
    assert done.returncode == 3
    assert "absent" in done.stderr


def test_pkg_config_file_is_complete(tmp_path: Path) -> None:
    """What an installer fills in is all there is to fill in, and pkg-config accepts the result."""
    text = (header.ROOT / "bindings/c/mcpsentinel.pc.in").read_text(encoding="utf-8")
    for name, value in {"PREFIX": "/opt/x", "LIBDIR": "/opt/x/lib64", "VERSION": "1.2.3"}.items():
        assert f"@{name}@" in text
        text = text.replace(f"@{name}@", value)
    assert "@" not in text
    (tmp_path / "mcpsentinel.pc").write_text(text, encoding="utf-8")
    if not shutil.which("pkg-config"):
        return
    environment = {**os.environ, "PKG_CONFIG_PATH": str(tmp_path)}
    output = subprocess.run(["pkg-config", "--cflags", "--libs", "mcpsentinel"], env=environment, check=True,
                            stdout=subprocess.PIPE, text=True).stdout
    assert output.split() == ["-I/opt/x/include", "-L/opt/x/lib64", "-lmcpsentinel"]
