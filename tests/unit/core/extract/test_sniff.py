from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from docmind.core.extract import sniff
from docmind.core.extract.docx import DOCX
from docmind.core.extract.legacy_office import OLE
from docmind.core.extract.opendocument import ODP, ODS, ODT
from docmind.core.extract.pdf import PDF
from docmind.core.extract.presentation import PPTX
from docmind.core.extract.reading import readable_types
from docmind.core.extract.spreadsheet import XLSB, XLSX

OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def picture(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(out, form)
    return out.getvalue()[: sniff.HEAD_BYTES]


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        for name in names:
            container.writestr(name, "x")
    return out.getvalue()


def opendocument(kind: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        container.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
    return out.getvalue()


def flat(kind: str) -> bytes:
    return (
        '<?xml version="1.0"?><office:document '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        f'office:mimetype="application/vnd.oasis.opendocument.{kind}">'
    ).encode()


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
        ("TIFF", "image/tiff"),
        ("BMP", "image/bmp"),
    ],
)
@pytest.mark.parametrize("name", ["photo.png", "photo", "notes.txt"])
def test_pictures_by_content(form, expected, name):
    assert sniff.media_type(Path(name), picture(form)) == expected


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.pdf", b"%PDF-1.4\n", PDF),
        ("a.txt", b"junk before\n%PDF-1.4\n", PDF),
        ("a.docx", zipped("[Content_Types].xml", "word/document.xml"), DOCX),
        ("a.bin", zipped("[Content_Types].xml", "word/document.xml"), DOCX),
        ("a.docx", zipped("anything"), DOCX),
        ("a.docx", OLE_HEAD, OLE),
        ("sheet.xlsx", OLE_HEAD, OLE),
        ("old.doc", OLE_HEAD, OLE),
        ("plan.vsd", OLE_HEAD, OLE),
        ("old.doc", b"\0\1" * 99, OLE),
        ("old.ppt", b"", OLE),
        ("template.pot", b'msgid ""\n', "text/plain"),
        ("graph.dot", b"digraph {}", "text/plain"),
        ("table.xls", b"a\tb\n1\t2\n", "text/plain"),
        ("page.xls", b"<html><table>", sniff.HTML),
        ("sheet.bin", zipped("[Content_Types].xml", "xl/workbook.xml"), XLSX),
        ("sheet.xls", zipped("[Content_Types].xml", "xl/workbook.xml"), XLSX),
        ("sheet.bin", zipped("_rels/.rels", "xl/workbook.bin"), XLSB),
        ("sheet.xlsb", zipped("anything"), XLSB),
        ("talk", zipped("docProps/app.xml", "ppt/presentation.xml"), PPTX),
        ("talk.potx", zipped("anything"), PPTX),
        ("broken.pptx", b"\0\1" * 99, PPTX),
        ("a.zip", opendocument("text"), ODT),
        ("a.ods", opendocument("spreadsheet-template"), ODS),
        ("a.odp", zipped("content.xml"), ODP),
        ("a.fods", flat("spreadsheet"), ODS),
        ("a.xml", flat("text-template"), ODT),
        ("a.html", b"no tag at all", sniff.HTML),
        ("a.txt", b"\xef\xbb\xbf  <!-- c -->\n<!DOCTYPE html><p>", sniff.HTML),
        ("page", b"<HTML><head>", sniff.HTML),
        ("a.xml", b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', sniff.HTML),
        ("a.php", b"<html><?php ?>", "text/x-php"),
        ("README.md", b"# x", sniff.MARKDOWN),
        ("main.py", b"import os\n", "text/x-python"),
        ("Makefile", b"all:\n\techo\n", "text/x-make"),
        ("LICENSE", b"Copyright", "text/plain"),
        ("notes.unheard", b"words", "text/plain"),
        (".bashrc", b"export A=1", "text/plain"),
        ("table.csv", b"a,b\n", "text/csv"),
        ("feed.xml", b"<?xml version='1.0'?><rss/>", "text/x-xml"),
        ("u16.txt", "Words in UTF-16".encode("utf-16"), "text/plain"),
        ("u16.txt", "Words without a mark".encode("utf-16-le"), "text/plain"),
        ("jp.txt", "日本語の文章です。".encode("shift_jis"), "text/plain"),
        ("iso.txt", "日本語の文章です。".encode("iso2022_jp"), "text/plain"),
        ("log.txt", b"\x1b[31mred\x1b[0m " * 20, "text/plain"),
        ("empty.txt", b"", "text/plain"),
        ("empty.pdf", b"", PDF),
        ("empty.tif", b"", "image/tiff"),
        ("empty", b"", "text/plain"),
        ("broken.pdf", b"words", PDF),
        ("broken.png", b"\0\1" * 99, "image/png"),
        ("broken.docx", b"\0\1" * 99, DOCX),
        ("notfound.pdf", b"<!DOCTYPE html><html>", sniff.HTML),
    ],
)
def test_types_that_are_read(name, head, expected):
    assert sniff.media_type(Path(name), head) == expected
    assert expected in readable_types()


@pytest.mark.parametrize(
    ("name", "head", "label"),
    [
        ("noise.txt", random.Random(7).randbytes(8192), "binary"),
        ("nul.txt", b"abc\0def\0" * 100, "binary"),
        ("old.xla", b"\0\1" * 99, "xla"),
        ("drawing.eps", b"%!PS-Adobe-3.0 EPSF", "eps"),
        ("camera.nef", b"MM\0*" + b"\0" * 40, "nef"),
        ("library.so", b"\x7fELF\x02\x01\x01" + b"\0" * 60, "so"),
        ("x.averylongsuffix", b"\0" * 100, "unknown"),
    ],
)
def test_types_that_are_not_read_have_a_label(name, head, label):
    assert sniff.media_type(Path(name), head) is None
    assert sniff.type_label(Path(name), head) == label


def test_a_container_of_office_files_is_not_one():
    head = zipped("report.xlsx", "xl/workbook.xml")
    assert sniff.media_type(Path("all.zip"), head) != XLSX


@pytest.mark.timeout(10)
def test_markup_patterns_are_linear():
    for head in (b"<!--" * 2000, b" " * 8000, b"<?xml " * 1000, b"<!-- -->" * 1000):
        assert sniff.media_type(Path("a"), head) == "text/plain"
