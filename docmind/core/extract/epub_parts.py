"""What the parts of an electronic book say besides its chapters."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urldefrag

from docmind.core.extract.xml_events import XmlTarget

# Fonts are only obfuscated with these, by which nobody is kept from reading.
_HARMLESS = (
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
)
_FACTS = frozenset(
    ("title", "creator", "publisher", "date", "language", "subject", "description", "identifier")
)
_MOST_FACTS = 20
_LONGEST_FACT = 2000


class Package(XmlTarget):
    """The package document: metadata, and the entries of the spine in their order."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._items: dict[str, tuple[str, str, str]] = {}  # id -> entry, media type, properties
        self._order: list[str] = []
        self._toc = ""
        self._fact = ""
        self.facts: dict[str, list[str]] = {}

    def first(self, name: str) -> str:
        """The first statement of that name, or ""."""
        return next(iter(self.facts.get(name, ())), "")

    @property
    def spine(self) -> list[str]:
        """Entries to read; the table of contents is left out, its titles are headings."""
        found = (self._items[key] for key in self._order if key in self._items)
        return [name for name, media, marks in found if _is_read(media) and "nav" not in marks]

    @property
    def nav(self) -> str:
        return next((name for name, _, marks in self._items.values() if "nav" in marks), "")

    @property
    def ncx(self) -> str:
        stated = self._items.get(self._toc, ("", "", ""))[0]
        found = (n for n, media, _ in self._items.values() if media == "application/x-dtbncx+xml")
        return stated or next(found, "")

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "item":
            entry = resolved(self._folder, attributes.get("href", ""))
            media = attributes.get("media-type", "").lower()
            self._items[attributes.get("id", "")] = (entry, media, _marks(attributes))
        elif name == "itemref":
            self._order.append(attributes.get("idref", ""))
        elif name == "spine":
            self._toc = attributes.get("toc", "")
        elif name in _FACTS and not self._order and not self._items:
            self._fact = name
            self.facts.setdefault(name, []).append("")

    def on_end(self, name: str) -> None:
        if name == self._fact:
            said = self.facts[name]
            said[-1] = " ".join(said[-1].split())
            if not said[-1] or said[-1] in said[:-1] or len(said) > _MOST_FACTS:
                said.pop()
            self._fact = ""

    def on_text(self, text: str) -> None:
        if self._fact:
            said = self.facts[self._fact]
            said[-1] = (said[-1] + text)[:_LONGEST_FACT]


class Titles(XmlTarget):
    """The navigation document or NCX: the first title that leads to each entry."""

    def __init__(self, folder: str, is_ncx: bool) -> None:
        self._folder = folder
        self._is_ncx = is_ncx
        self._in_toc = is_ncx
        self._parts: list[str] = []
        self._link = ""
        self._is_said = False
        self.found: dict[str, str] = {}

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "nav":
            self._in_toc = "toc" in attributes.get("type", "toc")
        elif name == "navPoint" or name == "navLabel":
            self._parts = []
        elif name == "text" and self._is_ncx:
            self._is_said = True
        elif name == "content" and self._is_ncx:
            self._keep(attributes.get("src", ""))
        elif name == "a" and self._in_toc and not self._is_ncx:
            self._link = attributes.get("href", "")
            self._parts, self._is_said = [], True

    def on_end(self, name: str) -> None:
        if name == "text":
            self._is_said = self._is_said and not self._is_ncx
        elif name == "a" and not self._is_ncx and self._is_said:
            self._is_said = False
            self._keep(self._link)

    def on_text(self, text: str) -> None:
        if self._is_said:
            self._parts.append(text)

    def _keep(self, link: str) -> None:
        entry = resolved(self._folder, link)
        title = " ".join("".join(self._parts).split())
        if entry and title:
            self.found.setdefault(entry, title)


class Locks(XmlTarget):
    """``META-INF/encryption.xml``: which entries cannot be read without the publisher's key."""

    def __init__(self) -> None:
        self._method = ""
        self.names: list[str] = []

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "EncryptedData":
            self._method = ""
        elif name == "EncryptionMethod":
            self._method = self._method or attributes.get("Algorithm", "")
        elif name == "CipherReference" and self._method not in _HARMLESS:
            self.names.append(unquote(attributes.get("URI", "")).lstrip("/"))


def resolved(folder: str, link: str) -> str:
    """The entry that ``link`` leads to from ``folder``, "" when it leads nowhere."""
    target = unquote(urldefrag(link.strip())[0]).replace("\\", "/")
    if not target or "://" in target:
        return ""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _marks(attributes: dict[str, str]) -> str:
    return " ".join(mark for mark in attributes.get("properties", "").split() if mark == "nav")


def _is_read(media: str) -> bool:
    seen_only = ("image/", "audio/", "video/", "font/", "text/css")
    return media == "image/svg+xml" or not media.startswith(seen_only)
