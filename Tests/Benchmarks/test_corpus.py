"""The choice of files: fixed, whole, and not one folder's."""

from __future__ import annotations

import hashlib
import random

import corpus
import pytest

FILES = [(f"package/{folder}", f"{name}.py") for folder in range(300) for name in range(folder % 7 + 1)]


def test_the_choice_is_recorded() -> None:
    # The corpora of two machines are the same only while this stays what it is.
    text = "\n".join("/".join(file) for file in corpus.choose(corpus.drawn(FILES), "small", 100))
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "14200695fa5e3145"


def test_the_choice_does_not_depend_on_the_order_of_the_walk() -> None:
    shuffled = FILES.copy()
    random.Random(1).shuffle(shuffled)
    assert corpus.choose(corpus.drawn(shuffled), "small", 100) == corpus.choose(corpus.drawn(FILES), "small", 100)


def test_sizes_draw_differently() -> None:
    assert corpus.choose(FILES, "small", 100) != corpus.choose(FILES, "medium", 100)


def test_as_many_as_wanted_and_none_twice() -> None:
    chosen = corpus.choose(FILES, "small", 100)
    assert len(chosen) == len(set(chosen)) == 100


@pytest.mark.parametrize(("count", "is_in"), [(50, True), (51, False)])
def test_a_folder_that_would_make_up_the_corpus_is_left_out(count: int, is_in: bool) -> None:
    files = [("package/big", f"{name}.py") for name in range(count)]
    assert bool(corpus.choose(files, "small", 1_000)) == is_in


def test_kinds_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(corpus.LIMITS, "py", 10)
    found = corpus.drawn([*FILES, ("package/0", "a.yaml"), ("package/0", "a.png"), ("package/0", "py")])
    assert sorted(corpus.kind(name) or "" for _, name in found) == ["py"] * 10 + ["yml"]
