"""The system's PCRE2, as far as a plugin's host needs it."""

from __future__ import annotations

import ctypes as c
import ctypes.util
from functools import cache

CASELESS, DOTALL, MULTILINE = 0x8, 0x20, 0x400

_library = c.CDLL(ctypes.util.find_library("pcre2-8") or "libpcre2-8.so.0")
_library.pcre2_compile_8.restype = c.c_void_p
_library.pcre2_compile_8.argtypes = [c.c_char_p, c.c_size_t, c.c_uint32, c.POINTER(c.c_int), c.POINTER(c.c_size_t),
                                     c.c_void_p]
_library.pcre2_match_data_create_from_pattern_8.restype = c.c_void_p
_library.pcre2_match_data_create_from_pattern_8.argtypes = [c.c_void_p, c.c_void_p]
_library.pcre2_match_8.argtypes = [c.c_void_p, c.c_char_p, c.c_size_t, c.c_size_t, c.c_uint32, c.c_void_p, c.c_void_p]
_library.pcre2_get_ovector_pointer_8.restype = c.POINTER(c.c_size_t)
_library.pcre2_get_ovector_pointer_8.argtypes = [c.c_void_p]
_library.pcre2_get_ovector_count_8.argtypes = [c.c_void_p]


class PatternError(Exception):
    """A pattern does not compile."""


@cache
def _compiled(pattern: bytes, options: int) -> tuple[int, int]:
    error, offset = c.c_int(), c.c_size_t()
    code = _library.pcre2_compile_8(pattern, len(pattern), options, error, offset, None)
    if not code:
        raise PatternError(f"{pattern!r}: error {error.value} at byte {offset.value}")
    return code, _library.pcre2_match_data_create_from_pattern_8(code, None)


def match(pattern: bytes, options: int, subject: bytes, start: int) -> list[tuple[int, int]]:
    """The first match from `start` on and its groups, as pairs of offsets; empty when there is none."""
    code, data = _compiled(pattern, options)
    if _library.pcre2_match_8(code, subject, len(subject), start, 0, data, None) < 0:
        return []
    vector = _library.pcre2_get_ovector_pointer_8(data)
    return [(vector[2 * group], vector[2 * group + 1]) for group in range(_library.pcre2_get_ovector_count_8(data))]
