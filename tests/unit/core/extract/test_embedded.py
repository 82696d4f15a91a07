from __future__ import annotations

import struct

import pytest
from fakes.made_files import docx, paragraph
from fakes.office_files import links, pptx, rows, shape, xlsx
from fakes.ole_files import ole, word

from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.reading import read_document
from docmind.core.schema import Document

LIMITS = ExtractionLimits()
CELL = '<c r="A1"><v>7</v></c>'


def inside(document: Document) -> dict[str, str]:
    return {
        member.name: "".join(page.text for page in member.document.pages)
        for member in document.members
        if member.document is not None
    }


def wrapped(tmp_path, streams: dict[str, bytes]) -> bytes:
    return ole(tmp_path / "object.ole", streams).read_bytes()


def packed(name: str, content: bytes) -> bytes:
    """A file as the packager of Windows holds it."""
    path = f"C:\\temp\\{name}".encode() + b"\0"
    body = b"\2\0" + f"C:\\docs\\{name}".encode() + b"\0" + path + b"\0\0\3\0"
    body += struct.pack("<I", len(path)) + path + struct.pack("<I", len(content)) + content
    return struct.pack("<I", len(body)) + body


def letter(tmp_path, files: dict[str, bytes]) -> Document:
    parts = {f"word/embeddings/{name}": content for name, content in files.items()}
    parts["word/_rels/document.xml.rels"] = links(
        *(
            ("oleObject" if name.endswith(".bin") else "package", f"embeddings/{name}")
            for name in files
        ),
        ("chart", "charts/chart1.xml"),
    ).encode()
    path = docx(tmp_path / "letter.docx", paragraph("Main"), parts)
    return read_document(path, LIMITS)


def test_whole_files(tmp_path):
    table = xlsx(tmp_path / "t.xlsx", {"S": rows(CELL)}).read_bytes()
    document = letter(tmp_path, {"Sheet1.xlsx": table})
    assert document.pages[0].text == "Main"
    assert inside(document) == {"Sheet1.xlsx": "S\n\n7"}


def test_wrapped_files(tmp_path):
    document = letter(
        tmp_path,
        {
            "oleObject1.bin": wrapped(tmp_path, {"\x01Ole10Native": packed("plan.txt", b"hello")}),
            "oleObject2.bin": wrapped(tmp_path, word("old words")),
            "oleObject3.bin": wrapped(tmp_path, {"Unheard": b"x"}),
            "oleObject4.bin": wrapped(tmp_path, {"\x01Ole10Native": b"\xff" * 40}),
            "oleObject5.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 nothing",
        },
    )
    assert inside(document) == {"plan.txt": "hello", "oleObject2.doc": "old words"}
    assert len(document.members) == 2


@pytest.mark.parametrize(("name", "kind"), [("slides/s", "pptx"), ("worksheets/sheet1", "xlsx")])
def test_files_on_slides_and_sheets(tmp_path, name, kind):
    folder = {"pptx": "ppt", "xlsx": "xl"}[kind]
    place, part = name.split("/")
    parts = {
        f"{folder}/{place}/_rels/{part}.xml.rels": links(("package", "../embeddings/a.docx")),
        f"{folder}/embeddings/a.docx": docx(tmp_path / "a.docx", paragraph("inner")).read_bytes(),
    }
    if kind == "pptx":
        path = pptx(tmp_path / "a.pptx", {"s": shape("Slide")}, parts)
    else:
        path = xlsx(tmp_path / "a.xlsx", {"S": rows(CELL)}, (), parts)
    assert inside(read_document(path, LIMITS)) == {"a.docx": "inner"}


def test_tables_of_charts_are_not_files(tmp_path):
    parts = {
        "word/_rels/document.xml.rels": links(("chart", "charts/chart1.xml")),
        "word/charts/chart1.xml": "<c/>",
        "word/charts/_rels/chart1.xml.rels": links(("package", "../embeddings/t.xlsx")),
        "word/embeddings/t.xlsx": "x",
    }
    path = docx(tmp_path / "a.docx", paragraph("Main"), parts)
    assert read_document(path, LIMITS).members == ()


def test_documents_that_hold_documents_end(tmp_path):
    path = docx(tmp_path / "0.docx", paragraph("level 0"))
    for level in range(1, 9):
        parts = {
            "word/_rels/document.xml.rels": links(("package", "embeddings/in.docx")),
            "word/embeddings/in.docx": path.read_bytes(),
        }
        path = docx(tmp_path / f"{level}.docx", paragraph(f"level {level}"), parts)
    document = read_document(path, LIMITS)
    assert len(document.members) == LIMITS.depth
