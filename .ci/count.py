#!/usr/bin/env python3
"""Adds up what the test programs of a log say they ran, and prints `N passed, N failed`. Exits 1 if no test ran."""
import re
import sys

passed = failed = 0
for line in open(sys.argv[1], encoding="utf-8", errors="replace"):
    swift = re.search(r"Test run with (\d+) tests?.* (passed|failed) after", line)
    if swift:
        passed, failed = (passed + int(swift[1]), failed) if swift[2] == "passed" else (passed, failed + 1)
    pytest = re.search(r"^=*\s*(?:(\d+) failed, )?(\d+) passed.* in [\d.]+s", line)
    if pytest:
        passed, failed = passed + int(pytest[2]), failed + int(pytest[1] or 0)
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed or not passed else 0)
