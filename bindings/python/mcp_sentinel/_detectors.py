"""Plugins of an engine, and how they fare."""

from __future__ import annotations

import ctypes
import os
from dataclasses import dataclass

from ._library import library, make
from ._structs import DetectorStruct


@dataclass(frozen=True)
class Detector:
    """A plugin. Counts are since the engine was made, times in microseconds."""

    id: str
    version: str
    path: str
    #: SHA-256 of what was loaded.
    digest: str
    #: "isolated" or "in-process".
    mode: str
    #: What confines its processes.
    confinement: tuple[str, ...]
    #: Of its circuit breaker: "closed" when all is well, "open" while it is left alone, "half-open" while it is tried.
    state: str
    last_failure: str
    calls: int
    findings: int
    errors: int
    timeouts: int
    restarts: int
    median_time: int
    slow_time: int
    title: str
    #: What it looks at: "files", "listings", "patterns".
    capabilities: tuple[str, ...]
    #: How many rules it has.
    rules: int


def detectors(engine: int) -> tuple[Detector, ...]:
    """Copies what the library tells of an engine's plugins."""
    handle = make("mcps_engine_detectors", engine)
    try:
        return tuple(_detector(handle, index) for index in range(library().mcps_detectors_count(handle)))
    finally:
        library().mcps_detectors_free(handle)


def _detector(handle: int, index: int) -> Detector:
    raw = DetectorStruct()
    library().mcps_detectors_at(handle, index, ctypes.byref(raw))
    return Detector(
        id=str(raw.id),
        version=str(raw.version),
        path=os.fsdecode(bytes(raw.path)),
        digest=str(raw.digest),
        mode=str(raw.mode),
        confinement=tuple(str(raw.confinement).split()),
        state=str(raw.state),
        last_failure=str(raw.last_failure),
        calls=raw.calls,
        findings=raw.findings,
        errors=raw.errors,
        timeouts=raw.timeouts,
        restarts=raw.restarts,
        median_time=raw.median_time,
        slow_time=raw.slow_time,
        title=str(raw.title),
        capabilities=tuple(str(raw.capabilities).split()),
        rules=raw.rules,
    )
