"""Calls every function of the header through ctypes, with the types that the header declares."""

from __future__ import annotations

import ctypes
from pathlib import Path

import header

INTEGERS = {
    "int32_t": ctypes.c_int32,
    "uint32_t": ctypes.c_uint32,
    "int64_t": ctypes.c_int64,
    "uint64_t": ctypes.c_uint64,
    "size_t": ctypes.c_size_t,
}


class Text(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("length", ctypes.c_size_t)]


CALLBACKS = {
    "mcps_test_fn": ctypes.CFUNCTYPE(None, ctypes.c_void_p, Text, Text),
    "mcps_write_fn": ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t),
    "mcps_check_fn": ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p),
    "mcps_locked_fn": ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p),
    "mcps_event_fn": ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p),
}


def _type(name: str) -> object:
    if name == "void":
        return None
    if name == "mcps_text":
        return Text
    return INTEGERS.get(name, ctypes.c_void_p)


def load(path: Path) -> ctypes.CDLL:
    """The library with every function's types set. Functions are passed as addresses, so that they can be NULL."""
    library = ctypes.CDLL(str(path))
    for function in header.functions():
        symbol = getattr(library, function.name)
        symbol.restype = _type(function.result)
        symbol.argtypes = [_type(parameter.type) for parameter in function.parameters]
    return library


def struct_sizes() -> dict[str, int]:
    """The size of each struct, from the record that test_symbols.py compares with the compiler."""
    import record

    rows = (line.split() for line in record.recorded_layout())
    return {name: int(value) for name, value in rows if name.islower() and "." not in name}
