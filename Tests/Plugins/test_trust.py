"""`plugins trust` and `verify`, and the lock file they keep: what may be loaded, and what may not."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from command import sentinel


@pytest.fixture
def plugin(build, tmp_path: Path) -> Path:
    folder = tmp_path / "lib"
    folder.mkdir(mode=0o755)
    shutil.copy2(build("careless"), folder / "careless.so")
    (folder / "careless.so").chmod(0o755)
    return folder / "careless.so"


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "plugins.lock"


def trust(plugin: Path, lock: Path) -> None:
    done = sentinel("plugins", "trust", plugin, "--lock", lock)
    assert (done.status, done.errors) == (0, "")


def verify(lock: Path) -> tuple[int, list[tuple[str, str]]]:
    done = sentinel("plugins", "verify", "--lock", lock, "--format", "json")
    rows = json.loads(done.output)
    return done.status, [(row["state"], Path(row["path"]).name) for row in rows]


def scan(plugin: Path, lock: Path, **options: object) -> str:
    """What is said of a scan that takes only what the lock file lists; empty when it worked."""
    target = lock.parent / "target.py"
    target.write_text("careless\n", encoding="utf-8")
    done = sentinel("scan", "--no-config", "--format", "json", "--plugin-lock", lock, "--plugins", plugin, target, **options)
    assert done.status == (1 if done.output else 2), done.errors
    assert not done.output or "CARELESS-WORD" in done.output
    return done.errors


def test_trusted_verified_loaded(plugin: Path, lock: Path) -> None:
    trust(plugin, lock)
    digest = hashlib.sha256(plugin.read_bytes()).hexdigest()
    assert lock.read_text(encoding="utf-8") == f"{digest}  {plugin}\n"
    assert lock.stat().st_mode & 0o777 == 0o644
    assert verify(lock) == (0, [("ok", "careless.so")])
    subprocess.run(["sha256sum", "--check", "--quiet", lock], check=True)
    assert scan(plugin, lock) == ""


def test_a_changed_file(plugin: Path, lock: Path) -> None:
    trust(plugin, lock)
    with plugin.open("ab") as file:
        file.write(b"\0")
    assert verify(lock) == (1, [("changed", "careless.so")])
    assert "not the file that was trusted" in scan(plugin, lock)
    trust(plugin, lock)
    assert verify(lock) == (0, [("ok", "careless.so")]) and scan(plugin, lock) == ""
    assert len(lock.read_text(encoding="utf-8").splitlines()) == 1


def test_missing_and_refused(plugin: Path, lock: Path, tmp_path: Path) -> None:
    other = plugin.with_name("other.so")
    shutil.copy2(plugin, other)
    done = sentinel("plugins", "trust", plugin, other, "--lock", lock)
    assert done.status == 0 and done.output.count("trusted in") == 2
    plugin.unlink()
    other.chmod(0o775)
    assert verify(lock) == (1, [("missing", "careless.so"), ("refused", "other.so")])
    text = sentinel("plugins", "verify", "--lock", lock)
    assert text.status == 1 and "others may write to the file" in text.output and text.lines[0].startswith("STATE")


@pytest.mark.parametrize("mode", [0o775, 0o757])
def test_what_others_may_write_is_not_trusted(mode: int, plugin: Path, lock: Path) -> None:
    plugin.chmod(mode)
    done = sentinel("plugins", "trust", plugin, "--lock", lock)
    assert done.status == 2 and "others may write" in done.errors and not lock.exists()


def test_what_is_not_there(plugin: Path, lock: Path) -> None:
    assert sentinel("plugins", "trust", plugin.with_name("absent.so"), "--lock", lock).status == 2
    assert sentinel("plugins", "verify", "--lock", lock).status == 2
    assert not lock.exists()


@pytest.mark.parametrize("garbage", ["rubbish\n", "0" * 63 + "  /a.so\n", "G" * 64 + "  /a.so\n", "0" * 64 + " /a.so\n",
                                     "0" * 64 + "  \n", "# fine\n\nrubbish\n"])
def test_garbage_is_refused_and_kept(garbage: str, plugin: Path, lock: Path) -> None:
    lock.write_text(garbage, encoding="utf-8")
    line = len(garbage.splitlines())
    for done in (sentinel("plugins", "trust", plugin, "--lock", lock), sentinel("plugins", "verify", "--lock", lock)):
        assert done.status == 2 and f"plugins.lock:{line}: not of the form" in done.errors
    assert lock.read_text(encoding="utf-8") == garbage
    assert "not of the form" in scan(plugin, lock)


@pytest.mark.parametrize("mode", [0o664, 0o646])
def test_a_lock_file_that_others_may_write_is_refused(mode: int, plugin: Path, lock: Path) -> None:
    trust(plugin, lock)
    lock.chmod(mode)
    assert "others may write" in scan(plugin, lock)
    assert sentinel("plugins", "verify", "--lock", lock).status == 2
    assert sentinel("plugins", "trust", plugin, "--lock", lock).status == 2


def test_comments_and_other_lines_stay(plugin: Path, lock: Path) -> None:
    line = "1" * 64 + "  /opt/other.so"
    lock.write_text(f"# ours\n{line}\n\n# theirs\n", encoding="utf-8")
    trust(plugin, lock)
    trust(plugin, lock)
    lines = lock.read_text(encoding="utf-8").splitlines()
    assert lines[:4] == ["# ours", line, "", "# theirs"] and len(lines) == 5


def test_paths_however_they_are_spelt(plugin: Path, lock: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(plugin.parent)
    done = sentinel("plugins", "trust", "../link/careless.so", "--lock", lock, folder=plugin.parent)
    assert done.status == 0 and lock.read_text(encoding="utf-8").endswith(f"  {plugin}\n")
    assert scan(Path("./lib/careless.so"), lock, folder=tmp_path) == ""
    assert scan(tmp_path / "link/careless.so", lock) == ""
    # Relative paths are those below the lock file's folder, wherever the command runs.
    lock.write_text(lock.read_text(encoding="utf-8").replace(f"{plugin}", "lib/careless.so"), encoding="utf-8")
    assert verify(lock) == (0, [("ok", "careless.so")])
    assert scan(plugin, lock) == ""


def test_a_link_that_is_turned_shows(plugin: Path, lock: Path, build) -> None:
    link = plugin.with_name("current.so")
    link.symlink_to(plugin)
    trust(link, lock)
    assert verify(lock)[0] == 0
    newer = plugin.with_name("newer.so")
    shutil.copy2(build("careless", "-O1"), newer)
    with newer.open("ab") as file:
        file.write(b"\0")
    link.unlink()
    link.symlink_to(newer)
    assert verify(lock) == (1, [("changed", "current.so")])


def test_the_default_is_plugins_lock_in_this_folder(plugin: Path, tmp_path: Path) -> None:
    assert sentinel("plugins", "trust", "careless.so", folder=plugin.parent).status == 0
    assert (plugin.parent / "plugins.lock").exists()
    assert sentinel("plugins", "verify", folder=plugin.parent).status == 0


def test_two_at_a_time_lose_nothing(plugin: Path, lock: Path) -> None:
    copies = [plugin.with_name(f"copy{number}.so") for number in range(12)]
    for copy in copies:
        shutil.copy2(plugin, copy)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda copy: trust(copy, lock), copies))
    assert verify(lock) == (0, [("ok", name) for name in [row[1] for row in verify(lock)[1]]])
    assert len(verify(lock)[1]) == 12
    assert [one.name for one in lock.parent.iterdir() if ".new" in one.name] == []


def test_a_full_disk_leaves_the_old_file(plugin: Path, lock: Path) -> None:
    trust(plugin, lock)
    before = lock.read_bytes()
    other = plugin.with_name("other.so")
    shutil.copy2(plugin, other)
    program = "import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20)); os.execv(sys.argv[1], sys.argv[1:])"
    import signal

    from command import COMMAND

    done = subprocess.run(["python3", "-c", program, COMMAND, "plugins", "trust", other, "--lock", lock],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    assert done.returncode in (2, -signal.SIGXFSZ) and lock.read_bytes() == before
    assert os.access(lock, os.R_OK)
