"""Spreadsheets of Excel (XLSX, XLSB, XLS): a page per sheet, a line per row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docmind.core.errors import UnsupportedType
from docmind.core.extract.base import Claim, Confidence, ExtractionLimits, Extractor, damaged
from docmind.core.extract.clean import file_title, one_line, unreadable_note
from docmind.core.extract.embedded import read_embedded
from docmind.core.extract.ooxml import Package, authorship, is_ooxml, named
from docmind.core.extract.sheet_text import SheetText, sheet_pages, value_text
from docmind.core.extract.xlsb import xlsb_pages
from docmind.core.extract.xlsx import xlsx_pages
from docmind.core.extract.zip_guard import open_zip
from docmind.core.schema import Document, Page

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
XLS = "application/vnd.ms-excel"
SUFFIXES = frozenset((".xlsx", ".xlsm", ".xltx", ".xltm", ".xlam", ".xlsb"))


class Spreadsheet(Extractor):
    """Sheets are numbered in the workbook's order; hidden ones are read, too."""

    name = "spreadsheet"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (XLSX, XLSB)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        if is_ooxml(head, b"xl/workbook.xml"):
            return XLSX, Confidence.CERTAIN
        if is_ooxml(head, b"xl/workbook.bin"):
            return XLSB, Confidence.CERTAIN
        return named(suffix, head, SUFFIXES, XLSB if suffix == ".xlsb" else XLSX)

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        with open_zip(path) as container:
            package = Package(container)
            is_binary = package.has("xl/workbook.bin")
            main = package.main_part("xl/workbook.bin" if is_binary else "xl/workbook.xml")
            if main.split("/")[0] in ("word", "ppt"):
                raise UnsupportedType("No reader for this type of file", detail=main.split("/")[0])
            read = xlsb_pages if main.endswith(".bin") else xlsx_pages
            pages, notes = read(package, main, limits.characters)
            inside = read_embedded(package, package.linked(main, "worksheet"), limits)
            core = package.facts()
        return Document(
            path=path,
            media_type=media_type,
            kind="document",
            title=core.get("title") or file_title(path),
            pages=pages,
            page_count=len(pages),
            properties=authorship(core),
            notes=(
                *notes,
                *unreadable_note("".join(page.text for page in pages)),
                *inside.notes,
            ),
            members=inside.found,
        )


def read_xls(path: Path, limits: ExtractionLimits) -> Document:
    """A workbook of Excel 95 to 2003 (BIFF). Raises ``ExtractionError``."""
    from python_calamine import CalamineWorkbook

    try:
        # Opened here: names that are not valid Unicode are none to the library.
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            pages, notes = _xls_pages(book, limits.characters)
    except BaseException as error:  # noqa: BLE001 - see there
        raise _problem(error) from None
    return Document(
        path=path,
        media_type=XLS,
        kind="document",
        title=file_title(path),
        pages=pages,
        page_count=len(pages),
        notes=(*notes, *unreadable_note("".join(page.text for page in pages))),
    )


def _xls_pages(book: CalamineWorkbook, characters: int) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    def writer(name: str) -> Callable[[SheetText], bool]:
        return lambda text: _add_rows(book, name, text)

    return sheet_pages(((name, writer(name)) for name in book.sheet_names), characters)


def _add_rows(book: CalamineWorkbook, name: str, text: SheetText) -> bool:
    try:
        for number, row in enumerate(book.get_sheet_by_name(name).iter_rows()):
            text.row(number, ((column, value_text(value)) for column, value in enumerate(row)))
            if text.is_full:
                break
    except BaseException as error:
        if _problem(error) is error:
            raise
        return False
    return True


def _problem(error: BaseException) -> BaseException:
    """What the library's errors mean. It also panics, which is no ``Exception`` in Python."""
    from python_calamine import CalamineError

    if not isinstance(error, CalamineError) and type(error).__name__ != "PanicException":
        return error
    return damaged(f"Its tables could not be understood ({one_line(str(error))}).")
