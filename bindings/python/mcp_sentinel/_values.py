"""What a scan hands out, as immutable values."""

from __future__ import annotations

import enum
import os
from dataclasses import dataclass
from typing import ClassVar

from ._library import get, library
from ._structs import (
    DiagnosticInfoStruct,
    EventStruct,
    FindingInfoStruct,
    PositionStruct,
    SummaryStruct,
    TraceStepStruct,
)


class Severity(enum.IntEnum):
    """How bad a finding is if it is right; how grave a diagnostic is."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4


class Confidence(enum.IntEnum):
    """How likely a finding is to be right."""

    LOW = 0
    MEDIUM = 1
    HIGH = 2


class Status(enum.IntEnum):
    """How a scan ended."""

    FINISHED = 0
    STOPPED = 1
    LIMITED = 2
    RUNNING = 3


@dataclass(frozen=True)
class Position:
    """A place in a file as it lies on disk; `column` counts code points, `byte_column` and `offset` bytes."""

    offset: int
    line: int
    column: int
    byte_column: int


def _position(raw: PositionStruct) -> Position:
    return Position(raw.offset, raw.line, raw.column, raw.byte_column)


class TraceKind(enum.IntEnum):
    """What a step of a trace is."""

    #: Where something from outside comes in; a trace begins with one.
    SOURCE = 0
    #: Where it is handed on.
    STEP = 1
    #: Where it does harm; a trace ends with one.
    SINK = 2


@dataclass(frozen=True)
class TraceStep:
    """One step of the way on which something from outside reaches a finding's place."""

    kind: TraceKind
    #: The file, which may be another than the finding's, in the form of the finding's path.
    path: str
    start: Position
    end: Position
    #: What happens there, in a few words.
    message: str


def _trace(finding: int) -> tuple[TraceStep, ...]:
    """Copies the trace of a finding of the library."""
    steps = []
    for index in range(library().mcps_finding_trace_count(finding)):
        raw = TraceStepStruct()
        get("mcps_finding_trace_at", finding, index, raw)
        steps.append(
            TraceStep(
                kind=TraceKind(raw.kind),
                path=os.fsdecode(bytes(raw.path)),
                start=_position(raw.range.start),
                end=_position(raw.range.end),
                message=str(raw.message),
            )
        )
    return tuple(steps)


@dataclass(frozen=True)
class Finding:
    """Something that a rule found. Secrets in it are masked unless the option `show_secrets` is set."""

    rule_id: str
    severity: Severity
    confidence: Confidence
    #: True if a comment in the file suppresses it.
    suppressed: bool
    title: str
    category: str
    #: One sentence about this place.
    message: str
    why: str
    fix: str
    #: As it was found from the scan's root; `os.fsencode` gives the raw bytes.
    path: str
    start: Position
    end: Position
    match: str
    line: str
    #: The code point in `line` at which the match starts, from 1, and how many of it stand there.
    line_column: int
    line_width: int
    #: 64 hexadecimal digits that stay the same when the finding moves to another line.
    fingerprint: str
    suppression_reason: str
    #: Why severity or confidence differ from the rule's.
    evidence: str
    #: From the source to the sink; empty where no way was followed.
    trace: tuple[TraceStep, ...]


def finding(handle: int) -> Finding:
    """Copies a finding of the library."""
    raw = FindingInfoStruct()
    get("mcps_finding_get", handle, raw)
    return Finding(
        rule_id=str(raw.rule_id),
        severity=Severity(raw.severity),
        confidence=Confidence(raw.confidence),
        suppressed=raw.suppressed != 0,
        title=str(raw.title),
        category=str(raw.category),
        message=str(raw.message),
        why=str(raw.why),
        fix=str(raw.fix),
        path=os.fsdecode(bytes(raw.path)),
        start=_position(raw.range.start),
        end=_position(raw.range.end),
        match=str(raw.match),
        line=str(raw.line),
        line_column=raw.line_column,
        line_width=raw.line_width,
        fingerprint=str(raw.fingerprint),
        suppression_reason=str(raw.suppression_reason),
        evidence=str(raw.evidence),
        trace=_trace(handle),
    )


@dataclass(frozen=True)
class Diagnostic:
    """Something that went wrong or was left out while scanning."""

    CATEGORIES: ClassVar[tuple[str, ...]] = (
        "file access",
        "memory",
        "detector",
        "timeout",
        "validation",
        "system",
    )

    severity: Severity
    #: One of CATEGORIES.
    category: str
    #: A stable name for programs, such as "file-unreadable".
    code: str
    message: str
    #: Empty where no file is concerned.
    path: str
    #: The rule or detector; empty where none is concerned.
    detector: str
    #: What the scanner did about it, and what the user can do.
    recovery: str
    #: From 1; 0 where that is not known.
    line: int
    column: int
    #: True if the same scan may do better when it is run again.
    retry_may_help: bool
    #: True if something that should have been scanned was not.
    incomplete: bool

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


def diagnostic(handle: int) -> Diagnostic:
    """Copies a diagnostic of the library."""
    raw = DiagnosticInfoStruct()
    get("mcps_diagnostic_get", handle, raw)
    known = 0 <= raw.category < len(Diagnostic.CATEGORIES)
    return Diagnostic(
        severity=Severity(raw.severity),
        category=Diagnostic.CATEGORIES[raw.category] if known else "other",
        code=str(raw.code),
        message=str(raw.message),
        path=os.fsdecode(bytes(raw.path)),
        detector=str(raw.detector),
        recovery=str(raw.recovery),
        line=raw.line,
        column=raw.column,
        retry_may_help=raw.retry_may_help != 0,
        incomplete=raw.incomplete != 0,
    )


@dataclass(frozen=True)
class Progress:
    """How far a scan has come. Comes only when the option `progress_interval` is set."""

    files_completed: int
    files_discovered: int
    bytes: int
    findings: int
    #: The file completed last.
    path: str


def progress(raw: EventStruct) -> Progress:
    """Copies an event of the kind MCPS_EVENT_PROGRESS."""
    path = os.fsdecode(bytes(raw.path))
    return Progress(raw.files_completed, raw.files_discovered, raw.bytes, raw.findings, path)


@dataclass(frozen=True)
class Summary:
    """The counts of a scan; see `mcps_summary` in mcpsentinel.h."""

    status: Status
    #: True if everything that should have been scanned was, to its last byte and by every rule.
    complete: bool
    files_eligible: int
    files_completed: int
    files_ignored: int
    files_binary: int
    files_too_large: int
    files_special: int
    folders: int
    bytes: int
    findings_info: int
    findings_low: int
    findings_medium: int
    findings_high: int
    findings_critical: int
    findings_suppressed: int
    diagnostics: int
    #: Microseconds.
    wall_time: int
    #: Bytes.
    peak_memory: int
    budget_waits: int

    @property
    def findings(self) -> int:
        """The findings that are not suppressed."""
        return (
            self.findings_info
            + self.findings_low
            + self.findings_medium
            + self.findings_high
            + self.findings_critical
        )


def summary(raw: SummaryStruct) -> Summary:
    """Copies a summary of the library."""
    names = [name for name in Summary.__dataclass_fields__ if name not in ("status", "complete")]
    counts = {name: getattr(raw, name) for name in names}
    return Summary(status=Status(raw.status), complete=raw.complete != 0, **counts)
