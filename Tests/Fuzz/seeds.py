"""What fuzzing starts from: small samples in `seeds`, and files of the repository."""

from __future__ import annotations

import hashlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LARGEST = 16_000

# Files of the repository by target: the byte that chooses among languages or formats (FuzzTarget.swift), and where they lie.
FILES: dict[str, list[tuple[str, str]]] = {
    "python": [("", "Benchmarks/**/*.py"), ("", "Tests/**/*.py"), ("", "bindings/python/mcp_sentinel/*.py")],
    "script": [], "go": [], "strings": [], "patterns": [], "dotenv": [], "ini": [], "requirements": [],
    "zones": [("6", "Tests/SentinelModelTests/*.swift"), ("7", "Tests/Plugins/fixtures/*.c"), ("9", ".ci/run")],
    "markdown": [("", "*.md"), ("", "Benchmarks/*.md")],
    "json": [("0", "Sources/SentinelReport/Schemas/*.json"), ("0", "Tests/SentinelReportTests/Golden/*.json"),
             ("2", "Tests/SentinelReportTests/Golden/*.jsonl")],
    "yaml": [("", "Sources/SentinelDetectors/Rules/**/*.yaml")],
    "toml": [("", "Benchmarks/*.toml"), ("", "bindings/python/pyproject.toml")],
    "dockerfile": [("", "Tests/Fixtures/**/Dockerfile")],
    "rules": [("", "Sources/SentinelDetectors/Rules/**/*.yaml")],
    "model": [("0", "Tests/Fixtures/**/*.py"), ("0", "bindings/python/mcp_sentinel/*.py")],
}
TARGETS = ["python", "script", "go", "zones", "markdown", "json", "yaml", "toml", "dotenv", "ini", "dockerfile",
           "requirements", "strings", "rules", "patterns", "model"]


def write(target: str, folder: Path) -> Path:
    """Fills `folder` with the seeds of a target."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = [file.read_bytes() for file in sorted((HERE / "seeds" / target).glob("*"))]
    for choice, pattern in FILES[target]:
        contents += [choice.encode() + file.read_bytes() for file in sorted(ROOT.glob(pattern))]
    for content in contents:
        if len(content) <= LARGEST:
            (folder / hashlib.sha256(content).hexdigest()[:16]).write_bytes(content)
    return folder
