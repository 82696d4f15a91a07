"""Make a release of a checkout: all of it, or nothing."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

from releasing import agreement, changelog, metainfo
from releasing.agreement import number
from releasing.papers import Papers, Refused, with_version
from releasing.repository import Repository

Texts = Mapping[Path, str]


def obstacles(papers: Papers, version: str, day: str, branch: str) -> list[str]:
    """Why this version cannot be released now, one line for each reason."""
    repository = Repository(papers.root)
    told = []
    if not changelog.is_day(day):
        told.append(f"{day} is no day of the calendar")
    if repository.branch != branch:
        told.append(f"this is branch {repository.branch or 'none'}, releases are made on {branch}")
    changes = repository.changes()
    if changes:
        told.append("the tree is not clean:")
        told += [f"  {line}" for line in changes[:10]]
    if f"v{version}" in repository.tags():
        told.append(f"there is a tag v{version} already")
    return [*told, *agreement.faults(papers), *_out_of_order(papers, version, day)]


def _out_of_order(papers: Papers, version: str, day: str) -> list[str]:
    """Versions follow each other without gaps, as Semantic Versioning counts. The first release
    is that of the sources."""
    dated = changelog.released(papers.changelog.read_text(encoding="utf-8"))
    if number(version) is None:
        return [f"{version} is no version, which looks like 1.2.3"]
    if not dated:
        first = papers.version()
        return [] if version == first else [f"the first release is that of the sources, {first}"]
    newest = number(dated[0].version)
    assert newest is not None
    major, minor, patch = newest
    after = ((major, minor, patch + 1), (major, minor + 1, 0), (major + 1, 0, 0))
    if number(version) not in after:
        named = ", ".join(".".join(map(str, one)) for one in after)
        return [f"after {dated[0].version} comes one of {named}, not {version}"]
    if day < dated[0].date:
        return [f"{dated[0].version} was released on {dated[0].date}, after {day}"]
    return []


def texts(papers: Papers, version: str, day: str) -> Texts:
    """What the papers of a release say. Raises ``Refused``."""
    told = changelog.with_release(papers.changelog.read_text(encoding="utf-8"), version, day)
    section = changelog.released(told)[0]
    return {
        papers.version_file: with_version(papers.version_file.read_text("utf-8"), version),
        papers.changelog: told,
        papers.metainfo: metainfo.with_release(papers.metainfo.read_text("utf-8"), section),
    }


def differences(papers: Papers, wanted: Texts) -> str:
    """The change as a patch, for people."""
    lines: list[str] = []
    for path, text in wanted.items():
        name = path.relative_to(papers.root).as_posix()
        before = path.read_text(encoding="utf-8").splitlines(keepends=True)
        lines += difflib.unified_diff(before, text.splitlines(keepends=True), name, name, n=1)
    return "".join(lines)


def make(papers: Papers, version: str, day: str, branch: str, *, signed: bool | None = None) -> str:
    """Write the papers, commit and tag; the name of the tag.

    ``signed`` is decided by whether there is a key when it is None. Raises ``Refused``; then, and
    when it is stopped, files, index, branch and tags are as they were.
    """
    repository = Repository(papers.root)
    reasons = obstacles(papers, version, day, branch)
    if reasons:
        raise Refused(*reasons)
    wanted = texts(papers, version, day)
    before, head = {path: path.read_bytes() for path in wanted}, repository.head
    name, title = f"v{version}", f"Release {version}"
    with_key = repository.signs() if signed is None else signed
    try:
        for path, text in wanted.items():
            path.write_text(text, encoding="utf-8", newline="\n")
        repository.commit(title, *wanted)
        repository.tag(name, _told(papers, title), signed=with_key)
        left = agreement.faults(papers)
        if left:
            raise Refused(*left)
    except BaseException:  # also when a person stops it: all or nothing
        _undo(repository, head, name, before)
        raise
    return name


def _told(papers: Papers, title: str) -> str:
    """What a tag says: the items of the release."""
    items = changelog.released(papers.changelog.read_text(encoding="utf-8"))[0].items
    return f"{title}\n\n" + "".join(f"- {item}\n" for item in items)


def _undo(repository: Repository, head: str, name: str, before: Mapping[Path, bytes]) -> None:
    if name in repository.tags():
        repository.ask("tag", "--delete", name)
    repository.go_back(head)
    for path, content in before.items():
        path.write_bytes(content)
