"""How much code the benign trees hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

# What rules look into: programs, and the documents that configure them. Data and pictures would flatter us.
SUFFIXES = {".py", ".pyi", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".go", ".sh", ".rb", ".rs", ".java",
            ".yaml", ".yml", ".toml", ".tf", ".json"}
# Lock files are mostly digests.
LOCKS = {"package-lock.json", "pnpm-lock.yaml", "yarn.lock"}


def code_lines(tree: Path, is_test: Callable[[str], bool]) -> int:
    """Lines of code and configuration below `tree`, tests and examples left out as the scorer leaves them out."""
    return sum(count(file) for file in tree.rglob("*") if is_code(file) and not is_test(file.relative_to(tree).as_posix()))


def is_code(file: Path) -> bool:
    is_named_so = file.suffix in SUFFIXES or file.name == "Dockerfile"
    return is_named_so and file.name not in LOCKS and file.is_file() and not file.is_symlink()


def count(file: Path) -> int:
    return file.read_bytes().count(b"\n")
