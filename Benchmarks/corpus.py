#!/usr/bin/env python3
"""Makes the corpora again from real, pinned packages.

    python3 Benchmarks/corpus.py [--work FOLDER] [small] [medium] [large]

Downloads the wheels that `packages.txt` names (nothing is installed or run), unpacks text files of the known kinds, and lays
out FOLDER/corpus/small, medium and large with 1,000, 10,000 and 100,000 files, chosen by a hash of their paths. The same
pins give the same corpora on every machine. Also makes an empty folder and single files of 10 and 100 MB of source.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parent

# How many files of each kind the corpora may draw on. Wheels are rich in Python and JSON and poor in the rest.
LIMITS = {
    "py": 88_000, "json": 14_000, "yml": 14_000, "js": 11_000, "ts": 8_000, "go": 6_500, "md": 6_000, "toml": 1_500,
    "sh": 1_500,
}
ALIASES = {"yaml": "yml", "tsx": "ts", "mjs": "js", "cjs": "js", "jsx": "js", "bash": "sh"}
SOURCE = ("py", "js", "ts", "go", "yml", "md", "sh")
SIZES = {"small": 1_000, "medium": 10_000, "large": 100_000}
SINGLES = {"src10.py": 10_000_000, "src100.py": 100_000_000}
LARGEST_FILE = 5_000_000

# Native wheels differ by platform in what text they carry. One platform for all gives one corpus for all.
PLATFORM = ["--python-version", "3.11", "--implementation", "cp"] + [
    f"--platform=manylinux{version}_x86_64" for version in ("_2_28", "_2_27", "_2_24", "_2_17", "2014")
]

# A file: its folder below the unpacked packages, and its name.
File = tuple[str, str]


def kind(name: str) -> str | None:
    """The kind of a file by its suffix; None for what the corpora leave out."""
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    suffix = ALIASES.get(suffix, suffix)
    return suffix if suffix in LIMITS else None


def digest(text: str, salt: str) -> str:
    """A fixed order that knows nothing of what it orders. MD5 is fast and nothing rests on its strength."""
    return hashlib.md5((salt + text).encode(), usedforsecurity=False).hexdigest()


def drawn(files: Iterable[File]) -> list[File]:
    """The files that the corpora draw on: of each kind as many as its limit, whole folders in the order of their hash."""
    by_kind: dict[str, list[File]] = defaultdict(list)
    for file in files:
        by_kind[kind(file[1]) or ""].append(file)
    found: list[File] = []
    for name in sorted(by_kind.keys() & LIMITS.keys()):
        ordered = sorted(by_kind[name], key=lambda file: (digest(file[0], "L"), file[1]))
        found += ordered[: LIMITS[name]]
    return found


def choose(files: Iterable[File], size: str, wanted: int) -> list[File]:
    """`wanted` of `files`, folder by folder in an order that depends on `size` alone. Folders with more than a twentieth of
    what is wanted are left out, so that none makes up a corpus by itself."""
    folders: dict[str, list[File]] = defaultdict(list)
    for file in files:
        folders[file[0]].append(file)
    chosen: list[File] = []
    for folder in sorted(folders, key=lambda name: digest(name, size)):
        if len(folders[folder]) <= max(50, wanted // 20):
            chosen += folders[folder]
        if len(chosen) >= wanted:
            break
    return chosen[:wanted]


class Corpus:
    """The corpora below a work folder. What is there already, made by the same recipe, is kept."""

    def __init__(self, work: Path) -> None:
        self.packages, self.raw, self.out = work / "packages", work / "raw", work / "corpus"
        self.pins = (HERE / "packages.txt").read_text(encoding="utf-8").split()
        recipe = Path(__file__).read_bytes() + " ".join(self.pins).encode()
        self.recipe = hashlib.sha256(recipe).hexdigest()
        self._drawn: list[File] | None = None

    def make(self, sizes: Iterable[str]) -> None:
        for size in sizes:
            self.once(size, self.recipe, partial(self.lay_out, size))
        self.once("single", self.recipe, self.write_singles)
        (self.out / "empty").mkdir(parents=True, exist_ok=True)

    def once(self, name: str, recipe: str, make: Callable[[], None]) -> None:
        """Runs `make`, which fills the folder `name`, unless it has filled it by the same recipe before."""
        stamp = self.out / f"{name}.stamp"
        if stamp.exists() and stamp.read_text(encoding="utf-8") == recipe:
            return
        stamp.unlink(missing_ok=True)
        shutil.rmtree(self.out / name, ignore_errors=True)
        (self.out / name).mkdir(parents=True)
        make()
        stamp.write_text(recipe, encoding="utf-8")
        print(f"corpus: {name} is there", file=sys.stderr)

    def download(self) -> None:
        missing = [pin for pin in self.pins if self.wheel(pin) is None]
        if missing:
            self.packages.mkdir(parents=True, exist_ok=True)
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
            subprocess.run([*pip, "--only-binary=:all:", *PLATFORM, "-d", self.packages, *missing], check=True)

    def wheel(self, pin: str) -> Path | None:
        return next(self.packages.glob(pin.replace("==", "-") + "-*.whl"), None)

    def unpack(self, wheel: Path) -> Path:
        """Extracts text files of the known kinds; the folder has its name only once it is whole."""
        target, part = self.raw / wheel.stem, self.raw / f"{wheel.stem}.part"
        if not target.is_dir():
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir(parents=True)
            with zipfile.ZipFile(wheel) as archive:
                for name in archive.namelist():
                    if kind(name):
                        archive.extract(name, part)
            part.rename(target)
        return target

    def files(self) -> list[File]:
        """The files that all corpora draw on, downloaded and unpacked."""
        if self._drawn is None:
            self.download()
            wheels = [wheel for pin in self.pins if (wheel := self.wheel(pin))]
            self._drawn = drawn(file for wheel in wheels for file in self.below(self.unpack(wheel)))
        return self._drawn

    def below(self, top: Path) -> Iterable[File]:
        for folder, _, names in os.walk(top):
            for name in names:
                path = os.path.join(folder, name)
                if kind(name) and not os.path.islink(path) and os.path.getsize(path) <= LARGEST_FILE:
                    yield os.path.relpath(folder, self.raw), name

    def lay_out(self, size: str) -> None:
        chosen = choose(self.files(), size, SIZES[size])
        if len(chosen) < SIZES[size]:
            raise SystemExit(f"corpus: the packages have only {len(chosen)} of the {SIZES[size]} files of {size}")
        for folder, name in chosen:
            target = self.out / size / folder
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.raw / folder / name, target / name)

    def source(self) -> Iterable[File]:
        """Files of program text, in the order in which single files take them up."""
        files = [file for file in self.files() if kind(file[1]) in SOURCE]
        return sorted(files, key=lambda file: digest(file[0] + file[1], "C"))

    def write_singles(self) -> None:
        for name, limit in SINGLES.items():
            with open(self.out / "single" / name, "wb") as out:
                for folder, file in self.source():
                    out.write((self.raw / folder / file).read_bytes()[: limit - out.tell()])
                    if out.tell() >= limit:
                        break


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the benchmark's corpora again from pinned packages.")
    parser.add_argument("--work", type=Path, default=HERE.parent / ".build/bench", metavar="FOLDER")
    parser.add_argument("sizes", nargs="*", metavar="small|medium|large")
    options = parser.parse_args()
    if unknown := set(options.sizes) - SIZES.keys():
        parser.error(f"no such size: {', '.join(sorted(unknown))}")
    Corpus(options.work).make(options.sizes or SIZES)


if __name__ == "__main__":
    main()
