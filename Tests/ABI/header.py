"""Reads the public headers: their functions, structs and constants.

The headers keep to a plain form (one declaration per statement, no conditional declarations), so regular expressions do;
the compiler checks the result in test_layout.py and test_symbols.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = ROOT / "include"
HEADERS = ("mcpsentinel_types.h", "mcpsentinel.h", "mcpsentinel_plugin.h")
#: What plugins export, not the library.
EXPORTED_BY_PLUGINS = ("mcps_plugin_entry",)
#: Structs that only the library fills: their size is not the reader's to set.
FILLED_BY_THE_HOST = ("mcps_host", "mcps_plugin", "mcps_plugin_file", "mcps_plugin_match")


@dataclass(frozen=True)
class Parameter:
    """A parameter of a function."""

    type: str
    name: str

    @property
    def is_pointer(self) -> bool:
        return self.type.endswith("*") or self.is_function

    @property
    def is_function(self) -> bool:
        return re.fullmatch(r"mcps_\w+_fn", self.type) is not None


@dataclass(frozen=True)
class Function:
    """A function of the API."""

    name: str
    result: str
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True)
class Struct:
    """A struct whose fields callers see."""

    name: str
    fields: tuple[str, ...]


def _declarations() -> str:
    text = "\n".join((INCLUDE / name).read_text(encoding="utf-8") for name in HEADERS)
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.DOTALL)
    text = re.sub(r"^#(?:.*\\\n)*.*$", "", text, flags=re.MULTILINE)
    return re.sub(r'extern "C" \{|^\}$', "", text, flags=re.MULTILINE)


def _parameter(text: str) -> Parameter:
    match = re.fullmatch(r"\s*(.*?[\s*])(\w+)\s*", text, flags=re.DOTALL)
    assert match, f"unreadable parameter: {text!r}"
    return Parameter(" ".join(match[1].replace("*", " * ").split()).replace("* *", "**").replace(" *", "*"), match[2])


def functions() -> list[Function]:
    """All functions in the order of the header."""
    text = re.sub(r"typedef[^;{]*;", "", _declarations())
    text = re.sub(r"\{[^}]*\}", "", text)
    found = []
    for result, name, parameters in re.findall(r"([\w\s*]+?)\b(mcps_\w+)\(([^)]*)\)\s*;", text):
        if name in EXPORTED_BY_PLUGINS:
            continue
        parts = [] if parameters.strip() == "void" else parameters.split(",")
        kind = " ".join(result.replace("*", " * ").split()).replace(" *", "*")
        found.append(Function(name, kind, tuple(_parameter(part) for part in parts)))
    return found


def structs() -> list[Struct]:
    """All structs with visible fields."""
    found = []
    for name, body in re.findall(r"typedef struct (\w+) \{(.*?)\}", _declarations(), flags=re.DOTALL):
        fields = re.findall(r"\(\*(\w+)\)\([^;]*\)\s*;|\b(\w+)\s*;", body)
        found.append(Struct(name, tuple(function or field for function, field in fields)))
    return found


def constants() -> list[str]:
    """The names of all integer constants but the ABI version, which is meant to change."""
    text = "\n".join((INCLUDE / name).read_text(encoding="utf-8") for name in HEADERS)
    return re.findall(r"^#define (MCPS_(?!ABI_VERSION|PLUGIN_ABI)\w+) \(?-?\d+\)?$", text, flags=re.MULTILINE)


def initializers() -> list[str]:
    """The names of the structs that have an `_INIT` macro."""
    text = "\n".join((INCLUDE / name).read_text(encoding="utf-8") for name in HEADERS)
    return [name.lower() for name in re.findall(r"^#define (MCPS_\w+)_INIT\b", text, flags=re.MULTILINE)]


def abi_version() -> int:
    """The ABI version that the header describes."""
    text = (INCLUDE / "mcpsentinel.h").read_text(encoding="utf-8")
    match = re.search(r"^#define MCPS_ABI_VERSION (\d+)$", text, flags=re.MULTILINE)
    assert match
    return int(match[1])
