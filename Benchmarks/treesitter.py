"""Parses files with tree-sitter, from memory, on one thread, and prints what that took in the form of `sentinel-syntax speed`.

    python treesitter.py LANGUAGE LIST
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from pathlib import Path

import tree_sitter

GRAMMARS = {"typescript": ("tree_sitter_typescript", "language_typescript")}


def main() -> None:
    module, function = GRAMMARS.get(sys.argv[1], (f"tree_sitter_{sys.argv[1]}", "language"))
    language = tree_sitter.Language(getattr(importlib.import_module(module), function)())
    parser = tree_sitter.Parser(language)
    contents = [Path(name).read_bytes() for name in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()]
    start = time.process_time()
    for content in contents:
        parser.parse(content)
    seconds = time.process_time() - start
    print(json.dumps({"files": len(contents), "bytes": sum(map(len, contents)), "seconds": seconds}))


if __name__ == "__main__":
    main()
