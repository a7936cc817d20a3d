"""`plugins new`: the project is the template with the name filled in; it builds, and passes its check."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from command import COMMAND, ROOT, sentinel
from test_examples import LANGUAGES, filled, needs


def tree(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_project_is_the_template(language: str, tmp_path: Path) -> None:
    """What the program carries is what lies in plugins/templates and include/."""
    done = sentinel("plugins", "new", "--language", language, "acme-keys", "--title", "Keys of ours", folder=tmp_path)
    assert (done.status, done.errors) == (0, ""), done.errors
    assert tree(tmp_path / "acme-keys") == tree(filled(language, "acme-keys", tmp_path / "expected"))
    for header in ("mcpsentinel_types.h", "mcpsentinel_plugin.h"):
        assert (tmp_path / "acme-keys/include" / header).read_bytes() == (ROOT / "include" / header).read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_project_builds_and_passes_its_check(language: str, tmp_path: Path) -> None:
    needs(language)
    folder = tmp_path / "project"
    assert sentinel("plugins", "new", "--language", language, "acme-keys2", "--directory", folder).status == 0
    for target in ("all", "check"):
        done = subprocess.run(["make", "-C", folder, target, f"SENTINEL={COMMAND}"], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=600, check=False)
        assert done.returncode == 0, done.stdout
        assert "warning" not in done.stdout
    assert "FAILED" not in done.stdout and "steps passed" in done.stdout
    (tmp_path / "server.py").write_text("# TODO(security): check\n", encoding="utf-8")
    done = sentinel("scan", "--no-config", "--plugins", folder / "build/acme-keys2.so", tmp_path / "server.py")
    assert "ACME-KEYS2-UNFINISHED" in done.output, done.errors


def test_title_is_made_from_the_name(tmp_path: Path) -> None:
    assert sentinel("plugins", "new", "--language", "c", "acme-keys", folder=tmp_path).status == 0
    assert "Acme keys: a plugin" in (tmp_path / "acme-keys/acme-keys.c").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("title", ["it's 100% \N{SNOWMAN} $(HOME) `id` #{x} @NAME@ {0}", "a" * 200])
def test_any_title_that_is_taken_builds(language: str, title: str, tmp_path: Path) -> None:
    if language != "c":
        needs(language)
    assert sentinel("plugins", "new", "--language", language, "odd", "--title", title, folder=tmp_path).status == 0
    if language == "c":
        subprocess.run(["make", "-s", "-C", tmp_path / "odd"], check=True, timeout=60)


@pytest.mark.parametrize("title", ['a "quote"', "back\\slash", "two\nlines", "a\rb", "\x1b[31m", "", "a */ b", "a /* b",
                                   "what??/", "a\u2028b", "a" * 201])
def test_titles_that_are_refused(title: str, tmp_path: Path) -> None:
    done = sentinel("plugins", "new", "--language", "c", "acme-keys", "--title", title, folder=tmp_path)
    assert done.status == 2 and "--title" in done.errors
    assert not (tmp_path / "acme-keys").exists()


@pytest.mark.parametrize("name", ["a", "Acme", "1acme", "acme_keys", "../acme", "acme keys", "a" * 33, "äcme", "-acme"])
def test_names_that_are_refused(name: str, tmp_path: Path) -> None:
    done = sentinel("plugins", "new", "--language", "c", "--", name, folder=tmp_path)
    assert done.status == 2 and "no plugin's id" in done.errors
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_nothing_is_overwritten(kind: str, tmp_path: Path) -> None:
    target = tmp_path / "acme-keys"
    {"folder": target.mkdir, "file": target.touch, "link": lambda: target.symlink_to(tmp_path / "nowhere")}[kind]()
    done = sentinel("plugins", "new", "--language", "c", "acme-keys", folder=tmp_path)
    assert done.status == 2 and "nothing is overwritten" in done.errors
    assert [one.name for one in tmp_path.iterdir()] == ["acme-keys"]
    assert kind != "folder" or list(target.iterdir()) == []


def test_unknown_language(tmp_path: Path) -> None:
    done = sentinel("plugins", "new", "--language", "cobol", "acme-keys", folder=tmp_path)
    assert done.status == 2 and "cobol" in done.errors


def test_an_installed_program_needs_no_folder_of_data(tmp_path: Path) -> None:
    shutil.copy2(COMMAND, tmp_path / "mcp-sentinel")
    subprocess.run([tmp_path / "mcp-sentinel", "plugins", "new", "--language", "rust", "acme-keys"], cwd=tmp_path,
                   env={}, check=True, stdout=subprocess.PIPE, timeout=60)
    assert (tmp_path / "acme-keys/src/sentinel/raw.rs").exists()
