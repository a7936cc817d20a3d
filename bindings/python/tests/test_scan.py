"""Findings, reports and errors."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest
from conftest import MARKER, RULE

import mcp_sentinel
from mcp_sentinel import Confidence, Engine, Severity


def test_findings_stream_in_order(engine: Engine, tree: Path) -> None:
    with engine.scan(tree) as scan:
        findings = list(scan)
    assert len(findings) == 101
    places = [(os.fsencode(one.path), one.start.offset) for one in findings]
    assert places == sorted(places)
    assert {one.rule_id for one in findings} == {"TEST-MARKER"}


def test_fields(engine: Engine) -> None:
    data = "# é😀 fixture_marker_efgh tail\n".encode()
    (finding,) = engine.scan_bytes(data, "a/b.py")
    assert finding.path == "a/b.py"
    assert finding.severity is Severity.LOW
    assert finding.confidence is Confidence.HIGH
    assert finding.match == "fixture_marker_efgh"
    assert finding.line == "# é😀 fixture_marker_efgh tail"
    assert (finding.line_column, finding.line_width) == (6, 19)
    assert (finding.start.line, finding.start.column) == (1, 6)
    assert finding.start.byte_column == data.index(b"fixture") + 1
    assert data[finding.start.offset:finding.end.offset] == b"fixture_marker_efgh"
    assert len(finding.fingerprint) == 64
    assert not finding.suppressed
    assert finding.trace == ()
    with pytest.raises(dataclasses.FrozenInstanceError):
        finding.path = "other"  # type: ignore[misc]


def test_raw_names_survive(engine: Engine, tree: Path) -> None:
    paths = {os.fsencode(one.path) for one in engine.scan(tree)}
    odd = [path for path in paths if b"\xff\xfe" in path]
    assert len(odd) == 1
    assert os.path.exists(odd[0])


def test_several_roots_and_kinds_of_path(engine: Engine, tree: Path) -> None:
    roots = [tree / "part0", str(tree / "part1"), os.fsencode(tree / "part2")]
    expected = sum(len(list(engine.scan(root))) for root in roots)
    assert len(list(engine.scan(roots))) == expected > 0


def test_report_is_what_streams(engine: Engine, tree: Path) -> None:
    with engine.scan(tree) as scan:
        streamed = list(scan)
        summary = scan.summary
    report = engine.scan(tree).report()
    assert list(report.findings) == streamed
    assert report.summary.findings == summary.findings == len(streamed)
    assert report.summary.complete and summary.complete


def test_report_outlives_everything(tree: Path) -> None:
    with Engine(**MARKER) as engine:
        report = engine.scan(tree).report()
    assert len(report.findings) == 101


def test_missing_root_is_a_diagnostic(engine: Engine, tmp_path: Path) -> None:
    with engine.scan(tmp_path / "absent") as scan:
        assert list(scan) == []
        assert [one.code for one in scan.diagnostics] == ["root-missing"]
        assert not scan.summary.complete
        assert "absent" in str(scan.diagnostics[0])


def test_nothing_is_handed_out_after_the_end(engine: Engine, tree: Path) -> None:
    scan = engine.scan(tree)
    assert list(scan)
    assert list(scan) == []
    scan.close()
    scan.close()
    assert list(scan) == []
    with pytest.raises(mcp_sentinel.StateError):
        _ = scan.summary


def test_report_after_iteration_is_refused(engine: Engine, tree: Path) -> None:
    scan = engine.scan(tree)
    next(scan)
    with pytest.raises(mcp_sentinel.StateError):
        scan.report()


def test_outputs_are_the_report(tree: Path) -> None:
    engine = Engine(omit_measurements=True, **MARKER)
    written: dict[str, bytearray] = {name: bytearray() for name in ("json", "sarif", "jsonl")}
    with engine.scan(tree) as scan:
        for name, data in written.items():
            scan.add_output(name, data.extend)
        list(scan)
    report = engine.scan(tree).report()
    for name, data in written.items():
        assert bytes(data) == report.render(name), name


def test_an_output_that_raises_ends_the_scan(engine: Engine, tree: Path) -> None:
    def fail(_: bytes) -> None:
        raise RuntimeError("disk on fire")

    with engine.scan(tree) as scan:
        scan.add_output("json", fail)
        with pytest.raises(RuntimeError, match="disk on fire"):
            list(scan)


def test_a_scan_cannot_be_closed_by_its_output(engine: Engine, tree: Path) -> None:
    with engine.scan(tree) as scan:
        scan.add_output("json", lambda _: scan.close())
        with pytest.raises(mcp_sentinel.StateError):
            list(scan)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"severty": "high"}, mcp_sentinel.NotFoundError),
        ({"severity": "huge"}, mcp_sentinel.ConfigError),
        ({"jobs": -1}, mcp_sentinel.ConfigError),
        ({"severity": "a\0b"}, mcp_sentinel.ArgumentError),
        ({"rules": ["/nonexistent/rules"]}, mcp_sentinel.SentinelError),
        ({"config": "/nonexistent/config.yaml"}, mcp_sentinel.IOFailure),
    ],
)
def test_wrong_options(options: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        Engine(**options)  # type: ignore[arg-type]
    assert str(caught.value)


def test_a_mistake_in_a_rule_file_names_the_place(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(RULE.read_text(encoding="utf-8").replace("severity: low", "severity: lowish"), encoding="utf-8")
    with pytest.raises(mcp_sentinel.RuleError, match=r"bad\.yaml:\d+:\d+: "):
        Engine(rules=[file])


def test_unknown_format(engine: Engine, tree: Path) -> None:
    report = engine.scan(tree / "part0").report()
    with pytest.raises(mcp_sentinel.NotFoundError):
        report.render("no-such-format")


def test_closed_engine() -> None:
    engine = Engine()
    engine.close()
    engine.close()
    with pytest.raises(mcp_sentinel.StateError):
        engine.scan(".")


@pytest.mark.parametrize("name", sorted(mcp_sentinel.formats()))
def test_every_format_renders(name: str, engine: Engine, tree: Path) -> None:
    assert engine.scan(tree).report().render(name)


def test_estimate(engine: Engine, tree: Path) -> None:
    estimate = engine.estimate(tree)
    assert estimate.files == 51
    assert estimate.bytes == sum(path.stat().st_size for path in tree.rglob("*.py"))
    assert estimate.jobs >= 1


def test_extract_tells_what_a_server_declares(tmp_path: Path) -> None:
    (tmp_path / "server.py").write_text(
        """from mcp.server.fastmcp import FastMCP
import subprocess

mcp = FastMCP("demo")

@mcp.tool(annotations={"readOnlyHint": True})
def run(command: str, times: int = 1) -> str:
    \"\"\"Runs a command.\"\"\"
    return subprocess.run(command, shell=True).stdout
""", encoding="utf-8")
    with mcp_sentinel.Engine() as engine:
        server, tool = engine.extract(tmp_path)
    assert (server["kind"], server["name"]) == ("server", "demo")
    assert (tool["kind"], tool["name"], tool["description"]) == ("tool", "run", "Runs a command.")
    assert [(one["name"], one["type"], one["required"]) for one in tool["parameters"]] == [
        ("command", "string", True), ("times", "integer", False)]
    assert tool["annotations"] == {"readOnlyHint": True} and tool["capabilities"] == ["execute"]
    assert tool["start"]["line"] == 7
