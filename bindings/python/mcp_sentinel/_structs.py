"""The structs of mcpsentinel.h for ctypes. Tests/ABI/layout.txt is what they are tested against."""

from __future__ import annotations

import ctypes
from ctypes import c_int32, c_int64, c_size_t, c_uint32, c_uint64, c_void_p


class Text(ctypes.Structure):
    _fields_ = [("data", c_void_p), ("length", c_size_t)]

    def __bytes__(self) -> bytes:
        return ctypes.string_at(self.data, self.length) if self.length else b""

    def __str__(self) -> str:
        return bytes(self).decode("utf-8", "replace")


class PositionStruct(ctypes.Structure):
    _fields_ = [
        ("offset", c_uint64),
        ("line", c_uint32),
        ("column", c_uint32),
        ("byte_column", c_uint32),
        ("reserved", c_uint32),
    ]


class RangeStruct(ctypes.Structure):
    _fields_ = [("start", PositionStruct), ("end", PositionStruct)]


class Sized(ctypes.Structure):
    """A struct that starts with its size, which its creation fills in."""

    def __init__(self) -> None:
        super().__init__()
        self.struct_size = ctypes.sizeof(self)


class OptionStruct(Sized):
    _fields_ = [
        ("struct_size", c_uint32),
        ("type", c_int32),
        ("name", Text),
        ("help", Text),
        ("default_value", Text),
        ("value", Text),
        ("origin", Text),
        ("choices", Text),
        ("minimum", c_int64),
        ("maximum", c_int64),
        ("group", Text),
        ("allowed_when_discovered", c_int32),
        ("reserved", c_int32),
    ]


class RuleStruct(Sized):
    _fields_ = [
        ("struct_size", c_uint32),
        ("severity", c_int32),
        ("confidence", c_int32),
        ("enabled", c_int32),
        ("id", Text),
        ("title", Text),
        ("category", Text),
        ("kind", Text),
        ("why", Text),
        ("fix", Text),
        ("since", Text),
        ("origin", Text),
        ("pattern", Text),
        ("message", Text),
        ("secret", c_int32),
        ("reserved", c_int32),
    ]


class DetectorStruct(Sized):
    _fields_ = [
        ("struct_size", c_uint32),
        ("reserved", c_int32),
        ("id", Text),
        ("version", Text),
        ("path", Text),
        ("digest", Text),
        ("mode", Text),
        ("confinement", Text),
        ("state", Text),
        ("last_failure", Text),
        ("calls", c_uint64),
        ("findings", c_uint64),
        ("errors", c_uint64),
        ("timeouts", c_uint64),
        ("restarts", c_uint64),
        ("median_time", c_uint64),
        ("slow_time", c_uint64),
        ("title", Text),
        ("capabilities", Text),
        ("rules", c_uint64),
    ]


class CheckStepStruct(Sized):
    _fields_ = [
        ("struct_size", c_uint32),
        ("outcome", c_int32),
        ("name", Text),
        ("message", Text),
        ("time", c_uint64),
    ]


class LockedPluginStruct(Sized):
    _fields_ = [
        ("struct_size", c_uint32),
        ("state", c_int32),
        ("path", Text),
        ("digest", Text),
        ("message", Text),
    ]


class EventStruct(Sized):
    _fields_ = [
        ("struct_size", c_uint32),
        ("kind", c_int32),
        ("finding", c_void_p),
        ("diagnostic", c_void_p),
        ("files_completed", c_uint64),
        ("files_discovered", c_uint64),
        ("bytes", c_uint64),
        ("findings", c_uint64),
        ("path", Text),
        ("status", c_int32),
        ("reserved", c_int32),
    ]


class FindingInfoStruct(Sized):
    _fields_ = [
        ("struct_size", c_uint32),
        ("severity", c_int32),
        ("confidence", c_int32),
        ("suppressed", c_int32),
        ("rule_id", Text),
        ("title", Text),
        ("category", Text),
        ("message", Text),
        ("why", Text),
        ("fix", Text),
        ("path", Text),
        ("range", RangeStruct),
        ("match", Text),
        ("line", Text),
        ("line_column", c_uint32),
        ("line_width", c_uint32),
        ("fingerprint", Text),
        ("suppression_reason", Text),
        ("evidence", Text),
    ]


class TraceStepStruct(Sized):
    _fields_ = [
        ("struct_size", c_uint32),
        ("kind", c_int32),
        ("path", Text),
        ("range", RangeStruct),
        ("message", Text),
    ]


class DiagnosticInfoStruct(Sized):
    _fields_ = [
        ("struct_size", c_uint32),
        ("severity", c_int32),
        ("category", c_int32),
        ("retry_may_help", c_int32),
        ("code", Text),
        ("message", Text),
        ("path", Text),
        ("detector", Text),
        ("recovery", Text),
        ("line", c_uint32),
        ("column", c_uint32),
        ("incomplete", c_int32),
        ("reserved", c_int32),
    ]


class SummaryStruct(Sized):
    _fields_ = [
        ("struct_size", c_uint32),
        ("status", c_int32),
        ("complete", c_int32),
        ("reserved", c_int32),
        ("files_eligible", c_uint64),
        ("files_completed", c_uint64),
        ("files_ignored", c_uint64),
        ("files_binary", c_uint64),
        ("files_too_large", c_uint64),
        ("files_special", c_uint64),
        ("folders", c_uint64),
        ("bytes", c_uint64),
        ("findings_info", c_uint64),
        ("findings_low", c_uint64),
        ("findings_medium", c_uint64),
        ("findings_high", c_uint64),
        ("findings_critical", c_uint64),
        ("findings_suppressed", c_uint64),
        ("diagnostics", c_uint64),
        ("wall_time", c_uint64),
        ("peak_memory", c_uint64),
        ("budget_waits", c_uint64),
    ]


class EstimateStruct(Sized):
    _fields_ = [
        ("struct_size", c_uint32),
        ("jobs", c_uint32),
        ("files", c_uint64),
        ("bytes", c_uint64),
        ("memory", c_uint64),
        ("wall_time", c_uint64),
    ]
