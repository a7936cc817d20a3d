"""Finds and loads libmcpsentinel.so, and calls it."""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import os
import shutil
import subprocess
from collections.abc import Iterator
from ctypes import c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_void_p
from pathlib import Path
from typing import Any, Optional, Union

from ._errors import LibraryError, error_for
from ._structs import Text

NAME = "libmcpsentinel.so"
#: The ABI version whose functions and fields this package uses.
ABI_VERSION = 1

OK, STOPPED, LIMITED, TIMEOUT, END = range(5)

WRITE_FUNCTION = ctypes.CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t)
CHECK_FUNCTION = ctypes.CFUNCTYPE(None, c_void_p, c_void_p)
LOCKED_FUNCTION = ctypes.CFUNCTYPE(None, c_void_p, c_void_p)
TEST_FUNCTION = ctypes.CFUNCTYPE(None, c_void_p, Text, Text)

#: Result and parameters of each function used here. Objects and structs are addresses.
_SIGNATURES: dict[str, tuple[Any, list[Any]]] = {
    "mcps_abi_version": (c_uint32, []),
    "mcps_version": (c_char_p, []),
    "mcps_error_message": (Text, [c_void_p]),
    "mcps_error_detail": (Text, [c_void_p]),
    "mcps_error_offset": (c_int64, [c_void_p]),
    "mcps_error_free": (None, [c_void_p]),
    "mcps_status_name": (Text, [c_int32]),
    "mcps_config_new": (c_int32, [c_void_p, c_void_p]),
    "mcps_config_free": (None, [c_void_p]),
    "mcps_config_set": (c_int32, [c_void_p, c_char_p, c_char_p, c_void_p]),
    "mcps_config_option_count": (c_size_t, []),
    "mcps_config_option_at": (c_int32, [c_void_p, c_size_t, c_void_p, c_void_p]),
    "mcps_config_load_file": (c_int32, [c_void_p, c_char_p, c_void_p]),
    "mcps_config_discover": (c_int32, [c_void_p, c_char_p, c_void_p]),
    "mcps_config_schema": (c_int32, [c_void_p, c_void_p]),
    "mcps_config_add_root": (c_int32, [c_void_p, c_char_p, c_size_t, c_void_p]),
    "mcps_engine_new": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "mcps_engine_release": (None, [c_void_p]),
    "mcps_engine_detectors": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "mcps_detectors_count": (c_size_t, [c_void_p]),
    "mcps_detectors_at": (c_int32, [c_void_p, c_size_t, c_void_p]),
    "mcps_detectors_free": (None, [c_void_p]),
    "mcps_engine_reload_detector": (c_int32, [c_void_p, c_char_p, c_void_p]),
    "mcps_engine_check_detectors": (c_int32, [c_void_p, c_void_p]),
    "mcps_plugin_check": (c_int32, [c_void_p, c_char_p, c_int32, CHECK_FUNCTION, c_void_p, c_void_p, c_void_p]),
    "mcps_plugin_trust": (c_int32, [c_char_p, c_char_p, c_void_p]),
    "mcps_plugin_verify": (c_int32, [c_char_p, LOCKED_FUNCTION, c_void_p, c_void_p, c_void_p]),
    "mcps_engine_rule_count": (c_size_t, [c_void_p]),
    "mcps_engine_rule_at": (c_int32, [c_void_p, c_size_t, c_void_p, c_void_p]),
    "mcps_engine_rule_find": (c_int32, [c_void_p, c_char_p, c_void_p, c_void_p]),
    "mcps_engine_rule_item": (c_int32, [c_void_p, c_size_t, c_int32, c_size_t, c_void_p, c_void_p]),
    "mcps_engine_test_rules": (c_int32, [c_void_p, c_char_p, TEST_FUNCTION, c_void_p, c_void_p, c_void_p]),
    "mcps_check_regex_safety": (c_int32, [c_char_p, c_size_t, c_void_p]),
    "mcps_finding_get": (c_int32, [c_void_p, c_void_p]),
    "mcps_finding_trace_count": (c_size_t, [c_void_p]),
    "mcps_finding_trace_at": (c_int32, [c_void_p, c_size_t, c_void_p]),
    "mcps_diagnostic_get": (c_int32, [c_void_p, c_void_p]),
    "mcps_scan_new": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "mcps_scan_free": (None, [c_void_p]),
    "mcps_scan_add_path": (c_int32, [c_void_p, c_char_p, c_size_t, c_void_p]),
    "mcps_scan_add_bytes": (c_int32, [c_void_p, c_char_p, c_size_t, c_char_p, c_size_t, c_void_p]),
    "mcps_scan_add_output": (c_int32, [c_void_p, c_char_p, WRITE_FUNCTION, c_void_p, c_void_p]),
    "mcps_format_count": (c_size_t, []),
    "mcps_format_at": (c_int32, [c_size_t, c_void_p, c_void_p]),
    "mcps_scan_start": (c_int32, [c_void_p, c_void_p]),
    "mcps_scan_next": (c_int32, [c_void_p, c_int32, c_void_p, c_void_p]),
    "mcps_scan_cancel": (None, [c_void_p]),
    "mcps_scan_summary": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "mcps_scan_estimate": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "mcps_scan_extract": (c_int32, [c_void_p, c_char_p, c_void_p, c_void_p]),
    "mcps_scan_explain": (c_int32, [c_void_p, c_char_p, c_size_t, c_uint32, c_char_p, c_void_p, c_void_p]),
    "mcps_report_collect": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "mcps_report_free": (None, [c_void_p]),
    "mcps_report_finding_count": (c_size_t, [c_void_p]),
    "mcps_report_finding_at": (c_void_p, [c_void_p, c_size_t]),
    "mcps_report_diagnostic_count": (c_size_t, [c_void_p]),
    "mcps_report_diagnostic_at": (c_void_p, [c_void_p, c_size_t]),
    "mcps_report_summary": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "mcps_report_render": (c_int32, [c_void_p, c_char_p, c_void_p, c_void_p]),
    "mcps_buffer_data": (Text, [c_void_p]),
    "mcps_buffer_free": (None, [c_void_p]),
}

PathLike = Union[str, bytes, "os.PathLike[str]", "os.PathLike[bytes]"]


def _candidates() -> Iterator[str]:
    """Where the library may be, best first. What takes time comes only when the rest has failed."""
    named = os.environ.get("MCP_SENTINEL_LIBRARY")
    if named:
        # What was named is meant, and a mistake in it must not be papered over.
        yield named
        return
    package = Path(__file__).resolve().parent
    yield str(package / NAME)
    folder = _pkg_config_folder()
    if folder:
        yield os.path.join(folder, NAME)
    found = ctypes.util.find_library("mcpsentinel")
    if found:
        yield found
    checkout = package.parents[2]
    if (checkout / "Package.swift").exists():
        yield str(checkout / ".build" / "release" / NAME)


def _pkg_config_folder() -> Optional[str]:
    program = shutil.which("pkg-config")
    if not program:
        return None
    done = subprocess.run(
        [program, "--variable=libdir", "mcpsentinel"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
    )
    return os.fsdecode(done.stdout.strip()) or None


@functools.lru_cache(maxsize=None)
def library() -> ctypes.CDLL:
    """The library, loaded at the first call."""
    tried = []
    for path in _candidates():
        if os.sep in path and not os.path.exists(path):
            tried.append(path)
            continue
        try:
            return _prepared(ctypes.CDLL(path), path)
        except OSError as error:
            raise LibraryError(f"{path} could not be loaded", str(error)) from error
    raise LibraryError(f"{NAME} was not found; set MCP_SENTINEL_LIBRARY to its path", "tried: " + ", ".join(tried))


def _prepared(loaded: ctypes.CDLL, path: str) -> ctypes.CDLL:
    loaded.mcps_abi_version.restype = c_uint32
    version = loaded.mcps_abi_version()
    if version < ABI_VERSION:
        raise LibraryError(f"{path} has ABI version {version}; this package needs {ABI_VERSION} or later")
    for name, (result, parameters) in _SIGNATURES.items():
        function = getattr(loaded, name)
        function.restype = result
        function.argtypes = parameters
    return loaded


def call(name: str, *arguments: Any) -> int:
    """Calls a function whose last parameter is an error, and raises that error. Returns statuses that are none."""
    error = c_void_p()
    status = int(getattr(library(), name)(*arguments, ctypes.byref(error)))
    if status < 0:
        raise _taken(status, error)
    return status


def _taken(status: int, error: c_void_p) -> Exception:
    """Copies an error object and frees it."""
    loaded = library()
    offset = loaded.mcps_error_offset(error)
    message = str(loaded.mcps_error_message(error)) or str(loaded.mcps_status_name(status))
    detail = str(loaded.mcps_error_detail(error))
    loaded.mcps_error_free(error)
    return error_for(status, message, detail, None if offset < 0 else offset)


def get(name: str, handle: int, *arguments: Any) -> None:
    """Calls a getter that fills a struct, its last argument, and makes no error."""
    *others, struct = arguments
    status = getattr(library(), name)(handle, *others, ctypes.byref(struct))
    if status < 0:
        raise error_for(status, str(library().mcps_status_name(status)), "", None)


def make(name: str, *arguments: Any) -> int:
    """Calls a function that makes an object, and returns its address."""
    out = c_void_p()
    call(name, *arguments, ctypes.byref(out))
    assert out.value is not None
    return out.value


def buffer(name: str, *arguments: Any) -> bytes:
    """Calls a function that makes a buffer, and returns the bytes."""
    handle = make(name, *arguments)
    try:
        return bytes(library().mcps_buffer_data(handle))
    finally:
        library().mcps_buffer_free(handle)


def c_text(value: Union[str, bytes], what: str) -> bytes:
    """A text for C. A NUL inside would silently cut it, and is refused."""
    data = os.fsencode(value)
    if b"\0" in data:
        raise error_for(-1, f"a NUL byte cannot stand in {what}", "", data.index(b"\0"))
    return data


def library_version() -> str:
    """The version of the loaded library."""
    return bytes(library().mcps_version()).decode()


def abi_version() -> int:
    """The ABI version of the loaded library."""
    return int(library().mcps_abi_version())


def formats() -> dict[str, str]:
    """The names of the output formats, and a line about each."""
    found = {}
    for index in range(library().mcps_format_count()):
        name, description = Text(), Text()
        library().mcps_format_at(index, ctypes.byref(name), ctypes.byref(description))
        found[str(name)] = str(description)
    return found
