"""Threads, processes, cancellation, streaming, leaks."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Callable

import pytest
from conftest import MARKER, RULE

import mcp_sentinel
from mcp_sentinel import Engine, Status

FORK = multiprocessing.get_context("fork")


def test_threads_share_an_engine(engine: Engine, tree: Path) -> None:
    expected = list(engine.scan(tree))
    results: list[object] = []

    def work() -> None:
        for _ in range(5):
            results.append(list(engine.scan(tree)))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert results == [expected] * 30


def in_child(body: Callable[[], object]) -> object:
    """What `body` returns in a forked child."""
    receiver, sender = FORK.Pipe(duplex=False)

    def run() -> None:
        sender.send(body())

    child = FORK.Process(target=run)
    child.start()
    sender.close()
    assert receiver.poll(60), "the child hangs"
    result = receiver.recv()
    child.join(30)
    assert child.exitcode == 0
    return result


def test_an_inherited_engine_scans(engine: Engine, tree: Path) -> None:
    expected = len(list(engine.scan(tree)))
    assert in_child(lambda: len(list(engine.scan(tree)))) == expected
    assert len(list(engine.scan(tree))) == expected


def test_many_children(engine: Engine, tree: Path) -> None:
    with FORK.Pool(4) as pool:
        counts = pool.map_async(_count, [(MARKER, str(tree))] * 8).get(120)
    assert set(counts) == {101}


def _count(job: tuple[dict[str, object], str]) -> int:
    options, path = job
    return len(list(Engine(**options).scan(path)))  # type: ignore[arg-type]


def test_an_inherited_scan_says_so(engine: Engine, large_tree: Path) -> None:
    with engine.scan(large_tree) as scan:
        next(scan)

        def go_on() -> str:
            try:
                next(scan)
            except mcp_sentinel.ForkedError as error:
                scan.close()
                return str(error)
            return "no error"

        message = in_child(go_on)
        assert message != "no error" and message
        assert sum(1 for _ in scan) == 8000


def test_an_inherited_scan_closes_at_any_moment(engine: Engine, large_tree: Path) -> None:
    """Whatever the threads that a fork leaves behind were about to do, and whatever lock they held."""
    with engine.scan([large_tree] * 5) as scan:
        for _ in range(60):
            for _ in range(200):
                next(scan)
            child = FORK.Process(target=scan.close)
            child.start()
            child.join(30)
            if child.exitcode is None:
                child.kill()
            assert child.exitcode == 0


def test_the_first_finding_comes_before_the_end(engine: Engine, large_tree: Path) -> None:
    with engine.scan(large_tree) as scan:
        next(scan)
        summary = scan.summary
        assert summary.status is Status.RUNNING
        assert summary.files_completed < 4001


def test_a_scan_that_nobody_pulls_from_pauses(engine: Engine, large_tree: Path) -> None:
    with engine.scan([large_tree] * 10) as scan:
        next(scan)
        time.sleep(1)
        before = scan.summary.files_completed
        time.sleep(0.2)
        assert scan.summary.files_completed == before < 40010


def test_cancel_from_a_thread(engine: Engine, large_tree: Path) -> None:
    with engine.scan(large_tree) as scan:
        next(scan)
        threading.Thread(target=scan.cancel).start()
        time.sleep(0.2)
        assert sum(1 for _ in scan) < 8000
        assert scan.summary.status is Status.STOPPED
        assert not scan.summary.complete
        assert "cancelled" in [one.code for one in scan.diagnostics]


def test_close_in_the_middle_is_quick(engine: Engine, large_tree: Path) -> None:
    scan = engine.scan(large_tree)
    next(scan)
    start = time.monotonic()
    scan.close()
    assert time.monotonic() - start < 1


def test_close_from_another_thread(engine: Engine, large_tree: Path) -> None:
    scan = engine.scan(large_tree)
    next(scan)
    closer = threading.Thread(target=scan.close)
    closer.start()
    try:
        list(scan)
    except mcp_sentinel.StateError:
        pass
    closer.join(10)
    assert not closer.is_alive()


@pytest.mark.parametrize("form", ["for _ in scan: time.sleep(0.05)", "scan.report()"])
def test_control_c_works_inside_a_long_scan(form: str, tmp_path: Path, large_tree: Path) -> None:
    code = f"""
import time, mcp_sentinel
engine = mcp_sentinel.Engine(rules=[{str(RULE)!r}], rule=["TEST-MARKER"])
scan = engine.scan([{str(large_tree)!r}] * 200)
print("ready", flush=True)
try:
    {form}
except KeyboardInterrupt:
    scan.close()
    print("interrupted", flush=True)
"""
    child = subprocess.Popen(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, text=True,
        # A shell's background jobs are born with SIGINT ignored, which Python respects.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(0.4)
    start = time.monotonic()
    child.send_signal(signal.SIGINT)
    output, _ = child.communicate(timeout=20)
    assert output == "interrupted\n"
    assert child.returncode == 0
    assert time.monotonic() - start < 3


def resident() -> int:
    """The process's resident memory in bytes."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def grows(body: Callable[[], object], warm_up: int, rounds: int) -> int:
    """By how many bytes the process grows over `rounds`."""
    for _ in range(warm_up):
        body()
    gc.collect()
    before = resident()
    for _ in range(rounds):
        body()
    gc.collect()
    return resident() - before


def test_engines_do_not_leak() -> None:
    assert grows(lambda: Engine(**MARKER).close(), 100, 1000) < 16_000_000


def test_scans_do_not_leak(engine: Engine) -> None:
    def scan() -> None:
        with engine.scan_bytes(b"fixture_marker_abcd\n" * 100, "a.py") as one:
            list(one)
        engine.scan_bytes(b"fixture_marker_abcd\n" * 100, "a.py").report().render("json")
        engine.scan_bytes(b"", "never-started.py")

    assert grows(scan, 100, 500) < 8_000_000


def test_errors_do_not_leak() -> None:
    def fail() -> None:
        with pytest.raises(mcp_sentinel.ConfigError):
            Engine(severity="x" * 10_000)

    assert grows(fail, 100, 2000) < 4_000_000


def test_descriptors_and_threads_are_given_back(engine: Engine, tree: Path) -> None:
    list(engine.scan(tree))
    before = (len(os.listdir("/proc/self/fd")), len(os.listdir("/proc/self/task")))
    for _ in range(20):
        with engine.scan(tree) as scan:
            next(scan)
    assert (len(os.listdir("/proc/self/fd")), len(os.listdir("/proc/self/task"))) == before


@pytest.mark.parametrize("value", [None, 0, b"", "", object()], ids=repr)
def test_wrong_arguments_are_errors_and_no_crashes(value: object, engine: Engine) -> None:
    calls: list[Callable[..., object]] = [
        engine.scan, engine.rule, mcp_sentinel.check_regex, engine.estimate,
        lambda one: engine.scan_bytes(b"", one), lambda one: engine.scan_bytes(one, "x"),
        lambda one: engine.scan(["x", one]), lambda one: Engine(config=one), lambda one: Engine(rules=[one]),
        lambda one: engine.scan(".").add_output(one, print),
    ]
    for function in calls:
        try:
            function(value)
        except (mcp_sentinel.SentinelError, TypeError, AttributeError, ValueError):
            pass
