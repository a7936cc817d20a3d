"""The files that parsers are timed on: of one language, many, and enough of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from sentinelbench import syntax


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax, "MOST_BYTES", 1_000)
    monkeypatch.setattr(syntax, "LEAST_BYTES", 450)


def test_a_file_that_would_be_most_of_it_is_passed_over(tmp_path: Path, small: None) -> None:
    for name, size in [("a.py", 251), ("b.py", 250), ("c.txt", 10)]:
        (tmp_path / name).write_bytes(b"x" * size)
    assert [path.name for path in syntax.chosen(tmp_path, [".py"])] == ["b.py"]


def test_no_more_than_the_limit(tmp_path: Path, small: None) -> None:
    for number in range(50):
        (tmp_path / f"{number}.py").write_bytes(b"x" * 90)
    assert len(syntax.chosen(tmp_path, [".py"])) == 11


def test_little_is_repeated(tmp_path: Path, small: None) -> None:
    (tmp_path / "a.py").write_bytes(b"x" * 200)
    assert len(syntax.repeated(syntax.chosen(tmp_path, [".py"]))) == 3
