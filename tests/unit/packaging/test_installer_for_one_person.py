"""The installer without root: what it puts where, what it refuses, and that it leaves cleanly."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bundles import small_bundle

pytest.importorskip("shtab", reason="comes with docmind[test]")
pytest.importorskip("argparse_manpage", reason="comes with docmind[test]")
from building import makeself_run, names

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="an installer for Linux")
_ODD = 'it\'s 100% "odd" $HOME `id` \\ & |'
Install = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """What the installer unpacks; it is moved away by an installation."""
    tree = tmp_path / "unpacked"
    makeself_run.lay_out(small_bundle(tmp_path), tree)
    return tree


@pytest.fixture
def install(tmp_path: Path, unpacked: Path) -> Install:
    """Runs the script in a copy of ``unpacked``, with nothing in the environment but a home."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        copy = tmp_path / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(unpacked, copy, symlinks=True)
        return subprocess.run(
            ["/bin/sh", "./install.sh", *arguments],
            cwd=copy,
            env={"HOME": str(tmp_path / "home"), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_it_installs_runs_and_leaves_what_is_yours(tmp_path: Path, install: Install) -> None:
    prefix = tmp_path / _ODD
    (prefix / "share" / "applications").mkdir(parents=True)
    (prefix / "share" / "applications" / "other.desktop").touch()
    library = prefix / "share" / "docmind" / "library"
    library.mkdir(parents=True)
    (library / "catalog.sqlite3").touch()
    done = install("--prefix", str(prefix))
    assert done.returncode == 0, done.stderr
    program = prefix / "bin" / "docmind"
    told = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=True)
    assert told.stdout == "docmind 9\n"
    assert {"share/man/man1/docmind.1.gz", "share/zsh/site-functions/_docmind"} <= _files(prefix)
    assert sorted(path.name for path in (prefix / "lib").iterdir()) == ["docmind"]
    removed = subprocess.run(
        ["/bin/sh", str(prefix / "lib/docmind/uninstall.sh")],
        env={"HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert removed.returncode == 0, removed.stderr
    left = {name for name in _files(prefix) if "/mime/" not in name and "cache" not in name}
    assert left == {"share/applications/other.desktop", "share/docmind/library/catalog.sqlite3"}
    assert not program.is_symlink()
    assert not (prefix / "lib").exists()


def test_its_launcher_finds_the_program_under_any_name(tmp_path: Path, install: Install) -> None:
    prefix = tmp_path / _ODD
    assert install("--prefix", str(prefix)).returncode == 0
    entry = prefix / "share" / "applications" / "docmind.desktop"
    lines = entry.read_text(encoding="utf-8").splitlines()
    commands = [line.removeprefix("Exec=") for line in lines if line.startswith("Exec=")]
    assert [_called(command) for command in commands] == [
        (str(prefix / "bin" / "docmind"), "%F"),
        (str(prefix / "bin" / "docmind"), "--quick"),
    ]


def _called(command: str) -> tuple[str, str]:
    """The program and the rest of an Exec line, by the rules of the Desktop Entry Specification."""
    told = command.replace("\\\\", "\\")  # first those of every value, then those of this key
    assert told.startswith('"')
    end = next(i for i in range(1, len(told)) if told[i] == '"' and not _is_escaped(told, i))
    quoted = told[1:end]
    for character in '"`$\\':
        quoted = quoted.replace(f"\\{character}", character) if character != "\\" else quoted
    return quoted.replace("\\\\", "\\").replace("%%", "%"), told[end + 2 :]


def _is_escaped(text: str, at: int) -> bool:
    return (at - len(text[:at].rstrip("\\"))) % 2 == 1


def test_a_newer_version_takes_the_place_of_the_older(
    tmp_path: Path, unpacked: Path, install: Install
) -> None:
    prefix = tmp_path / "here"
    (unpacked / "share" / "old-file").touch()
    assert install("--prefix", str(prefix)).returncode == 0
    (unpacked / "share" / "old-file").unlink()
    (unpacked / "docmind" / "_internal" / "new-file").touch()
    assert install("--prefix", str(prefix)).returncode == 0
    files = _files(prefix)
    assert "lib/docmind/_internal/new-file" in files
    assert "share/old-file" not in files
    assert not any("docmind.old" in name or "docmind.new" in name for name in files)


def test_a_program_that_does_not_run_changes_nothing(
    tmp_path: Path, unpacked: Path, install: Install
) -> None:
    prefix = tmp_path / "here"
    assert install("--prefix", str(prefix)).returncode == 0
    before = _files(prefix)
    (unpacked / "docmind" / "broken").touch()
    failed = install("--prefix", str(prefix))
    assert failed.returncode == 1
    assert "a library is missing" in failed.stderr
    assert "does not run on this system" in failed.stderr
    assert _files(prefix) == before


def test_stopped_between_old_and_new_the_old_one_comes_back(
    tmp_path: Path, install: Install
) -> None:
    prefix = tmp_path / "prefix"
    assert install("--prefix", str(prefix)).returncode == 0
    before = _files(prefix)
    move = tmp_path / "bin" / "mv"
    move.parent.mkdir()
    move.write_text('#!/bin/sh\ncase "$*" in *"docmind.new "*) exit 1 ;; esac\nexec /bin/mv "$@"\n')
    move.chmod(0o755)
    path = f"{move.parent}:/usr/sbin:/usr/bin:/sbin:/bin"
    assert install("--prefix", str(prefix), PATH=path).returncode != 0
    assert _files(prefix) == before


@pytest.mark.parametrize(
    ("mark", "other", "said"),
    [
        ("machine='", "machine='pdp11", "it is for pdp11"),
        ("glibc='", "glibc='2.999'\nold='", "it needs 2.999"),
        ("glibc='", "glibc='3.1'\nold='", "it needs 3.1"),
    ],
)
def test_it_refuses_systems_it_is_not_for(
    tmp_path: Path, unpacked: Path, install: Install, mark: str, other: str, said: str
) -> None:
    script = unpacked / "install.sh"
    script.write_text(script.read_text(encoding="utf-8").replace(mark, other, 1), encoding="utf-8")
    refused = install("--prefix", str(tmp_path / "here"))
    assert refused.returncode == 1
    assert said in refused.stderr
    assert not (tmp_path / "here").exists()


def test_it_knows_what_it_is_for(unpacked: Path) -> None:
    script = (unpacked / "install.sh").read_text(encoding="utf-8")
    assert f"version='{names.version()}'" in script
    assert f"machine='{os.uname().machine}'" in script
    assert "glibc='2.28'" in script, "the newest that a file of the program asks for"
    assert "@" not in script.replace('"$@"', "")


def test_it_leaves_what_others_put_there(tmp_path: Path, install: Install) -> None:
    prefix = tmp_path / "here"
    (prefix / "bin").mkdir(parents=True)
    (prefix / "bin" / "docmind").write_text("mine", encoding="utf-8")
    refused = install("--prefix", str(prefix))
    assert refused.returncode == 1
    assert "was not made by this installer" in refused.stderr
    assert (prefix / "bin" / "docmind").read_text(encoding="utf-8") == "mine"
    (prefix / "bin" / "docmind").unlink()
    (prefix / "lib" / "docmind").mkdir(parents=True)
    assert "was not made by this installer" in install("--prefix", str(prefix)).stderr


def test_it_wants_a_person_and_a_home(tmp_path: Path, install: Install) -> None:
    assert "HOME is not set" in install(HOME="").stderr
    assert "there is no option --everywhere" in install("--everywhere").stderr
    assert "--prefix DIR" in install("--help").stdout
    if os.getuid() == 0:
        assert "you are root" in install().stderr
    assert not (tmp_path / "home").exists()


def test_the_uninstaller_removes_nothing_but_an_installation(tmp_path: Path) -> None:
    place = tmp_path / "documents"
    place.mkdir()
    shutil.copyfile(makeself_run.SCRIPTS / "uninstall.sh", place / "uninstall.sh")
    (place / "installed-files").write_text(f"{tmp_path}/precious\n", encoding="utf-8")
    (tmp_path / "precious").touch()
    done = subprocess.run(
        ["/bin/sh", str(place / "uninstall.sh")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Nothing was removed" in done.stderr
    assert (tmp_path / "precious").exists()
