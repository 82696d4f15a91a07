"""Office Open XML containers (ECMA-376): their parts, their links, the facts they state."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO
from urllib.parse import unquote

from docmind.core.errors import ExtractionError, FileTooLarge
from docmind.core.extract.base import Claim, Confidence, damaged
from docmind.core.extract.clean import one_line, properties

_SLICE = 1 << 16
_MOST_PART = 256 << 20
_MOST_FACT = 4000
# The name in the first local file header of a zip container (APPNOTE 4.3.7).
_NAME_LENGTH, _NAME = 26, 30
_FIRST_NAME = re.compile(
    rb"\[content_types\]\.xml|_rels/|docprops/|customxml/|word/|xl/|ppt/", re.I
)
PARSE_ERRORS = (
    ExtractionError,
    KeyError,
    ValueError,
    OSError,
    EOFError,
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What reading a broken part raises, besides lxml's errors."""
BREAKS_OFF = "It breaks off: only its beginning could be read."
"""The note on a file whose main part is broken somewhere."""


class Target:
    """Takes a parser's events (lxml's parser target interface); ``is_done`` stops it early."""

    @property
    def is_done(self) -> bool:
        return False

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...
    def comment(self, text: str) -> None: ...
    def pi(self, target: str, content: str | None = None) -> None: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: ``kind`` is the last part of its type, ``part`` the name it leads to."""

    kind: str
    part: str


class Package:
    """An open container. Names of parts are compared without case, as the standard has it."""

    def __init__(self, container: zipfile.ZipFile) -> None:
        self._container = container
        self._names = {
            name.replace("\\", "/").lstrip("/").lower(): name for name in container.namelist()
        }

    @property
    def parts(self) -> list[str]:
        """The names of all parts, sorted."""
        return sorted(self._names.values())

    def has(self, name: str) -> bool:
        return name.lower() in self._names

    def content(self, name: str) -> bytes:
        """The bytes of a part. Raises ``KeyError`` and zip errors; ``FileTooLarge`` for a part over
        256 MiB."""
        entry = self._container.getinfo(self._names[name.lower()])
        _check_size(entry)
        return self._container.read(entry)

    def parse(self, name: str, target: Target) -> None:
        """Give a part's events to ``target``. Raises ``KeyError`` when there is no such part."""
        parse_part(self._container, self._names[name.lower()], target)

    def parse_leniently(self, name: str, target: Target) -> bool:
        """As ``parse``, for parts beside the main text: a broken one must not lose the rest.

        Returns whether it was read to its end.
        """
        from lxml import etree

        try:
            self.parse(name, target)
        except (*PARSE_ERRORS, etree.LxmlError):
            return False
        return True

    def parse_as_far_as_possible(self, name: str, target: Target) -> tuple[str, ...]:
        """As ``parse``, for the main part: returns the note that says so when it breaks off.

        Call ``check`` when nothing was found in it. Raises lxml's error for entities that are
        not known or multiply: what was made of them is not the text.
        """
        from lxml import etree

        try:
            self.parse(name, target)
        except etree.XMLSyntaxError as error:
            if "entity" in str(error).lower():
                raise
        except (*PARSE_ERRORS, etree.LxmlError):
            pass
        else:
            return ()
        return (BREAKS_OFF,)

    def check(self, name: str) -> None:
        """Raise what is wrong with a part, if anything is."""
        self.parse(name, Target())

    def links(self, part: str = "") -> dict[str, Link]:
        """The relationships of ``part`` (of the container itself: "") by their ids.

        Those that lead out of the container are left out.
        """
        folder, name = posixpath.split(part)
        found = _Links(folder)
        self.parse_leniently(posixpath.join(folder, "_rels", f"{name}.rels"), found)
        return {key: link for key, link in found.links.items() if self.has(link.part)}

    def linked(self, part: str, *kinds: str) -> list[str]:
        """The parts that ``part`` leads to by relationships of these kinds, in their order."""
        found = (link.part for link in self.links(part).values() if link.kind in kinds)
        return list(dict.fromkeys(found))

    def main_part(self, usual: str) -> str:
        """The part the container is about. Raises ``ExtractionError`` when there is none."""
        if self.has(usual):
            return usual
        found = self.linked("", "officeDocument")
        if not found:
            raise damaged("It holds no document.")
        return found[0]

    def facts(self, name: str = "docProps/core.xml") -> dict[str, str]:
        """The text of each element of a part, by its local name: title, creator, Pages, ..."""
        facts = _Facts()
        self.parse_leniently(name, facts)
        return {key: one_line(value) for key, value in facts.found.items()}


def parse_part(container: zipfile.ZipFile, name: str, target: Target) -> None:
    """Give the events of an entry's XML to ``target``: no tree, no entities, no network.

    Raises ``KeyError``, zip errors, lxml's errors, and ``FileTooLarge`` for one over 256 MiB.
    """
    _check_size(container.getinfo(name))
    with container.open(name) as part:
        parse_stream(part, target)


def parse_stream(stream: IO[bytes], target: Target) -> None:
    """As ``parse_part``, for XML that is not in a container."""
    from lxml import etree

    parser = etree.XMLParser(
        target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    while block := stream.read(_SLICE):
        parser.feed(block)
        if target.is_done:
            return
    parser.close()


def _check_size(entry: zipfile.ZipInfo) -> None:
    if entry.file_size > _MOST_PART:
        raise FileTooLarge(
            "The file is too large to read",
            detail=f"Its part {entry.filename} unpacks to {entry.file_size >> 20:,} MB.",
            hint="Save it in several smaller files to search them.",
        )


def is_ooxml(head: bytes, wanted: bytes) -> bool:
    """Whether these are the first bytes of a container that shows an entry called ``wanted``."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    length = int.from_bytes(head[_NAME_LENGTH : _NAME_LENGTH + 2], "little")
    first = head[_NAME : _NAME + length].replace(b"\\", b"/")
    # A container of containers shows their entries too, but begins with another name.
    return _FIRST_NAME.match(first) is not None and wanted in head


def named(suffix: str, head: bytes, suffixes: frozenset[str], media_type: str) -> Claim | None:
    """What a container that does not show what it is may be by its name."""
    if suffix not in suffixes:
        return None
    return media_type, Confidence.LIKELY if head.startswith(b"PK") else Confidence.NAMED


def local(name: str) -> str:
    """A name without its namespace: strict and transitional documents differ in these."""
    return name.rpartition("}")[2]


def values(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes by their local names."""
    return {local(name): value for name, value in attributes.items()}


def authorship(core: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """What ``Package.facts`` says of who wrote it and what it is about, as properties."""
    keys = ("creator", "subject", "keywords", "description")
    names = ("author", "subject", "keywords", "description")
    return properties((name, core.get(key)) for name, key in zip(names, keys, strict=True))


class _Links(Target):
    def __init__(self, folder: str) -> None:
        self.links: dict[str, Link] = {}
        self._folder = folder

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        target = unquote(attributes.get("Target", "")).replace("\\", "/")
        if not target or attributes.get("TargetMode", "") == "External":
            return
        part = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.links[attributes.get("Id", f"#{len(self.links)}")] = Link(kind, part)


class _Facts(Target):
    """The text of each element that holds nothing else."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._name = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._name = local(tag)

    def end(self, tag: str) -> None:
        self._name = ""

    def data(self, text: str) -> None:
        if self._name:
            self.found[self._name] = (self.found.get(self._name, "") + text)[:_MOST_FACT]
