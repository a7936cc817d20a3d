"""The library exports the header's functions and nothing else, and the record knows them all."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import header
import record


def exported(library: Path) -> set[str]:
    output = subprocess.run(
        ["nm", "-D", "--defined-only", library], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    rows = [line.split() for line in output.splitlines()]
    # A version node stands among the symbols, as an absolute one.
    return {row[2].split("@")[0] for row in rows if row[1] != "A"}


def test_exports_are_the_header(library: Path) -> None:
    assert exported(library) == {function.name for function in header.functions()}


def test_record_is_complete() -> None:
    assert list(record.recorded_symbols()) == [function.name for function in header.functions()]


def test_record_names_no_future_version() -> None:
    assert max(record.recorded_symbols().values()) <= header.abi_version()


def test_recorded_promises_hold() -> None:
    assert record.broken_promises() == []


def test_layout_record_is_complete() -> None:
    assert record.recorded_layout() == record.measure()


def test_soname_and_needed(library: Path) -> None:
    """The library brings its Swift runtime along: whoever loads it needs only the system's libraries."""
    output = subprocess.run(["readelf", "-d", library], check=True, stdout=subprocess.PIPE, text=True).stdout
    needed = re.findall(r"\(NEEDED\).*\[(.*)\]", output)
    assert [name for name in needed if "swift" in name.lower() or "Foundation" in name] == []
