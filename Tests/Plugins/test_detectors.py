"""`detectors list` and `health`, help texts, and plugins that lie in what is scanned."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from command import ROOT, sentinel

sys.path.insert(0, str(ROOT / "bindings/python"))


def rows(*arguments: object) -> tuple[int, dict[str, dict]]:
    done = sentinel(*arguments, "--no-config", "--format", "json")
    assert done.output, done.errors
    return done.status, {row["id"]: row for row in json.loads(done.output)}


def test_list(build) -> None:
    plugin = build("careless")
    status, found = rows("detectors", "list", "--plugins", plugin)
    assert status == 0
    careless = found["careless"]
    assert careless["capabilities"] == ["files"] and careless["rules"] == 1 and careless["version"] == "1.0.0"
    assert (careless["mode"], careless["state"], careless["path"]) == ("isolated", "closed", str(plugin))
    assert len(careless["digest"]) == 64 and "seccomp" in careless["confinement"]
    secrets = found["MCP-SECRET"]
    assert (secrets["mode"], secrets["state"]) == ("built-in", "on") and secrets["rules"] > 100
    built_in = sum(row["rules"] for row in found.values() if row["mode"] == "built-in")
    rules = json.loads(sentinel("rules", "list", "--no-config", "--format", "json").output)
    assert built_in == len(rules)
    assert rows("detectors", "list", "--plugin-in-process", plugin)[1]["careless"]["mode"] == "in-process"
    text = sentinel("detectors", "list", "--no-config", "--plugins", plugin)
    assert text.lines[0].split() == ["ID", "VERSION", "CAPABILITIES", "RULES", "MODE", "STATE", "DIGEST", "PATH"]
    assert text.lines[-1].startswith("careless  ")


def test_rule_files_have_a_row(tmp_path: Path) -> None:
    rule = ROOT / "Tests/CommandLineTests/Fixtures/marker.yaml"
    found = rows("detectors", "list", "--set", f"rules={rule}")[1]
    assert found[str(rule)]["mode"] == "rule-file" and found[str(rule)]["rules"] == 1


def test_health(build, tmp_path: Path) -> None:
    status, found = rows("detectors", "health", "--plugins", build("careless"))
    assert status == 0 and found["careless"]["state"] == "well" and found["careless"]["calls"] == 0
    for number in range(20):
        (tmp_path / f"f{number}.py").write_text("careless\n", encoding="utf-8")
    status, found = rows("detectors", "health", tmp_path, "--plugins", build("careless"))
    assert status == 0
    row = found["careless"]
    assert (row["calls"], row["findings"], row["errors"], row["breaker"]) == (20, 20, 0, "closed")
    assert 0 < row["p50_us"] <= row["p95_us"]


def test_health_of_one_that_fails(build, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("careless\n", encoding="utf-8")
    status, found = rows("detectors", "health", tmp_path, "--plugins", build("careless", "-DSCAN=abort()"))
    row = found["careless"]
    assert status == 1 and row["state"] == "failing" and row["errors"] >= 1 and "signal 6" in row["last_failure"]
    text = sentinel("detectors", "health", "--no-config", "--plugins", build("careless"))
    assert text.status == 0 and text.lines[1].split()[:3] == ["careless", "well", "closed"]


def test_health_of_one_that_cannot_be_loaded(build) -> None:
    done = sentinel("detectors", "health", "--no-config", "--plugins", build("careless", "-DCREATE=abort()"))
    assert done.status == 2 and "careless" in done.errors


@pytest.mark.parametrize("flag", ["--plugins", "--plugin-in-process", "--plugin-dir"])
@pytest.mark.parametrize("way", ["below", "itself", "link"])
def test_no_code_of_a_plugin_in_the_scanned_tree_runs(flag: str, way: str, build, tmp_path: Path) -> None:
    """In process it would end the scanner."""
    tree, outside = tmp_path / "tree", tmp_path / "outside"
    tree.mkdir(mode=0o755)
    outside.mkdir(mode=0o755)
    plugin = tree / "careless.so"
    shutil.copy2(build("careless", "-DCREATE=_exit(77)"), plugin)
    named, target = plugin, tree
    if way == "link":
        named = outside / "careless.so"
        named.symlink_to(plugin)
    elif way == "itself":
        target = plugin
    done = sentinel("scan", "--no-config", flag, named.parent if flag == "--plugin-dir" else named, target)
    if flag == "--plugin-dir" and way == "link":
        # What a folder of plugins holds as a link is not a plugin of it.
        assert done.status in (0, 2)
    else:
        assert done.status == 2 and "lies in what is to be scanned" in done.errors
    assert done.status != 77


def test_this_folder_is_what_is_scanned_by_default(build, tmp_path: Path) -> None:
    shutil.copy2(build("careless", "-DCREATE=_exit(77)"), tmp_path / "careless.so")
    done = sentinel("scan", "--no-config", "--plugin-in-process", "./careless.so", folder=tmp_path)
    assert done.status == 2 and "lies in what is to be scanned" in done.errors


def test_python_refuses_it_too(build, tmp_path: Path) -> None:
    import mcp_sentinel

    plugin = tmp_path / "careless.so"
    shutil.copy2(build("careless"), plugin)
    with pytest.raises(mcp_sentinel.ConfigError, match="lies in what is to be scanned"):
        mcp_sentinel.Engine(plugins=[plugin], roots=tmp_path)
    # Without being told what comes, the engine leaves the plugin out when it learns.
    engine = mcp_sentinel.Engine(plugins=[plugin])
    report = engine.scan(tmp_path).report()
    assert "plugin-refused" in {one.code for one in report.diagnostics}


def test_python_checks_and_trusts(build, tmp_path: Path) -> None:
    import mcp_sentinel

    steps = mcp_sentinel.check_plugin(build("careless"), in_process=True)
    assert {step.outcome for step in steps} == {mcp_sentinel.Outcome.PASSED} and steps[-1].name == "in-process"
    steps = mcp_sentinel.check_plugin(build("careless"), plugin_option=["careless.number=11"])
    assert (steps[-1].name, steps[-1].outcome) == ("options", mcp_sentinel.Outcome.FAILED)
    lock = tmp_path / "plugins.lock"
    mcp_sentinel.trust_plugin(build("careless"), lock)
    (one,) = mcp_sentinel.verify_plugins(lock)
    assert one.state == mcp_sentinel.LockState.OK and one.path == str(build("careless"))
    (detector,) = mcp_sentinel.Engine(plugins=[build("careless")]).detectors()
    assert (detector.capabilities, detector.rules) == (("files",), 1)


@pytest.mark.parametrize("words", [
    ["plugins"], ["plugins", "new"], ["plugins", "check"], ["plugins", "trust"], ["plugins", "verify"], ["detectors"],
    ["detectors", "list"], ["detectors", "health"]], ids=" ".join)
def test_help(words: list[str]) -> None:
    done = sentinel(*words, "--help")
    assert done.status == 0 and done.output.startswith("OVERVIEW:") and f"mcp-sentinel {' '.join(words)}" in done.output
