"""A clean environment: a user, a home and a PATH of their own, gone again at the end."""

from __future__ import annotations

import grp
import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

USER = "docmind-try"
_SYSTEM_FOLDERS = ("/usr/local/sbin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
_OF_PYTHON = re.compile(r"(python|pip|pydoc|py3|2to3|idle|docmind)", re.IGNORECASE)
_END_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that has ended: its status, what it said, and how long it took."""

    status: int
    out: str
    err: str
    seconds: float

    def __str__(self) -> str:
        said = f"{self.out}\n{self.err}".strip()
        return f"status {self.status}: {said[-3000:]}"


class Place:
    """Everything a person has who never saw the checkout.

    As root it belongs to a user made for it, else, or with ``same_user``, to who runs this.
    ``path`` is a folder with a link for every program of the system except Python's; commands get
    it, the new home, a folder for passing files and the language, and nothing else.
    """

    def __init__(self, *, same_user: bool = False) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="docmind-try-"))
        self._makes_user = os.geteuid() == 0 and not same_user
        self._user: pwd.struct_passwd | None = None
        self.home = self.root / "home"
        self.path = self.root / "bin"
        self._tmp, self._run = self.root / "tmp", self.root / "run"

    def make(self) -> None:
        """Create the user, where there is one to be created, and the folders."""
        self.root.chmod(0o755)
        if self._makes_user:
            _system("useradd", "--home-dir", str(self.home), "--no-create-home",
                    "--shell", "/bin/sh", USER)  # fmt: skip
            self._user = pwd.getpwnam(USER)
        self.renew()
        self.path.mkdir()
        for program in _programs():
            (self.path / program.name).symlink_to(program)

    def renew(self) -> None:
        """Begin with an empty home."""
        end_all(self.processes())
        for folder in (self.home, self._tmp, self._run):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=0o700)
            self.give(folder)

    def give(self, path: Path) -> None:
        """Let the user own a file, or a folder with all that is in it."""
        if self._user is not None:
            for each in (path, *path.rglob("*")):
                os.chown(each, self._user.pw_uid, self._user.pw_gid, follow_symlinks=False)

    def environment(self, **more: str) -> dict[str, str]:
        """All that a command gets, as after ``env -i``. The programs of the home come first."""
        name = USER if self._user is not None else pwd.getpwuid(os.geteuid()).pw_name
        return {
            "HOME": str(self.home), "PATH": f"{self.home}/.local/bin:{self.path}",
            "TMPDIR": str(self._tmp), "XDG_RUNTIME_DIR": str(self._run),
            "LANG": "C.UTF-8", "USER": name, "LOGNAME": name, **more,
        }  # fmt: skip

    def start(
        self, words: Sequence[str | Path], *, cut_off: bool = False, **more: str
    ) -> subprocess.Popen[str]:
        """Start a command as the user; ``cut_off`` takes every network away, loopback included."""
        command = [str(word) for word in words]
        who = None if cut_off else self._user  # setpriv changes the user then
        return subprocess.Popen(
            [*self._without_network(), *command] if cut_off else command,
            env=self.environment(**more),
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=True,  # a Ctrl-C here is for this script, which then ends them
            user=who and who.pw_uid,
            group=who and who.pw_gid,
            extra_groups=who and (),
        )

    def run(
        self, words: Sequence[str | Path], *, timeout: float = 300, cut_off: bool = False,
        **more: str,
    ) -> Ran:  # fmt: skip
        """Run a command as the user to its end; one that takes too long is ended, status 124."""
        began = time.monotonic()
        with self.start(words, cut_off=cut_off, **more) as process:
            try:
                out, err = process.communicate(timeout=timeout)
                status = process.returncode
            except subprocess.TimeoutExpired:
                process.kill()
                out, err = process.communicate()
                status = 124
        return Ran(status, out, err, time.monotonic() - began)

    def processes(self, named: str = "") -> list[psutil.Process]:
        """What runs in this environment; only commands with ``named`` in them, if given."""
        return [one for one in _living(self.home) if named in " ".join(_command(one))]

    def end(self) -> None:
        """End what still runs and remove everything."""
        end_all(self.processes())
        if self._user is not None:
            _system("userdel", USER)
            self._user = None
        shutil.rmtree(self.root, ignore_errors=True)

    def _without_network(self) -> list[str]:
        if self._user is None:
            return ["/usr/bin/unshare", "-rn"]
        ids = (f"--reuid={self._user.pw_uid}", f"--regid={self._user.pw_gid}", "--clear-groups")
        return ["/usr/bin/unshare", "-n", "/usr/bin/setpriv", *ids]


def end_all(processes: Iterable[psutil.Process]) -> None:
    """End processes, by force where they do not listen."""
    ended = list(processes)
    for process in ended:
        with suppress(psutil.NoSuchProcess):
            process.terminate()
    _, alive = psutil.wait_procs(ended, timeout=_END_SECONDS)
    for process in alive:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(alive, timeout=_END_SECONDS)


def user_is_left() -> bool:
    """Whether the user of an earlier trial is still there, which then ended in the middle."""
    with suppress(KeyError):
        pwd.getpwnam(USER)
        return True
    with suppress(KeyError):
        grp.getgrnam(USER)
        return True
    return False


def _programs() -> Iterator[Path]:
    """Every program of the system, the first of each name, without all that is Python's."""
    seen: set[str] = set()
    for folder in map(Path, _SYSTEM_FOLDERS):
        for program in folder.iterdir() if folder.is_dir() else ():
            if program.name not in seen and not _OF_PYTHON.match(program.name):
                seen.add(program.name)
                yield program


def _living(home: Path) -> Iterator[psutil.Process]:
    """The processes that were started with this home."""
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get("HOME") == str(home):
                yield process


def _command(process: psutil.Process) -> list[str]:
    with suppress(psutil.Error):
        return list(process.cmdline())
    return []


def _system(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise OSError(f"{' '.join(words)}: {done.stderr.strip()}")
