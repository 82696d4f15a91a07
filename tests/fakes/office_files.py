"""Zipped Office files with only the parts that a test is about."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

from fakes.zip_files import plain

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
ODF_NAMES = (
    " ".join(
        f'xmlns:{prefix}="{_ODF}{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("style", "style"),
            ("presentation", "presentation"),
            ("meta", "meta"),
            ("manifest", "manifest"),
        )
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def zipped(path: Path, parts: dict[str, str | bytes], first: str = "[Content_Types].xml") -> Path:
    """A container of these parts after ``first``."""
    return plain(path, {first: "<Types/>"} | parts)


def links(*targets: tuple[str, str]) -> str:
    """Relationships r1, r2, ... of these (kind, target)."""
    made = (
        f'<Relationship Id="r{n}" Type="{R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f"<Relationships>{''.join(made)}</Relationships>"


def xlsx(
    path: Path,
    sheets: dict[str, str],
    strings: tuple[str, ...] = (),
    parts: dict[str, str] | None = None,
    properties: str = "",
) -> Path:
    """A workbook: the XML inside each sheet, by its name; shared strings; further parts."""
    names = list(sheets)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1)
    )
    kinds = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)]
    made: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}">{properties}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": links(
            *kinds, ("sharedStrings", "sharedStrings.xml"), ("styles", "/xl/styles.xml")
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{S}">'
        + "".join(f"<si>{text}</si>" for text in strings)
        + "</sst>",
    }
    for n, name in enumerate(names, 1):
        made[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{S}">{sheets[name]}</worksheet>'
    return zipped(path, made | (parts or {}))


def rows(*made: str) -> str:
    """Sheet data of rows 1, 2, ... with these cells."""
    numbered = (f'<row r="{n}">{cells}</row>' for n, cells in enumerate(made, 1))
    return f"<sheetData>{''.join(numbered)}</sheetData>"


def xlsb(path: Path, records: list[tuple[int, bytes]], strings: tuple[str, ...] = ()) -> Path:
    """A binary workbook with one sheet of these records."""
    book = _record(156, struct.pack("<II", 0, 1) + wide("r1") + wide("Données"))
    formats = _record(617, b"") + _record(47, struct.pack("<HH", 0, 0))
    formats += _record(47, struct.pack("<HH", 0, 14)) + _record(618, b"")
    return zipped(
        path,
        {
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": links(
                ("worksheet", "worksheets/sheet1.bin"),
                ("sharedStrings", "sharedStrings.bin"),
                ("styles", "styles.bin"),
            ),
            "xl/worksheets/sheet1.bin": b"".join(_record(*one) for one in records),
            "xl/sharedStrings.bin": b"".join(_record(19, b"\0" + wide(text)) for text in strings),
            "xl/styles.bin": formats,
        },
    )


def wide(text: str) -> bytes:
    """A string as binary workbooks hold it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(number: int, content: bytes) -> bytes:
    head = bytes((number,)) if number < 128 else bytes((number & 0x7F | 0x80, number >> 7))
    size = len(content)
    length = bytes((size,)) if size < 128 else bytes((size & 0x7F | 0x80, size >> 7))
    return head + length + content


def pptx(path: Path, slides: dict[str, str], parts: dict[str, str] | None = None) -> Path:
    """A presentation of slides in this order: the XML inside each one's shapes, by file name."""
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="r{n}"/>' for n in range(1, len(slides) + 1))
    made: dict[str, str | bytes] = {
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{P}" xmlns:r="{R}">'
        f"<p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": links(
            *(("slide", f"slides/{name}.xml") for name in slides)
        ),
    }
    for name, shapes in slides.items():
        made[f"ppt/slides/{name}.xml"] = shape_part("sld", shapes)
    return zipped(path, made | (parts or {}))


def shape_part(root: str, shapes: str) -> str:
    """A part that holds shapes."""
    return f'<p:{root} xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{R}">{shapes}</p:{root}>'


def shape(*paragraphs: str, kind: str = "") -> str:
    """A shape with text; ``kind`` is that of its placeholder."""
    said = "".join(f"<a:p><a:r><a:t>{words}</a:t></a:r></a:p>" for words in paragraphs)
    place = f'<p:nvPr><p:ph type="{kind}"/></p:nvPr>' if kind else ""
    return f"<p:sp><p:nvSpPr>{place}</p:nvSpPr><p:txBody>{said}</p:txBody></p:sp>"


def odf(
    path: Path,
    kind: str,
    body: str,
    parts: dict[str, str] | None = None,
) -> Path:
    """An OpenDocument file: ``kind`` text, spreadsheet, ...; the XML inside its body."""
    named = "graphics" if kind == "drawing" else kind
    mimetype = f"application/vnd.oasis.opendocument.{named}"
    content = (
        f"<office:document-content {ODF_NAMES}><office:body><office:{kind}>{body}"
        f"</office:{kind}></office:body></office:document-content>"
    )
    made = {"mimetype": mimetype, "content.xml": content} | (parts or {})
    return plain(path, made, zipfile.ZIP_STORED)
