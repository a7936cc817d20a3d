"""The library under test: `$MCP_SENTINEL_LIBRARY`, or the one that `swift build -c release` made."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import header  # noqa: E402


@pytest.fixture(scope="session")
def library() -> Path:
    path = Path(os.environ.get("MCP_SENTINEL_LIBRARY") or header.ROOT / ".build/release/libmcpsentinel.so")
    assert path.exists(), f"{path} is not there: build it, or set MCP_SENTINEL_LIBRARY"
    return path.resolve()
