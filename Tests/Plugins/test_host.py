"""The plugin host: what it hands over to a plugin and takes from it, and when it ends."""

from __future__ import annotations

import os
import struct
import subprocess
import time
from pathlib import Path

import pytest

import hostlib
from hostlib import Entry, Failure, Host


# ---- create and options


def test_options_arrive(detector: Host) -> None:
    assert detector.ask("option depth\noption words\noption other") == ["0 3", "0 a\nb", "-7 "]


def test_plugin_that_refuses_its_options(program: Path, build) -> None:
    with Host(program, build("detector")) as host:
        host.load()
        with pytest.raises(Failure, match="`create` returned -5") as failure:
            host.create(depth="1", words="refuse")
        assert failure.value.stage == hostlib.CREATION
        assert host.logged == [(3, "no such word")]


def test_plugin_without_a_session(program: Path, build) -> None:
    with Host(program, build("detector")) as host:
        host.load()
        with pytest.raises(Failure, match="`session_new` returned -3"):
            host.create(depth="1", words="alone")


@pytest.mark.parametrize("options, words", [
    ({"depth": "1"}, "`words` was given no value"),
    ({"depth": "1", "words": "", "other": ""}, "no option `other`"),
])
def test_options_must_fit(program: Path, build, options: dict[str, str], words: str) -> None:
    with Host(program, build("detector")) as host:
        host.load()
        with pytest.raises(Failure, match=words):
            host.create(**options)


def test_log_while_loading(program: Path, build) -> None:
    with Host(program, build("detector", "-DGREETS")) as host:
        host.load()
        assert host.logged == [(1, "loaded")]


# ---- scan


def test_what_a_plugin_sees_of_a_file(detector: Host) -> None:
    entry = Entry("file", path=b"src/\xffa.py", types="json yaml")
    detector.send(hostlib.SCAN, detector.request([entry]))
    payload = detector.receive().payload
    assert b"src/\xffa.py|json yaml|4|clean|hello a" not in payload  # not UTF-8: the message is left out
    assert b"is not UTF-8" in payload
    detector.receive()
    assert detector.scan(Entry("file", path="src/ä.py", types="json yaml"))[0].messages == [
        "src/ä.py|json yaml|4|clean|hello a\nb"]


def test_findings(detector: Host) -> None:
    result = detector.scan("report SAMPLE-WORD 4 2 1 7 0 0 here")[0]
    finding = result.findings[0]
    assert (finding.rule, finding.severity, finding.confidence) == (0, 4, 2)
    assert (finding.start, finding.end, finding.secret) == (1, 7, (0, 0))
    assert (finding.message, finding.evidence) == ("here", "because")
    assert result.messages == ["here", "= 0"] and result.complaints == [] and result.status == 0


def test_secrets(detector: Host) -> None:
    findings = detector.scan(
        "report SAMPLE-KEY -1 -1 1 7 0 0 x\nreport SAMPLE-KEY -1 -1 1 7 2 3 x\nreport SAMPLE-WORD -1 -1 1 7 1 7 x"
    )[0].findings
    assert [finding.secret for finding in findings if finding.message == "x"] == [(1, 7), (2, 3), (1, 7)]


BAD_REPORTS = [
    ("report SAMPLE-OTHER -1 -1 0 1 0 0", -7, "SAMPLE-OTHER"),
    ("report SAMPLE-WORD -1 -1 0 1000 0 0", -1, "bytes 0 to 1000"),
    ("report SAMPLE-WORD -1 -1 2 1 0 0", -1, "bytes 2 to 1"),
    ("report SAMPLE-WORD -1 -1 0 18446744073709551615 0 0", -1, "18446744073709551615"),
    ("report SAMPLE-WORD 5 -1 0 1 0 0", -1, "severity 5"),
    ("report SAMPLE-WORD -2 -1 0 1 0 0", -1, "severity -2"),
    ("report SAMPLE-WORD -1 3 0 1 0 0", -1, "confidence 3"),
    ("report SAMPLE-WORD -1 -1 3 6 2 4", -1, "secret"),
    ("report SAMPLE-WORD -1 -1 3 6 5 4", -1, "secret"),
    ("report SAMPLE-WORD -1 -1 3 6 5 7", -1, "secret"),
    ("short", -1, "struct_size (4)"),
]


@pytest.mark.parametrize("command, status, words", BAD_REPORTS, ids=[row[0] for row in BAD_REPORTS])
def test_bad_reports_become_complaints(detector: Host, command: str, status: int, words: str) -> None:
    result = detector.scan(command)[0]
    assert result.messages == [f"= {status}"]
    assert len(result.complaints) == 1 and words in result.complaints[0]


def test_reports_of_nothing(detector: Host) -> None:
    result = detector.scan("null")[0]
    assert result.messages == ["", "= -1 -7 0"] and len(result.complaints) == 2


def test_place_at_the_end_is_a_place(detector: Host) -> None:
    command = "report SAMPLE-WORD -1 -1 36 36 0 0 x"
    assert len(command) == 36
    assert detector.ask(command) == ["x", "= 0"]


def test_messages_are_cut_between_characters(detector: Host) -> None:
    message = "x" * 999 + "ää"
    assert detector.ask(f"report SAMPLE-WORD -1 -1 0 0 0 0 {message}")[0] == "x" * 999


def test_finding_survives_a_message_that_is_not_text(detector: Host) -> None:
    result = detector.scan(Entry(b"report SAMPLE-WORD -1 -1 0 0 0 0 \xff\xfe"))[0]
    assert result.messages == ["", "= 0"] and "UTF-8" in result.complaints[0]


def test_limit_of_findings(detector: Host) -> None:
    result = detector.scan("burst 10\nreport SAMPLE-WORD -1 -1 0 1 0 0 x", most=4)[0]
    assert len(result.findings) == 4 and result.beyond == 10 - 4 + 2
    assert detector.scan("burst 3", most=4)[0].beyond == 0


def test_complaints_are_few(detector: Host) -> None:
    result = detector.scan("bad 5")[0]
    assert len(result.complaints) == 5
    result = detector.scan("bad 100000")[0]
    assert len(result.complaints) == 6 and result.complaints[5] == "and 99995 more bad reports"
    assert detector.scan("")[0].complaints == []


def test_many_findings_come_in_pieces(detector: Host) -> None:
    results = detector.scan(*["burst 5000"] * 20, most=5000)
    assert [len(result.findings) for result in results] == [5000] * 20
    assert [result.index for result in results] == list(range(20))


def test_status_of_a_failed_file(detector: Host) -> None:
    results = detector.scan("burst 1\nstatus -3", "burst 1")
    assert [(result.status, len(result.findings)) for result in results] == [(-3, 1), (0, 1)]


def test_listing(detector: Host) -> None:
    assert detector.scan(Entry("{}", kind=2))[0].messages == ["listing"]


def test_matches_are_judged(detector: Host) -> None:
    matches = [(0, 0, 2), (0, 0, 1), (1, 0, 2), (0, 2, 4)]
    assert detector.scan(Entry("abcdef", matches=matches))[0].accepted == [0, 3]
    failing = detector.scan(Entry("abcdef", matches=[(0, 0, 2), (0, 0, 3), (0, 0, 2)]))[0]
    assert failing.accepted == [0] and failing.status == -99


def test_log(detector: Host) -> None:
    detector.scan("log hello\nlog a\tb\x01c\x7f ä\nlog " + "ä" * 600)
    assert detector.logged == [(3, "hello"), (3, "a b c  ä"), (3, "ä" * 500)]


def test_log_is_bounded_for_a_scan(detector: Host) -> None:
    detector.scan("lines 15", "lines 15")
    assert len(detector.logged) == 20
    detector.scan("lines 1")
    assert len(detector.logged) == 21


def test_ping(detector: Host) -> None:
    for _ in range(3):
        detector.send(hostlib.PING)
        detector.expect(hostlib.PONG).end()


def test_cancel(detector: Host) -> None:
    detector.send(hostlib.SCAN, detector.request([Entry("file"), Entry("wait"), Entry("file")]))
    assert hostlib.until(lambda: detector.current() == 1)
    detector.cancel()
    files, done = detector.results()
    assert done == len(files) == 2 and files[1].messages == ["cancelled"]


def test_misuse_of_the_table(detector: Host) -> None:
    assert detector.ask("misuse") == ["= -1 -1 -1 -1 -1 1 -1 -1"]


# ---- match

MATCHES = [
    ("0\tb(c)(x)?\tabcd", "3 1-3 2-3 -1--1"),
    ("0\tB\tabc", "0"),
    ("1\tB\tabc", "1 1-2"),
    ("0\ta\tbaba\t2", "1 3-4"),
    ("0\t(a)(b)(c)\tabc\t0\t2", "2 0-3 0-1"),
    ("0\ta\ta\t0\t0", "1"),
    ("0\ta(\ta", "-6"),
    ("0\t(*UTF)a\ta", "-6"),
    ("0\t.\tä", "1 0-1"),
    ("0\t^$\t", "1 0-0"),
    ("0\ta(?=b\\K)\tab", "-6"),
]


@pytest.mark.parametrize("arguments, answer", MATCHES, ids=[row[0] for row in MATCHES])
def test_match(detector: Host, arguments: str, answer: str) -> None:
    # The second time the pattern is remembered.
    assert detector.ask(f"match {arguments}\nmatch {arguments}") == [answer, answer]


def test_match_reaches_a_limit(program: Path, build) -> None:
    with Host(program, build("detector")) as host:
        host.load(match=1000)
        host.create(depth="3", words="a")
        assert host.ask("exhaust") == ["-3"]


def test_more_patterns_than_are_remembered(detector: Host) -> None:
    assert detector.ask("patterns 300\npatterns 300\nmatch 0\ta\ta") == ["all found", "all found", "1 0-1"]


# ---- the host's end


def test_end_when_the_socket_closes(detector: Host) -> None:
    detector.socket.close()
    assert detector.wait(1) == 0


def test_watchdog_ends_a_plugin_that_loops(detector: Host) -> None:
    detector.send(hostlib.SCAN, detector.request([Entry("loop")]))
    time.sleep(0.1)
    assert detector.process.poll() is None
    detector.socket.close()
    assert detector.wait(1) == 0


def test_watchdog_ends_a_plugin_that_loops_while_loading(program: Path, build) -> None:
    with Host(program, build("declares", "-DWRONG=for(volatile int on=1;on;)continue")) as host:
        host.send(hostlib.LOAD, struct.pack("<IIIQI", 1000, 1000, 1000, 0, 0))
        time.sleep(0.2)
        assert host.process.poll() is None
        host.socket.close()
        assert host.wait(1) == 0


@pytest.mark.parametrize("command, status", [("crash", -11), ("exit", 0)])
def test_plugin_that_ends_the_process(detector: Host, command: str, status: int) -> None:
    detector.send(hostlib.SCAN, detector.request([Entry(command)]))
    with pytest.raises(EOFError):
        detector.receive()
    assert detector.wait(2) == status


def test_nothing_is_printed(program: Path, build) -> None:
    flag = '-DWRONG=extern int puts(const char*);puts("printed")'
    with Host(program, build("declares", flag)) as host:
        host.load()
        host.socket.close()
        assert host.wait(1) == 0
        assert host.process.stdout is not None and host.process.stdout.read() == b""


def entry_bytes(offset: int, length: int, kind: int = 1, matches: bytes = struct.pack("<I", 0)) -> bytes:
    head = struct.pack("<IQQ", kind, offset, length)
    return struct.pack("<II", 10, 1) + head + hostlib.packed("a") + hostlib.packed("b") + matches


MALFORMED = {
    "unknown kind": (99, b""),
    "second LOAD": (hostlib.LOAD, bytes(24)),
    "second CREATE": (hostlib.CREATE, bytes(4)),
    "empty SCAN": (hostlib.SCAN, b""),
    "entries missing": (hostlib.SCAN, struct.pack("<II", 10, 1)),
    "entry cut": (hostlib.SCAN, entry_bytes(0, 1)[:-5]),
    "bytes behind": (hostlib.SCAN, entry_bytes(0, 1) + b"x"),
    "kind of entry": (hostlib.SCAN, entry_bytes(0, 1, kind=4)),
    "content outside": (hostlib.SCAN, entry_bytes(0, hostlib.ARENA_SIZE)),
    "no padding": (hostlib.SCAN, entry_bytes(0, hostlib.ARENA_SIZE - 63)),
    "offset outside": (hostlib.SCAN, entry_bytes(hostlib.ARENA_SIZE, 0)),
    "overflow": (hostlib.SCAN, entry_bytes(2**64 - 1, 2)),
    "rule of a match": (hostlib.SCAN, entry_bytes(0, 4, matches=struct.pack("<IIQQ", 1, 3, 0, 1))),
    "place of a match": (hostlib.SCAN, entry_bytes(0, 4, matches=struct.pack("<IIQQ", 1, 0, 0, 5))),
    "turned match": (hostlib.SCAN, entry_bytes(0, 4, matches=struct.pack("<IIQQ", 1, 0, 2, 1))),
    "many matches": (hostlib.SCAN, entry_bytes(0, 4, matches=struct.pack("<I", 2**32 - 1))),
    "long text": (hostlib.SCAN, struct.pack("<IIIQQI", 10, 1, 1, 0, 1, 2**32 - 1)),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_requests_end_the_host(detector: Host, name: str) -> None:
    detector.send(*MALFORMED[name])
    with pytest.raises(EOFError):
        while True:
            detector.receive()
    assert detector.wait(2) == 3


def test_entry_at_the_arenas_end(detector: Host) -> None:
    detector.arena[hostlib.ARENA_SIZE - 64 :] = bytes(64)
    detector.send(hostlib.SCAN, entry_bytes(hostlib.ARENA_SIZE - 64, 0))
    assert detector.results()[1] == 1


def test_frame_that_is_too_long(detector: Host) -> None:
    detector.socket.sendall(struct.pack("<II", (64 << 20) + 1, hostlib.SCAN))
    assert detector.wait(2) == 3


@pytest.mark.parametrize("kind, payload", [(hostlib.PING, b""), (hostlib.LOAD, b""), (hostlib.SCAN, bytes(8))])
def test_load_comes_first_and_whole(program: Path, build, kind: int, payload: bytes) -> None:
    with Host(program, build("detector")) as host:
        host.send(kind, payload)
        assert host.wait(2) == 3


def test_create_comes_before_scan(program: Path, build) -> None:
    with Host(program, build("detector")) as host:
        host.load()
        host.send(hostlib.SCAN, bytes(8))
        assert host.wait(2) == 3


@pytest.mark.parametrize("kind", [hostlib.RENEW, hostlib.FINISH])
def test_renewing_and_finishing_need_a_session(program: Path, build, kind: int) -> None:
    with Host(program, build("detector")) as host:
        host.load()
        host.send(kind)
        assert host.wait(2) == 3


def test_a_new_session_goes_on(detector: Host) -> None:
    for _ in range(50):
        detector.send(hostlib.RENEW)
        assert detector.expect(hostlib.CREATED)
    detector.send(hostlib.SCAN, detector.request([Entry("report SAMPLE-WORD -1 -1 0 1 0 0 x")]))
    assert detector.results()[1] == 1


def test_a_session_that_is_refused_is_told_and_the_last(program: Path, build) -> None:
    with Host(program, build("careless", "-DSESSION=if(sessions>1)return(-4)")) as host:
        host.load()
        host.create(number="5")
        host.send(hostlib.RENEW)
        with pytest.raises(hostlib.Failure, match="session_new"):
            host.expect(hostlib.CREATED)
        host.send(hostlib.SCAN, bytes(8))
        assert host.wait(2) == 3


@pytest.mark.parametrize("kind, payload", [(hostlib.SCAN, bytes(8)), (hostlib.RENEW, b""), (hostlib.CREATE, bytes(4)),
                                           (hostlib.FINISH, b"")])
def test_nothing_but_a_ping_comes_after_the_end(detector: Host, kind: int, payload: bytes) -> None:
    detector.send(hostlib.FINISH)
    assert detector.expect(hostlib.FINISHED)
    detector.send(hostlib.PING)
    assert detector.expect(hostlib.PONG)
    detector.send(kind, payload)
    assert detector.wait(2) == 3


def test_host_needs_no_swift(program: Path) -> None:
    assert b"libswift" not in program.read_bytes()


def test_started_by_hand(program: Path) -> None:
    done = subprocess.run([str(program)], capture_output=True, timeout=10)
    assert done.returncode == 2 and b"descriptor 3" in done.stderr and done.stderr.count(b"\n") == 1


def test_descriptors_must_be_what_they_say(program: Path, tmp_path: Path) -> None:
    ours, theirs = hostlib.socket.socketpair()
    empty = os.open(tmp_path, os.O_RDONLY)
    process = hostlib.start(program, [theirs.fileno(), empty, empty, empty])
    assert process.wait(2) == 2
    process.stdout.close()
    os.close(empty)
    ours.close()
    theirs.close()
