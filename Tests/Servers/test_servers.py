"""What `tools extract` reads of a server's source is what the running server tells its clients.

`make tests-servers` installs the servers from PyPI and runs them; that takes minutes, so CI leaves it out."""

import inspect
import json
import subprocess
from pathlib import Path
from typing import Any

import live
import pytest
from conftest import CACHE, installed
from servers import SERVERS, Server


@pytest.mark.parametrize("server", SERVERS, ids=lambda server: server.name)
def test_the_source_tells_what_the_server_tells(server: Server, cli: Path) -> None:
    source = installed(server)
    told = {tool["name"]: _told(tool) for tool in live.tools(server, CACHE)}
    read = {tool["name"]: tool for tool in _read(cli, source, server)}
    assert sorted(read) == sorted(told)
    differing = [line for name, tool in told.items() for line in _differences(name, tool, read[name])]
    assert not differing, "\n".join(differing)


def test_there_are_enough_servers() -> None:
    assert len({server.name for server in SERVERS}) >= 10


def _read(cli: Path, source: Path, server: Server) -> list[dict[str, Any]]:
    """What our reader makes of the source."""
    command = [str(cli), "tools", "extract", "--format", "json", str(source)]
    listing = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)
    assert not [one for one in listing["diagnostics"] if one["code"] == "analysis-limit"]
    return [
        item for item in listing["items"]
        if item["kind"] == "tool" and not any(item["path"].endswith(name) for name in server.without)]


def _told(tool: dict[str, Any]) -> dict[str, Any]:
    """A tool of the server's answer, in the form of ours."""
    schema = tool["inputSchema"]
    required = schema.get("required", [])
    definitions = schema.get("$defs", {})
    return {
        "description": tool.get("description") or "",
        "parameters": {
            name: {
                "type": _type(one, definitions), "required": name in required,
                "description": one.get("description") or ""}
            for name, one in schema.get("properties", {}).items()}}


def _referred(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").removeprefix("#/$defs/")
    return definitions.get(name, {})


def _type(schema: dict[str, Any], definitions: dict[str, Any]) -> str:
    """The type; of several the first that is not null, as ours has it."""
    if "$ref" in schema:
        return _type(_referred(schema, definitions), definitions)
    if "type" in schema:
        return schema["type"]
    for one in schema.get("anyOf", []) + schema.get("allOf", []):
        if one.get("type") != "null":
            return _type(one, definitions)
    return ""


def _differences(name: str, told: dict[str, Any], read: dict[str, Any]) -> list[str]:
    found = []
    if not _is_same(told, read):
        found.append(f"{name}: described as {told['description']!r}, read as {read['description']!r}")
    parameters = {one["name"]: one for one in read["parameters"]}
    if list(told["parameters"]) != list(parameters):
        found.append(f"{name}: has {list(told['parameters'])}, read as {list(parameters)}")
        return found
    for key, parameter in told["parameters"].items():
        ours = parameters[key]
        for field in ["type", "required"]:
            if parameter[field] != ours[field]:
                found.append(f"{name}.{key}: {field} is {parameter[field]!r}, read as {ours[field]!r}")
        if not _is_same(parameter, ours):
            found.append(f"{name}.{key}: described as {parameter['description']!r}, read as {ours['description']!r}")
    return found


def _is_same(told: dict[str, Any], read: dict[str, Any]) -> bool:
    """True if two descriptions are equal, margins aside. What is only known at run time is left out of ours."""
    one, other = (inspect.cleandoc(text["description"]).strip() for text in (told, read))
    if read["description_complete"]:
        return one == other
    signs = iter(one)
    return len(other) > len(one) / 2 and all(sign in signs for sign in other)
