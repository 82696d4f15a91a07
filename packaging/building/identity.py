"""Who the program is to every system, and which files are its own, as Linux desktops read it."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

from building import names

MIME_TYPES = names.ROOT / "packaging" / "linux" / "docmind.mime.xml"
_SPACE = "{http://www.freedesktop.org/standards/shared-mime-info}"


@dataclass(frozen=True, slots=True)
class Pack:
    """A kind of file that opens in DocMind."""

    ending: str
    mime: str
    title: str


def app_id() -> str:
    """The name that systems know the program by, as its metainfo has it."""
    return str(_root(names.METAINFO).findtext("id"))


def packs() -> list[Pack]:
    """The kinds of file that open in DocMind; titles in English."""
    return [_pack(kind) for kind in _root(MIME_TYPES)]


def _root(file: Path) -> ElementTree.Element:
    return ElementTree.parse(file).getroot()  # noqa: S314 - a file of this checkout


def _pack(kind: ElementTree.Element) -> Pack:
    pattern = kind.find(f"{_SPACE}glob")
    if pattern is None:
        raise ValueError(f"{MIME_TYPES.name} gives {kind.attrib['type']} no pattern")
    return Pack(
        ending=pattern.attrib["pattern"].removeprefix("*."),
        mime=kind.attrib["type"],
        title=str(kind.findtext(f"{_SPACE}comment")),
    )
