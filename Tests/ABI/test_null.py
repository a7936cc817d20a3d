"""NULL where the header does not allow it is MCPS_ERR_ARGUMENT or an empty result, and where it does it is fine; it is
never a crash. Struct sizes are honoured."""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
from pathlib import Path

import pytest

import foreign
import header

MCPS_OK = 0
MCPS_ERR_ARGUMENT = -1
SWEEP = Path(__file__).resolve().parent / "null_sweep.py"
FUNCTIONS = [one for one in header.functions() if any(parameter.is_pointer for parameter in one.parameters)]

# Where the header says that a pointer may be NULL.
ALLOWED = {
    ("mcps_config_get", "config"), ("mcps_config_option_at", "config"), ("mcps_engine_new", "config"),
    ("mcps_engine_test_rules", "selector"), ("mcps_engine_test_rules", "report"), ("mcps_engine_test_rules", "tested"),
    ("mcps_plugin_check", "config"), ("mcps_plugin_check", "report"), ("mcps_plugin_check", "failed"),
    ("mcps_plugin_verify", "report"), ("mcps_plugin_verify", "wrong"), ("mcps_advisories_update", "count"),
    ("mcps_format_at", "name"), ("mcps_format_at", "description"), ("mcps_scan_run", "on_event"),
}
# What a call that is otherwise right comes to; all others come to MCPS_OK. None is anything but MCPS_ERR_ARGUMENT.
OUTCOMES = {
    "mcps_engine_rule_find": -7, "mcps_config_discover": 4, "mcps_config_load_file": -4,
    "mcps_scan_next": -2, "mcps_engine_rule_item": None, "mcps_engine_test_rules": None, "mcps_finding_get": MCPS_ERR_ARGUMENT,
    "mcps_finding_trace_at": MCPS_ERR_ARGUMENT, "mcps_advisories_update": -4,
    "mcps_engine_reload_detector": -7, "mcps_plugin_trust": -4, "mcps_plugin_verify": -4,
}


def sweep(library: Path, function: header.Function) -> list[dict[str, object]]:
    command = [sys.executable, str(SWEEP), str(library), function.name]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert done.returncode == 0, f"status {done.returncode} after {done.stdout!r}: {done.stderr}"
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.name)
def test_null(function: header.Function, library: Path) -> None:
    for call in sweep(library, function):
        absent, result = call["absent"], call["result"]
        assert isinstance(absent, list)
        is_allowed = all(
            name in ("error", "context") or (function.name, name) in ALLOWED for name in absent
        )
        if function.result == "void":
            assert result is None
        elif function.result == "mcps_text":
            assert result == {"length": 0, "data": True}, absent
        elif function.name == "mcps_error_offset":
            assert result == -1
        elif function.name == "mcps_error_code":
            assert result == MCPS_OK
        elif function.result != "int32_t":
            assert result in (0, None), absent
        elif not is_allowed:
            assert result == MCPS_ERR_ARGUMENT, absent
        else:
            expected = OUTCOMES.get(function.name, MCPS_OK)
            assert result != MCPS_ERR_ARGUMENT if expected is None else result == expected, absent


SERVER = b"""import subprocess
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("demo")
@mcp.tool()
def ping(host: str) -> str:
    return subprocess.run(host, shell=True).stdout
"""

FILLERS = {
    "mcps_trace_step": lambda library, place: library.mcps_finding_trace_at(_traced(library), 0, place),
    "mcps_option": lambda library, place: library.mcps_config_option_at(None, 0, place, None),
    "mcps_summary": lambda library, place: library.mcps_scan_summary(_scan(library), place, None),
    "mcps_estimate": lambda library, place: library.mcps_scan_estimate(_scan(library), place, None),
    "mcps_rule": lambda library, place: library.mcps_engine_rule_at(_engine(library), 0, place, None),
}


def _made(function: object, *arguments: object) -> int:
    slot = ctypes.c_void_p()
    assert function(*arguments, ctypes.addressof(slot), None) == MCPS_OK  # type: ignore[operator]
    assert slot.value
    return slot.value


def _engine(library: ctypes.CDLL) -> int:
    return _made(library.mcps_engine_new, None)


def _scan(library: ctypes.CDLL) -> int:
    return _made(library.mcps_scan_new, _engine(library))


def _traced(library: ctypes.CDLL) -> int:
    """A finding of a flow."""
    scan = _scan(library)
    texts = [ctypes.create_string_buffer(text) for text in (b"server.py", SERVER)]
    name, data = map(ctypes.addressof, texts)
    assert library.mcps_scan_add_bytes(scan, name, len(b"server.py"), data, len(SERVER), None) == MCPS_OK
    report = _made(library.mcps_report_collect, scan)
    count = library.mcps_report_finding_count(report)
    findings = [library.mcps_report_finding_at(report, index) for index in range(count)]
    return next(finding for finding in findings if library.mcps_finding_trace_count(finding) > 0)


def test_there_is_no_step_past_the_last(library: Path) -> None:
    loaded = foreign.load(library)
    finding = _traced(loaded)
    size = foreign.struct_sizes()["mcps_trace_step"]
    memory = ctypes.create_string_buffer(size)
    ctypes.c_uint32.from_buffer(memory).value = size
    count = loaded.mcps_finding_trace_count(finding)
    for index, status in ((0, MCPS_OK), (count - 1, MCPS_OK), (count, MCPS_ERR_ARGUMENT)):
        assert loaded.mcps_finding_trace_at(finding, index, ctypes.addressof(memory)) == status


def _fill(library: ctypes.CDLL, struct: str, claimed: int) -> tuple[int, bytes]:
    memory = ctypes.create_string_buffer(b"\xa5" * 1024, 1024)
    ctypes.c_uint32.from_buffer(memory).value = claimed
    return FILLERS[struct](library, ctypes.addressof(memory)), memory.raw


@pytest.mark.parametrize("struct", FILLERS)
def test_nothing_is_written_past_the_claimed_size(struct: str, library: Path) -> None:
    size = foreign.struct_sizes()[struct]
    status, memory = _fill(foreign.load(library), struct, size)
    assert status == MCPS_OK
    assert memory[size:] == b"\xa5" * (1024 - size)
    assert memory[4:size] != b"\xa5" * (size - 4)


@pytest.mark.parametrize("struct", FILLERS)
def test_a_struct_of_a_later_release_is_served(struct: str, library: Path) -> None:
    size = foreign.struct_sizes()[struct]
    status, memory = _fill(foreign.load(library), struct, size + 64)
    assert status == MCPS_OK
    assert memory[size + 64:] == b"\xa5" * (1024 - size - 64)


@pytest.mark.parametrize("struct", FILLERS)
@pytest.mark.parametrize("missing", [1, 4, 16])
def test_a_struct_that_is_too_small_is_refused(struct: str, missing: int, library: Path) -> None:
    size = foreign.struct_sizes()[struct]
    status, memory = _fill(foreign.load(library), struct, size - missing)
    assert status == MCPS_ERR_ARGUMENT
    assert memory[4:] == b"\xa5" * 1020


@pytest.mark.parametrize("struct", FILLERS)
def test_a_struct_without_size_is_refused(struct: str, library: Path) -> None:
    assert _fill(foreign.load(library), struct, 0)[0] == MCPS_ERR_ARGUMENT
