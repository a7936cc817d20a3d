"""What there is to know about rules."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

from ._library import END, c_text, call
from ._structs import RuleStruct, Text
from ._values import Confidence, Severity


@dataclass(frozen=True)
class Rule:
    """A rule of an engine."""

    id: str
    #: Of its findings, before context changes them.
    severity: Severity
    confidence: Confidence
    #: False if the selection of the options leaves it off.
    enabled: bool
    title: str
    category: str
    kind: str
    why: str
    fix: str
    since: str
    #: "built-in", or the path of the rule file.
    origin: str
    #: The regular expressions of a pattern rule, separated by newlines.
    pattern: str
    #: One sentence about a finding's place.
    message: str
    #: True if what it matches is masked.
    secret: bool
    #: The file types it looks at; none means every text file.
    file_types: tuple[str, ...]
    cwe: tuple[str, ...]
    owasp_mcp: tuple[str, ...]
    references: tuple[str, ...]
    aliases: tuple[str, ...]
    keywords: tuple[str, ...]
    #: Samples that match, with U+27E6 and U+27E7 around what is reported; samples that do not.
    match_examples: tuple[str, ...]
    pass_examples: tuple[str, ...]


def rule(engine: int, index: int) -> Rule:
    """Copies a rule of the library."""
    raw = RuleStruct()
    call("mcps_engine_rule_at", engine, index, ctypes.byref(raw))
    lists = [_items(engine, index, number) for number in range(8)]
    return Rule(
        id=str(raw.id),
        severity=Severity(raw.severity),
        confidence=Confidence(raw.confidence),
        enabled=raw.enabled != 0,
        title=str(raw.title),
        category=str(raw.category),
        kind=str(raw.kind),
        why=str(raw.why),
        fix=str(raw.fix),
        since=str(raw.since),
        origin=str(raw.origin),
        pattern=str(raw.pattern),
        message=str(raw.message),
        secret=raw.secret != 0,
        file_types=lists[7],
        cwe=lists[0],
        owasp_mcp=lists[1],
        references=lists[2],
        aliases=lists[3],
        keywords=lists[4],
        match_examples=lists[5],
        pass_examples=lists[6],
    )


def _items(engine: int, index: int, number: int) -> tuple[str, ...]:
    items: list[str] = []
    text = Text()
    while call("mcps_engine_rule_item", engine, index, number, len(items), ctypes.byref(text)) != END:
        items.append(str(text))
    return tuple(items)


@dataclass(frozen=True)
class RuleTestFailure:
    """An example of a rule that did not hold."""

    rule_id: str
    message: str


def check_regex(pattern: str) -> None:
    """Raises RuleError if a regular expression is not fit for a rule; the detail holds the probe."""
    data = c_text(pattern.encode(), "a pattern")
    call("mcps_check_regex_safety", data, len(data))
