"""One run of an engine."""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Callable, Optional, Union

from . import _values
from ._errors import OutputError, SentinelError, StateError
from ._library import END, OK, WRITE_FUNCTION, c_text, call, library, make
from ._report import Report
from ._structs import EventStruct, SummaryStruct
from ._values import Diagnostic, Finding, Progress, Summary

#: How long Ctrl-C may have to wait, in milliseconds: Python runs its signal handlers between calls into the library.
_PATIENCE = 50

Event = Union[Finding, Diagnostic, Progress]


class Scan:
    """One run over paths or bytes: an iterator of findings as they are found.

    It starts by itself when the first finding is asked for. For one thread, except that `cancel` and `close` may be called
    from any. Diagnostics collect in `diagnostics` on the way.
    """

    def __init__(self, engine: int, add: Callable[[int], None]) -> None:
        self._handle: Optional[int] = None
        #: Held while the library works on the scan; a scan is only freed under it.
        self._use = threading.RLock()
        #: Held while the handle is read for `cancel` or dropped by `close`.
        self._life = threading.RLock()
        self._depth = 0
        self._started = False
        self._outputs: list[Any] = []
        self._failure: Optional[BaseException] = None
        #: The diagnostics handed out so far.
        self.diagnostics: list[Diagnostic] = []
        self._handle = make("mcps_scan_new", engine)
        add(self._handle)

    def __enter__(self) -> Scan:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_handle", None) is not None:
            self.close()

    def add_output(self, format: str, write: Callable[[bytes], object]) -> None:
        """Has the report written in a format while the scan runs, as in `scan.add_output("sarif", file.write)`.

        It is complete when the iteration is over. An exception that `write` raises ends the scan and comes out of it.
        """

        def write_bytes(_: Any, data: int, length: int) -> int:
            try:
                write(ctypes.string_at(data, length))
                return 0
            except BaseException as error:  # No exception may cross C; it is raised again behind it.
                self._failure = error
                return 1

        function = WRITE_FUNCTION(write_bytes)
        self._call("mcps_scan_add_output", c_text(format, "a format's name"), function, None)
        self._outputs.append(function)

    def __iter__(self) -> Iterator[Finding]:
        return self

    def __next__(self) -> Finding:
        for event in self.events():
            if isinstance(event, Finding):
                return event
        raise StopIteration

    def events(self) -> Iterator[Event]:
        """Everything as it comes: findings, diagnostics and, with the option `progress_interval`, progress."""
        if self._handle is None and self._started:
            return
        self._start()
        raw = EventStruct()
        while True:
            # What an event points to dies with the scan: pulling and copying are one turn, which `close` waits for.
            if not self._use.acquire(blocking=False):
                raise StateError("a scan is for one thread at a time")
            try:
                status = self._next(raw)
                event = self._event(raw) if status == OK else None
            finally:
                self._use.release()
            if status == END:
                return
            if event is not None:
                yield event

    def _start(self) -> None:
        if not self._started:
            self._call("mcps_scan_start")
            self._started = True

    def _next(self, raw: EventStruct) -> int:
        try:
            return self._call("mcps_scan_next", _PATIENCE, ctypes.byref(raw))
        except OutputError as error:
            self._raise_failure(error)
            raise

    def _raise_failure(self, error: SentinelError) -> None:
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure from error

    def _event(self, raw: EventStruct) -> Optional[Event]:
        # Lent until the next pull, so it is copied within the same turn.
        if raw.kind == 1 and raw.finding:
            return _values.finding(raw.finding)
        if raw.kind == 2 and raw.diagnostic:
            diagnostic = _values.diagnostic(raw.diagnostic)
            self.diagnostics.append(diagnostic)
            return diagnostic
        return _values.progress(raw) if raw.kind == 3 else None

    def report(self) -> Report:
        """Runs the scan to its end and returns everything at once. Not for a scan that was iterated over."""
        if self._started:
            raise StateError("the scan has started already; ask for the report before its findings")
        self._started = True
        outcome: list[Union[int, BaseException]] = []

        def collect() -> None:
            try:
                with self._use:
                    outcome.append(self._make("mcps_report_collect"))
            except BaseException as error:
                outcome.append(error)

        # The library collects in one call, which would keep Ctrl-C waiting to its end.
        thread = threading.Thread(target=collect, name="mcp-sentinel-report")
        thread.start()
        try:
            while thread.is_alive():
                thread.join(_PATIENCE / 1000)
        except BaseException:
            self.cancel()
            thread.join()
            for result in outcome:
                if isinstance(result, int):
                    library().mcps_report_free(result)
            raise
        result = outcome[0]
        if isinstance(result, BaseException):
            if isinstance(result, OutputError):
                self._raise_failure(result)
            raise result
        report = Report(result)
        self.diagnostics = list(report.diagnostics)
        return report

    @property
    def summary(self) -> Summary:
        """The counts so far."""
        raw = SummaryStruct()
        self._call("mcps_scan_summary", ctypes.byref(raw))
        return _values.summary(raw)

    def cancel(self) -> None:
        """Asks the scan to stop, from any thread. The iteration then comes to its end; it does not wait."""
        with self._life:
            if self._handle is not None:
                library().mcps_scan_cancel(self._handle)

    def close(self) -> None:
        """Stops the scan and frees what it holds. The second time does nothing."""
        self.cancel()
        with self._use:
            if self._depth > 0:
                raise StateError("a scan cannot be closed by its own output")
            with self._life:
                handle, self._handle = self._handle, None
            if handle is not None:
                library().mcps_scan_free(handle)

    def _call(self, name: str, *arguments: Any) -> int:
        """Calls the library with the scan."""
        if not self._use.acquire(blocking=False):
            raise StateError("a scan is for one thread at a time")
        try:
            if self._handle is None:
                raise StateError("the scan is closed")
            self._depth += 1
            try:
                return call(name, self._handle, *arguments)
            finally:
                self._depth -= 1
        finally:
            self._use.release()

    def _make(self, name: str) -> int:
        out = ctypes.c_void_p()
        self._call(name, ctypes.byref(out))
        assert out.value is not None
        return out.value


def add_paths(paths: list[Union[str, bytes]]) -> Callable[[int], None]:
    """What to scan: files and folders."""

    def add(scan: int) -> None:
        for path in paths:
            data = c_text(path, "a path")
            call("mcps_scan_add_path", scan, data, len(data))

    return add


def add_bytes(data: bytes, name: Union[str, bytes]) -> Callable[[int], None]:
    """What to scan: bytes, as if they were a file called `name`."""
    raw_name = os.fsencode(name)

    def add(scan: int) -> None:
        call("mcps_scan_add_bytes", scan, raw_name, len(raw_name), data, len(data))

    return add
