"""JavaScript and TypeScript against tree-sitter, and damaged files.

A sample of what is found on the machine; `MCP_SENTINEL_SYNTAX=all` compares every file. Where they differ and tree-sitter is wrong:

- `await (a, b)` is a call of `await` to it (left out by the oracle).
- `import("a")` within a type is a call to it (left out, but for types it does not recognise as such).
- TypeScript's `a!` binds more weakly than operators before it: `!a.b!()` calls `!a.b`, `a && b!.c()` begins at `a`.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path

import pytest

oracle = pytest.importorskip("script_oracle", reason="tree-sitter and its grammars are not installed",
                             exc_type=ImportError)

ROOT = Path(__file__).resolve().parents[2]
ALL = os.environ.get("MCP_SENTINEL_SYNTAX") == "all"
SAMPLE = 6_000_000
FOLDERS = [ROOT / ".build/bench/corpus/medium", ROOT / ".build/bench/corpus/large", Path("/usr/lib/node_modules"),
           Path("/usr/local/lib/node_modules"), Path("/usr/share/nodejs")]
FOLDERS += [Path(folder) for folder in os.environ.get("MCP_SENTINEL_SYNTAX_CORPUS", "").split(":") if folder]


@pytest.fixture(scope="session")
def program() -> Path:
    named = os.environ.get("MCP_SENTINEL_SYNTAX_TOOL")
    built = Path(named) if named else ROOT / ".build/release/sentinel-syntax"
    if not built.exists():
        pytest.skip("sentinel-syntax is not built: swift build -c release --product sentinel-syntax")
    return built


def found(language: str) -> list[Path]:
    suffixes = {suffix for suffix, of in oracle.SUFFIXES.items() if of == language}
    paths = sorted(path for folder in FOLDERS for path in folder.rglob("*")
                   if path.suffix in suffixes and path.is_file() and path.stat().st_size < 2_000_000)
    random.Random(7).shuffle(paths)
    if ALL:
        return paths
    size, sample = 0, []
    for path in paths:
        if path.stat().st_size < 400_000 and size < SAMPLE:
            size += path.stat().st_size
            sample.append(path)
    return sample


def outlines(program: Path, language: str, paths: list[Path]) -> Iterator[tuple[Path, Counter, Counter]]:
    """What the tool says of each file, in the form of the oracle."""
    with tempfile.NamedTemporaryFile("w", suffix=".list") as listed:
        listed.write("".join(f"{path}\n" for path in paths))
        listed.flush()
        with subprocess.Popen([program, "outline", language, f"@{listed.name}"], stdout=subprocess.PIPE) as tool:
            assert tool.stdout is not None
            for path, line in zip(paths, tool.stdout, strict=True):
                known = json.loads(line.decode(errors="replace"))
                yield (path,
                       Counter((each["name"], each["line"], each["end"], len(each["parameters"]))
                               for each in known["functions"]),
                       Counter(map(tuple, known["calls"])))
        assert tool.returncode == 0


@pytest.mark.parametrize("language", ["javascript", "typescript", "tsx"])
def test_agrees_with_tree_sitter(program: Path, language: str) -> None:
    paths = found(language)
    if not paths:
        pytest.skip(f"no {language} on this machine; MCP_SENTINEL_SYNTAX_CORPUS names folders")
    total: Counter = Counter()
    differing: list[str] = []
    with Pool() as pool:
        theirs = pool.imap(oracle.outline, paths, 8)
        for (path, functions, calls), known in zip(outlines(program, language, paths), theirs, strict=True):
            if known is None:
                continue
            total["files"] += 1
            for what, ours, expected in (("functions", functions, known[0]), ("calls", calls, known[1])):
                both = (ours & expected).total()
                total[what] += max(ours.total(), expected.total())
                total[f"{what} agreed"] += both
                if both < max(ours.total(), expected.total()):
                    differing.append(f"{path}: {list((expected - ours) + (ours - expected))[:4]}")
    print(dict(total), *differing[:20], sep="\n")
    assert total["functions agreed"] >= 0.99 * total["functions"], "\n".join(differing[:20])
    assert total["calls agreed"] >= 0.99 * total["calls"], "\n".join(differing[:20])


def damaged(source: bytes, chance: random.Random) -> bytes:
    """Cut at a random place, or with random bytes."""
    start = chance.randrange(max(1, len(source) - 30_000))
    changed = bytearray(source[start:start + 30_000])
    if not changed or chance.random() < 0.4:
        return bytes(changed[:chance.randrange(len(changed) + 1)])
    for _ in range(chance.choice([1, 3, 10, 100])):
        changed[chance.randrange(len(changed))] = chance.choice([chance.randrange(256), chance.choice(b"(){}[]<>`$/\"'")])
    return bytes(changed)


@pytest.mark.parametrize("language", ["javascript", "typescript", "tsx"])
def test_damaged_files_are_read(program: Path, language: str, tmp_path: Path) -> None:
    """2,000 of each language: no crash, no hang."""
    paths = found(language) or found("javascript")
    if not paths:
        pytest.skip("no files to damage on this machine")
    chance = random.Random(language)
    listed = tmp_path / "list"
    with listed.open("w") as names:
        for number in range(2_000):
            path = tmp_path / str(number)
            path.write_bytes(damaged(chance.choice(paths).read_bytes(), chance))
            names.write(f"{path}\n")
    done = subprocess.run([program, "zones", language, f"@{listed}"], capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr[:2_000].decode(errors="replace")
    assert done.stdout.count(b"\n") == 2_000


def test_a_line_of_megabytes(program: Path, tmp_path: Path) -> None:
    path = tmp_path / "bundle.min.js"
    path.write_text("!function(e){" + "var t=e.n(r),a=(0,t.x)({k:`${i}`,f:e=>e?t/2:/x/g});" * 60_000 + "}(window);")
    done = subprocess.run([program, "speed", "javascript", path], capture_output=True, timeout=60, check=True)
    assert json.loads(done.stdout)["mb_per_second"] > 5
