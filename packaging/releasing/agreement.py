"""Do version, changelog, metainfo, man page and tags say the same?"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from itertools import pairwise

from docmind.core.versions import Version, parse_version
from releasing import changelog, metainfo
from releasing.changelog import Section
from releasing.papers import Papers, Refused
from releasing.repository import Repository

_MAN_PAGE_NEEDS = ("argparse_manpage", "shtab")


def faults(papers: Papers) -> list[str]:
    """One line for each thing that does not agree; none when all is well. Takes no second."""
    try:
        version = papers.version()
        dated = changelog.released(papers.changelog.read_text(encoding="utf-8"))
        listed = metainfo.releases(papers.metainfo.read_text(encoding="utf-8"))
    except (Refused, OSError) as error:
        return str(error).splitlines()
    return [
        *_of_version(version),
        *_of_changelog(papers, version, dated),
        *_of_metainfo(version, dated, listed),
        *_of_man_page(papers, version),
        *_of_tags(papers, version, dated),
    ]


def number(text: str) -> Version | None:
    """A version as numbers, or None for any other text."""
    try:
        return parse_version(text)
    except ValueError:
        return None


def _of_version(version: str) -> Iterator[str]:
    if number(version) is None:
        yield f"the version of the sources is no version: {version}"


def _of_changelog(papers: Papers, version: str, dated: tuple[Section, ...]) -> Iterator[str]:
    found = changelog.sections(papers.changelog.read_text(encoding="utf-8"))
    if [one.version for one in found[:1]] != [""] or sum(not one.version for one in found) != 1:
        yield f"CHANGELOG.md must begin with {changelog.UNRELEASED}, and hold it once"
    for one in dated:
        if not changelog.is_day(one.date):
            yield f"CHANGELOG.md: {one.version} has no day of the calendar: {one.date}"
    for newer, older in pairwise(dated):
        if (number(newer.version) or (0,)) <= (number(older.version) or (0,)):
            yield f"CHANGELOG.md: {newer.version} stands above {older.version}"
        if newer.date < older.date:
            yield f"CHANGELOG.md: {newer.version} is dated before {older.version}"
    if dated and dated[0].version != version:
        yield f"the sources are {version}, the newest in CHANGELOG.md is {dated[0].version}"


def _of_metainfo(
    version: str, dated: tuple[Section, ...], listed: tuple[tuple[str, str], ...]
) -> Iterator[str]:
    """Before the first release it names the version that is to come."""
    if not dated:
        if [name for name, _ in listed] != [version]:
            yield f"the metainfo must name {version} and no other release"
        return
    told = tuple((one.version, one.date) for one in dated)
    if listed != told:
        shown = ", ".join(f"{name} ({day})" for name, day in listed) or "none"
        yield f"the releases of the metainfo are not those of CHANGELOG.md: {shown}"


def man_page_is_compared(papers: Papers) -> bool:
    """Each build makes it from the parser; it is compared where what makes it is installed."""
    return papers == Papers() and all(map(importlib.util.find_spec, _MAN_PAGE_NEEDS))


def _of_man_page(papers: Papers, version: str) -> Iterator[str]:
    if not man_page_is_compared(papers):
        return
    from building import command_line

    from docmind.cli.arguments import COMMANDS

    page = command_line.man_page().replace("\\-", "-")
    if version not in page.partition(".SH")[0]:
        yield f"the man page does not name version {version}"
    missing = [name for name in COMMANDS if f"docmind {name}" not in page]
    if missing:
        yield f"the man page lacks the commands {', '.join(missing)}"


def _of_tags(papers: Papers, version: str, dated: tuple[Section, ...]) -> Iterator[str]:
    """A checkout without tags (an archive, a shallow clone) is not compared with them."""
    repository = Repository(papers.root)
    if not repository.knows("rev-parse", "HEAD"):
        return
    tags = repository.tags()
    if not tags:
        return
    if not dated:
        yield f"there is a tag {tags[0]}, but CHANGELOG.md holds no release"
        return
    for one in dated:
        if f"v{one.version}" not in tags:
            yield f"{one.version} has no tag v{one.version}"
    if tags[0] != f"v{version}":
        yield f"the newest tag is {tags[0]}, the sources are {version}"
    elif f'"{version}"' not in repository.text_at(tags[0], papers.version_file):
        yield f"{tags[0]} is the tag of sources of another version"
