"""The headers compile alone, in C99, C11 and C++17, by both compilers, with pedantic warnings as errors."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import header

COMPILERS = [name for name in ("cc", "gcc", "clang") if shutil.which(name)]
LANGUAGES = [("c", "c99"), ("c", "c11"), ("c++", "c++17")]
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wmissing-field-initializers", "-Werror"]


def compile_text(text: str, compiler: str, language: str, standard: str, folder: Path) -> None:
    source = folder / "source"
    source.write_text(text, encoding="utf-8")
    command = [compiler, "-x", language, f"-std={standard}", *WARNINGS, "-I", str(header.INCLUDE), "-fsyntax-only"]
    done = subprocess.run([*command, str(source)], stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("compiler", COMPILERS)
@pytest.mark.parametrize(("language", "standard"), LANGUAGES)
@pytest.mark.parametrize("name", header.HEADERS)
def test_stands_alone(name: str, compiler: str, language: str, standard: str, tmp_path: Path) -> None:
    compile_text(f"#include <{name}>\n#include <{name}>\nint unused;\n", compiler, language, standard, tmp_path)


@pytest.mark.parametrize("compiler", COMPILERS)
@pytest.mark.parametrize(("language", "standard"), LANGUAGES)
def test_initializers_fill_every_field(compiler: str, language: str, standard: str, tmp_path: Path) -> None:
    lines = ["#include <mcpsentinel.h>", "#include <mcpsentinel_plugin.h>"]
    for struct in header.initializers():
        lines.append(f"uint32_t check_{struct}(void);")
        lines.append(f"uint32_t check_{struct}(void) {{ {struct} v = {struct.upper()}_INIT; return v.struct_size; }}")
    compile_text("\n".join(lines) + "\n", compiler, language, standard, tmp_path)


def test_every_sized_struct_has_an_initializer() -> None:
    sized = [struct.name for struct in header.structs() if struct.fields[0] == "struct_size"]
    assert sorted(sized) == sorted([*header.initializers(), *header.FILLED_BY_THE_HOST])


def test_no_type_whose_size_varies_crosses() -> None:
    """No bool, enum, long or bit-field: convention 3 and ARCHITECTURE.md, section 5."""
    text = header._declarations()
    for word in ("bool", "_Bool", "enum", "long", "short", "int", "unsigned"):
        assert f" {word} " not in text.replace("(", " ").replace(",", " "), word
