"""Small real files of binary formats, written byte by byte."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from pathlib import Path

from fakes.office_files import zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(
    path: Path,
    pages: Sequence[bytes],
    title: str | None = None,
    outline: Sequence[tuple[str, int]] = (),
    extra_page: bytes = b"",
    extra: Sequence[bytes] = (),
    to_unicode: bytes | None = None,
    extra_catalog: bytes = b"",
) -> Path:
    """A PDF whose pages have the given content streams, e.g. ``shown("Hello")``.

    ``outline`` holds (title, page index). ``extra_page`` goes into each page's dictionary, and may
    name the objects of ``extra``, the first of which is object 5; so may ``extra_catalog``.
    ``to_unicode`` is the font's map.
    """
    objects: list[bytes] = [b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", b""]
    objects.extend(extra)
    if to_unicode is not None:
        objects.append(stream(to_unicode))
        objects[2] = objects[2][:-2] + b"/ToUnicode %d 0 R>>" % len(objects)
    kids = []
    for content in pages:
        objects.append(stream(content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents %d 0 R" % len(objects)
            + b"/Resources<</Font<</F 3 0 R>>>>"
            + extra_page
            + b">>"
        )
        kids.append(len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (
        b" ".join(b"%d 0 R" % kid for kid in kids),
        len(kids),
    )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R" + extra_catalog
    if outline:
        first = len(objects) + 2
        objects.append(
            b"<</Type/Outlines/First %d 0 R/Last %d 0 R>>" % (first, first + len(outline) - 1)
        )
        objects[0] += b"/Outlines %d 0 R" % len(objects)
        for place, (entry, index) in enumerate(outline):
            after = b"/Next %d 0 R" % (first + place + 1) if place + 1 < len(outline) else b""
            objects.append(
                b"<</Title(%s)/Parent %d 0 R/Dest[%d 0 R/Fit]%s>>"
                % (entry.encode(), first - 1, kids[index], after)
            )
    objects[0] += b">>"
    objects[3] = b"<</Title(%s)/Author(A. Writer)>>" % title.encode() if title else b"<<>>"
    path.write_bytes(_assembled(objects))
    return path


def shown(text: str, y: int = 250) -> bytes:
    """A content stream that shows one line of text."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return b"BT /F 12 Tf 10 %d Td (%s) Tj ET\n" % (y, escaped.encode("latin-1"))


def docx(path: Path, body: str, parts: dict[str, str] | None = None) -> Path:
    """A Word document with ``body`` inside ``w:body`` and further parts by name."""
    main = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped(path, {"word/document.xml": main} | (parts or {}))


def paragraph(text: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{text}</w:t></w:r></w:p>"


def wide_png(path: Path, width: int, height: int) -> Path:
    """A valid black and white PNG of any size, without ever holding its pixels."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + (width + 7) // 8)
    pixels = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x01\0\0\0\0"
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks))
    return path


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + kind + content + check


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """A PDF stream object; ``extra`` goes into its dictionary."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (extra, len(content), content)


def _assembled(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        b"trailer<</Size %d/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table)
    )
    return out.getvalue()
