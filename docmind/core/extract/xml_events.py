"""XML as a stream of events: no tree, no entities, no network, so size and depth cost little."""

from __future__ import annotations

import re
from contextlib import suppress
from html.entities import html5
from xml.sax.saxutils import escape

_SLICE = 1 << 16
# Not allowed in XML 1.0; one of them would end the reading.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,400}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]{0,2000}(?:\[(.{0,200000}?)\]\s*)?>", re.DOTALL | re.I)
_DOCTYPE_WITHIN = 65_536
_ENTITY = re.compile(r"<!ENTITY\s+([\w.\-]{1,60})\s+(?:\"([^\"&<]{0,200})\"|'([^'&<]{0,200})')\s*>")
_REFERENCE = re.compile(r"&([A-Za-z_][\w.\-]{0,60});")
_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_MOST_REFERENCES = 200_000  # to entities that the file declares


class XmlTarget:
    """Takes the parser's events; names come without their namespace and in their own case."""

    @property
    def is_done(self) -> bool:
        """Whether nothing more is wanted."""
        return False

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def on_end(self, name: str) -> None:
        """An element ends."""

    def on_text(self, text: str) -> None:
        """Some characters; a run of text may come in pieces."""


class _Bridge:
    """lxml's parser target interface for an ``XmlTarget``."""

    def __init__(self, target: XmlTarget) -> None:
        self._target = target

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        # lxml leaves this one reference in attributes when it may not resolve any.
        said = {local(name): value.replace("&#38;", "&") for name, value in attributes.items()}
        self._target.on_start(local(tag), said)

    def end(self, tag: str) -> None:
        self._target.on_end(local(tag))

    def data(self, text: str) -> None:
        self._target.on_text(text)

    def comment(self, text: str) -> None:
        """Not for readers."""

    def pi(self, target: str, said: str | None = None) -> None:
        """Not for readers."""

    def close(self) -> None:
        """lxml calls it at the end."""


def feed(source: str, target: XmlTarget) -> None:
    """Tell ``target`` what stands in ``source``. What is broken is passed over where possible.

    Entities stand for what HTML means by them, or for the short plain text that the file declares;
    others, those in files or made of others, are left out.
    """
    from lxml import etree

    source = _DECLARATION.sub("", source.lstrip("\ufeff"), count=1)
    source = _without_entities(_FORBIDDEN.sub(" ", source))
    parser = etree.XMLParser(
        target=_Bridge(target),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=True,
    )
    # It objects to sources without a single element, and to some that it recovered from.
    with suppress(etree.XMLSyntaxError):
        for start in range(0, len(source), _SLICE):
            parser.feed(source[start : start + _SLICE].encode("utf-8", "replace"))
            if target.is_done:
                return
        parser.close()


def _without_entities(source: str) -> str:
    doctype = _DOCTYPE.search(source, 0, _DOCTYPE_WITHIN)
    declared: dict[str, str] = {}
    if doctype is not None:
        declared = {found[1]: found[2] or found[3] or "" for found in _ENTITY.finditer(doctype[0])}
        source = source[: doctype.start()] + source[doctype.end() :]
    left = _MOST_REFERENCES

    def meant(reference: re.Match[str]) -> str:
        nonlocal left
        name = reference[1]
        if name in _OWN:
            return reference[0]
        if name in declared:
            left -= 1
            return declared[name] if left > 0 else ""
        return escape(html5.get(f"{name};", ""))

    return _REFERENCE.sub(meant, source)


def local(name: str) -> str:
    """A name without its namespace or prefix."""
    return name.rpartition("}")[2].rpartition(":")[2]
