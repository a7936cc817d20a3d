"""Files that are hard on scanners."""

from __future__ import annotations

import base64
import hashlib
import random
import string
from pathlib import Path

from corpus import Corpus, kind

from .programs import LITERALS
from .rules import built_in_literals

SIZE = 10_000_000
# A literal of a built-in rule (GitHub's tokens), so that every repetition is a place where a pattern is tried.
REPEATED = b"ghp_"
WORDS = """about after again because before between could different example first found from great house large learn light
might never number often other people place point right should small something sound still study their there these thing
think three through under water where which while words world would write years""".split()
NAMES = ("one_line.js", "one_byte.txt", "base64.txt", "literal_repeated.txt", "near_misses.txt")


def make(corpus: Corpus) -> None:
    """Fills the folder `pathological`, unless this module and the rules have filled it before."""
    literals = sorted({*built_in_literals(), *LITERALS.read_text(encoding="utf-8").split("\n")} - {""})
    recipe = hashlib.sha256(Path(__file__).read_bytes() + corpus.recipe.encode() + "\n".join(literals).encode())
    corpus.once("pathological", recipe.hexdigest(), lambda: write(corpus, literals))


def write(corpus: Corpus, literals: list[str]) -> None:
    folder = corpus.out / "pathological"
    (folder / "one_line.js").write_bytes(one_line(corpus))
    (folder / "one_byte.txt").write_bytes(b"a" * SIZE)
    (folder / "base64.txt").write_bytes(base64.b64encode(random.Random(1).randbytes(SIZE * 3 // 4)))
    (folder / "literal_repeated.txt").write_bytes(REPEATED * 1_000_000)
    (folder / "near_misses.txt").write_text(near_misses(literals, SIZE), encoding="utf-8")


def one_line(corpus: Corpus) -> bytes:
    """JavaScript without a line's end, as bundlers write it."""
    text = bytearray()
    for folder, name in corpus.source():
        if kind(name) == "js" and len(text) < SIZE:
            text += (corpus.raw / folder / name).read_bytes().replace(b"\r", b"").replace(b"\n", b";")
    return bytes(text[:SIZE])


def near_miss(literal: str) -> str:
    """`literal` with another last byte, of the same kind: the next letter, the next digit."""
    last = literal[-1]
    for kind_of in (string.ascii_lowercase, string.ascii_uppercase, string.digits):
        if last in kind_of:
            return literal[:-1] + kind_of[(kind_of.index(last) + 1) % len(kind_of)]
    return literal[:-1] + ("-" if last != "-" else "_")


def near_misses(literals: list[str], size: int) -> str:
    """Near misses and plain words in turn. What would hold some literal all the same, letters in either case, is left out."""
    folded = [literal.lower() for literal in literals]
    misses = [miss for literal in literals if not any(other in (miss := near_miss(literal)).lower() for other in folded)]
    chance, length = random.Random(1), 0
    parts: list[str] = []
    while length < size:
        part = f"{chance.choice(misses)} {chance.choice(WORDS)} {chance.choice(WORDS)}"
        parts.append(part + ("\n" if len(parts) % 8 == 7 else " "))
        length += len(parts[-1])
    return "".join(parts)[:size]
