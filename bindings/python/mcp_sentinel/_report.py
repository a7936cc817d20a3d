"""All events of a finished scan."""

from __future__ import annotations

import ctypes
import functools

from . import _values
from ._library import buffer, c_text, call, library
from ._structs import SummaryStruct
from ._values import Diagnostic, Finding, Summary


class Report:
    """All events of a finished scan. Immutable; it needs neither scan nor engine."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def __del__(self) -> None:
        library().mcps_report_free(self._handle)

    @functools.cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, suppressed ones included, in the order of the scan."""
        count = library().mcps_report_finding_count(self._handle)
        handles = (library().mcps_report_finding_at(self._handle, index) for index in range(count))
        return tuple(_values.finding(handle) for handle in handles)

    @functools.cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All diagnostics in the order of the scan."""
        count = library().mcps_report_diagnostic_count(self._handle)
        handles = (library().mcps_report_diagnostic_at(self._handle, index) for index in range(count))
        return tuple(_values.diagnostic(handle) for handle in handles)

    @functools.cached_property
    def summary(self) -> Summary:
        """The counts of the scan."""
        raw = SummaryStruct()
        call("mcps_report_summary", self._handle, ctypes.byref(raw))
        return _values.summary(raw)

    def render(self, format: str) -> bytes:
        """The report in one of `mcp_sentinel.formats()`."""
        return buffer("mcps_report_render", self._handle, c_text(format, "a format's name"))
