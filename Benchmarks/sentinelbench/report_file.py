"""What our command says of a scan in its JSON report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .run import Bench, contents


def scanned(bench: Bench, folder: Path) -> dict[str, Any]:
    """The summary of one scan of `folder`. Fails when the scan has passed files by: then no figure of it means anything."""
    report = bench.programs.work / "report.json"
    bench.launcher.run(bench.programs.scan(folder, 2, "--format", f"json={report}"))
    with open(report, encoding="utf-8") as file:
        summary = json.load(file)["summary"]
    report.unlink()
    there = contents(folder)[0]
    if summary["files"]["eligible"] != there:
        raise SystemExit(f"bench: {folder.name} has {there} files; the scan found {summary['files']}")
    return summary
