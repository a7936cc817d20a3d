"""Exceptions, one class for each family of failures."""

from __future__ import annotations

from typing import Optional


class SentinelError(Exception):
    """Why a call failed: `message` in one sentence, further lines in `detail`, and the byte `offset` in the input."""

    def __init__(self, message: str, detail: str = "", offset: Optional[int] = None, status: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail
        self.offset = offset
        self.status = status

    def __str__(self) -> str:
        return f"{self.message}\n{self.detail}" if self.detail else self.message


class ArgumentError(SentinelError, ValueError):
    """An argument is out of range or not of the documented form."""


class StateError(SentinelError):
    """The object is not in a state in which the call makes sense."""


class ResourceError(SentinelError):
    """Memory, threads or descriptors could not be had."""


class IOFailure(SentinelError):
    """A file or folder that was named could not be opened or read."""


class ConfigError(SentinelError):
    """A configuration file or an option's value is wrong."""


class RuleError(SentinelError):
    """A rule file, a rule or a pattern is wrong."""


class NotFoundError(SentinelError, LookupError):
    """No option, rule or format has that name."""


class ForkedError(SentinelError):
    """A scan was inherited over fork(); its threads were not."""


class OutputError(SentinelError):
    """Writing an output failed."""


class InternalError(SentinelError):
    """A fault of the library itself."""


class LibraryError(SentinelError, ImportError):
    """The shared library was not found, or is too old."""


_FAMILIES = {
    -1: ArgumentError,
    -2: StateError,
    -3: ResourceError,
    -4: IOFailure,
    -5: ConfigError,
    -6: RuleError,
    -7: NotFoundError,
    -8: ForkedError,
    -9: OutputError,
    -99: InternalError,
}


def error_for(status: int, message: str, detail: str, offset: Optional[int]) -> SentinelError:
    """The exception for a failing status; SentinelError itself for one that a later library added."""
    return _FAMILIES.get(status, SentinelError)(message, detail, offset, status)
