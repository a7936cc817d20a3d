"""Asks a server for its tools, as a client does."""

import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from servers import Server

TIMEOUT = 60.0


class NoAnswer(Exception):
    """The server ended, or said nothing in time."""


def tools(server: Server, cache: Path) -> list[dict[str, Any]]:
    """All that the server lists. It runs in an empty folder, without the caller's environment and without a network."""
    with tempfile.TemporaryDirectory() as scratch:
        program = server.folder(cache) / "bin" / server.command[0]
        command = [*_without_network(), str(program), *(one.format(scratch=scratch) for one in server.command[1:])]
        environment = {"PATH": "/usr/bin:/bin", "HOME": scratch, "TZ": "UTC", **server.environment}
        with tempfile.TemporaryFile() as errors, subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, cwd=scratch, env=environment) as process:
            try:
                return _listed(process)
            except (NoAnswer, OSError) as error:
                errors.seek(0)
                raise NoAnswer(f"{error}: {errors.read()[-2000:].decode(errors='replace')}") from None
            finally:
                process.kill()


def _without_network() -> list[str]:
    """A namespace of its own, where the system lets us have one."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    command = [unshare, "--net"] if os.geteuid() == 0 else [unshare, "--net", "--map-root-user"]
    return command if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0 else []


def _listed(process: "subprocess.Popen[bytes]") -> list[dict[str, Any]]:
    _send(process, 1, "initialize", {
        "protocolVersion": "2025-03-26", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}})
    _answer(process, 1)
    _send(process, None, "notifications/initialized", {})
    found: list[dict[str, Any]] = []
    params: dict[str, Any] = {}
    for number in range(2, 50):
        _send(process, number, "tools/list", params)
        result = _answer(process, number)
        found += result["tools"]
        if not result.get("nextCursor"):
            return found
        params = {"cursor": result["nextCursor"]}
    raise NoAnswer("the list has no end")


def _send(process: "subprocess.Popen[bytes]", number: int | None, method: str, params: dict[str, Any]) -> None:
    message: dict[str, Any] = {"jsonrpc": "2.0", "method": method, "params": params}
    if number is not None:
        message["id"] = number
    assert process.stdin is not None
    process.stdin.write(json.dumps(message).encode() + b"\n")
    process.stdin.flush()


def _answer(process: "subprocess.Popen[bytes]", number: int) -> dict[str, Any]:
    assert process.stdout is not None
    descriptor = process.stdout.fileno()
    end = time.monotonic() + TIMEOUT
    pending = b""
    while (left := end - time.monotonic()) > 0:
        if not select.select([descriptor], [], [], left)[0]:
            continue
        piece = os.read(descriptor, 65536)
        if not piece:
            raise NoAnswer("the server ended")
        *lines, pending = (pending + piece).split(b"\n")
        for line in lines:
            try:
                message = json.loads(line)
            except ValueError:
                continue
            if message.get("id") == number:
                if "result" not in message:
                    raise NoAnswer(str(message))
                return message["result"]
        # What follows an answer in the same piece is of no interest: we ask one thing at a time.
    raise NoAnswer("no answer in time")
