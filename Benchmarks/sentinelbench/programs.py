"""The programs under comparison: ours, the read floor, and the peers that are installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from .process import Command

OURS, FLOOR, RIPGREP, KINGFISHER, YARA = "mcp-sentinel", "read floor", "ripgrep", "kingfisher --turbo", "YARA"
KINGFISHER_PIN = "kingfisher-bin==2.14.0"
HERE = Path(__file__).resolve().parent.parent
TREE_SITTER = HERE / "treesitter.txt"
LITERALS, LITERALS_309 = HERE / "literals.txt", HERE / "literals_309.txt"


class Programs:
    """Builds or finds every program: ours by their paths, `stages` being `sentinel-bench` and `syntax` `sentinel-syntax`. `missing`
    says of each that is not there why."""

    def __init__(self, cli: Path, stages: Path, syntax: Path, work: Path) -> None:
        self.cli, self.work = cli, work
        self.rules = work / "rules"
        self.missing: dict[str, str] = {}
        self.stages, self.syntax = self.built(stages), self.built(syntax)
        self.timed = self.compiled("timed")
        self.floor = self.compiled("floor", "-pthread")
        self.hyperscan = self.hyperscan_program()
        self.ripgrep = self.found("rg", RIPGREP)
        self.yara = self.found("yara", YARA)
        self.kingfisher = self.kingfisher_program()
        self.tree_sitter = self.tree_sitter_python()
        if self.yara:
            self.write_yara_rules()

    def built(self, program: Path) -> Path | None:
        if program.exists():
            return program
        self.missing[program.name] = "not built"
        return None

    def compiled(self, name: str, *flags: str) -> Path:
        program = self.work / "bin" / name
        program.parent.mkdir(parents=True, exist_ok=True)
        source = HERE / f"{name}.c"
        if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
            subprocess.run(["cc", "-O2", source, "-o", program, *flags], check=True)
        return program

    def found(self, program: str, name: str) -> str | None:
        path = shutil.which(program)
        if path is None:
            self.missing[name] = "not installed"
        return path

    def hyperscan_program(self) -> Path | None:
        if not Path("/usr/include/hs/hs.h").exists():
            self.missing["Hyperscan"] = "its headers are not installed"
            return None
        return self.compiled("hyperscan", "-lhs")

    def kingfisher_program(self) -> str | None:
        """Out of an environment of its own below the work folder, made when it is not there."""
        home = self.work / "kingfisher"
        program = home / "bin/kingfisher"
        if not program.exists() and not self.installed(home, KINGFISHER_PIN):
            self.missing[KINGFISHER] = f"pip could not install {KINGFISHER_PIN}"
            return None
        return str(program)

    def tree_sitter_python(self) -> Path | None:
        """A Python that has tree-sitter and its grammars, in an environment of its own."""
        home = self.work / "tree-sitter"
        mark = home / TREE_SITTER.name
        pins = TREE_SITTER.read_text(encoding="utf-8")
        if not mark.exists() or mark.read_text(encoding="utf-8") != pins:
            if not self.installed(home, "-r", str(TREE_SITTER)):
                self.missing["tree-sitter"] = f"pip could not install {TREE_SITTER.name}"
                return None
            mark.write_text(pins, encoding="utf-8")
        return home / "bin/python"

    @staticmethod
    def installed(home: Path, *packages: str) -> bool:
        """Makes an environment and installs into it; false where that fails."""
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        pip = [str(home / "bin/pip"), "install", "--quiet", "--disable-pip-version-check", *packages]
        return subprocess.run(pip).returncode == 0

    def write_yara_rules(self) -> None:
        literals = LITERALS_309.read_text(encoding="utf-8").splitlines()
        quoted = (text.replace("\\", "\\\\").replace('"', '\\"') for text in literals)
        strings = "\n".join(f'    $s{number} = "{text}" nocase' for number, text in enumerate(quoted))
        rule = f"rule literals {{\n  strings:\n{strings}\n  condition:\n    any of them\n}}\n"
        (self.work / "literals.yar").write_text(rule, encoding="utf-8")

    def scan(self, path: Path, jobs: int = 2, *more: str) -> Command:
        """Our scan. Findings (1) and files left incomplete (3) are results; the targets' part judges the latter."""
        arguments = [str(self.cli), "scan", "--no-config", "-q", "--jobs", str(jobs), "--rules", str(self.rules), *more]
        return Command([*arguments, str(path)], frozenset({0, 1, 3}))

    def json(self, *arguments: str) -> Any:
        """What our command prints as JSON."""
        output = subprocess.run([self.cli, *arguments], stdout=subprocess.PIPE, check=True).stdout
        return json.loads(output)

    def read_floor(self, path: Path) -> Command:
        return Command([str(self.floor), "-j", "2", str(path)])

    def peers(self, path: Path) -> dict[str, Command]:
        """The command of every peer that is there, with two threads each."""
        found: dict[str, Command] = {}
        if self.ripgrep:
            options = ["-i", "-F", "-f", str(LITERALS_309), "-j2", "-uuu"]
            found[RIPGREP] = Command([self.ripgrep, *options, str(path)], frozenset({0, 1}))
        if self.kingfisher:
            options = ["--turbo", "--jobs", "2", "--no-validate", "--no-update-check"]
            # Its compiled rules are cached here: the uncounted round fills the cache.
            cache = {"KF_RULE_CACHE_DIR": str(self.work / "kingfisher-cache")}
            found[KINGFISHER] = Command([self.kingfisher, "scan", *options, str(path)], frozenset({0, 200}), cache)
        if self.yara:
            options = ["-w", "-r", "-p", "2", str(self.work / "literals.yar")]
            found[YARA] = Command([self.yara, *options, str(path)])
        return found

    def versions(self) -> dict[str, str]:
        """Of our command and of every peer that is there, as they tell it themselves."""
        asked = {OURS: self.cli, RIPGREP: self.ripgrep, KINGFISHER: self.kingfisher, YARA: self.yara}
        found: dict[str, str] = {}
        for name, program in asked.items():
            if program is not None:
                output = subprocess.run([os.fspath(program), "--version"], stdout=subprocess.PIPE, text=True).stdout
                words = output.split("\n")[0].split()
                found[name] = next((word for word in words if word[:1].isdigit()), "unknown")
        return found
