"""No getter and no report that crosses the ABI holds an unmasked secret."""

from __future__ import annotations

from pathlib import Path

import pytest

import mcp_sentinel

RULE = """
id: TEST-SECRET
kind: pattern
title: Secret of the tests
severity: high
confidence: high
category: hardcoded-secret
pattern: 'fixture_token_[a-z0-9]{24}'
secret: true
placeholders: false
message: A secret
why: It is one.
fix: Remove it.
examples:
  match: ['⟦fixture_token_{{loweralnum:24}}⟧']
  pass: ['fixture_token_']
"""
SECRET = "q7w3e9r1t5y8u2i4o6p0z1x9"
TEXT = f"# mcp-sentinel:ignore[TEST-SECRET] reason=fixture_token_{SECRET}\nkey = 'fixture_token_{SECRET}'\n"


def texts(show: bool, folder: Path) -> list[str]:
    rule = folder / "rule.yaml"
    rule.write_text(RULE, encoding="utf-8")
    engine = mcp_sentinel.Engine(rules=[str(rule)], rule=["TEST-SECRET"], show_secrets=show, show_suppressed=True)
    report = engine.scan_bytes(TEXT.encode(), name="a.py").report()
    assert len(report.findings) == 2
    rendered = [report.render(name) for name in ("text", "terminal", "json", "jsonl", "sarif")]
    return [repr(item) for item in [*report.findings, *report.diagnostics]] + [str(item) for item in rendered]


def test_masked(tmp_path: Path) -> None:
    assert [text for text in texts(False, tmp_path) if SECRET[:10] in text or SECRET[10:] in text] == []


@pytest.mark.parametrize("index", range(7))
def test_the_search_finds_what_is_shown(index: int, tmp_path: Path) -> None:
    assert SECRET in texts(True, tmp_path)[index]
