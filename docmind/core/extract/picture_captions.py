"""What people and programs write into pictures beside EXIF: XMP and IPTC captions.

Sources: Adobe XMP specification parts 1 and 2, IPTC Photo Metadata Standard 2023.1, IPTC-NAA
Information Interchange Model 4.2. Fields that name a place are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal

from docmind.core.extract.clean import one_line

Field = Literal[
    "title", "description", "keywords", "people", "comment", "author", "copyright", "camera",
    "lens", "taken",
]  # fmt: skip
Captions = dict[Field, list[str]]
"""What was found, by field, in the order it was written; each value is one clean line."""

LONGEST = 5000
_MOST_VALUES = 500
_MOST_XMP = 8 * 2**20
_MOST_NODES = 200_000

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "exifEX": "http://cipa.jp/exif/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "core": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "ext": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "mwg": "http://www.metadataworkinggroup.com/schemas/regions/",
    "mp": "http://ns.microsoft.com/photo/1.2/t/Region#",
    "ms": "http://ns.microsoft.com/photo/1.0/",
    "digikam": "http://www.digikam.org/ns/1.0/",
}
_XMP: dict[str, Field] = {
    "dc:title": "title",
    "photoshop:Headline": "title",
    "dc:description": "description",
    "tiff:ImageDescription": "description",
    "core:AltTextAccessibility": "description",
    "core:ExtDescrAccessibility": "description",
    "ext:Event": "description",
    "exif:UserComment": "comment",
    "dc:subject": "keywords",
    "lr:hierarchicalSubject": "keywords",
    "digikam:TagsList": "keywords",
    "ms:LastKeywordXMP": "keywords",
    "ext:PersonInImage": "people",
    "mwg:Name": "people",
    "mp:PersonDisplayName": "people",
    "dc:creator": "author",
    "dc:rights": "copyright",
    "aux:Lens": "lens",
    "exifEX:LensModel": "lens",
    "exif:DateTimeOriginal": "taken",
    "photoshop:DateCreated": "taken",
    "xmp:CreateDate": "taken",
}
_WANTED: dict[str, Field] = {
    f"{{{_NAMESPACES[prefix]}}}{local}": field
    for (prefix, _, local), field in ((name.partition(":"), _XMP[name]) for name in _XMP)
}
_LEVELS = str.maketrans({"|": ",", "/": ","})

_IIM: dict[int, Field] = {
    5: "title",
    105: "title",
    120: "description",
    25: "keywords",
    80: "author",
    116: "copyright",
    55: "taken",
}
_IIM_MARK = 0x1C
_IIM_UTF8 = b"\x1b%G"
_CODED_CHARACTER_SET = (1, 90)


def from_xmp(packet: object) -> Captions:
    """What an XMP packet says; entities in it are never resolved. {} when it cannot be read."""
    if not isinstance(packet, bytes) or not 0 < len(packet) <= _MOST_XMP:
        return {}
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(packet.strip(b"\0 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return {}
    found: Captions = defaultdict(list)
    for count, element in enumerate(root.iter("*") if root is not None else ()):
        if count >= _MOST_NODES:
            break
        for name, value in element.attrib.items():
            if name in _WANTED:
                _keep(found, _WANTED[name], value)
        field = _WANTED.get(element.tag)
        for value in _values(element) if field is not None else ():
            _keep(found, field, value)  # type: ignore[arg-type]
    return dict(found)


def _values(element: object) -> Iterator[str]:
    """The text of a property: its own, or that of each item of its list."""
    items = element.findall(f"{_RDF}*/{_RDF}li")  # type: ignore[attr-defined]
    for item in items or [element]:
        yield item.text or ""


def from_iptc(block: object) -> Captions:
    """What an IPTC-NAA block says: datasets of a mark, record, number, length and content."""
    if not isinstance(block, bytes):
        return {}
    found: Captions = defaultdict(list)
    is_utf8 = False
    for record, number, content in _datasets(block):
        if (record, number) == _CODED_CHARACTER_SET:
            is_utf8 = content.startswith(_IIM_UTF8)
        field = _IIM.get(number) if record == 2 else None  # the application record
        if field is not None:
            _keep(found, field, _decoded(content, is_utf8))
    return dict(found)


def _datasets(block: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 5 <= len(block) and block[at] == _IIM_MARK:
        record, number = block[at + 1], block[at + 2]
        size = int.from_bytes(block[at + 3 : at + 5], "big")
        if size > 0x7FFF:  # an extended length: none of the texts is so long
            return
        yield record, number, block[at + 5 : at + 5 + size]
        at += 5 + size


def iptc_of_resources(resources: object) -> bytes | None:
    """The IPTC block among Photoshop's image resources, as Pillow gives them."""
    if isinstance(resources, Mapping):
        block = resources.get(0x0404)
        return block if isinstance(block, bytes) else None
    return None


def _decoded(content: bytes, is_utf8: bool) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("utf-8" if is_utf8 else "cp1252", "replace")


def _keep(found: Captions, field: Field, value: str) -> None:
    text = one_line(value.translate(_LEVELS) if field == "keywords" else value, LONGEST)
    values = found[field]
    if text and text not in values and len(values) < _MOST_VALUES:
        values.append(text)
