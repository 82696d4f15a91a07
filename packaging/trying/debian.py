"""The Debian package: installed, used, upgraded, removed and purged, all by apt."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

from trying.contents import differences, size
from trying.place import Place, Ran
from trying.program import QUESTIONS, Program
from trying.report import Report
from trying.usage import Trial, user_files

PACKAGE = "docmind"
_FOLDER = Path("/usr/lib/docmind")
LARGEST_MB = 200
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_LEFT_IN = ("/opt", "/usr", "/etc", "/var/lib/dpkg/info")
_CACHES = ("/usr/share/applications/mimeinfo.cache", "/usr/share/mime/globs2")
_AGAIN = "+again"
_PATIENCE_SECONDS = 300


def is_installed() -> bool:
    """Whether a package of this name is installed, or has left its settings."""
    return _system("dpkg-query", "-W", "-f", "${db:Status-Abbrev}", PACKAGE).out.strip() not in (
        "",
        "un",
    )


def remove() -> None:
    """Take the package away, whatever state it is in; for a trial that ended in the middle."""
    if is_installed():
        _system("dpkg", "--purge", "--force-remove-reinstreq", PACKAGE)


def try_deb(deb: Path, place: Place, trial: Trial) -> None:
    """All of it. ``place`` belongs to a user who is not root."""
    report, program = trial.report, Program(place)
    brought = _would_come(deb, place)
    try:
        with report.part("deb: installing"):
            _install(deb, place, report)
        if not is_installed():
            return
        (place.path / PACKAGE).symlink_to(f"/usr/bin/{PACKAGE}")
        trial.use(program, "deb")
        with report.part("deb: as it was delivered"):
            changed = _system("dpkg", "-V", PACKAGE)
            report.check("using it changed none of its files", not changed.out, changed)
        with report.part("deb: upgrading"):
            _upgrade(deb, place, program, report)
        with report.part("deb: leaving"):
            _leave(deb, place, report)
    finally:
        remove()
        if brought:
            _apt(place, "purge", *brought)
        (place.path / PACKAGE).unlink(missing_ok=True)


def _would_come(deb: Path, place: Place) -> list[str]:
    """The packages that apt would install beside it, which go again at the end."""
    told = _apt(place, "--simulate", "install", _beside(deb, place)).out
    named = (line.split()[1] for line in told.splitlines() if line.startswith("Inst "))
    return [name for name in named if name != PACKAGE]


def _install(deb: Path, place: Place, report: Report) -> None:
    megabytes = deb.stat().st_size / 1e6
    report.figure("size of the package", [megabytes], "MB", LARGEST_MB)
    began = time.monotonic()
    done = _apt(place, "install", _beside(deb, place))
    report.figure("apt install", [time.monotonic() - began], "s")
    report.demand("apt install ./docmind*.deb", done.status == 0, done)
    state = _system("dpkg-query", "-W", "-f", "${Status}", PACKAGE).out
    report.check("it is installed and configured", state == "install ok installed", state)
    report.figure("installed size", [size(_FOLDER) / 1e6], "MB")
    owners = {path.stat().st_uid for path in _own_files() if path.exists()}
    report.check("all its files belong to root", owners == {0}, owners)
    writable = [path for path in _own_files() if path.is_file() and path.stat().st_mode & 0o022]
    report.check("and only root may write them", not writable, writable)


def _upgrade(deb: Path, place: Place, program: Program, report: Report) -> None:
    before = user_files(place)
    done = _apt(place, "install", "--reinstall", _beside(deb, place))
    report.check("installing the same version over itself", done.status == 0, done)
    newer = _newer(deb, place)
    done = _apt(place, "install", newer)
    version = _system("dpkg-query", "-W", "-f", "${Version}", PACKAGE).out
    report.check("upgrading to a newer one", version.endswith(_AGAIN), done)
    changed = differences(before, user_files(place))
    report.check("both leave what is the person's as it was", not changed, "\n".join(changed))
    hits = program.hits(QUESTIONS[0].text)
    report.check("what was read before is found after", bool(hits), hits)
    program.let_go()


def _leave(deb: Path, place: Place, report: Report) -> None:
    before, own = user_files(place), _own_files()
    done = _apt(place, "remove", PACKAGE)
    report.check("apt remove", done.status == 0, done)
    left = [path for path in own if path.is_file() or path.is_symlink()]
    report.check("removes every file it had brought", not left, left)
    report.check("and its folder", not _FOLDER.exists())
    _apt(place, "install", _beside(deb, place))
    done = _apt(place, "purge", PACKAGE)
    report.check(
        "apt purge of one that is installed", done.status == 0 and not is_installed(), done
    )
    left = [path for root in _LEFT_IN for path in Path(root).glob("**/*docmind*")]
    report.check(f"nothing of it is left in {', '.join(_LEFT_IN)}", not left, left)
    caches = [name for name in _CACHES if "docmind" in Path(name).read_text(encoding="utf-8")]
    report.check("nor in what desktops remember", not caches, caches)
    changed = differences(before, user_files(place))
    report.check("what is the person's is as it was", not changed, "\n".join(changed))


def _beside(deb: Path, place: Place) -> Path:
    """A copy where apt's own user may read it."""
    copy = place.root / deb.name
    if not copy.exists():
        shutil.copyfile(deb, copy)
    return copy


def _newer(deb: Path, place: Place) -> Path:
    """The same package with a higher version, packed quickly."""
    tree, file = place.root / "newer", place.root / "newer.deb"
    _must("dpkg-deb", "--raw-extract", str(deb), str(tree))
    control = tree / "DEBIAN" / "control"
    text = control.read_text(encoding="utf-8")
    version = next(line for line in text.splitlines() if line.startswith("Version: "))
    control.write_text(text.replace(version, version + _AGAIN), encoding="utf-8")
    _must("dpkg-deb", "-Zgzip", "-z1", "--root-owner-group", "--build", str(tree), str(file))
    shutil.rmtree(tree)
    return file


def _own_files() -> list[Path]:
    """What the package has brought, without the folders that others have, too."""
    listed = map(Path, _system("dpkg", "-L", PACKAGE).out.splitlines())
    return [path for path in listed if not path.is_dir() or PACKAGE in path.parts]


def _apt(place: Place, *words: str | Path) -> Ran:
    """``apt-get``, by root, without questions and without root's own home."""
    patient = ("-o", f"DPkg::Lock::Timeout={_PATIENCE_SECONDS}")  # another apt may be at work
    return _system("apt-get", "-y", *patient, *map(str, words), HOME=str(place.root))


def _must(*words: str) -> None:
    done = _system(*words)
    if done.status != 0:
        raise OSError(f"{' '.join(words)}: {done}")


def _system(*words: str, **more: str) -> Ran:
    """A command of the system's, by root. A Ctrl-C waits for its end: packages that are installed
    by half are worse than a second of patience."""
    environment = {"PATH": _PATH, "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", **more}
    began = time.monotonic()
    process = subprocess.Popen(
        words, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, errors="replace", start_new_session=True,
    )  # fmt: skip
    try:
        out, err = process.communicate()
    except KeyboardInterrupt:
        process.communicate()
        raise
    return Ran(process.returncode, out, err, time.monotonic() - began)
