"""Writes what a run has found."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sentinelbench.report import markdown, verdict_row
from sentinelbench.thresholds import Verdict

from .figures import OVERALL, Result, fixed_sites_hit
from .history import COUNTS, Entry, rule_changes, rule_counts
from .reviewed import is_right

PEERS = Path(__file__).resolve().parent / "peers.toml"
METHOD = """# Accuracy

Written by `make accuracy`: the labelled half of real code that is open to us, scanned by the release build and scored by the
scorer that came with the labels ([method](README.md#accuracy)). *Recall* is found of the labelled vulnerable sites; *precision* is over safe
look-alikes; *strict* counts high and critical findings on well-kept projects as wrong, too, whether they are or not.
"""


def write(result: Result, verdicts: list[Verdict], now: Entry, before: Entry | None, path: Path) -> None:
    with open(PEERS, "rb") as file:
        peers = tomllib.load(file)
    parts = [METHOD, f"Commit {now['commit']}, {now['date']}. Benign trees: {result.benign_lines:,} lines of code and configuration, "
             "tests left out.\n", "## Thresholds\n", markdown(map(verdict_row, verdicts), ["what", "limit", "measured", "verdict"])]
    parts += [changes(now, before), classes(result, peers), others(result, peers), rules(result), grave(result)]
    path.write_text("\n".join(part.rstrip("\n") + "\n" for part in parts), encoding="utf-8")


def changes(now: Entry, before: Entry | None) -> str:
    """Against the run recorded last."""
    if before is None:
        return "## Changes\n\nNo run was recorded before.\n"
    head = f"## Changes since {before['commit']} ({before['date']})\n"
    old = before["figures"]
    figures = [[name, number(old.get(name)), number(value)] for name, value in now["figures"].items() if old.get(name) != value]
    by_rule = [[rule, "; ".join(said)] for rule, said in rule_changes(before["rules"], now["rules"]).items()]
    parts = [head]
    parts += [markdown(figures, ["figure", "was", "is"])] if figures else []
    parts += [markdown(by_rule, ["rule", "what"])] if by_rule else []
    return "\n".join(parts if figures or by_rule else [head, "None.\n"])


def classes(result: Result, peers: Mapping[str, Any]) -> str:
    """The MCP labels by class, beside what the peers find of them."""
    rows = [class_cells(name, row, peers["classes"].get(name, "")) for name, row in result.rows["mcp"].items()]
    rows += [[name, *map(share, (triple + [None])[:3]), "", "", "", ""] for name, triple in peers["mcp"].items()]
    head = ["class", "recall", "precision", "strict", "found", "look-alikes hit", "high+ on benign", "peers"]
    return "## MCP servers and clients, by class\n\n" + markdown(rows, head)


def class_cells(name: str, row: Mapping[str, Any], peers: str) -> list[str]:
    return ["**ours, all**" if name == OVERALL else name, share(row["recall"]), share(row["prec_look"]), share(row["prec_strict"]),
            f"{row['tp']}/{row['vuln']}", f"{row['fp_look']}/{row['safe']}", str(row["fp_strict"] - row["fp_look"]), peers]


def others(result: Result, peers: Mapping[str, Any]) -> str:
    """The other sets: overall, and OWASP by class."""
    rows = []
    for key, title in (("owasp", "OWASP BenchmarkPython"), ("cisco", "malicious servers of mcp-scanner's evals"), ("gitleaks", "gitleaks' literals")):
        row = result.rows[key][OVERALL]
        rows.append([f"{title}: **ours**", share(row["recall"]), share(row["prec_look"]), f"{row['tp']}/{row['vuln']}", f"{row['fp_look']}/{row['safe']}"])
        rows += [[f"{title}: {name}", *map(share, pair), "", ""] for name, pair in peers.get(key, {}).items()]
    told = result.descriptions
    rows.append(["descriptions: **ours**", "", "", f"{told['found']}/{told['poisoned']}", f"{told['flagged']}/{told['benign']}"])
    rows += [[f"descriptions: {name}", "", "", f"{found}/{told['poisoned']}", f"{flagged}/{told['benign']}"]
             for name, (found, flagged) in peers["descriptions"].items()]
    owasp = [[name, share(row["recall"]), f"{row['tp']}/{row['vuln']}", f"{row['fp_look']}/{row['safe']}"]
             for name, row in result.rows["owasp"].items() if name != OVERALL]
    return ("## Other sets\n\n" + markdown(rows, ["set", "recall", "precision", "found", "safe ones hit"])
            + "\nOWASP BenchmarkPython by class:\n\n" + markdown(owasp, ["class", "recall", "found", "safe ones hit"]))


def rules(result: Result) -> str:
    """Every rule that has found something anywhere, those that hit look-alikes or benign code first."""
    counts = rule_counts(result)
    order = sorted(counts, key=lambda rule: (-counts[rule][1] - counts[rule][3] - counts[rule][6], -counts[rule][0], rule))
    rows = [[rule, *map(some, counts[rule][:4]), f"{result.per_100k(counts[rule][4]):.1f}" if counts[rule][4] else "",
             *map(some, counts[rule][5:])] for rule in order]
    head = ["rule", *COUNTS[:4], "on 100,000 benign lines", *COUNTS[5:]]
    return ("## Rules\n\nLabels that a rule has found (several may find one), look-alikes it has hit, findings in labelled trees that match no "
            "label, and what it says of benign trees.\n\n" + markdown(rows, head))


def grave(result: Result) -> str:
    """High and critical findings on benign trees, and fixed sites that are still reported."""
    rows = sorted([found["severity"], found["rule_id"], f"{found['path']}:{found['line']}",
                   "right" if is_right(found, result.reviewed) else ""] for found in result.grave)
    fixed = [f"- {label['dir']}/{label['path']}:{label['line_start']} ({label['class']})"
             for label in fixed_sites_hit(result.labels["mcp"], result.attributions["mcp"])]
    head = (f"## High and critical on benign trees\n\n{len(rows)}, {result.per_100k(len(rows)):.1f} on 100,000 lines; "
            f"{len(rows) - len(result.wrong)} were read and are right (`accuracy/reviewed.toml`), the others count as wrong.\n")
    parts = [head] + ([markdown(rows, ["severity", "rule", "where", "read"])] if rows else [])
    if fixed:
        parts += ["Fixed sites of advisory pairs that are still reported:\n", "\n".join(fixed) + "\n"]
    return "\n".join(parts)


def share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def some(count: int) -> str:
    return str(count) if count else ""


def number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
