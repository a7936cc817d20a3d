"""MCP Sentinel: a security scanner for MCP servers, clients and their configuration.

    engine = mcp_sentinel.Engine(severity="medium")
    for finding in engine.scan("server/"):
        print(finding.path, finding.start.line, finding.message)
"""

from ._detectors import Detector
from ._errors import (
    ArgumentError,
    ConfigError,
    ForkedError,
    InternalError,
    IOFailure,
    LibraryError,
    NotFoundError,
    OutputError,
    ResourceError,
    RuleError,
    SentinelError,
    StateError,
)
from ._library import abi_version, formats, library_version
from ._plugins import CheckStep, LockedPlugin, LockState, Outcome, trust_plugin, verify_plugins
from ._report import Report
from ._rules import Rule, RuleTestFailure, check_regex
from ._scan import Event, Scan
from ._values import (
    Confidence,
    Diagnostic,
    Finding,
    Position,
    Progress,
    Severity,
    Status,
    Summary,
    TraceKind,
    TraceStep,
)
from .engine import Engine, Estimate, Option, OptionValue, check_plugin, config_schema, options

__version__ = "0.1.0"

__all__ = [
    "ArgumentError",
    "CheckStep",
    "Confidence",
    "ConfigError",
    "Detector",
    "Diagnostic",
    "Engine",
    "Estimate",
    "Event",
    "Finding",
    "ForkedError",
    "IOFailure",
    "InternalError",
    "LibraryError",
    "LockState",
    "LockedPlugin",
    "NotFoundError",
    "Option",
    "OptionValue",
    "Outcome",
    "OutputError",
    "Position",
    "Progress",
    "Report",
    "ResourceError",
    "Rule",
    "RuleError",
    "RuleTestFailure",
    "Scan",
    "SentinelError",
    "Severity",
    "StateError",
    "Status",
    "Summary",
    "TraceKind",
    "TraceStep",
    "abi_version",
    "check_plugin",
    "check_regex",
    "config_schema",
    "formats",
    "library_version",
    "options",
    "trust_plugin",
    "verify_plugins",
]
