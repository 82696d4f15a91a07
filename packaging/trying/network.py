"""Who opens sockets: the whole main job under strace, and once more without any network."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from trying.place import Place
from trying.program import Program
from trying.report import Report

_CALL = re.compile(r"^\d+ +(?P<name>\w+)\(")
_FAMILY = re.compile(r"\b(?:AF|PF)_(?P<family>[A-Z0-9]+)")
_CHILD = re.compile(r'"--child", "(?P<name>[\w-]+)"')
_INTERNET = {"INET", "INET6"}
_PYTHON = re.compile(r'^\d+ +execve\("(?P<program>[^"]*/python[\d.]*)"')
_WATCH = ("strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=network,execve", "-A", "-o")


@dataclass(frozen=True, slots=True)
class Sockets:
    """What a log of strace tells: calls by family, the lines about the internet, the children that
    were watched, and the Python programs that were started."""

    families: dict[str, int]
    internet: tuple[str, ...]
    children: frozenset[str]
    pythons: frozenset[str]


def read_log(text: str) -> Sockets:
    """Take a log apart that ``strace -f -e trace=network,execve -o FILE`` has written."""
    families: Counter[str] = Counter()
    internet: list[str] = []
    children: set[str] = set()
    pythons: set[str] = set()
    for line in text.splitlines():
        call = _CALL.match(line)
        if call is None:
            continue
        if call["name"] == "execve":
            children.update(found["name"] for found in _CHILD.finditer(line))
            pythons.update(found["program"] for found in _PYTHON.finditer(line))
            continue
        family = _FAMILY.search(line)
        if family is not None:
            families[family["family"]] += 1
            if family["family"] in _INTERNET:
                internet.append(line)
    return Sockets(dict(families), tuple(internet), frozenset(children), frozenset(pythons))


def watched(program: Program, log: Path) -> Program:
    """The program, with every call that has to do with sockets written to a file."""
    return program.under(*_WATCH, str(log))


def judge(log: Path, report: Report) -> None:
    """Check what was written while the main job was done."""
    seen = read_log(log.read_text(encoding="utf-8", errors="replace"))
    wanted = {"engine", "embed-worker", "reader"}
    report.check(
        "the watch saw the engine and its children", wanted <= seen.children, seen.children
    )
    report.check("and their local sockets", seen.families.get("UNIX", 0) > 0, seen.families)
    report.check("no internet socket was opened", not seen.internet, "\n".join(seen.internet[:20]))
    others = {name: count for name, count in seen.families.items() if name not in ("UNIX", "LOCAL")}
    report.check("nor any other than local ones", not others, others)
    report.check("no Python but its own was started", not seen.pythons, seen.pythons)


def check_watch(place: Place, report: Report) -> None:
    """The watch itself: a program that does open an internet socket must be seen."""
    log = place.root / "tmp" / "watch.strace"
    place.run([*_WATCH, log, "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9"])
    seen = read_log(log.read_text(encoding="utf-8", errors="replace"))
    report.check("the watch sees a program that opens an internet socket", bool(seen.internet))


def check_cut(place: Place, report: Report) -> None:
    """The cut itself: without a network not even this machine can be reached."""
    ran = place.run(["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9"], cut_off=True)
    cut = "unreachable" in ran.err
    report.check("without a network nothing can be reached", cut, ran)
