"""The plugin host under test, and fixture plugins built on demand.

The host is `$MCP_SENTINEL_PLUGIN_HOST`, or the one that `swift build -c release` made, or compiled here.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import hostlib  # noqa: E402


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plugins")


@pytest.fixture(scope="session")
def program(folder: Path) -> Path:
    named = os.environ.get("MCP_SENTINEL_PLUGIN_HOST")
    if named:
        return Path(named).resolve()
    built = hostlib.ROOT / ".build/release/mcp-sentinel-plugin-host"
    if built.exists():
        return built.resolve()
    sources = [*sorted((hostlib.ROOT / "Sources/CPlugin").glob("*.c")),
               *sorted((hostlib.ROOT / "Sources/mcp-sentinel-plugin-host").glob("*.c"))]
    return hostlib.compile_c(sources, folder / "mcp-sentinel-plugin-host", [], ["-lpcre2-8"])


Build = Callable[..., Path]


@pytest.fixture(scope="session")
def build(folder: Path) -> Build:
    """Builds a fixture: `build("declares", "-DWRONG=...")`."""

    def build(name: str, *flags: str) -> Path:
        output = folder / f"{name}-{hashlib.sha256(repr(flags).encode()).hexdigest()[:12]}.so"
        if not output.exists():
            hostlib.compile_c([hostlib.FIXTURES / f"{name}.c"], output, ["-shared", "-fPIC", *flags])
        return output

    return build


@pytest.fixture
def detector(program: Path, build: Build):
    """A host with the plugin that does what files say."""
    with hostlib.Host(program, build("detector")) as host:
        host.load()
        host.create(depth="3", words="a\nb")
        yield host
