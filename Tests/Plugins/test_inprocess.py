"""The same code inside another process: several threads, under the sanitizers, with the same bytes as the host."""

from __future__ import annotations

import ctypes
import os
import random
import struct
import subprocess
from pathlib import Path

import pytest

import hostlib
from hostlib import Entry, Host
from test_host import BAD_REPORTS, MALFORMED, MATCHES
from test_loading import REFUSED

SANITIZERS = ["address,undefined", "thread"]
COMMANDS = [
    "file\noption depth\noption words\noption other",
    "report SAMPLE-WORD 4 2 1 7 0 0 here",
    "report SAMPLE-KEY -1 -1 1 7 0 0 x\nreport SAMPLE-KEY -1 -1 1 7 2 3 x",
    "\n".join(row[0] for row in BAD_REPORTS),
    "\n".join(f"match {row[0]}" for row in MATCHES),
    "null", "short", "misuse", "exhaust", "patterns 200", "burst 500", "bad 500", "log x\nlines 30", "status -3", "",
    "report SAMPLE-WORD -1 -1 0 0 0 0 " + "x" * 999 + "ää",
]
MATCHED = [Entry("abcdef", matches=[(0, 0, 2), (0, 0, 1), (0, 0, 3), (0, 1, 3)]), Entry("file", kind=2)]


@pytest.fixture(scope="module", params=SANITIZERS)
def driver(request: pytest.FixtureRequest, folder: Path) -> Path:
    sources = [*sorted((hostlib.ROOT / "Sources/CPlugin").glob("*.c")), Path(__file__).parent / "inprocess.c"]
    output = folder / f"inprocess-{request.param.split(',')[0]}"
    flags = [f"-fsanitize={request.param}", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"]
    try:
        return hostlib.compile_c(sources, output, flags, ["-lpcre2-8", "-lpthread", "-ldl"])
    except subprocess.CalledProcessError:
        pytest.skip(f"the compiler has no sanitizer for {request.param}")


def frame(kind: int, payload: bytes) -> bytes:
    return struct.pack("<II", len(payload), kind) + payload


LOADED = frame(hostlib.LOAD, struct.pack("<IIIQI", 100_000, 100_000, 20_000, 0, 0))
CREATED = frame(
    hostlib.CREATE,
    struct.pack("<I", 2) + b"".join(map(hostlib.packed, ["depth", "3", "words", "a\nb"])),
)


def run(driver: Path, library: Path, arena: Path, requests: bytes, threads: int = 4) -> bytes:
    done = subprocess.run([str(driver), str(library), str(arena), str(threads)], input=requests, capture_output=True,
                          timeout=120)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout


@pytest.fixture
def arena(tmp_path: Path) -> Path:
    path = tmp_path / "arena"
    path.write_bytes(bytes(hostlib.ARENA_SIZE))
    return path


def test_same_bytes_as_the_host(program: Path, build, driver: Path, arena: Path) -> None:
    with Host(program, build("detector")) as host:
        host.load()
        host.create(depth="3", words="a\nb")
        payload = host.request([*map(Entry, COMMANDS), *MATCHED])
        arena.write_bytes(host.arena[:])
        host.send(hostlib.SCAN, payload)
        isolated = b""
        while True:
            header = host.receive_bytes(8)
            length, kind = struct.unpack("<II", header)
            isolated += header + host.receive_bytes(length)
            if kind == hostlib.DONE:
                break
    replies = run(driver, build("detector"), arena, LOADED + CREATED + frame(hostlib.SCAN, payload))
    assert replies.endswith(frame(hostlib.CREATED, b"") + isolated)


def test_wrong_declarations(build, driver: Path, arena: Path) -> None:
    for stage, flag, words in REFUSED:
        reply = run(driver, build("declares", flag), arena, LOADED)
        length, kind, found = struct.unpack_from("<III", reply)
        assert (kind, found, length + 8) == (hostlib.FAILED, stage, len(reply)) and words.encode() in reply, flag


def test_malformed_requests(build, driver: Path, arena: Path) -> None:
    scans = [frame(kind, payload) for kind, payload in MALFORMED.values() if kind == hostlib.SCAN]
    replies = run(driver, build("detector"), arena, LOADED + CREATED + b"".join(scans))
    assert replies.endswith(frame(0, b"") * len(scans))


def test_requests_that_were_bent(program: Path, build, driver: Path, arena: Path) -> None:
    """Whatever a byte becomes: an answer, or a refusal."""
    dice = random.Random(7)
    with Host(program, build("detector")) as host:
        payload = host.request([Entry("file"), *MATCHED, Entry("burst 3")])
        arena.write_bytes(host.arena[:])
    requests = b""
    for _ in range(1500):
        bent = bytearray(payload)
        for _ in range(dice.randint(1, 4)):
            bent[dice.randrange(len(bent))] = dice.choice([0, 1, 2, 64, 127, 128, 255, dice.randrange(256)])
        requests += frame(hostlib.SCAN, bytes(bent[: dice.choice([len(bent)] * 3 + [dice.randrange(len(bent))])]))
    run(driver, build("detector"), arena, LOADED + CREATED + requests, threads=2)


def test_bent_options(build, driver: Path, arena: Path) -> None:
    dice = random.Random(11)
    for _ in range(20):
        bent = bytearray(CREATED[8:])
        bent[dice.randrange(len(bent))] = dice.randrange(256)
        run(driver, build("detector"), arena, LOADED + frame(hostlib.CREATE, bytes(bent)), threads=1)


class Buffer(ctypes.Structure):
    _fields_ = [("bytes", ctypes.c_void_p), ("count", ctypes.c_size_t), ("capacity", ctypes.c_size_t),
                ("failed", ctypes.c_int)]


def test_descriptor_that_comes_again_is_another_library(build, folder: Path) -> None:
    """The dynamic loader knows libraries by their paths; that of a descriptor stands for another file each time."""
    sources = sorted((hostlib.ROOT / "Sources/CPlugin").glob("*.c"))
    library = hostlib.compile_c(sources, folder / "cplugin.so", ["-shared", "-fPIC"], ["-lpcre2-8"])
    cplugin = ctypes.CDLL(str(library))
    cplugin.cplugin_load.restype = ctypes.c_void_p
    limits = (ctypes.c_uint32 * 3)(1000, 1000, 1000)
    counts = []
    for count in (1, 2, 3, 4, 3):
        code = hostlib.sealed_copy(build("declares", f"-DWRONG=out->rule_count={count}"))
        os.dup2(code, 200)
        reply = Buffer()
        assert cplugin.cplugin_load(b"/proc/self/fd/200", limits, 0, ctypes.byref(reply))
        frame = hostlib.Frame(hostlib.DESCRIBED, ctypes.string_at(reply.bytes, reply.count)[8:])
        counts.append(len(hostlib.decode_description(frame)["rules"]))
        cplugin.cplugin_buffer_free(ctypes.byref(reply))
        os.close(code)
        os.close(200)
    assert counts == [1, 2, 3, 4, 3]
