"""Documents against Python's own parsers, on real files.

The corpus is `$MCP_SENTINEL_CORPUS`, or what `make bench` fetched; the program is the built `sentinel-syntax`.
"""

from __future__ import annotations

import configparser
import datetime
import json
import math
import os
import subprocess
import sysconfig
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("MCP_SENTINEL_CORPUS", ROOT / ".build/bench/corpus/large"))
PROGRAM = Path(os.environ.get("MCP_SENTINEL_SYNTAX", ROOT / ".build/release/sentinel-syntax"))


def read(format: str, files: list[Path], folder: Path) -> Iterable[tuple[Path, dict[str, Any]]]:
    """What the program reads of each file."""
    if not PROGRAM.exists():
        pytest.skip("sentinel-syntax is not built: swift build -c release --product sentinel-syntax")
    names = folder / f"{format}.list"
    names.write_text("".join(f"{file}\n" for file in files))
    with subprocess.Popen([PROGRAM, "document", format, f"@{names}"], stdout=subprocess.PIPE) as process:
        assert process.stdout
        for file, line in zip(files, process.stdout, strict=True):
            yield file, json.loads(line)
    assert process.returncode == 0


def corpus(*suffixes: str, least: int, most: int = 20_000) -> list[Path]:
    """Real files that are UTF-8."""
    roots = [CORPUS, Path(sysconfig.get_paths()["purelib"]), Path(sysconfig.get_paths()["stdlib"])]
    found = sorted(
        file for root in roots if root.exists() for suffix in suffixes for file in root.rglob(f"*{suffix}")
        if "\n" not in str(file))
    files = []
    for file in found[:most]:
        try:
            file.read_bytes().decode()
            files.append(file)
        except (UnicodeDecodeError, OSError):
            pass
    if len(files) < least:
        pytest.skip(f"needs {least} files named {suffixes}: make bench fetches them, or set MCP_SENTINEL_CORPUS")
    return files


def text(value: str) -> str:
    """Half a surrogate pair is no character."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Word(str):
    """A text without quotes."""


class Number(str):
    """A number as it was written."""


class Pairs(list[tuple[Any, Any]]):
    """A mapping with all its keys."""


def tree(value: Any) -> Any:
    """The program's answer as Python values: mappings as pairs, since keys may stand twice."""
    match value:
        case {"m": entries}:
            return Pairs((tree(key), tree(item)) for key, item in entries)
        case {"n": number}:
            return Number(number)
        case {"p": word}:
            return Word(word)
        case list():
            return [tree(item) for item in value]
    return value


def same(ours: Any, theirs: Any, scalar: Callable[[Any, Any], bool]) -> bool:
    if isinstance(theirs, Pairs):
        return isinstance(ours, Pairs) and len(ours) == len(theirs) and all(
            same(a[0], b[0], scalar) and same(a[1], b[1], scalar) for a, b in zip(ours, theirs))
    if isinstance(theirs, dict):
        if not isinstance(ours, Pairs) or len(ours) != len(theirs):
            return False
        return all(str(key) in theirs and same(value, theirs[str(key)], scalar) for key, value in ours)
    if isinstance(theirs, list):
        return isinstance(ours, list) and len(ours) == len(theirs) and all(
            same(a, b, scalar) for a, b in zip(ours, theirs))
    return scalar(ours, theirs)


def json_scalar(ours: Any, theirs: Any) -> bool:
    if isinstance(theirs, Number):
        return isinstance(ours, Number) and str(ours) == str(theirs)
    if isinstance(theirs, str):
        return isinstance(ours, str) and not isinstance(ours, Number) and text(ours) == text(theirs)
    return type(ours) is type(theirs) and ours == theirs


def no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def load_json(content: str) -> Any:
    return json.loads(content, object_pairs_hook=Pairs, parse_int=Number, parse_float=Number,
                      parse_constant=no_constant)


def check(format: str, files: list[Path], folder: Path, load: Callable[[str], Any],
          scalar: Callable[[Any, Any], bool], least: int, **allowed: int) -> None:
    """All values equal; who finds a mistake, both find it."""
    compared, different, verdicts = 0, [], []
    for file, answer in read(format, files, folder):
        try:
            theirs = load(file.read_bytes().decode())
        except Exception as error:  # noqa: BLE001
            if answer["mistake"] is None:
                verdicts.append(f"{file}: only Python finds {error!r}")
            continue
        if answer["mistake"] is not None:
            verdicts.append(f"{file}: only we find {answer['mistake']}")
            continue
        compared += 1
        ours = [tree(item) for item in answer["documents"]]
        if not same(ours, theirs if format == "yaml" else [theirs], scalar):
            different.append(str(file))
    print(f"{format}: {compared} compared, {len(different)} differ, {len(verdicts)} judged otherwise")
    assert not different, "\n".join(different[:20])
    assert len(verdicts) <= allowed.get("verdicts", 0), "\n".join(verdicts[:20])
    # None of them differs, but they prove little.
    if compared < least:
        pytest.skip(f"{compared} {format} files, where {least} are wanted: make bench fetches more")


def test_json(tmp_path: Path) -> None:
    files = [file for file in corpus(".json", least=2_000) if not file.read_bytes().startswith(b"\xef\xbb\xbf")]
    check("json", files, tmp_path, load_json, json_scalar, 2_000)


def test_json_lines(tmp_path: Path) -> None:
    values = [{"a": [1, -2.5e3, "é\n\u2028"], "b": None}, [], "x", 3, {"a": {"a": {}}}]
    file = tmp_path / "a.jsonl"
    file.write_text("".join(json.dumps(value) + "\n" for value in values) + "{broken\n" + "[4]\n")
    ((_, answer),) = read("json-lines", [file], tmp_path)
    assert answer["mistake"][0] == len(values) + 1 and answer["partial"]
    ours = [tree(item) for item in answer["documents"]]
    assert same(ours[:len(values)], [load_json(json.dumps(value)) for value in values], json_scalar)
    assert same(ours[-1], [Number("4")], json_scalar)


def toml_scalar(ours: Any, theirs: Any) -> bool:
    match theirs:
        case bool():
            return ours is theirs
        case int():
            return isinstance(ours, Number) and int(ours.replace("_", ""), 0 if ours[:2] in ("0x", "0o", "0b") else 10) == theirs
        case float():
            value = float(ours.replace("_", "")) if isinstance(ours, Number) else None
            return value is not None and (value == theirs or (math.isnan(value) and math.isnan(theirs)))
        case datetime.datetime():
            return isinstance(ours, Word) and datetime.datetime.fromisoformat(ours.upper()) == theirs
        case datetime.date():
            return isinstance(ours, Word) and datetime.date.fromisoformat(ours) == theirs
        case datetime.time():
            return isinstance(ours, Word) and datetime.time.fromisoformat(ours) == theirs
    return isinstance(ours, str) and not isinstance(ours, Word | Number) and ours == theirs


def test_toml(tmp_path: Path) -> None:
    roots = [Path(name) for name in os.environ.get("MCP_SENTINEL_TOML", "").split(":") if name]
    files = corpus(".toml", least=50) + [file for root in roots for file in root.rglob("*.toml")]
    check("toml", files, tmp_path, tomllib.loads, toml_scalar, 50)


TOML = '''
title = "a\\u00e9\\U0001F600\\n" # comment
'quoted key'.b = 'C:\\x'
"a.b" = """
one \\
   two""\\"" """""
d = [1, 2_000, -0, 0x0, 0xdead_beef, 0o17, 0b1, +1.5e-3, inf, -nan, [ ], # c
]
t = [1979-05-27T07:32:00Z, 1979-05-27 07:32:00.5-07:00, 1979-05-27, 07:32:00]
p = { x = 1, y.z = {w = []} }
[a.b.c]
k = true
[a]
d.e = false
[[l]]
x = 1
[l.sub]
y = 2
[[l]]
x = 3
[[l.m]]
n = \'\'\'
raw\'\'\'
'''

BROKEN_TOML = [
    "a = 1\na = 2", "[a]\n[a]", "a.b = 1\n[a]", "a = {b = 1}\na.c = 2", "a = {b = 1,}", "a = [1,,2]", "a = 01",
    "a = 1__0", "a = 1.", "a = .5", "a = 0x", "a = +0x1", "a = 1e", "a = tru", "a = 2021-02-30", "a = 25:00:00",
    "a = \"\\q\"", "a = \"\\ud800\"", "a = \"x", "a = 'x\n'", "a = \"\"\"x", "[a", "[a.]", "[]", "a", "a =", "= 1",
    "a = 1 b = 2", "a b = 1", "[[a]]\n[a]", "a = []\n[[a]]", "[a.b]\n[a]\nb.c = 1", "a = {\n}", "a = \"\x01\"",
    "# \x01", "a = {b = 1}\n[a.c]", "[a]\nb = 1\n[a.b]", "a = 1979-05-27T", "a.\"\"\"b\"\"\" = 1",
    "a = {b.c = 1, b = 2}", "a = {b = {c = 1}, b.d = 2}", "a = 1_", "a = _1", "a = 0_1e", "a = 1e_1", "[a]]", "[[a]",
]


def test_toml_forms(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(TOML)
    check("toml", [file], tmp_path, tomllib.loads, toml_scalar, 1)


@pytest.mark.parametrize("content", BROKEN_TOML)
def test_broken_toml(content: str, tmp_path: Path) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(content)
    file = tmp_path / "a.toml"
    file.write_text(content)
    ((_, answer),) = read("toml", [file], tmp_path)
    assert answer["mistake"] is not None, answer


def test_yaml(tmp_path: Path) -> None:
    yaml = pytest.importorskip("yaml")
    loader = type("Texts", (yaml.BaseLoader,), {})
    # As pairs: keys may stand twice, and need not be texts.
    loader.add_constructor("tag:yaml.org,2002:map", lambda loader, node: Pairs(
        (loader.construct_object(key, True), loader.construct_object(value, True)) for key, value in node.value))

    def scalar(ours: Any, theirs: Any) -> bool:
        spelt = {True: "true", False: "false", None: ("", "~", "null")}.get(ours, ours) if not isinstance(ours, str) else ours
        return theirs.lower() in spelt if isinstance(spelt, tuple) else (
            theirs == ours if isinstance(ours, str) else theirs.lower() == spelt)

    def load(content: str) -> list[Any]:
        return [value for value in yaml.load_all(content, loader)]

    check("yaml", corpus(".yaml", ".yml", least=2_000), tmp_path, load, scalar, 2_000, verdicts=30)


def test_ini(tmp_path: Path) -> None:
    files = corpus(".cfg", ".ini", ".pypirc", "entry_points.txt", least=5)

    def load(content: str) -> dict[str, dict[str, str | None]]:
        parser = configparser.RawConfigParser(allow_no_value=True, default_section="")
        parser.optionxform = str  # type: ignore[assignment,method-assign]
        parser.read_string(content)
        return {name: dict(parser[name]) for name in parser.sections()}

    def scalar(ours: Any, theirs: Any) -> bool:
        if isinstance(theirs, str) and len(theirs) >= 2 and theirs[0] == theirs[-1] and theirs[0] in "\"'":
            theirs = theirs[1:-1]
        return bool(ours == theirs)

    # We read keys before the first section and keys that stand twice; configparser refuses both.
    check("ini", files, tmp_path, load, scalar, 5, verdicts=len(files))
