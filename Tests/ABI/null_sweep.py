"""Calls one function with each of its pointers NULL in turn, and prints what came back, one line of JSON per call.

    python3 null_sweep.py LIBRARY FUNCTION

test_null.py runs it in a process of its own for each function, so that a crash is seen as one.
"""

from __future__ import annotations

import ctypes
import json
import sys
from pathlib import Path

import foreign
import header

TEXTS = {"name": b"severity", "value": b"high", "id": b"none", "path": b"/non", "start": b".", "format": b"json",
         "selector": b"none", "lock": b"/non", "output": b"/non/x", "source": b"/non", "pattern": b"abcdef",
         "bytes": b"abcdef"}


class Objects:
    """Makes one valid object of each kind."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self.library = library
        self.kept: list[object] = []
        self.sizes = foreign.struct_sizes()

    def new(self, function: str, *arguments: object) -> int:
        slot = ctypes.c_void_p()
        status = getattr(self.library, function)(*arguments, ctypes.addressof(slot), None)
        assert status >= 0 and slot.value, (function, status)
        return slot.value

    def error(self) -> int:
        slot = ctypes.c_void_p()
        config = self.new("mcps_config_new")
        assert self.library.mcps_config_set(config, *self.buffers(b"no such option", b""), ctypes.addressof(slot)) < 0
        assert slot.value
        return slot.value

    def scan(self) -> int:
        scan = self.new("mcps_scan_new", self.new("mcps_engine_new", None))
        self.library.mcps_scan_add_path(scan, self.buffers(b"/nonexistent/path")[0], 17, None)
        return scan

    def report(self) -> int:
        return self.new("mcps_report_collect", self.scan())

    def diagnostic(self) -> int:
        report = self.report()
        assert self.library.mcps_report_diagnostic_count(report) > 0, "a missing root made no diagnostic"
        return self.library.mcps_report_diagnostic_at(report, 0)

    def buffers(self, *texts: bytes) -> list[int]:
        made = [ctypes.create_string_buffer(text) for text in texts]
        self.kept += made
        return [ctypes.addressof(one) for one in made]

    def struct(self, name: str) -> int:
        size = self.sizes[name]
        memory = ctypes.create_string_buffer(size)
        ctypes.c_uint32.from_buffer(memory).value = size
        self.kept.append(memory)
        return ctypes.addressof(memory)

    def argument(self, parameter: header.Parameter) -> object:
        """A valid argument; None where there is none to be had without findings."""
        kind = parameter.type.replace("const ", "")
        if parameter.is_function:
            results = {"mcps_test_fn": None, "mcps_check_fn": None, "mcps_locked_fn": None}
            function = foreign.CALLBACKS[kind](lambda *_: results.get(kind, 0))
            self.kept.append(function)
            return ctypes.cast(function, ctypes.c_void_p).value
        if not parameter.is_pointer:
            # A length is that of the texts; a line counts from 1.
            return {"length": 4, "line": 1}.get(parameter.name.rpartition("_")[2], 0)
        if kind.endswith("**") or kind in ("size_t*", "mcps_text*"):
            return self.buffers(bytes(16))[0]
        if kind in ("char*", "void*"):
            return None if parameter.name == "context" else self.buffers(TEXTS[parameter.name])[0]
        base = kind.rstrip("*")
        if base in self.sizes:
            return self.struct(base)
        made = {
            "mcps_config": lambda: self.new("mcps_config_new"),
            "mcps_engine": lambda: self.new("mcps_engine_new", None),
            "mcps_detectors": lambda: self.new("mcps_engine_detectors", self.new("mcps_engine_new", None)),
            "mcps_buffer": lambda: self.new("mcps_config_schema"),
            "mcps_scan": self.scan, "mcps_report": self.report, "mcps_error": self.error,
            "mcps_diagnostic": self.diagnostic, "mcps_finding": lambda: None,
        }
        return made[base]()


def outcome(result: object) -> object:
    """A result in a form that says what the test needs."""
    if isinstance(result, foreign.Text):
        return {"length": result.length, "data": bool(result.data)}
    return result


def main() -> None:
    library = foreign.load(Path(sys.argv[1]))
    objects = Objects(library)
    function = next(one for one in header.functions() if one.name == sys.argv[2])
    pointers = [parameter.name for parameter in function.parameters if parameter.is_pointer]
    for absent in [[name] for name in pointers] + [pointers]:
        arguments = [
            None if one.name in absent else objects.argument(one) for one in function.parameters
        ]
        result = getattr(library, function.name)(*arguments)
        print(json.dumps({"absent": absent, "result": outcome(result)}), flush=True)


if __name__ == "__main__":
    main()
