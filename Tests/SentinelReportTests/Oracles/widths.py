"""Prints the cells that each line of standard input takes on a terminal.

With `--scalars` it prints `code cells` for every assigned scalar about whose width alone terminals agree: spacing marks
(Mc), format characters (Cf) and regional indicators, which count by pairs, are left out.
"""

import sys
import unicodedata

import wcwidth

if sys.argv[1:] == ["--scalars"]:
    for code in range(0x20, 0x110000):
        if code in range(0x1F1E6, 0x1F200):
            continue
        if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Cc", "Co", "Mc", "Cf", "Zl", "Zp"):
            print(code, wcwidth.wcwidth(chr(code)))
else:
    for line in sys.stdin.buffer.read().decode().split("\n"):
        print(sum(wcwidth.wcwidth(char) for char in line))
