"""Records the ABI: `symbols.txt` (each function with the ABI version it came in) and `layout.txt` (size and offset of each
field of each struct, and the values of the constants).

    python3 Tests/ABI/record.py

What is recorded is a promise. A function, field or constant that is gone or has changed is refused here; additions are
recorded under the ABI version of the header, which is raised with the release that brings them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import header

HERE = Path(__file__).resolve().parent
SYMBOLS = HERE / "symbols.txt"
LAYOUT = HERE / "layout.txt"


def measure(compiler: str = "cc") -> list[str]:
    """The layout as the compiler sees it, one fact per line."""
    lines = ["#include <stdio.h>", "#include <mcpsentinel.h>", "#include <mcpsentinel_plugin.h>", "int main(void) {"]
    for struct in header.structs():
        lines.append(f'printf("{struct.name} %zu\\n", sizeof({struct.name}));')
        for field in struct.fields:
            size = f"sizeof((({struct.name} *)0)->{field})"
            place = f"offsetof({struct.name}, {field})"
            lines.append(f'printf("{struct.name}.{field} %zu+%zu\\n", {place}, {size});')
    for name in header.constants():
        lines.append(f'printf("{name} %d\\n", {name});')
    lines.append("return 0; }")
    with tempfile.TemporaryDirectory() as folder:
        source, program = Path(folder, "layout.c"), Path(folder, "layout")
        source.write_text("\n".join(lines), encoding="utf-8")
        subprocess.run([compiler, "-std=c99", "-I", header.INCLUDE, source, "-o", program], check=True)
        return subprocess.run([program], check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()


def recorded_symbols() -> dict[str, int]:
    """The functions in `symbols.txt`, and the ABI version each came in."""
    lines = SYMBOLS.read_text(encoding="utf-8").splitlines() if SYMBOLS.exists() else []
    pairs = (line.split() for line in lines if line and not line.startswith("#"))
    return {name: int(version) for name, version in pairs}


def recorded_layout() -> list[str]:
    """The facts in `layout.txt`."""
    lines = LAYOUT.read_text(encoding="utf-8").splitlines() if LAYOUT.exists() else []
    return [line for line in lines if line and not line.startswith("#")]


def broken_promises() -> list[str]:
    """What was recorded and no longer holds. A struct may grow; all else stays."""
    present = {function.name for function in header.functions()}
    broken = [f"{name} is gone" for name in recorded_symbols() if name not in present]
    facts = dict(line.split() for line in measure())
    for line in recorded_layout():
        name, value = line.split()
        grew = name in facts and name.islower() and "." not in name and int(facts[name]) >= int(value)
        if facts.get(name) != value and not grew:
            broken.append(f"{name} was {value} and is {facts.get(name, 'gone')}")
    return broken


def main() -> int:
    broken = broken_promises()
    if broken:
        print("\n".join(broken), file=sys.stderr)
        return 1
    known = recorded_symbols()
    version = header.abi_version()
    rows = [f"{function.name} {known.get(function.name, version)}" for function in header.functions()]
    SYMBOLS.write_text("# function, ABI version it came in; see record.py\n" + "\n".join(rows) + "\n", encoding="utf-8")
    LAYOUT.write_text(
        "# struct size / field offset+size / constant value, on 64-bit Linux; see record.py\n"
        + "\n".join(measure()) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
