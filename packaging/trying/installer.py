"""The installer for one person: damaged, run, used, upgraded and removed, without root."""

from __future__ import annotations

import re
from pathlib import Path

from trying.contents import differences, digests, names, size
from trying.place import Place, Ran
from trying.program import QUESTIONS, Program
from trying.report import Report
from trying.usage import Trial, user_files

_APPLICATION = Path(".local", "lib", "docmind")
_WHY = re.compile(r"checksum|archive size", re.IGNORECASE)
_PROGRESS = re.compile(r"[\d%\s\x08]|SHA256 checksums are OK\.")  # \x08: it is written over


def try_run(run: Path, place: Place, trial: Trial) -> None:
    """All of it."""
    report, program = trial.report, Program(place)
    with report.part("run: damaged"):
        _refuse_damaged(run, place, report)
    before = names(place.home)
    with report.part("run: installing"):
        _install(run, place, report)
    if not (place.home / _APPLICATION).is_dir():
        return
    delivered = digests(place.home / _APPLICATION)
    trial.use(program, "run")
    with report.part("run: as it was delivered"):
        changed = differences(delivered, digests(place.home / _APPLICATION))
        report.check("using it changed none of its files", not changed, "\n".join(changed))
    with report.part("run: upgrading"):
        _upgrade(run, place, program, report)
    with report.part("run: leaving"):
        _leave(place, before, report)


def _refuse_damaged(run: Path, place: Place, report: Report) -> None:
    """A download that broke off, and one with a single wrong byte in its middle."""
    whole = run.read_bytes()
    middle = len(whole) // 2
    flipped = bytes([whole[middle] ^ 1])
    damaged = {
        "half of it": whole[:middle],
        "all but its last bytes": whole[:-100],
        "a wrong byte in it": whole[:middle] + flipped + whole[middle + 1 :],
    }
    before = digests(place.home)
    for name, content in damaged.items():
        file = place.root / "tmp" / "damaged.run"
        file.write_bytes(content)
        place.give(file)
        ran = place.run(["sh", file])
        report.check(f"an installer with {name} is refused", ran.status != 0, ran)
        report.check("and says why", bool(_WHY.search(ran.out + ran.err)), ran)
        file.unlink()
    changed = differences(before, digests(place.home))
    report.check("and none of them installed anything", not changed, "\n".join(changed))


def _install(run: Path, place: Place, report: Report) -> None:
    report.figure("size of the installer", [run.stat().st_size / 1e6], "MB")
    ran = _run(run, place)
    report.figure("sh docmind*.run", [ran.seconds], "s")
    report.demand("sh docmind*.run installs it without root", ran.status == 0, ran)
    complaints = _PROGRESS.sub("", ran.err)
    report.check("and complains of nothing", not complaints, complaints)
    report.figure("installed size", [size(place.home / _APPLICATION) / 1e6], "MB")
    entry = place.home / ".local" / "share" / "applications" / "docmind.desktop"
    report.check("the menu has an entry for it", entry.is_file())


def _upgrade(run: Path, place: Place, program: Program, report: Report) -> None:
    before = user_files(place)
    ran = _run(run, place)
    report.check("installing it over itself", ran.status == 0, ran)
    changed = differences(before, user_files(place))
    report.check("leaves what is the person's as it was", not changed, "\n".join(changed))
    hits = program.hits(QUESTIONS[0].text)
    report.check("what was read before is found after", bool(hits), hits)
    program.let_go()


def _leave(place: Place, before: set[str], report: Report) -> None:
    mine = user_files(place)
    ran = place.run(["sh", place.home / _APPLICATION / "uninstall.sh"])
    report.check("uninstall.sh", ran.status == 0, ran)
    changed = differences(mine, user_files(place))
    report.check("leaves what is the person's as it was", not changed, "\n".join(changed))
    local = (place.home / name for name in names(place.home) - before if ".local" in name)
    left = [path for path in local if str(path) not in mine and not _is_of_desktop(path)]
    report.check("and nothing else of it in ~/.local", not left, "\n".join(map(str, left)))
    programs = sorted(names(place.home / ".local" / "bin"))
    report.check("nor a program in ~/.local/bin", not programs, programs)


def _is_of_desktop(path: Path) -> bool:
    """Whether a file is one in which the desktop keeps what it knows of all programs, and which
    does not know of this one any more."""
    own = path.name == "mimeinfo.cache" or path.parent.name == "mime"
    return own and b"docmind" not in path.read_bytes()


def _run(run: Path, place: Place) -> Ran:
    """Install from the file where it lies: a person's downloads need not be executable."""
    return place.run(["sh", run.absolute()])
