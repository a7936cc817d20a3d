"""Loading: the description that comes back, and what is refused at which stage."""

from __future__ import annotations

from pathlib import Path

import pytest

import hostlib
from hostlib import Failure, Host


def test_description_comes_whole(program: Path, build) -> None:
    with Host(program, build("detector")) as host:
        said = host.load()
    assert (said["abi"], said["capabilities"]) == (1, 7)
    assert (said["id"], said["version"], said["title"]) == ("sample", "1.2.0", "Does what files say")
    assert said["file_types"] == "python json"
    assert said["rules"][0] == {
        "severity": 3, "confidence": 0, "flags": 0, "id": "SAMPLE-WORD", "title": "A word",
        "category": "command-injection", "cwe": "78 94", "message": "There is a word.", "why": "Words mean things.",
        "fix": "Say nothing.", "references": "https://example.org/a", "pattern": "\\bword\\b", "keywords": "word",
        "applies_to": "python", "max_length": 4,
    }
    assert [rule["id"] for rule in said["rules"]] == ["SAMPLE-WORD", "SAMPLE-SAID", "SAMPLE-KEY"]
    assert said["rules"][1]["title"] == "What it says: ä" and said["rules"][2]["flags"] == 1
    assert said["options"] == [
        {"type": 1, "name": "depth", "help": "How deep.", "default": "3", "choices": "", "minimum": -1,
         "maximum": 10},
        {"type": 6, "name": "words", "help": "Which words.", "default": "a\nb", "choices": "", "minimum": 0,
         "maximum": 0},
    ]
    assert said["examples"] == [
        {"fires": 1, "rule_id": "SAMPLE-WORD", "file_name": "server.py", "text": "a ⟦word⟧"}
    ]


def test_library_may_be_a_plain_file(program: Path, build) -> None:
    with Host(program, build("detector"), plain_file=True) as host:
        assert host.load()["id"] == "sample"


@pytest.mark.parametrize("count", [1, 1000])
def test_number_of_rules(program: Path, build, count: int) -> None:
    with Host(program, build("declares", f"-DWRONG=out->rule_count={count}")) as host:
        assert len(host.load()["rules"]) == count


def test_older_plugin_has_less(program: Path, build) -> None:
    """What lies behind the plugin's own size counts as zero."""
    flag = "-DWRONG_RULE=out->max_length=7;out->struct_size=(uint32_t)(sizeof*out-8)"
    with Host(program, build("declares", flag)) as host:
        assert [rule["max_length"] for rule in host.load()["rules"]] == [0, 0]


def test_newer_plugin_that_works_with_this_version(program: Path, build) -> None:
    flag = "-DWRONG=out->abi=9;out->capabilities|=1u<<20"
    with Host(program, build("declares", flag)) as host:
        said = host.load()
        assert (said["abi"], said["capabilities"]) == (9, 1)


REFUSED = [
    (hostlib.ENTRY, "-DWRONG=return(-7)", "returned -7"),
    (hostlib.VERSION, "-DWRONG=out->abi=0", "`abi` is 0"),
    (hostlib.VERSION, "-DWRONG=out->abi=3,out->abi_minimum=2", "needs version 2"),
    (hostlib.VERSION, "-DWRONG=out->abi_minimum=2", "above"),
    (hostlib.SIZE, "-DWRONG=out->struct_size=64", "too small"),
    (hostlib.SIZE, "-DWRONG=out->struct_size+=8", "raised"),
    (hostlib.SIZE, "-DWRONG=((char*)(out+1))[40]=1", "beyond"),
    (hostlib.FUNCTIONS, "-DWRONG=out->capabilities=0", "capability"),
    (hostlib.FUNCTIONS, "-DWRONG=out->capabilities=1u<<30", "capability"),
    (hostlib.FUNCTIONS, "-DWRONG=out->rule_at=NULL", "rule_at"),
    (hostlib.FUNCTIONS, "-DWRONG=out->option_at=NULL", "option_at"),
    (hostlib.FUNCTIONS, "-DWRONG=out->example_at=NULL", "example_at"),
    (hostlib.FUNCTIONS, "-DWRONG=out->scan_file=NULL", "scan_file"),
    (hostlib.FUNCTIONS, "-DWRONG=out->capabilities=2", "scan_listing"),
    # A struct that ends before `scan_file` lacks it, whatever was written there.
    (hostlib.FUNCTIONS, "-DWRONG=out->struct_size=(uint32_t)offsetof(mcps_plugin,scan_file)", "scan_file"),
    (hostlib.DESCRIPTION, "-DWRONG=out->rule_count=0", "1 to 1000"),
    (hostlib.DESCRIPTION, "-DWRONG=out->rule_count=1001", "1 to 1000"),
    (hostlib.DESCRIPTION, "-DWRONG=out->option_count=101", "100"),
    (hostlib.DESCRIPTION, "-DWRONG=out->example_count=1001", "1000"),
    (hostlib.DESCRIPTION, '-DWRONG=out->id=TEXT("Bad")', "id"),
    (hostlib.DESCRIPTION, '-DWRONG=out->id=TEXT("b")', "id"),
    (hostlib.DESCRIPTION, '-DWRONG=out->id=TEXT("1bad")', "id"),
    (hostlib.DESCRIPTION, '-DWRONG=out->id=TEXT("b12345678901234567890123456789012")', "id"),
    (hostlib.DESCRIPTION, "-DWRONG=out->id.data=NULL", "NULL"),
    (hostlib.DESCRIPTION, "-DWRONG=out->id.length=0", "empty"),
    (hostlib.DESCRIPTION, '-DWRONG=out->version=TEXT("")', "empty"),
    (hostlib.DESCRIPTION, '-DWRONG=out->title=TEXT("a\\nb")', "one line"),
    (hostlib.DESCRIPTION, '-DWRONG=out->title=TEXT("\\xff")', "UTF-8"),
    (hostlib.DESCRIPTION, "-DWRONG=out->title.length=65537", "65537"),
    (hostlib.DESCRIPTION, "-DWRONG_RULE=return(-3)", "rule_at(0): it returned -3"),
    (hostlib.DESCRIPTION, "-DWRONG_RULE=out->struct_size=0", "too small"),
    (hostlib.DESCRIPTION, "-DWRONG_RULE=out->struct_size=9999", "raised"),
    (hostlib.DESCRIPTION, "-DWRONG_RULE=((char*)(out+1))[0]=1", "beyond"),
    (hostlib.DESCRIPTION, '-DWRONG_RULE=out->id=TEXT("OTHER-1")', "OTHER-1"),
    (hostlib.DESCRIPTION, '-DWRONG_RULE=out->id=TEXT("BAD")', "BAD"),
    (hostlib.DESCRIPTION, '-DWRONG_RULE=out->id=TEXT("BAD-")', "BAD-"),
    (hostlib.DESCRIPTION, '-DWRONG_RULE=out->id=TEXT("BAD-low")', "BAD-low"),
    (hostlib.DESCRIPTION, '-DWRONG_RULE=out->id=TEXT("BAD-1")', "twice"),
    (hostlib.DESCRIPTION, "-DWRONG_RULE=out->severity=5", "severity 5"),
    (hostlib.DESCRIPTION, "-DWRONG_RULE=out->severity=-1", "severity -1"),
    (hostlib.DESCRIPTION, "-DWRONG_RULE=out->confidence=3", "confidence 3"),
    (hostlib.DESCRIPTION, '-DWRONG_RULE=out->pattern=TEXT("a")', "PATTERNS"),
    (hostlib.DESCRIPTION, '-DWRONG_RULE=out->why=TEXT("a\\0b")', "NUL"),
    (hostlib.DESCRIPTION, "-DWRONG_RULE=out->fix.length=5", "`fix` is NULL"),
    (hostlib.DESCRIPTION, "-DWRONG_RULE=out->fix.length=(size_t)-1", "bytes"),
    (hostlib.DESCRIPTION, "-DWRONG_OPTION=return(-1)", "option_at(0)"),
    (hostlib.DESCRIPTION, "-DWRONG_OPTION=out->type=7", "type 7"),
    (hostlib.DESCRIPTION, "-DWRONG_OPTION=out->type=-1", "type -1"),
    (hostlib.DESCRIPTION, "-DWRONG_OPTION=out->type=MCPS_OPTION_CHOICE", "choices"),
    (hostlib.DESCRIPTION, "-DWRONG_OPTION=out->minimum=1", "minimum"),
    (hostlib.DESCRIPTION, '-DWRONG_OPTION=out->name=TEXT("Bad")', "snake_case"),
    (hostlib.DESCRIPTION, '-DWRONG_OPTION=out->name=TEXT("same")', "twice"),
    (hostlib.DESCRIPTION, "-DWRONG_EXAMPLE=return(-1)", "example_at(0)"),
    (hostlib.DESCRIPTION, '-DWRONG_EXAMPLE=out->rule_id=TEXT("BAD-9")', "BAD-9"),
    (hostlib.DESCRIPTION, "-DWRONG_EXAMPLE=out->fires=2", "fires"),
    (hostlib.DESCRIPTION, "-DWRONG_EXAMPLE=out->file_name.length=0", "empty"),
]


@pytest.mark.parametrize("stage, flag, words", REFUSED, ids=[row[1][8:] for row in REFUSED])
def test_wrong_declaration(program: Path, build, stage: int, flag: str, words: str) -> None:
    with Host(program, build("declares", flag)) as host:
        with pytest.raises(Failure) as failure:
            host.load()
        assert failure.value.stage == stage and words in failure.value.message
        host.send(hostlib.PING)
        assert host.expect(hostlib.PONG)


def test_description_is_bounded(program: Path, build) -> None:
    flag = "-DWRONG_RULE=static char big[65536];memset(big,97,65536);out->why=out->fix=(mcps_text){big,65536}"
    with Host(program, build("declares", flag, "-DWRONG=out->rule_count=1000")) as host:
        with pytest.raises(Failure, match="16 MiB"):
            host.load()


@pytest.mark.parametrize("content", [b"", b"not an ELF file" * 10, b"\x7fELF"])
def test_not_a_library(program: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "text.so"
    path.write_bytes(content)
    with Host(program, path) as host:
        with pytest.raises(Failure) as failure:
            host.load()
        assert failure.value.stage == hostlib.OPEN and "/proc" not in failure.value.message


def test_truncated_library(program: Path, build, tmp_path: Path) -> None:
    path = tmp_path / "half.so"
    path.write_bytes(build("detector").read_bytes()[:6000])
    with Host(program, path) as host:
        with pytest.raises((Failure, EOFError)):
            host.load()


def test_library_without_the_symbol(program: Path, build) -> None:
    with Host(program, build("declares", "-Dmcps_plugin_entry=another_entry")) as host:
        with pytest.raises(Failure, match="does not export") as failure:
            host.load()
        assert failure.value.stage == hostlib.ENTRY


def test_library_that_needs_what_is_not_there(program: Path, build) -> None:
    flag = "-DWRONG=extern int not_there(void);out->rule_count=(uint32_t)not_there()"
    with Host(program, build("declares", flag)) as host:
        with pytest.raises(Failure, match="undefined symbol: not_there") as failure:
            host.load()
        assert failure.value.stage == hostlib.OPEN
