"""What a plugin cannot do: each attempt at load, in create and in scan, as root and as another user."""

from __future__ import annotations

import os
import platform
import struct
import subprocess
from pathlib import Path

import pytest

import hostlib
from hostlib import Entry, Failure, Host

STAGES = ["load", "create", "scan"]
GROUPS = ["files", "processes", "kernel", "good"]
MEMORY = 256 << 20
READING = {"read-library", "read-users", "read-home", "read-process"}
# Refusing that would break the C library.
WORKS = {"prlimit-ask"}


@pytest.fixture(scope="session")
def home_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("home") / "diary.txt"
    path.write_text("dear diary")
    path.chmod(0o666)
    for folder in list(path.parents)[:3]:
        if folder != Path("/tmp"):
            folder.chmod(0o755)
    return path


@pytest.fixture(scope="session")
def confinement(program: Path, build) -> int:
    """CPLUGIN_CONFINED_* of what this system provides."""
    with Host(program, build("detector")) as host:
        return int(host.load(memory=MEMORY)["confinement"])


def attempts(
    program: Path, build, home_file: Path, stage: str, group: str, user: int | None = None
) -> dict[str, str]:
    flags = [f'-DHOME_FILE="{home_file}"']
    if stage != "scan":
        flags += [f"-DAT_{stage.upper()}", f"-D{group.upper()}"]
    with Host(program, build("intruder", *flags), user=user) as host:
        host.load(memory=MEMORY)
        host.create()
        messages = host.ask(group if stage == "scan" else "nothing")
    return dict(message.split(" ", 1) for message in messages)


def test_confinement_is_whole_here(confinement: int) -> None:
    assert confinement & 7 == 7
    if not confinement & hostlib.LANDLOCK:
        pytest.skip("the kernel has no Landlock")
    assert confinement == 15


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("group", ["files", "processes", "kernel"])
@pytest.mark.parametrize("user", [None, 65534], ids=["self", "nobody"])
def test_what_is_forbidden_fails(
    program: Path, build, home_file: Path, confinement: int, stage: str, group: str, user: int | None
) -> None:
    if user is not None and os.geteuid() != 0:
        pytest.skip("only root can start the host as another user")
    said = attempts(program, build, home_file, stage, group, user)
    assert len(said) > 10
    if stage == "load":
        said = without_what_loading_needs(said, confinement)
    worked = {name for name, result in said.items() if result == "ok"}
    assert worked == WORKS & said.keys()
    refusals = {result for name, result in said.items() if name not in WORKS and name != "clone3"}
    assert refusals == {"EPERM"}
    assert said.get("clone3", "ENOSYS") == "ENOSYS"
    assert home_file.read_text() == "dear diary" and not home_file.with_suffix(".txt.new").exists()


def without_what_loading_needs(said: dict[str, str], confinement: int) -> dict[str, str]:
    """While it is loaded, a library may open files to read and install filters; Landlock says which files."""
    if "seccomp" in said:
        # It offers no program, which the kernel says: the call came through.
        assert said.pop("seccomp") == "EFAULT"
    if READING <= said.keys():
        reading = {name: said.pop(name) for name in READING}
        assert reading.pop("read-library") == "ok"
        if confinement & hostlib.LANDLOCK:
            assert set(reading.values()) <= {"EACCES"}
    return said


@pytest.mark.parametrize("stage", STAGES)
def test_files_are_out_of_reach_while_loading(
    program: Path, build, home_file: Path, confinement: int, stage: str
) -> None:
    if not confinement & hostlib.LANDLOCK:
        pytest.skip("the kernel has no Landlock: a constructor can read files")
    said = attempts(program, build, home_file, stage, "files")
    for name in ("read-users", "read-home", "read-process"):
        assert said[name] in ("EACCES", "EPERM"), name


@pytest.mark.parametrize("stage", STAGES)
def test_what_plugins_need_works(program: Path, build, home_file: Path, stage: str) -> None:
    said = attempts(program, build, home_file, stage, "good")
    assert len(said) == 7 and set(said.values()) == {"ok"}, said


@pytest.fixture
def intruder(program: Path, build, home_file: Path):
    with Host(program, build("intruder", f'-DHOME_FILE="{home_file}"')) as host:
        host.load(memory=MEMORY)
        host.create()
        yield host


def test_thread_that_unwinds(intruder: Host) -> None:
    assert intruder.ask("leave") == ["leave ok"]


def test_memory_is_bounded(intruder: Host) -> None:
    before = intruder.memory()
    intruder.send(hostlib.SCAN, intruder.request([Entry("allocate")]))
    most = 0

    def ended() -> bool:
        nonlocal most
        try:
            most = max(most, intruder.memory())
        except (OSError, IndexError):
            return True
        return intruder.process.poll() is not None

    hostlib.until(ended, 1.0)
    try:
        assert intruder.results()[0][0].messages == ["allocate ENOMEM"]
    except (EOFError, ConnectionError):
        pass  # Ended for want of memory: as good.
    assert before < most < before + MEMORY + (16 << 20)


def test_stack_overflow_is_a_crash(intruder: Host) -> None:
    intruder.send(hostlib.SCAN, intruder.request([Entry("overflow")]))
    assert intruder.wait(5) == -11


def test_arena_cannot_be_written(intruder: Host) -> None:
    assert intruder.ask("arena") == ["arena EACCES"]


@pytest.mark.skipif(platform.machine() != "x86_64", reason="a mode of x86-64")
def test_other_table_of_calls_is_death(intruder: Host) -> None:
    intruder.send(hostlib.SCAN, intruder.request([Entry("emulated")]))
    # Where the kernel has that table: SIGSYS. Where not: SIGSEGV.
    assert intruder.wait(5) in (-31, -11)


def test_plugin_that_closes_everything(intruder: Host) -> None:
    intruder.send(hostlib.SCAN, intruder.request([Entry("close")]))
    with pytest.raises(EOFError):
        intruder.receive()
    assert intruder.wait(2) == 0


def test_facts_of_the_process(intruder: Host) -> None:
    status = Path(f"/proc/{intruder.process.pid}/status").read_text()
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert fields["NoNewPrivs"] == "1" and fields["Seccomp"] == "2"
    assert int(fields["CapEff"], 16) == int(fields["CapPrm"], 16) == 0
    assert int(fields["SigBlk"], 16) == 0
    for task in Path(f"/proc/{intruder.process.pid}/task").iterdir():
        assert "Seccomp:\t2" in (task / "status").read_text()
    limits = Path(f"/proc/{intruder.process.pid}/limits").read_text()
    for name in ("Max core file size", "Max file size", "Max locked memory"):
        line = next(line for line in limits.splitlines() if line.startswith(name))
        assert line[len(name) :].split()[:2] == ["0", "0"]


@pytest.mark.skipif(os.geteuid() != 0, reason="the descriptors of a process that nobody may trace are root's to see")
def test_descriptors_that_are_left(intruder: Host) -> None:
    names = sorted(int(path.name) for path in Path(f"/proc/{intruder.process.pid}/fd").iterdir())
    assert names == [0, 1, 2, 3]
    for number in (0, 1, 2):
        assert os.readlink(f"/proc/{intruder.process.pid}/fd/{number}") == "/dev/null"


def test_environment_is_empty(program: Path, build) -> None:
    flag = "-DWRONG=extern char**environ;if(environ&&*environ)return(-7)"
    with Host(program, build("declares", flag)) as host:
        host.load()


def test_strict_where_all_is_there(program: Path, build, confinement: int) -> None:
    with Host(program, build("detector")) as host:
        if confinement == 15:
            assert host.load(strict=True)["confinement"] == 15
        else:
            with pytest.raises(Failure) as failure:
                host.load(strict=True)
            assert failure.value.stage == hostlib.CONFINE


def test_strict_names_what_is_missing(program: Path, build) -> None:
    # No process has that much address space left beside its own.
    with Host(program, build("detector")) as host:
        with pytest.raises(Failure, match="resource limits") as failure:
            host.load(memory=2**64 - 1, strict=True)
        assert failure.value.stage == hostlib.CONFINE
    with Host(program, build("detector")) as host:
        assert not host.load(memory=2**64 - 1)["confinement"] & hostlib.LIMITS


@pytest.mark.parametrize("memory", [0, MEMORY])
def test_generated_code_works(program: Path, build, memory: int) -> None:
    """A search that generated code ends within a limit that the interpreter would reach says which of them ran."""
    with Host(program, build("detector")) as host:
        host.load(memory=memory)
        host.create(depth="1", words="")
        assert host.ask("match 0\tb+\tabbb") == ["1 1-4"]
        maps = Path(f"/proc/{host.process.pid}/maps").read_text() if os.geteuid() == 0 else None
    if maps is not None:
        assert any(" rwxp " in line and line.rstrip().endswith(" 0") for line in maps.splitlines())


CPLUSPLUS = r"""
#include <mcpsentinel_plugin.h>
#include <cmath>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>
static int32_t scan(void *, const mcps_host *host, const mcps_plugin_file *) {
    std::string said = "nothing";
    try { throw std::runtime_error("caught"); } catch (const std::exception &e) { said = e.what(); }
    std::thread([&] { said += std::to_string(std::lround(std::exp(1.0))); }).join();
    mcps_plugin_finding finding = MCPS_PLUGIN_FINDING_INIT;
    finding.rule_id = {"CPP-SAID", 8};
    finding.message = {said.data(), said.size()};
    return host->report(host, &finding);
}
static int32_t rule_at(uint32_t, mcps_plugin_rule *out) { out->id = {"CPP-SAID", 8}; return MCPS_OK; }
extern "C" int32_t mcps_plugin_entry(const mcps_host *, mcps_plugin *out) {
    out->abi = out->abi_minimum = MCPS_PLUGIN_ABI;
    out->capabilities = MCPS_CAPABILITY_ANALYZE_FILE;
    out->id = {"cpp", 3};
    out->version = {"1", 1};
    out->rule_count = 1;
    out->rule_at = rule_at;
    out->scan_file = scan;
    return MCPS_OK;
}
"""


def test_libraries_of_cplusplus_are_found(program: Path, tmp_path: Path) -> None:
    source, library = tmp_path / "plugin.cpp", tmp_path / "plugin.so"
    source.write_text(CPLUSPLUS)
    command = ["c++", "-std=c++17", "-shared", "-fPIC", f"-I{hostlib.ROOT / 'include'}"]
    command += [str(source), "-o", str(library)]
    try:
        subprocess.run(command, check=True, timeout=120)
    except FileNotFoundError:
        pytest.skip("no C++ compiler")
    with Host(program, library) as host:
        host.load(memory=MEMORY)
        host.create()
        assert host.ask("x") == ["caught3"]


def test_second_filter_comes_before_the_answer(program: Path, build, home_file: Path) -> None:
    """CREATE may follow LOAD at once: nothing of the plugin's runs between answer and completion."""
    with Host(program, build("intruder", f'-DHOME_FILE="{home_file}"', "-DAT_CREATE", "-DFILES")) as host:
        host.send(hostlib.LOAD, struct.pack("<IIIQI", 1000, 1000, 1000, MEMORY, 0))
        host.send(hostlib.CREATE, struct.pack("<I", 0))
        host.expect(hostlib.DESCRIBED)
        host.expect(hostlib.CREATED)
        assert "read-library EPERM" in host.ask("nothing")
