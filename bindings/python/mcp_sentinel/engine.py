"""Engines and their options."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Any, Optional, Union

from ._detectors import Detector, detectors
from ._errors import RuleError, StateError
from ._library import TEST_FUNCTION, PathLike, buffer, c_text, call, library, make
from ._plugins import CheckStep, check
from ._rules import Rule, RuleTestFailure, rule
from ._scan import Scan, add_bytes, add_paths
from ._structs import EstimateStruct, OptionStruct, Text
from ._values import Confidence, Severity

_Item = Union[str, bytes, bool, int, float, timedelta, Severity, Confidence, "os.PathLike[str]"]
#: What an option can be set to. None leaves it at its default.
OptionValue = Union[_Item, Iterable[Union[str, bytes, "os.PathLike[str]"]], None]

_TYPES = ("bool", "int", "size", "duration", "choice", "string", "list")


@dataclass(frozen=True)
class Option:
    """An option of engines."""

    name: str
    #: "bool", "int", "size", "duration", "choice", "string" or "list".
    type: str
    help: str
    default: str
    choices: tuple[str, ...]
    #: The bounds of an int, a size (bytes) or a duration (milliseconds).
    minimum: int
    maximum: int
    group: str


def options() -> tuple[Option, ...]:
    """All options, which are the keywords of Engine."""
    found = []
    for index in range(library().mcps_config_option_count()):
        raw = OptionStruct()
        call("mcps_config_option_at", None, index, ctypes.byref(raw))
        known = 0 <= raw.type < len(_TYPES)
        found.append(
            Option(
                name=str(raw.name),
                type=_TYPES[raw.type] if known else "string",
                help=str(raw.help),
                default=str(raw.default_value),
                choices=tuple(str(raw.choices).splitlines()),
                minimum=raw.minimum,
                maximum=raw.maximum,
                group=str(raw.group),
            )
        )
    return tuple(found)


def config_schema() -> bytes:
    """A JSON Schema of the configuration file."""
    return buffer("mcps_config_schema")


@dataclass(frozen=True)
class Estimate:
    """What a scan would cost."""

    jobs: int
    files: int
    bytes: int
    #: Bytes.
    memory: int
    #: Microseconds.
    wall_time: int


class Engine:
    """Compiled rules and fixed options: make one, scan many times, from any number of threads.

    `config` is a configuration file to read. `discover` is where the search for one starts that belongs to what is
    scanned and is trusted less. `roots` is what is going to be scanned, where that is known: a plugin that lies there is then
    refused before anything of it runs. The other keywords are the options of `mcp_sentinel.options()`, and win over files.
    """

    def __init__(
        self,
        *,
        config: Optional[PathLike] = None,
        discover: Optional[PathLike] = None,
        roots: Union[PathLike, Iterable[PathLike]] = (),
        **options: OptionValue,
    ) -> None:
        self._handle: Optional[int] = None
        with _configuration(config, discover, options) as configuration:
            for root in _path_list(roots):
                path = c_text(root, "a path")
                call("mcps_config_add_root", configuration, path, len(path))
            self._handle = make("mcps_engine_new", configuration)

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_handle", None) is not None:
            self.close()

    def close(self) -> None:
        """Gives the engine back; scans that were made of it go on. The second time does nothing."""
        handle, self._handle = self._handle, None
        library().mcps_engine_release(handle)

    def _used(self) -> int:
        if self._handle is None:
            raise StateError("the engine is closed")
        return self._handle

    def scan(self, paths: Union[PathLike, Iterable[PathLike]]) -> Scan:
        """A scan of a file or folder, or of several: iterate over it, or ask for its report."""
        return Scan(self._used(), add_paths(_path_list(paths)))

    def scan_bytes(self, data: Union[bytes, bytearray, memoryview], name: PathLike) -> Scan:
        """A scan of bytes as if they were a file called `name`, which decides the file type."""
        copied = data if isinstance(data, bytes) else bytes(memoryview(data))
        return Scan(self._used(), add_bytes(copied, os.fspath(name)))

    def estimate(self, paths: Union[PathLike, Iterable[PathLike]]) -> Estimate:
        """What scanning would cost: walks the folders and reads sizes, but no content."""
        scan = make("mcps_scan_new", self._used())
        try:
            add_paths(_path_list(paths))(scan)
            raw = EstimateStruct()
            call("mcps_scan_estimate", scan, ctypes.byref(raw))
            return Estimate(raw.jobs, raw.files, raw.bytes, raw.memory, raw.wall_time)
        finally:
            library().mcps_scan_free(scan)

    def extract(self, paths: Union[PathLike, Iterable[PathLike]]) -> list[dict[str, Any]]:
        """What the files declare of MCP servers: servers, tools, prompts and resources, as dictionaries with the keys `kind`,
        `name`, `description`, `parameters`, `annotations`, `capabilities`, `path`, `start`, `handler` and more (those of
        `mcp-sentinel tools extract --format json`), in the order of the files. Nothing is run."""
        scan = make("mcps_scan_new", self._used())
        try:
            add_paths(_path_list(paths))(scan)
            items: list[dict[str, Any]] = json.loads(buffer("mcps_scan_extract", scan, b"json"))["items"]
            return items
        finally:
            library().mcps_scan_free(scan)

    def explain(self, paths: Union[PathLike, Iterable[PathLike]], file: PathLike, line: int) -> dict[str, Any]:
        """What a scan of the paths sees at a line of a file below them, as a dictionary with the keys `path`, `line`, `scanned`, `notes`,
        `functions` and `sights` (those of `mcp-sentinel scan --explain FILE:LINE --format json`). Each sight has a rule, an
        `outcome` (reported, suppressed, dropped, harmless, unreached, inapplicable), its reasons, and the way that leads there."""
        scan = make("mcps_scan_new", self._used())
        try:
            add_paths(_path_list(paths))(scan)
            place = os.fsencode(os.fspath(file))
            found: dict[str, Any] = json.loads(
                buffer("mcps_scan_explain", scan, c_text(place, "a path"), len(place), line, b"json"))
            return found
        finally:
            library().mcps_scan_free(scan)

    def detectors(self) -> tuple[Detector, ...]:
        """The plugins, and how they fare."""
        return detectors(self._used())

    def reload_detector(self, id: str) -> None:
        """Loads what now lies at a plugin's path, for scans that start later. Raises ConfigError, and keeps the present version."""
        call("mcps_engine_reload_detector", self._used(), c_text(id, "a plugin's id"))

    def check_detectors(self) -> None:
        """Asks the idle processes of all plugins whether they are well, and ends those that are not."""
        call("mcps_engine_check_detectors", self._used())

    def rules(self) -> tuple[Rule, ...]:
        """All rules, sorted by id."""
        handle = self._used()
        return tuple(rule(handle, index) for index in range(library().mcps_engine_rule_count(handle)))

    def rule(self, id: str) -> Rule:
        """The rule with that id or alias. Raises NotFoundError."""
        index = ctypes.c_size_t()
        call("mcps_engine_rule_find", self._used(), c_text(id, "a rule's id"), ctypes.byref(index))
        return rule(self._used(), index.value)

    def test_rules(self, selector: Optional[str] = None) -> tuple[RuleTestFailure, ...]:
        """Tests rules against their own examples. `selector` is an id or a glob over ids; None is all."""
        failures: list[RuleTestFailure] = []

        def note(_: object, rule_id: Text, message: Text) -> None:
            failures.append(RuleTestFailure(str(rule_id), str(message)))

        name = None if selector is None else c_text(selector, "a rule selector")
        try:
            call("mcps_engine_test_rules", self._used(), name, TEST_FUNCTION(note), None, None)
        except RuleError:
            # Says in one sentence what the failures say in full.
            if not failures:
                raise
        return tuple(failures)


def check_plugin(
    path: PathLike, *, in_process: bool = False, config: Optional[PathLike] = None, **options: OptionValue
) -> tuple[CheckStep, ...]:
    """Tries a plugin out: loading, its examples, and what it must bear. It runs in confined processes, and with `in_process` in
    this one too, if all goes well: nothing contains it there. The other keywords are those of `Engine`."""
    with _configuration(config, None, options) as configuration:
        return check(configuration, path, in_process)


@contextlib.contextmanager
def _configuration(
    config: Optional[PathLike], discover: Optional[PathLike], options: Mapping[str, OptionValue]
) -> Iterator[int]:
    """A configuration of the library with what the keywords say."""
    configuration = make("mcps_config_new")
    try:
        if discover is not None:
            # Whether such a file is obeyed depends on an option that has to be known before.
            _set(configuration, "untrusted", options.get("untrusted"))
            call("mcps_config_discover", configuration, c_text(os.fspath(discover), "a path"))
        if config is not None:
            call("mcps_config_load_file", configuration, c_text(os.fspath(config), "a path"))
        for name, value in options.items():
            _set(configuration, name, value)
        yield configuration
    finally:
        library().mcps_config_free(configuration)


def _path_list(paths: Union[PathLike, Iterable[PathLike]]) -> list[Union[str, bytes]]:
    if isinstance(paths, (str, bytes, os.PathLike)):
        return [os.fspath(paths)]
    return [os.fspath(path) for path in paths]


def _set(configuration: int, name: str, value: OptionValue) -> None:
    """Sets an option from a Python value; the items of a list replace what a file said."""
    if value is None:
        return
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
        texts = [b"", *(_text(item) for item in value)]
    else:
        texts = [_text(value)]
    for text in texts:
        call("mcps_config_set", configuration, c_text(name, "an option's name"), c_text(text, "an option's value"))


def _text(value: _Item) -> Union[str, bytes]:
    """A value in the form that mcps_config_set takes."""
    if isinstance(value, (str, bytes)):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (Severity, Confidence)):
        return value.name.lower()
    if isinstance(value, timedelta):
        return f"{round(value.total_seconds() * 1000)}ms"
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    return str(value)
