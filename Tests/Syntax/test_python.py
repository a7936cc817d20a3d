"""Python as `sentinel-syntax` reads it, beside CPython's own `ast` and `tokenize`.

Compared are the files of the standard library and of installed packages, and the benchmark's corpus if it was made: a sample of
them, or with `MCP_SENTINEL_SYNTAX_ALL=1` all. `MCP_SENTINEL_PYTHON` names another interpreter to ask; what it rejects does not count.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import sysconfig
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ORACLE = Path(__file__).with_name("python_oracle.py")
ALL = os.environ.get("MCP_SENTINEL_SYNTAX_ALL") == "1"
INTERPRETER = os.environ.get("MCP_SENTINEL_PYTHON", sys.executable)


@pytest.fixture(scope="module")
def program() -> Path:
    built = Path(os.environ.get("SENTINEL_SYNTAX", ROOT / ".build/release/sentinel-syntax"))
    if not built.exists():
        pytest.skip("sentinel-syntax is not built: swift build -c release --product sentinel-syntax")
    return built


@pytest.fixture(scope="module")
def files() -> list[str]:
    """Files of at most 100 kB, in an order that is the same each time."""
    folders = [Path(sysconfig.get_path("stdlib")), Path(sysconfig.get_path("purelib"))]
    folders += [ROOT / ".build/bench/corpus" / size for size in ("medium", "large")]
    found = sorted({str(path) for folder in folders for path in folder.rglob("*.py")})
    found = [path for path in found if os.path.isfile(path) and (ALL or os.path.getsize(path) <= 100_000)]
    if len(found) < 500:
        pytest.skip(f"only {len(found)} Python files on this machine")
    random.Random(1).shuffle(found)
    return found


def answers(command: list[str | Path], listed: Path) -> Iterator[dict]:
    """The objects that a program prints of the files listed."""
    with subprocess.Popen([str(part) for part in [*command, listed]], stdout=subprocess.PIPE) as process:
        assert process.stdout
        yield from map(json.loads, process.stdout)
    assert process.returncode == 0, process.returncode


def pairs(program: Path, folder: Path, what: str, files: list[str], asked: str = "") -> Iterator[tuple[dict, dict]]:
    """Ours and CPython's answer, of each file that CPython accepts. `asked`: what CPython is asked for, where it differs."""
    listed = folder / "files"
    listed.write_text("\n".join(files))
    with open(folder / "ours", "wb") as output:
        subprocess.run([program, what, "python", f"@{listed}"], stdout=output, check=True, timeout=600)
    theirs = {answer["path"]: answer for answer in answers([INTERPRETER, ORACLE, asked or what], listed)}
    with open(folder / "ours", "rb") as output:
        for answer in map(json.loads, output):
            if answer["path"] in theirs:
                yield answer, theirs[answer["path"]]


class Agreement:
    """How much of two lists is the same, file by file."""

    def __init__(self) -> None:
        self.same = self.total = 0
        self.differing: list[str] = []

    def add(self, path: str, ours: Counter, theirs: Counter) -> None:
        self.same += (ours & theirs).total()
        self.total += max(ours.total(), theirs.total())
        if ours != theirs:
            self.differing.append(f"{path}: only ours {list(ours - theirs)[:2]}, only theirs {list(theirs - ours)[:2]}")

    def check(self, least: float, of: int) -> None:
        print(f"{self.same} of {self.total}")
        assert self.total >= of
        assert self.same >= least * self.total, "\n".join([f"{self.same} of {self.total}", *self.differing[:20]])


def plain(name: str) -> str:
    """CPython compares names in this form."""
    return unicodedata.normalize("NFKC", name)


def functions(answer: dict) -> Counter:
    return Counter((plain(known["name"]), known["line"], known["end"], tuple(map(plain, known["parameters"])),
                    tuple(map(plain, known["decorators"]))) for known in answer["functions"])


def calls(answer: dict) -> Counter:
    return Counter((plain(name), count, line) for name, count, line in answer["calls"])


def test_outlines(program: Path, files: list[str], tmp_path: Path) -> None:
    of_functions, of_calls, partial, count = Agreement(), Agreement(), [], 0
    for ours, theirs in pairs(program, tmp_path, "outline", files if ALL else files[:2_000]):
        count += 1
        of_functions.add(ours["path"], functions(ours), functions(theirs))
        of_calls.add(ours["path"], calls(ours), calls(theirs))
        if ours["partial"]:
            partial.append(ours["path"])
    of_functions.check(0.999, of=5 * count)
    of_calls.check(0.995, of=20 * count)
    assert len(partial) <= count // 1_000, partial[:20]


def test_string_values(program: Path, files: list[str], tmp_path: Path) -> None:
    agreement = Agreement()
    for ours, theirs in pairs(program, tmp_path, "strings", files if ALL else files[2_000:2_500]):
        values = {start: value for start, value in ours["strings"]}
        source = Path(ours["path"]).read_bytes()
        # Names of characters stay as they are.
        known = {start: value for start, value in theirs["strings"]
                 if b"\\N{" not in bytes.fromhex(values.get(start, "")) or b"\\N{" not in source}
        agreement.add(ours["path"], Counter((start, values.get(start)) for start in known), Counter(known.items()))
    agreement.check(0.9999, of=5_000)


@pytest.mark.parametrize("what", ["zones", "zones-alone"])
def test_zones(program: Path, files: list[str], tmp_path: Path, what: str) -> None:
    agreement = Agreement()
    for ours, theirs in pairs(program, tmp_path, what, files if ALL else files[2_500:3_000], "zones"):
        formats = theirs["formats"]
        agreement.add(ours["path"],
                      Counter(tuple(zone) for zone in ours["zones"] if not any(a <= zone[0] < b for a, b in formats)),
                      Counter(map(tuple, theirs["zones"])))
    agreement.check(0.9999, of=5_000)


def broken(source: bytes, random: random.Random) -> bytes:
    """Source that was cut, or in which bytes were changed, taken out, or made brackets and quotes."""
    bytes_ = bytearray(source)
    for _ in range(random.choice([0, 1, 5, 40])):
        at = random.randrange(len(bytes_))
        match random.randrange(3):
            case 0: bytes_[at] ^= 1 << random.randrange(8)
            case 1: bytes_[at] = random.choice(b"()[]{}\"'\\\n:,=#f@ ")
            case _ if len(bytes_) > 100: del bytes_[at:at + random.randrange(1, 30)]
    return bytes(bytes_[:random.randrange(len(bytes_))] if random.random() < 0.4 else bytes_)


def test_broken_files(program: Path, files: list[str], tmp_path: Path) -> None:
    seeded = random.Random(7)
    sources = [path for path in files if 100 < os.path.getsize(path) < 40_000][:500]
    paths = []
    for number in range(2_000):
        path = tmp_path / f"{number}.py"
        path.write_bytes(broken(Path(sources[number % len(sources)]).read_bytes(), seeded))
        paths.append(str(path))
    listed = tmp_path / "files"
    listed.write_text("\n".join(paths))
    for what in ("outline", "strings", "zones-alone"):
        with open(tmp_path / what, "wb") as output:
            subprocess.run([program, what, "python", f"@{listed}"], stdout=output, check=True, timeout=60)
        assert (tmp_path / what).read_bytes().count(b"\n") == len(paths)


def test_speed(program: Path, files: list[str], tmp_path: Path) -> None:
    listed = tmp_path / "files"
    listed.write_text("\n".join(files[:500]))
    answer = subprocess.run([program, "speed", "python", f"@{listed}"], stdout=subprocess.PIPE, check=True, timeout=60)
    speed = json.loads(answer.stdout)["mb_per_second"]
    print(f"{speed:.0f} MB/s")
    # The aim is 50; machines that run tests are busy with others.
    assert speed > 20
