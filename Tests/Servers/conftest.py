"""Installs each server once, below the build folder."""

import subprocess
import sys
from pathlib import Path

import pytest
from servers import Server

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".build" / "servers"
CLI = ROOT / ".build" / "release" / "mcp-sentinel"


@pytest.fixture(scope="session")
def cli() -> Path:
    if not CLI.exists():
        pytest.skip(f"{CLI} is not built: make release")
    return CLI


def installed(server: Server) -> Path:
    """The folder of the server's source. Skips where pip cannot get it."""
    folder = server.folder(CACHE)
    done = folder / "installed"
    wanted = "\n".join(server.requirements)
    if not done.exists() or done.read_text(encoding="utf-8") != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        pip = [str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", *server.requirements]
        try:
            outcome = subprocess.run(pip, capture_output=True, text=True, timeout=600, check=False)
        except subprocess.TimeoutExpired:
            pytest.skip(f"pip took more than ten minutes for {wanted}")
        if outcome.returncode != 0:
            pytest.skip(f"pip cannot install {server.requirements[0]}: {outcome.stderr.strip().splitlines()[-1:]}")
        done.write_text(wanted, encoding="utf-8")
    return next(folder.glob("lib/python*/site-packages")) / server.source
