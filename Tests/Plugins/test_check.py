"""`plugins check`: which step fails, for plugins that make a mistake in what they declare or in what they do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from command import HERE, check, failed, sentinel
from test_examples import EXAMPLES, PLUGINS, make, needs

LOADING = ["file", "confine", "open", "entry", "version", "size", "functions", "description", "options", "create", "rules"]
TRYING = ["examples", "options-at-limits", "empty", "nul-bytes", "invalid-text", "long-line", "deep-nesting",
          "changed-examples", "huge", "sessions", "cancellation", "same-results"]

#: Of the folder `evil`: the step of loading that fails, and words of what is said.
REFUSED = {
    "no-symbol": ("entry", "does not export"),
    "failing-entry": ("entry", "returned"),
    "wrong-abi": ("version", "version 99"),
    "zero-abi": ("version", "abi"),
    "short-struct": ("size", "too small"),
    "long-struct": ("size", "struct_size"),
    "half-capability": ("functions", "scan_listing"),
    "null-functions": ("functions", "missing"),
    "failing-rule": ("description", "rule_at(1)"),
    "wrong-prefix": ("description", "upper case"),
    "null-title": ("description", "NULL"),
    "same-rules": ("description", "twice"),
    "bad-category": ("description", "category"),
    "bad-file-types": ("description", "klingon"),
    "bad-option": ("options", "must be"),
    "failing-create": ("create", "create"),
    "failing-session": ("create", "session_new"),
    "segfault-create": ("create", "signal 11"),
    "bad-pattern": ("rules", "missing"),
    "costly-pattern": ("rules", "cost grows"),
    "segfault-load": ("load", "signal 11"),
    "segfault-constructor": ("load", "signal 11"),
    "exit-load": ("load", "exit status 0"),
}

#: What careless.c is told to do, and the step that shows it.
CARELESS = {
    'EXAMPLE="x = careless\\n"': ("examples", "marks no place"),
    'EXAMPLE="x = \\u27e6careful\\u27e7\\n"': ("examples", "reports nothing"),
    'EXAMPLE="x = \\u27e6careless\\n"': ("examples", "pairs"),
    "CREATE=if(number.data[0]=='1'&&number.length==2)abort()": ("options-at-limits", "`number` set to `10`"),
    "CREATE=if(number.data[0]=='1')return(-1)": ("options-at-limits", "`number` set to `1`"),
    "SCAN=if(length==0)abort()": ("empty", "an empty file"),
    "SCAN=if(length>0&&memchr(start,0,length))abort()": ("nul-bytes", "one NUL byte"),
    "SCAN=if(memmem(start,length,\"\\xff\\xff\",2))abort()": ("invalid-text", "0xFF"),
    "SCAN=if(length>900000&&!memchr(start,10,length))for(;;)": ("long-line", "did not answer within 1000 ms"),
    "SCAN=if(length>9&&memcmp(start,\"[[[[[[[[\",8)==0)abort()": ("deep-nesting", "`[`"),
    "SCAN=if(length>2&&length<6)report(host,0,length+1)": ("changed-examples", "bad report"),
    "SCAN=if(length>5000000)for(;;)": ("huge", "bytes"),
    "SESSION=if(sessions>100)abort()": ("sessions", "signal 6"),
    "SESSION=if(sessions>100)return(-4)": ("sessions", "session_new"),
    "DESTROY=abort()": ("sessions", "destroy"),
    "SCAN=if(length>5000000)sleep(3)": ("cancellation", "cancelled"),
    "SCAN=if(length>60&&getpid()%2==calls%2)report(host,0,1)": ("same-results", "which are not"),
}


@pytest.fixture(scope="session")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evil")
    subprocess.run(["make", "-s", "-j2", "-C", str(HERE / "evil"), f"OUT={folder}"], check=True)
    return folder


def test_all_is_well(evil: Path) -> None:
    status, steps = check(evil / "good.so")
    assert status == 0 and list(steps) == LOADING + TRYING
    assert {step["outcome"] for step in steps.values()} == {"passed"}
    assert steps["description"]["messages"][0].startswith("good 1.2.3")


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_pass(name: str, tmp_path: Path) -> None:
    needs(EXAMPLES[name])
    make(PLUGINS / "examples" / name, tmp_path)
    status, steps = check(tmp_path / f"{name}.so", "--in-process")
    assert status == 0, failed(steps)


def test_in_process_too(evil: Path) -> None:
    status, steps = check(evil / "good.so", "--in-process")
    assert status == 0 and list(steps) == [*LOADING, *TRYING, "in-process"]


def test_what_failed_is_not_loaded_into_the_process(evil: Path) -> None:
    status, steps = check(evil / "loop-scan.so", "--in-process")
    assert status == 1 and steps["in-process"]["outcome"] == "skipped"


@pytest.mark.parametrize("name", REFUSED)
def test_step_of_loading_that_fails(name: str, evil: Path) -> None:
    step, words = REFUSED[name]
    status, steps = check(evil / f"{name}.so")
    assert status == 1 and list(failed(steps)) == [step] and words in failed(steps)[step]
    # Those before it passed, and nothing was tried after it.
    assert list(steps)[-1] == step
    if step in LOADING:
        assert list(steps) == LOADING[:LOADING.index(step) + 1]


def test_a_plugin_that_hangs_while_it_is_loaded(evil: Path) -> None:
    status, steps = check(evil / "loop-load.so")
    assert status == 1 and "did not answer" in failed(steps)["load"]


@pytest.mark.parametrize("flag", CARELESS, ids=lambda one: f"{CARELESS[one][0]}-{list(CARELESS).index(one)}")
def test_step_of_the_battery_that_fails(flag: str, build) -> None:
    step, words = CARELESS[flag]
    status, steps = check(build("careless", f"-D{flag}"), "--set", "plugin_timeout=1s" if "sleep" not in flag else
                          "plugin_timeout=8s")
    # What it cannot bear may come again in later steps.
    assert status == 1 and next(iter(failed(steps))) == step and words in failed(steps)[step], failed(steps)


def test_the_careless_one_is_right_without_a_mistake(build) -> None:
    status, steps = check(build("careless"), "--in-process")
    assert status == 0, failed(steps)


@pytest.mark.parametrize("name", ["fork-scan", "socket-load", "write-file-load", "read-home-load", "exec-load"])
def test_nothing_gets_out(name: str, evil: Path, tmp_path: Path) -> None:
    """It is as confined as in a scan: what it tries while it is loaded it cannot do."""
    check(evil / f"{name}.so")
    assert list(tmp_path.iterdir()) == []


def test_text_for_people(evil: Path) -> None:
    done = sentinel("plugins", "check", "--no-config", evil / "loop-scan.so")
    assert done.status == 1
    assert any(line.startswith("FAILED  examples") for line in done.lines)
    assert sum(line.startswith("ok ") for line in done.lines) == len(LOADING + TRYING) - 1
    assert done.lines[-1].endswith("1 step failed")


def test_a_bare_name_is_the_file_in_this_folder(evil: Path) -> None:
    assert sentinel("plugins", "check", "good.so", folder=evil).status == 0


def test_what_is_no_plugin(tmp_path: Path) -> None:
    (tmp_path / "text.so").write_text("not a library\n", encoding="utf-8")
    status, steps = check(tmp_path / "text.so")
    assert status == 1 and list(failed(steps)) == ["open"]
    (tmp_path / "text.so").chmod(0o666)
    status, steps = check(tmp_path / "text.so")
    assert status == 1 and "others may write" in failed(steps)["file"]
    assert sentinel("plugins", "check", tmp_path / "absent.so").status == 2


def test_an_option_of_the_plugin(build) -> None:
    plugin = build("careless", "-DCREATE=if(number.data[0]!='7')return(-1)")
    assert list(failed(check(plugin)[1])) == ["create"]
    assert "create" not in failed(check(plugin, "--plugin-option", "careless.number=7")[1])
    assert list(failed(check(plugin, "--plugin-option", "careless.numbr=7")[1])) == ["options"]
