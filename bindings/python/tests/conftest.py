"""A tree whose findings are known beforehand, and the command line to compare with."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
RULE = ROOT / "Tests/CommandLineTests/Fixtures/marker.yaml"

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("MCP_SENTINEL_LIBRARY", str(ROOT / ".build/release/libmcpsentinel.so"))

import mcp_sentinel  # noqa: E402

#: The options under which only the marker rule speaks.
MARKER = {"rules": [RULE], "rule": ["TEST-MARKER"]}


@pytest.fixture(scope="session")
def command() -> str:
    path = os.environ.get("MCP_SENTINEL_CLI") or str(ROOT / ".build/release/mcp-sentinel")
    assert Path(path).exists(), f"{path} is not there: build it, or set MCP_SENTINEL_CLI"
    return path


@pytest.fixture(scope="session")
def engine() -> mcp_sentinel.Engine:
    return mcp_sentinel.Engine(**MARKER)


def write_tree(folder: Path, files: int) -> Path:
    """Writes files with two markers each, and one whose name is not UTF-8."""
    for index in range(files):
        file = folder / f"part{index % 7}" / f"file{index:05}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = f"x = {index}\r\nsay('fixture_marker_abcd')\r\n# \u00e9\U0001f600 fixture_marker_efgh\r\n"
        file.write_bytes(text.encode())
    Path(os.fsdecode(os.fsencode(folder) + b"/odd-\xff\xfe.py")).write_text("fixture_marker_odds\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tree(tmp_path_factory.mktemp("tree"), 50)


@pytest.fixture(scope="session")
def large_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tree(tmp_path_factory.mktemp("large"), 4000)
