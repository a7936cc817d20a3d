"""Options, rules and the loading of the library."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import MARKER, ROOT

import mcp_sentinel
from mcp_sentinel import Engine, Severity


@pytest.mark.parametrize("option", mcp_sentinel.options(), ids=lambda one: one.name)
def test_every_option_takes_its_default(option: mcp_sentinel.Option) -> None:
    value = option.default.splitlines() if option.type == "list" else option.default
    Engine(**{option.name: value}).close()


@pytest.mark.parametrize(
    "options",
    [
        {"severity": Severity.HIGH},
        {"jobs": 2},
        {"file_timeout": 1.5},
        {"file_timeout": timedelta(seconds=2)},
        {"gitignore": False},
        {"exclude": ["a/**", "b"]},
        {"exclude": iter(["a/**"])},
        {"max_file_size": "1MiB"},
        {"severity": None},
    ],
    ids=str,
)
def test_python_values(options: dict[str, object]) -> None:
    Engine(**options).close()  # type: ignore[arg-type]


def test_an_option_has_its_effect(tree: Path) -> None:
    assert list(Engine(severity=Severity.HIGH, **MARKER).scan(tree)) == []
    assert len(list(Engine(include=["part0/**"], **MARKER).scan(tree))) == 16


def test_keywords_win_over_the_file(tmp_path: Path, tree: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("severity: high\n", encoding="utf-8")
    assert list(Engine(config=file, **MARKER).scan(tree)) == []
    assert len(list(Engine(config=file, severity="low", **MARKER).scan(tree))) == 101


def test_schema_lists_every_option() -> None:
    schema = json.loads(mcp_sentinel.config_schema())
    assert set(schema["properties"]) == {option.name for option in mcp_sentinel.options()}


def test_rules() -> None:
    engine = Engine(**MARKER)
    rule = engine.rule("TEST-MARKER")
    assert rule in engine.rules()
    assert rule.severity is Severity.LOW
    assert rule.origin.endswith("marker.yaml")
    assert len(rule.match_examples) == len(rule.pass_examples) == 3
    assert [one.id for one in engine.rules()] == sorted(one.id for one in engine.rules())
    assert engine.test_rules("TEST-*") == ()
    with pytest.raises(mcp_sentinel.NotFoundError):
        engine.rule("no-such-rule")


def test_a_broken_example_is_reported(tmp_path: Path) -> None:
    text = MARKER["rules"][0].read_text(encoding="utf-8").replace("'marker_abcd'", "'fixture_marker_abcd'")
    (tmp_path / "marker.yaml").write_text(text, encoding="utf-8")
    failures = Engine(rules=[tmp_path]).test_rules("TEST-MARKER")
    assert failures and {one.rule_id for one in failures} == {"TEST-MARKER"}


def test_check_regex() -> None:
    mcp_sentinel.check_regex("abc[0-9]{4}")
    with pytest.raises(mcp_sentinel.RuleError):
        mcp_sentinel.check_regex("(a+)+b")
    with pytest.raises(mcp_sentinel.RuleError):
        mcp_sentinel.check_regex("(unclosed")


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "bindings/python", env={"PATH": "/usr/bin:/bin", **environment},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60, check=False)


def test_a_named_library_that_is_absent_is_an_error() -> None:
    done = run("import mcp_sentinel as m\ntry: m.formats()\nexcept m.LibraryError as e: print(e)",
               MCP_SENTINEL_LIBRARY="/nonexistent.so")
    assert "/nonexistent.so" in done.stdout, done.stderr


def test_a_library_without_the_api_is_an_error(tmp_path: Path) -> None:
    source = tmp_path / "old.c"
    source.write_text("unsigned mcps_abi_version(void) { return 0; }\n", encoding="utf-8")
    subprocess.run(["cc", "-shared", "-fPIC", "-o", tmp_path / "old.so", source], check=True)
    done = run("import mcp_sentinel as m\ntry: m.formats()\nexcept m.LibraryError as e: print(e)",
               MCP_SENTINEL_LIBRARY=str(tmp_path / "old.so"))
    assert "ABI version 0" in done.stdout, done.stderr


def test_structs_match_the_record() -> None:
    """The layout of the structs for ctypes is the one the compiler sees."""
    import ctypes

    from mcp_sentinel import _structs

    kinds = {"mcps_text": _structs.Text, "mcps_position": _structs.PositionStruct, "mcps_range": _structs.RangeStruct,
             "mcps_option": _structs.OptionStruct, "mcps_rule": _structs.RuleStruct, "mcps_event": _structs.EventStruct,
             "mcps_finding_info": _structs.FindingInfoStruct, "mcps_summary": _structs.SummaryStruct,
             "mcps_trace_step": _structs.TraceStepStruct,
             "mcps_diagnostic_info": _structs.DiagnosticInfoStruct, "mcps_estimate": _structs.EstimateStruct,
             "mcps_detector": _structs.DetectorStruct, "mcps_check_step": _structs.CheckStepStruct,
             "mcps_locked_plugin": _structs.LockedPluginStruct}
    of_plugins = ("mcps_plugin", "mcps_host", "mcps_span")
    lines = (ROOT / "Tests/ABI/layout.txt").read_text(encoding="utf-8").splitlines()
    facts = [line.split() for line in lines if line.startswith("mcps_") and not line.startswith(of_plugins)]
    for name, value in facts:
        struct, _, field = name.partition(".")
        if field:
            member = getattr(kinds[struct], field)
            assert f"{member.offset}+{member.size}" == value, name
        else:
            assert ctypes.sizeof(kinds[struct]) == int(value), name
    assert {name.partition(".")[0] for name, _ in facts} == set(kinds)
