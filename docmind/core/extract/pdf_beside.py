"""What a PDF holds beside the text of its pages: forms, annotations, XFA forms, attached files.

PDFium's text pages leave all of it out.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.clean import clean, one_line
from docmind.core.extract.members import MemberReader

if TYPE_CHECKING:
    import pypdfium2

_MOST_ON_A_PAGE = 1000
_MOST_ATTACHED = 5000
_MOST_XFA_BYTES = 32 * 2**20
_XFA_PARTS = ("template", "datasets")
_XFA_TEXTS = frozenset(("text", "exData"))
_XFA_UNSHOWN = frozenset(("script", "items", "desc", "extras", "validate", "calculate"))
_UNCHECKED = "Off"


def written_on(page: pypdfium2.PdfPage) -> tuple[str, ...]:
    """What form fields hold and annotations say, in the order they stand in the file."""
    import pypdfium2.raw as pdfium

    found = []
    for annotation, kind in _annotations(page):
        if kind in (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP):
            continue
        said = (
            _field_value(page, annotation)
            if kind == pdfium.FPDF_ANNOT_WIDGET
            else _string(annotation, b"Contents")
        )
        if said and said != _UNCHECKED:
            found.append(said)
    return tuple(dict.fromkeys(found))


def has_drawn_notes(page: pypdfium2.PdfPage) -> bool:
    """Whether some annotation may show words that it does not say (captions, stamps)."""
    import pypdfium2.raw as pdfium

    drawn = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP)
    return any(kind in drawn for _, kind in _annotations(page))


def flatten(page: pypdfium2.PdfPage) -> bool:
    """Make annotations part of the page, for whoever loads it next. Whether there were any."""
    import pypdfium2.raw as pdfium

    done = pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    return bool(done == pdfium.FLATTEN_SUCCESS)


def lines_new_in(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """What the lines of ``text`` say beyond ``known``, white space and case aside."""
    parts = tuple(known)
    before = _plain(" ".join(parts))
    # A line may hold several fields, and something more.
    said = [re.escape(part) for part in parts if len(part) > 2 and "\n" not in part]
    fields = re.compile("|".join(said) or r"\Z")
    found: dict[str, None] = {}
    for line in map(str.strip, text.splitlines()):
        if line and _plain(line) not in before:
            rest = " ".join(fields.sub(" ", line).split())
            if rest and _plain(rest) not in before:
                found[rest] = None
    return tuple(found)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _annotations(page: pypdfium2.PdfPage) -> Iterator[tuple[ctypes.c_void_p, int]]:
    """Each annotation, open for the length of one step, and its subtype."""
    import pypdfium2.raw as pdfium

    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST_ON_A_PAGE)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if annotation:
            try:
                yield annotation, pdfium.FPDFAnnot_GetSubtype(annotation)
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)


def _field_value(page: pypdfium2.PdfPage, annotation: ctypes.c_void_p) -> str:
    """A field's value, which may stand in what it belongs to."""
    import pypdfium2.raw as pdfium

    own = _string(annotation, b"V")
    if own or page.formenv is None:
        return own

    def ask(buffer: object, size: int) -> int:
        return int(pdfium.FPDFAnnot_GetFormFieldValue(page.formenv, annotation, buffer, size))

    return _asked(ask)


def _string(annotation: ctypes.c_void_p, key: bytes) -> str:
    import pypdfium2.raw as pdfium

    def ask(buffer: object, size: int) -> int:
        return int(pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size))

    return _asked(ask)


def _asked(ask: object) -> str:
    """The UTF-16 text of a call that first tells its size in bytes."""
    size = ask(None, 0)  # type: ignore[operator]
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    ask(buffer, size)  # type: ignore[operator]
    text = bytes(buffer)[:-2].decode("utf-16-le", "replace")
    return clean(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


# ---- XFA ---------------------------------------------------------------------------------------


def xfa_lines(pdf: pypdfium2.PdfDocument) -> tuple[str, ...]:
    """Captions, texts and values of an XFA form (XFA specification 3.3), each once.

    Its pages show only "Please wait" to programs that cannot lay it out.
    """
    import pypdfium2.raw as pdfium

    lines: list[str] = []
    for index in range(max(0, pdfium.FPDF_GetXFAPacketCount(pdf.raw))):
        name = _packet(pdf, index, pdfium.FPDF_GetXFAPacketName).rstrip(b"\0").decode("latin-1")
        if name in _XFA_PARTS:
            content = _packet(pdf, index, pdfium.FPDF_GetXFAPacketContent)
            lines.extend(_xml_lines(content, shown_only=name == "template"))
    return tuple(dict.fromkeys(lines))


def _packet(pdf: pypdfium2.PdfDocument, index: int, ask: object) -> bytes:
    size = ctypes.c_ulong()
    is_name = "Name" in ask.__name__  # type: ignore[attr-defined]
    if is_name:
        size.value = ask(pdf.raw, index, None, 0)  # type: ignore[operator]
    elif not ask(pdf.raw, index, None, 0, size):  # type: ignore[operator]
        return b""
    if not 0 < size.value <= _MOST_XFA_BYTES:
        return b""
    buffer = (ctypes.c_char * size.value)()
    if is_name:
        ask(pdf.raw, index, buffer, size.value)  # type: ignore[operator]
    elif not ask(pdf.raw, index, buffer, size.value, size):  # type: ignore[operator]
        return b""
    return bytes(buffer)


def _xml_lines(content: bytes, *, shown_only: bool) -> Iterator[str]:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(content.strip(b"\0 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    nodes = [root] if root is not None else []
    while nodes:
        node = nodes.pop()
        if not isinstance(node.tag, str):
            continue
        tag = etree.QName(node).localname
        if shown_only and tag in _XFA_UNSHOWN:
            continue
        if shown_only and tag in _XFA_TEXTS:
            yield from _clean_lines("".join(node.itertext()))
            continue
        if not shown_only and len(node) == 0:
            yield from _clean_lines(node.text or "")
        nodes.extend(reversed(node))


def _clean_lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if (said := one_line(line, 5000)) and any(map(str.isalnum, said)):
            yield said


# ---- attached files ----------------------------------------------------------------------------


class Attachments:
    """The files attached to a document and to its pages."""

    def __init__(self, pdf: pypdfium2.PdfDocument) -> None:
        self._pdf = pdf
        self._found: list[pypdfium2.PdfAttachment] = []
        try:
            count = min(pdf.count_attachments(), _MOST_ATTACHED)
            self._found = [pdf.get_attachment(index) for index in range(count)]
        except Exception:  # noqa: BLE001 - a broken list of them must not lose the text
            return

    def add_those_on(self, page: pypdfium2.PdfPage) -> None:
        """Take the files that annotations of a page hold. The document keeps them alive."""
        import pypdfium2
        import pypdfium2.raw as pdfium

        for annotation, kind in _annotations(page):
            if kind == pdfium.FPDF_ANNOT_FILEATTACHMENT and len(self._found) < _MOST_ATTACHED:
                raw = pdfium.FPDFAnnot_GetFileAttachment(annotation)
                if raw:
                    self._found.append(pypdfium2.PdfAttachment(raw, self._pdf))

    def names(self) -> tuple[str, ...]:
        """Their names, as they stand there."""
        return tuple(_name(one) for one in self._found)

    def read(self, limits: ExtractionLimits) -> MemberReader:
        """Read each as a member."""
        reader = MemberReader(limits)
        for one in self._found:
            if reader.is_full:
                break
            reader.add(_name(one), lambda one=one: BytesIO(bytes(one.get_data())))  # type: ignore[misc]
        return reader


def _name(attachment: pypdfium2.PdfAttachment) -> str:
    try:
        return one_line(attachment.get_name()) or "unnamed"
    except Exception:  # noqa: BLE001 - it can be read without
        return "unnamed"
