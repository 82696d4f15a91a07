"""Problems in plain words: what a group of files has in common, and what would help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from docmind.core import Action, Problem
from docmind.ui.widgets.wording import counted, forms, number, shown, tr

NO_TEXT = "no_text"
IGNORED = "ignored"  # the group of those that a person wants to hear no more of
# The order of the groups; kinds that are not named come before the quiet last one.
_ORDER = ("password", "too_large", "timed_out", "out_of_memory", "damaged", "crashed",
          "unreadable", "changed", "empty", "refused")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take, as the settings say it: megabytes, seconds, megabytes."""

    file_mb: int = 0
    seconds: float = 0.0
    memory_mb: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Problems of one kind, or all ignored ones. ``opened``: its files are listed below it."""

    kind: str
    problems: tuple[Problem, ...]
    opened: bool = True

    @property
    def action(self) -> Action:
        """What would help every file in it."""
        return self.problems[0].action

    @property
    def paths(self) -> tuple[Path, ...]:
        """All its files."""
        return tuple(problem.path for problem in self.problems)

    @property
    def quiet(self) -> bool:
        """True where nothing went wrong."""
        return self.kind == NO_TEXT

    @property
    def ignored(self) -> bool:
        """True for those that a person wants to hear no more of."""
        return self.kind == IGNORED


def groups(problems: Iterable[Problem], closed: frozenset[str] = frozenset()) -> tuple[Group, ...]:
    """The problems by kind, most useful first, then the quiet ones, the ignored ones last."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(IGNORED if problem.ignored else problem.kind, []).append(problem)

    def place(kind: str) -> tuple[int, str]:
        if kind in (NO_TEXT, IGNORED):
            return len(_ORDER) + 1 + (kind == IGNORED), kind
        return (_ORDER.index(kind) if kind in _ORDER else len(_ORDER)), kind

    return tuple(
        Group(kind, tuple(kinds[kind]), kind not in closed) for kind in sorted(kinds, key=place)
    )


def needing_attention(problems: Iterable[Problem]) -> int:
    """How many files could not be read; documents that are only pictures are none of them."""
    return sum(problem.kind != NO_TEXT and not problem.ignored for problem in problems)


def title(group: Group) -> str:
    """What the files have in common, with their number."""
    count = len(group.problems)
    texts = {
        "password": forms("{count} file has a password", "{count} files have a password"),
        "too_large": forms("{count} file is too large", "{count} files are too large"),
        "timed_out": forms("{count} file took too long", "{count} files took too long"),
        "out_of_memory": forms(
            "{count} file needs too much memory", "{count} files need too much memory"
        ),
        "damaged": forms("{count} file is damaged", "{count} files are damaged"),
        "crashed": forms("{count} file stopped its reader", "{count} files stopped their reader"),
        "unreadable": forms("{count} file cannot be opened", "{count} files cannot be opened"),
        "changed": forms(
            "{count} file changed while it was read", "{count} files changed while they were read"
        ),
        "empty": forms("{count} file is empty", "{count} files are empty"),
        "refused": forms(
            "{count} file holds a text that the model refuses",
            "{count} files hold texts that the model refuses",
        ),
        NO_TEXT: forms("{count} document is only pictures", "{count} documents are only pictures"),
        IGNORED: forms("{count} file is ignored", "{count} files are ignored"),
    }
    rest = forms("{count} file could not be read", "{count} files could not be read")
    return counted(count, *texts.get(group.kind, rest))


def about(group: Group, limits: Limits) -> str:
    """One sentence on what can be done."""
    texts = {
        "password": tr("DocMind keeps a password in memory only, until its search engine ends."),
        "too_large": _limited(tr("The limit for one file is {limit} MB."), limits.file_mb),
        "timed_out": _limited(tr("The limit for one file is {limit} seconds."), limits.seconds),
        "out_of_memory": _limited(
            tr("The limit for one file is {limit} MB of memory."), limits.memory_mb
        ),
        "damaged": tr("A copy saved anew from the program it was made with can be read."),
        "crashed": tr("Left alone until the file changes or you try again."),
        "unreadable": tr("Check the permissions, and that the disk is there."),
        "changed": tr("Read again by itself as soon as the file rests."),
        "empty": tr("There is nothing inside to find."),
        "refused": tr("Another model, or another version of it, may read them."),
        NO_TEXT: tr(
            "DocMind can look for text in them. It takes a while and goes on in the background."
        ),
        IGNORED: tr("Not counted until the file changes."),
    }
    return texts.get(group.kind, group.problems[0].hint)


def _limited(text: str, limit: float) -> str:
    allowed = tr("Reading it anyway takes more time and memory.")
    return f"{text.format(limit=number(round(limit)))} {allowed}" if limit else allowed


def action_text(action: Action, count: int) -> str:
    """What the button says that helps ``count`` files."""
    texts = {
        "unlock": (tr("Give password…"), tr("Give one password for all…")),
        "allow": (tr("Read anyway"), tr("Read all anyway")),
        "recognise": (tr("Look for text in it"), tr("Look for text in pictures")),
        "retry": (tr("Try again"), tr("Try all again")),
    }
    one, many = texts[action]
    return one if count == 1 else many


def ignore_text(count: int, ignored: bool) -> str:
    """What the button says that ignores ``count`` files, or no longer does."""
    if ignored:
        return tr("Stop ignoring") if count == 1 else tr("Stop ignoring all")
    return tr("Ignore") if count == 1 else tr("Ignore all")


def asked_text(action: Action) -> str:
    """What a row says after its button was pressed."""
    texts = {
        "unlock": tr("Trying the password…"),
        "allow": tr("Will be read with higher limits…"),
        "recognise": tr("Will be looked at in the background…"),
        "retry": tr("Will be read again…"),
    }
    return texts[action]


def headline(problems: Sequence[Problem]) -> str:
    """All problems in one line."""
    bad = needing_attention(problems)
    parts = []
    if bad:
        parts.append(counted(bad, "{count} file needs attention", "{count} files need attention"))
    if quiet := sum(one.kind == NO_TEXT and not one.ignored for one in problems):
        parts.append(
            counted(
                quiet,
                "{count} document is only pictures",
                "{count} documents are only pictures",
            )
        )
    return " \N{MIDDLE DOT} ".join(parts) or tr("Nothing needs attention")


def report_text(problems: Iterable[Problem]) -> str:
    """The list as plain text, for a message to somebody who can help."""
    lines = []
    for group in groups(problems):
        lines.append(title(group))
        for problem in group.problems:
            lines.append(f"  {shown(problem.path)}")
            lines.append(f"    {problem.reason} {problem.hint}".rstrip())
        lines.append("")
    return "\n".join(lines)
