"""A small scanner's side of the plugin host: builds fixtures, starts the host with its descriptors, speaks frames.

The protocol is that of Sources/CPlugin/include/cplugin.h.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import signal
import socket
import struct
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = Path(__file__).resolve().parent / "fixtures"

LOAD, CREATE, SCAN, PING, RENEW, FINISH = 1, 2, 3, 4, 5, 6
DESCRIBED, FAILED, CREATED, FILE, DONE, PONG, LOGGED, FINISHED = 17, 18, 19, 20, 21, 22, 23, 24
CONFINE, OPEN, ENTRY, VERSION, SIZE, FUNCTIONS, DESCRIPTION, CREATION = range(1, 9)
NO_NEW_PRIVILEGES, LIMITS, SECCOMP, LANDLOCK = 1, 2, 4, 8

PADDING = 64
ARENA_SIZE = 1 << 20
WAIT = 20.0


def compile_c(sources: list[Path], output: Path, flags: list[str], libraries: list[str] = []) -> Path:
    command = [os.environ.get("CC", "cc"), "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-O1", "-g"]
    command += [f"-I{ROOT / 'include'}", f"-I{ROOT / 'Sources/CPlugin/include'}"]
    command += [*flags, *map(str, sources), "-o", str(output), *libraries]
    subprocess.run(command, check=True, timeout=120)
    return output


class Frame:
    """A frame's payload, read from its start."""

    def __init__(self, kind: int, payload: bytes) -> None:
        self.kind, self.payload, self.at = kind, payload, 0

    def take(self, form: str) -> int:
        value = struct.unpack_from("<" + form, self.payload, self.at)[0]
        self.at += struct.calcsize("<" + form)
        return int(value)

    def text(self) -> str:
        length = self.take("I")
        data = self.payload[self.at : self.at + length]
        assert len(data) == length
        self.at += length
        return data.decode()

    def texts(self, *names: str) -> dict[str, str]:
        return {name: self.text() for name in names}

    def end(self) -> None:
        assert self.at == len(self.payload)


def packed(data: bytes | str) -> bytes:
    data = data.encode() if isinstance(data, str) else data
    return struct.pack("<I", len(data)) + data


@dataclass
class Entry:
    content: bytes | str
    path: bytes | str = "a.py"
    types: str = "python"
    kind: int = 1
    matches: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass
class Finding:
    rule: int
    severity: int
    confidence: int
    start: int
    end: int
    secret: tuple[int, int]
    message: str
    evidence: str


@dataclass
class FileResult:
    index: int
    status: int
    beyond: int
    findings: list[Finding]
    accepted: list[int]
    complaints: list[str]

    @property
    def messages(self) -> list[str]:
        return [finding.message for finding in self.findings]


def decode_file(frame: Frame) -> FileResult:
    take = frame.take
    index, status, beyond = take("I"), take("i"), take("I")
    findings = [
        Finding(take("I"), take("i"), take("i"), take("Q"), take("Q"), (take("Q"), take("Q")), frame.text(),
                frame.text())
        for _ in range(take("I"))
    ]
    accepted = [take("I") for _ in range(take("I"))]
    complaints = [frame.text() for _ in range(take("I"))]
    frame.end()
    return FileResult(index, status, beyond, findings, accepted, complaints)


def decode_description(frame: Frame) -> dict:
    take = frame.take
    description: dict = {"confinement": take("I"), "abi": take("I"), "capabilities": take("I")}
    description |= frame.texts("id", "version", "title", "file_types")
    description["rules"] = [
        {"severity": take("i"), "confidence": take("i"), "flags": take("I")}
        | frame.texts("id", "title", "category", "cwe", "message", "why", "fix", "references", "pattern", "keywords",
                      "applies_to")
        | {"max_length": take("I")}
        for _ in range(take("I"))
    ]
    description["options"] = [
        {"type": take("i")}
        | frame.texts("name", "help", "default", "choices")
        | {"minimum": take("q"), "maximum": take("q")}
        for _ in range(take("I"))
    ]
    description["examples"] = [
        {"fires": take("i")} | frame.texts("rule_id", "file_name", "text") for _ in range(take("I"))
    ]
    frame.end()
    return description


class Failure(Exception):
    def __init__(self, stage: int, message: str) -> None:
        super().__init__(message)
        self.stage, self.message = stage, message


def sealed_copy(path: Path) -> int:
    """The library as the scanner hands it over: a memory file that nobody can change."""
    descriptor = os.memfd_create("library", os.MFD_ALLOW_SEALING | os.MFD_CLOEXEC)
    os.write(descriptor, path.read_bytes())
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK)
    return descriptor


def read_only(descriptor: int) -> int:
    """Another opening of the same file, that cannot be mapped to write."""
    return os.open(f"/proc/self/fd/{descriptor}", os.O_RDONLY | os.O_CLOEXEC)


class Host:
    """A running plugin host."""

    def __init__(self, program: Path, library: Path, *, plain_file: bool = False, user: int | None = None) -> None:
        ours, theirs = socket.socketpair()
        writable = os.memfd_create("arena", os.MFD_ALLOW_SEALING | os.MFD_CLOEXEC)
        os.ftruncate(writable, ARENA_SIZE)
        fcntl.fcntl(writable, fcntl.F_ADD_SEALS, fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK)
        page = os.memfd_create("control", os.MFD_CLOEXEC)
        os.ftruncate(page, 4096)
        code = os.open(library, os.O_RDONLY | os.O_CLOEXEC) if plain_file else sealed_copy(library)
        self.arena, self.control = mmap.mmap(writable, ARENA_SIZE), mmap.mmap(page, 4096)
        arena = read_only(writable)
        self.socket = ours
        self.socket.settimeout(WAIT)
        self.process = start(program, [theirs.fileno(), arena, code, page], user)
        for descriptor in (arena, writable, page, code):
            os.close(descriptor)
        theirs.close()
        self.logged: list[tuple[int, str]] = []

    def __enter__(self) -> Host:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()
        try:
            self.process.wait(2)
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            self.arena.close()
            self.control.close()

    # -- frames

    def send(self, kind: int, payload: bytes = b"") -> None:
        self.socket.sendall(struct.pack("<II", len(payload), kind) + payload)

    def receive_bytes(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            part = self.socket.recv(count - len(data))
            if not part:
                raise EOFError("the host has closed the socket")
            data += part
        return data

    def receive(self) -> Frame:
        """The next frame that is not a line of the log."""
        while True:
            length, kind = struct.unpack("<II", self.receive_bytes(8))
            frame = Frame(kind, self.receive_bytes(length))
            if kind != LOGGED:
                return frame
            self.logged.append((frame.take("i"), frame.text()))
            frame.end()

    def expect(self, kind: int) -> Frame:
        frame = self.receive()
        if frame.kind == FAILED:
            raise Failure(frame.take("I"), frame.text())
        assert frame.kind == kind
        return frame

    # -- requests

    def load(self, *, match: int = 100_000, depth: int = 100_000, heap: int = 20_000, memory: int = 0,
             strict: bool = False) -> dict:
        self.send(LOAD, struct.pack("<IIIQI", match, depth, heap, memory, strict))
        return decode_description(self.expect(DESCRIBED))

    def create(self, **options: str) -> None:
        payload = b"".join(packed(name) + packed(value) for name, value in options.items())
        self.send(CREATE, struct.pack("<I", len(options)) + payload)
        self.expect(CREATED).end()

    def request(self, entries: list[Entry], most: int = 100) -> bytes:
        payload, offset = struct.pack("<II", most, len(entries)), 0
        for entry in entries:
            content = entry.content.encode() if isinstance(entry.content, str) else entry.content
            self.arena[offset : offset + len(content) + PADDING] = content + bytes(PADDING)
            payload += struct.pack("<IQQ", entry.kind, offset, len(content))
            payload += packed(entry.path) + packed(entry.types)
            payload += struct.pack("<I", len(entry.matches))
            payload += b"".join(struct.pack("<IQQ", *match) for match in entry.matches)
            offset += len(content) + PADDING
        return payload

    def results(self) -> tuple[list[FileResult], int]:
        """One for each entry done: entries with nothing to tell are passed over in what is sent."""
        told: dict[int, FileResult] = {}
        while True:
            frame = self.receive()
            if frame.kind == DONE:
                done = frame.take("I")
                assert list(told) == sorted(told) and all(index < done for index in told)
                return [told.get(index, FileResult(index, 0, 0, [], [], [])) for index in range(done)], done
            assert frame.kind == FILE
            result = decode_file(frame)
            assert result != FileResult(result.index, 0, 0, [], [], []) and result.index not in told
            told[result.index] = result

    def scan(self, *entries: Entry | str, most: int = 100) -> list[FileResult]:
        known = [Entry(entry) if isinstance(entry, str) else entry for entry in entries]
        self.send(SCAN, self.request(known, most))
        files, done = self.results()
        assert done == len(known) == len(files)
        return files

    def ask(self, commands: str) -> list[str]:
        """What the plugin says about a file."""
        return self.scan(commands)[0].messages

    def current(self) -> int:
        return int(struct.unpack_from("<I", self.control, 0)[0])

    def cancel(self) -> None:
        struct.pack_into("<I", self.control, 4, 1)

    def memory(self) -> int:
        """Bytes of memory in use."""
        fields = Path(f"/proc/{self.process.pid}/statm").read_text().split()
        return int(fields[1]) * mmap.PAGESIZE

    def wait(self, seconds: float) -> int:
        return self.process.wait(seconds)


def start(program: Path, descriptors: list[int], user: int | None = None) -> subprocess.Popen:
    """Starts the host with `descriptors` from 3 on, in an environment that is empty."""
    high = [fcntl.fcntl(descriptor, fcntl.F_DUPFD, 100) for descriptor in descriptors]

    def place() -> None:
        for number, descriptor in enumerate(high, 3):
            os.dup2(descriptor, number, inheritable=True)
        # As threads of the scanner have them: the host must not inherit it.
        signal.pthread_sigmask(signal.SIG_SETMASK, signal.valid_signals())

    try:
        return subprocess.Popen(
            [str(program)], env={}, close_fds=False, preexec_fn=place, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if user is None else subprocess.DEVNULL, stderr=subprocess.DEVNULL, user=user,
        )
    finally:
        for descriptor in high:
            os.close(descriptor)


def until(condition, seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.005)
    return False
