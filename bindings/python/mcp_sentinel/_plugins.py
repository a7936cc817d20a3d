"""Plugins before they are used: trying them out, and the lock file of those that may be loaded."""

from __future__ import annotations

import ctypes
import enum
import os
from dataclasses import dataclass

from ._library import CHECK_FUNCTION, LOCKED_FUNCTION, PathLike, c_text, call
from ._structs import CheckStepStruct, LockedPluginStruct


class Outcome(enum.IntEnum):
    """How a step went."""

    PASSED = 0
    FAILED = 1
    #: Not tried, as it makes no sense after what failed before.
    SKIPPED = 2


@dataclass(frozen=True)
class CheckStep:
    """A step of trying a plugin out."""

    #: Stable, such as "description" or "long-line".
    name: str
    outcome: Outcome
    #: What was tried, or what does not hold, one mistake a line.
    message: str
    #: In microseconds.
    time: int


class LockState(enum.IntEnum):
    """How a plugin compares with what a lock file says of it."""

    OK = 0
    CHANGED = 1
    MISSING = 2
    #: It may not be loaded, since others may write to it.
    REFUSED = 3


@dataclass(frozen=True)
class LockedPlugin:
    """A plugin of a lock file, held against the file that is there."""

    path: str
    #: The digest that is trusted.
    digest: str
    state: LockState
    #: Why it is not well; empty where it is.
    message: str


def check(configuration: int, path: PathLike, in_process: bool) -> tuple[CheckStep, ...]:
    """Tries a plugin out with the options of a configuration of the library."""
    steps: list[CheckStep] = []

    def note(_: object, place: int) -> None:
        raw = CheckStepStruct.from_address(place)
        steps.append(CheckStep(str(raw.name), Outcome(raw.outcome), str(raw.message), raw.time))

    name = c_text(os.fspath(path), "a path")
    call("mcps_plugin_check", configuration, name, int(in_process), CHECK_FUNCTION(note), None, None)
    return tuple(steps)


def trust_plugin(path: PathLike, lock: PathLike) -> None:
    """Puts a plugin, as it is now, into a lock file, which is made if there is none. Nothing of the plugin is run."""
    call("mcps_plugin_trust", c_text(os.fspath(path), "a path"), c_text(os.fspath(lock), "a path"))


def verify_plugins(lock: PathLike) -> tuple[LockedPlugin, ...]:
    """Holds each plugin of a lock file against the file that is there now, and changes nothing."""
    found: list[LockedPlugin] = []

    def note(_: object, place: int) -> None:
        raw = LockedPluginStruct.from_address(place)
        path = os.fsdecode(bytes(raw.path))
        found.append(LockedPlugin(path, str(raw.digest), LockState(raw.state), str(raw.message)))

    call("mcps_plugin_verify", c_text(os.fspath(lock), "a path"), LOCKED_FUNCTION(note), None, None)
    return tuple(found)
