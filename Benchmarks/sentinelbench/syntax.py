"""How fast code and documents are parsed, by language, beside tree-sitter over the same files."""

from __future__ import annotations

import statistics
from pathlib import Path

from corpus import digest

from .run import Bench, megabytes
from .stages import alternate, rate

HEAD = ["language", "files", "MB", "ours, MB/s", "tree-sitter, MB/s", "ours over tree-sitter"]
# What `sentinel-syntax` is asked for, and the endings of the files.
SYNTAX, DOCUMENT = "speed", "document-speed"
LANGUAGES = {
    "python": (SYNTAX, [".py"]), "javascript": (SYNTAX, [".js", ".mjs", ".cjs"]), "typescript": (SYNTAX, [".ts"]),
    "go": (SYNTAX, [".go"]), "json": (DOCUMENT, [".json"]), "yaml": (DOCUMENT, [".yaml", ".yml"]),
    "toml": (DOCUMENT, [".toml"]),
}
OURS, THEIRS = "ours", "tree-sitter"
# Of each language; what the corpus has less of is parsed several times.
MOST_BYTES, LEAST_BYTES = 3_000_000, 1_000_000
ROUNDS = 5
HERE = Path(__file__).resolve().parent.parent


def syntax(bench: Bench) -> None:
    table = bench.table("syntax", "Parsing, one thread", HEAD)
    program = bench.programs.syntax
    if program is None:
        table.notes.append("Not measured: `sentinel-syntax` is not built.")
        return
    folder = bench.corpora / bench.sizes[-1]
    table.notes.append(f"Corpus: {folder.name}. Languages it has less than a megabyte of are parsed several times.")
    for language, (command, endings) in LANGUAGES.items():
        files = chosen(folder, endings)
        if not files:
            table.notes.append(f"The corpus has no {language}.")
            continue
        bench.say(f"syntax: {language}")
        names = bench.programs.work / f"{language}.list"
        names.write_text("".join(f"{file}\n" for file in repeated(files)), encoding="utf-8")
        measure(bench, language, [str(program), command, language, f"@{names}"], names)


def chosen(folder: Path, endings: list[str]) -> list[Path]:
    """Files of a language, by a hash of their paths, up to `MOST_BYTES`; those that would be most of it are passed over."""
    files = (path for ending in endings for path in folder.rglob(f"*{ending}") if path.is_file())
    found, size = [], 0
    for path in sorted(files, key=lambda path: digest(str(path.relative_to(folder)), "syntax")):
        own = path.stat().st_size
        if own <= MOST_BYTES // 4 and size + own <= MOST_BYTES:
            found.append(path)
            size += own
    return found


def repeated(files: list[Path]) -> list[Path]:
    """The files as often as it takes to make `LEAST_BYTES`."""
    size = sum(file.stat().st_size for file in files)
    return files * max(1, -(-LEAST_BYTES // max(size, 1)))


def measure(bench: Bench, language: str, command: list[str], names: Path) -> None:
    commands = {OURS: command}
    if bench.programs.tree_sitter:
        commands[THEIRS] = [str(bench.programs.tree_sitter), str(HERE / "treesitter.py"), language, str(names)]
    answers = alternate(commands, ROUNDS)
    first = answers[OURS][0]
    speeds = {name: statistics.median(rate(sample) for sample in samples) for name, samples in answers.items()}
    row = [language, f"{first['files']:.0f}", megabytes(first["bytes"]), f"{speeds[OURS]:,.0f}", "", ""]
    if THEIRS in answers:
        pairs = zip(answers[OURS], answers[THEIRS], strict=True)
        ratio = statistics.median(rate(ours) / rate(theirs) for ours, theirs in pairs)
        row[4:] = [f"{speeds[THEIRS]:,.1f}", f"{ratio:.1f}"]
        bench.figures[f"syntax.{language}_over_tree_sitter"] = ratio
    bench.tables["syntax"].rows.append(row)
