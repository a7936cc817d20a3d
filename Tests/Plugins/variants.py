"""Texts that are nearly right: cut off, with bytes changed, doubled, nested."""

from __future__ import annotations

import random
from collections.abc import Iterator


def of(content: bytes, seed: int = 7) -> Iterator[bytes]:
    """Hostile variants of a sample; the same ones each time."""
    chance = random.Random(seed)
    step = max(1, len(content) // 200)
    for end in range(0, len(content), step):
        yield content[:end]
        yield content[end:]
    for _ in range(300):
        changed = bytearray(content)
        for _ in range(chance.randint(1, 4)):
            if changed:
                changed[chance.randrange(len(changed))] = chance.choice(b"\"\\{}[]:,'\0\xff\n =-0aA/+" + bytes([7]))
        yield bytes(changed)
    for _ in range(100):
        if content:
            first, last = sorted(chance.randrange(len(content)) for _ in range(2))
            yield content[:last] + content[first:]
    yield content * 50
    yield content.replace(b"\n", b"\r\n")
    for piece in (b"[", b'{"a":', b'"', b"\\", b"(", b"A", b"=", b"\xff", b'{"tools":['):
        yield piece * 20000
        yield content + piece * 500
    yield bytes(range(256)) * 16
