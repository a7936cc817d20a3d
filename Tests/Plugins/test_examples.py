"""The templates and example plugins build without warnings, export one symbol, and their examples hold.

They are tried without the scanner: `drive.py` is a host in Python, run as a program of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PLUGINS = ROOT / "plugins"
LANGUAGES = {"c": "cc", "rust": "cargo", "swift": "swift"}
EXAMPLES = {"entropy-strings": "c", "listing-lint": "rust", "weak-keys": "swift"}
COMPILERS = [one for one in ("gcc", "clang") if shutil.which(one)]


def run(*arguments: object, **options: object) -> str:
    done = subprocess.run([str(one) for one in arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=600, check=False, **options)
    assert done.returncode == 0, done.stdout
    return done.stdout


def make(folder: Path, out: Path, *arguments: str) -> str:
    return run("make", "-C", folder, f"OUT={out}", *arguments)


def drive(library: Path, *options: str) -> dict[str, object]:
    """What drive.py says of a plugin, which must be nothing wrong."""
    done = subprocess.run(["python3", HERE / "drive.py", library, *options], stdout=subprocess.PIPE, text=True,
                          timeout=120, check=False)
    assert done.returncode == 0
    told = json.loads(done.stdout)
    assert told["wrong"] == [] and told["complaints"] == []
    return told


def exported(library: Path) -> list[str]:
    return [line.split()[-1] for line in run("nm", "-D", "--defined-only", library).splitlines()]


def needs(language: str) -> None:
    if not shutil.which(LANGUAGES[language]):
        pytest.skip(f"no {LANGUAGES[language]}")


def filled(language: str, name: str, folder: Path) -> Path:
    """What `mcp-sentinel plugins new` writes."""
    values = {"@NAME@": name, "@ID@": name.upper(), "@TITLE@": "Keys of ours"}

    def replaced(text: str) -> str:
        for placeholder, value in values.items():
            text = text.replace(placeholder, value)
        return text

    template = PLUGINS / "templates" / language
    for source in sorted(one for one in template.rglob("*") if one.is_file()):
        target = folder / replaced(str(source.relative_to(template)))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(replaced(source.read_text(encoding="utf-8")), encoding="utf-8")
        assert "@NAME" not in target.read_text(encoding="utf-8")
    for header in ("mcpsentinel_types.h", "mcpsentinel_plugin.h"):
        (folder / "include").mkdir(exist_ok=True)
        shutil.copy(ROOT / "include" / header, folder / "include" / header)
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_template(language: str, tmp_path: Path) -> None:
    needs(language)
    project = filled(language, "acme-keys2", tmp_path / "project")
    said = make(project, project / "build")
    assert "warning" not in said
    library = project / "build/acme-keys2.so"
    assert exported(library) == ["mcps_plugin_entry"]
    told = drive(library)
    assert told["id"] == "acme-keys2" and told["rules"] == ["ACME-KEYS2-UNFINISHED"]
    assert told["options"] == {"marker": "TODO(security)"}
    assert {path.name for path in project.iterdir() if path.name not in ("build", "include", "Cargo.lock")} == {
        path.name.replace("@NAME@", "acme-keys2") for path in (PLUGINS / "templates" / language).iterdir()}


@pytest.mark.parametrize("name", EXAMPLES)
def test_example(name: str, tmp_path: Path) -> None:
    needs(EXAMPLES[name])
    folder = PLUGINS / "examples" / name
    assert "warning" not in make(folder, tmp_path)
    library = tmp_path / f"{name}.so"
    assert exported(library) == ["mcps_plugin_entry"]
    told = drive(library)
    assert told["id"] == name
    # At least two that fire and two that do not, of each rule.
    assert told["examples"] >= 4 * len(told["rules"]) - 2
    make(folder, tmp_path, "test")


@pytest.mark.parametrize("compiler", COMPILERS)
def test_battery_compiles(compiler: str, tmp_path: Path) -> None:
    make(HERE / "evil", tmp_path, "-j2", "-s", f"CC={compiler}")
    sources = {source.stem for source in (HERE / "evil").glob("*.c")}
    assert {library.stem for library in tmp_path.glob("*.so")} == sources
    assert drive(tmp_path / "good.so", "most=7")["capabilities"] == 7


@pytest.mark.parametrize("compiler", COMPILERS)
def test_c_by_each_compiler(compiler: str, tmp_path: Path) -> None:
    project = filled("c", "acme-keys", tmp_path / "project")
    for folder, name in ((project, "acme-keys"), (PLUGINS / "examples/entropy-strings", "entropy-strings")):
        make(folder, tmp_path, f"CC={compiler}")
        assert exported(tmp_path / f"{name}.so") == ["mcps_plugin_entry"]
        drive(tmp_path / f"{name}.so")


def test_options_of_the_examples(tmp_path: Path) -> None:
    """An option that is set changes what is found."""
    folder = PLUGINS / "examples/entropy-strings"
    make(folder, tmp_path)
    script = f"""
import drive
from pathlib import Path
text = b'api_key = "3f2b8c1d-9e47-4a6b-8d05-c7f1a2e9b364"\\nmy_token = "q7Zr4T2nVb9KxW3mL8Hd5Pf1"\\n'
def found(**options):
    driver = drive.Driver(Path({str(tmp_path / "entropy-strings.so")!r}), options)
    return [text[one.start:one.start + 4] for one in driver.scan("a.py", text)]
assert found() == [b"q7Zr"]
assert found(uuids="true") == [b"3f2b", b"q7Zr"]
assert found(ignore_names="other\\nmy_token") == []
assert found(minimum_length="25") == []
assert found(minimum_entropy="700") == []
"""
    run("python3", "-c", script, cwd=HERE, env={**os.environ, "PYTHONPATH": str(HERE)})


def test_wrappers_are_the_templates() -> None:
    """What a template keeps out of the author's sight is the same in the example of its language."""
    pairs = [("rust/src/sentinel.rs", "listing-lint/src/sentinel.rs"),
             ("rust/src/sentinel/raw.rs", "listing-lint/src/sentinel/raw.rs"),
             ("rust/src/sentinel/border.rs", "listing-lint/src/sentinel/border.rs"),
             ("rust/rustfmt.toml", "listing-lint/rustfmt.toml"),
             ("swift/Sources/Plugin/Sentinel.swift", "weak-keys/Sources/Plugin/Sentinel.swift"),
             ("swift/Sources/Plugin/Border.swift", "weak-keys/Sources/Plugin/Border.swift"),
             ("swift/Sources/CSentinel/module.modulemap", "weak-keys/Sources/CSentinel/module.modulemap"),
             ("swift/plugin.map", "weak-keys/plugin.map"), ("swift/plugin.map", "entropy-strings/plugin.map"),
             ("swift/plugin.map", "../templates/c/plugin.map")]
    for template, example in pairs:
        assert (PLUGINS / "templates" / template).read_bytes() == (PLUGINS / "examples" / example).read_bytes(), example


def test_rust_structs_are_the_headers(tmp_path: Path) -> None:
    """The Rust template declares the header's structs once more: their sizes must be the same."""
    needs("rust")
    names = {"Finding": "finding", "Rule": "rule", "Example": "example", "File": "file", "Match": "match"}
    pairs = {f"size_of::<raw::{rust}>()": f"mcps_plugin_{c}" for rust, c in names.items()}
    pairs |= {"size_of::<raw::Host>()": "mcps_host", "size_of::<raw::Option>()": "mcps_option",
              "size_of::<raw::Plugin>()": "mcps_plugin", "size_of::<raw::Span>()": "mcps_span"}
    (tmp_path / "a.rs").write_text(
        f'#![allow(dead_code)]\n#[path = "{PLUGINS}/templates/rust/src/sentinel/raw.rs"]\nmod raw;\n'
        "fn main() {" + "".join(f'println!("{{}}", {one});' for one in pairs) + "}\n", encoding="utf-8")
    (tmp_path / "b.c").write_text(
        '#include "mcpsentinel_plugin.h"\n#include <stdio.h>\nint main(void) {'
        + "".join(f'printf("%zu\\n", sizeof({one}));' for one in pairs.values()) + "}\n", encoding="utf-8")
    run("rustc", "--edition", "2021", "-o", tmp_path / "a", tmp_path / "a.rs")
    run("cc", "-I", ROOT / "include", "-o", tmp_path / "b", tmp_path / "b.c")
    assert run(tmp_path / "a") == run(tmp_path / "b")
