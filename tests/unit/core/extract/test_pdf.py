from __future__ import annotations

import hashlib
import re
from typing import Any

import pytest
from fakes.made_files import pdf, shown, stream
from PySide6.QtPdf import QPdfDocument

from docmind.core.errors import ExtractionError, PasswordNeeded
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.pdf import NO_TEXT
from docmind.core.extract.reading import read_document
from docmind.core.schema import Document

# Gives the letter A two UTF-16 units (U+1D400), and the letter Z none.
ODD_MAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfchar <41> <D835DC00> <5A> <0000> endbfchar
1 beginbfrange <61> <7A> <0061> endbfrange
endcmap end end"""


def read(path, **limits: Any) -> Document:
    return read_document(path, ExtractionLimits(**limits))


def test_one_page_for_each(tmp_path):
    path = pdf(
        tmp_path / "made.pdf",
        [shown("First page"), b"", shown("Third page")],
        title="A fine title",
    )
    document = read(path)
    assert [(page.number, page.text) for page in document.pages] == [
        (1, "First page"),
        (2, ""),
        (3, "Third page"),
    ]
    assert (document.title, document.page_count) == ("A fine title", 3)
    assert (document.kind, document.media_type) == ("document", "application/pdf")
    assert document.properties == (("author", "A. Writer"),)
    assert document.notes == ()


@pytest.mark.parametrize(
    "title",
    ["", "Untitled", "Microsoft Word - letter.doc", "scan0001.pdf", "...", "x", "Document1"],
)
def test_titles_that_programs_make_up_are_not_used(tmp_path, title):
    assert read(pdf(tmp_path / "letter.pdf", [shown("x")], title=title)).title == "letter"


def test_a_pdf_without_text_says_so(tmp_path):
    document = read(pdf(tmp_path / "scan.pdf", [b"0 0 50 50 re f", b""]))
    assert [page.text for page in document.pages] == ["", ""]
    assert document.notes == (NO_TEXT,)


def test_the_outline_gives_headings(tmp_path):
    pages = [shown("Preface", 250) + shown("Words", 200), shown("intro"), shown("More  To Say")]
    path = pdf(
        tmp_path / "book.pdf", pages, outline=[("Words", 0), ("Elsewhere", 1), ("more to say", 2)]
    )
    first, second, third = read(path).pages
    (heading,) = first.headings
    assert (heading.level, heading.title) == (1, "Words")
    assert first.text[heading.start :].startswith("Words")
    assert [(h.start, h.title) for h in second.headings] == [(0, "Elsewhere")]
    assert [(h.start, h.title) for h in third.headings] == [(0, "more to say")]


def test_forms_and_annotations_are_read(tmp_path):
    path = pdf(
        tmp_path / "form.pdf",
        [shown("Printed")],
        extra_page=b"/Annots[5 0 R 6 0 R 7 0 R]",
        extra=[
            b"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Filled in)/Rect[0 0 9 9]>>",
            b"<</Type/Annot/Subtype/Text/Contents(A remark)/Rect[0 0 9 9]>>",
            b"<</Type/Annot/Subtype/Link/Contents(no)/Rect[0 0 9 9]>>",
        ],
    )
    assert read(path).pages[0].text == "Printed\nFilled in\nA remark"


def test_a_bad_page_does_not_lose_the_others(tmp_path):
    path = pdf(tmp_path / "a.pdf", [shown("one"), shown("two"), shown("three")])
    content = path.read_bytes()
    second = content.index(b"/Type/Page/", content.index(b"(two)"))
    path.write_bytes(content[:second] + b"/Type/Nope/" + content[second + 11 :])
    document = read(path)
    texts = [page.text for page in document.pages]
    assert texts[0] == "one"
    assert texts[-1] == "three"


def test_broken_and_empty_ones(tmp_path):
    cases = {
        "cut.pdf": b"%PDF-1.7\nnothing more",
        "loop.pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000>>endobj\n"
        b"trailer<</Root 1 0 R>>",
    }
    for name, content in cases.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ExtractionError) as caught:
            read(tmp_path / name)
        assert caught.value.kind == "damaged"


PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def rc4(key: bytes, content: bytes) -> bytes:
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def locked(path, password: str):
    """A PDF that asks for a password, as in PDF 32000-1, 7.6.3 (revision 2)."""
    pdf(path, [shown("secret")])
    owner, known_as = b"o" * 32, b"0123456789abcdef"
    padded = (password.encode() + PADDING)[:32]
    permissions = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5(padded + owner + permissions + known_as).digest()[:5]

    def sealed(found: re.Match[bytes]) -> bytes:
        own = hashlib.md5(key + int(found[2]).to_bytes(3, "little") + b"\0\0").digest()[:10]
        return found[1] + rc4(own, found[3]) + found[4]

    content = re.sub(
        rb"((\d+) 0 obj\n<</Length \d+>>stream\n)(.*?)(\nendstream)",
        sealed,
        path.read_bytes(),
        flags=re.S,
    )
    encrypt = b"/Encrypt<</Filter/Standard/V 1/R 2/O(%s)/U<%s>/P -4>>/ID[(%s)(%s)]" % (
        owner,
        rc4(key, PADDING).hex().encode(),
        known_as,
        known_as,
    )
    path.write_bytes(content.replace(b"trailer<<", b"trailer<<" + encrypt))
    return path


def test_a_password_is_asked_for(tmp_path):
    path = locked(tmp_path / "locked.pdf", "sesame")
    with pytest.raises(PasswordNeeded) as caught:
        read(path)
    assert (caught.value.path, caught.value.detail) == (path, "")
    with pytest.raises(PasswordNeeded) as caught:
        read(path, password="open")
    assert caught.value.detail == "The password is wrong."
    assert read(path, password="sesame").pages[0].text == "secret"


def test_a_password_that_is_not_needed_does_no_harm(tmp_path):
    path = pdf(tmp_path / "open.pdf", [shown("free")])
    assert read(path, password="sesame").pages[0].text == "free"


def test_attached_files_are_members(tmp_path):
    path = pdf(
        tmp_path / "a.pdf",
        [shown("see inside")],
        extra_catalog=b"/Names<</EmbeddedFiles<</Names[(a)5 0 R(b)7 0 R]>>>>",
        extra_page=b"/Annots[9 0 R]",
        extra=[
            b"<</Type/Filespec/F(notes.txt)/UF(notes.txt)/EF<</F 6 0 R>>>>",
            stream(b"bees dance", b"/Type/EmbeddedFile"),
            b"<</Type/Filespec/F(gone.txt)/UF(gone.txt)>>",
            b"<<>>",
            b"<</Type/Annot/Subtype/FileAttachment/Contents(Look)/FS 10 0 R/Rect[0 0 9 9]>>",
            b"<</Type/Filespec/F(pinned.txt)/UF(pinned.txt)/EF<</F 11 0 R>>>>",
            stream(b"a pin", b"/Type/EmbeddedFile"),
        ],
    )
    document = read(path)
    assert document.pages[0].text == "see inside\nLook"
    assert document.properties[-1] == ("attachments", "notes.txt, gone.txt, pinned.txt")
    notes, gone, pinned = document.members
    assert notes.document is not None and notes.document.pages[0].text == "bees dance"
    assert gone.refusal is not None and gone.refusal.kind == "damaged"
    assert pinned.document is not None and pinned.document.pages[0].text == "a pin"


def test_what_only_the_look_of_an_annotation_says(tmp_path):
    path = pdf(
        tmp_path / "a.pdf",
        [shown("Printed")],
        extra_page=b"/Annots[5 0 R]",
        extra=[
            b"<</Type/Annot/Subtype/Stamp/F 4/Contents(by Ann)/AP<</N 6 0 R>>/Rect[0 0 99 20]>>",
            stream(
                b"BT /F 12 Tf 1 5 Td (by Ann APPROVED) Tj ET",
                b"/Type/XObject/Subtype/Form/BBox[0 0 99 20]/Resources<</Font<</F 3 0 R>>>>",
            ),
        ],
    )
    assert read(path).pages[0].text == "Printed\nby Ann\nAPPROVED"


def test_a_field_has_the_value_of_what_it_belongs_to(tmp_path):
    path = pdf(
        tmp_path / "a.pdf",
        [shown("Printed")],
        extra_catalog=b"/AcroForm<</Fields[5 0 R]>>",
        extra_page=b"/Annots[6 0 R]",
        extra=[
            b"<</FT/Tx/T(name)/V(Inherited)/Kids[6 0 R]>>",
            b"<</Type/Annot/Subtype/Widget/Parent 5 0 R/Rect[0 0 9 9]>>",
        ],
    )
    assert read(path).pages[0].text == "Printed\nInherited"


def test_an_xfa_form_is_read(tmp_path):
    template = b"""<template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform>
<draw><value><text>Please read the rules</text></value></draw><script>alert(1)</script>
<field name="a"><caption><value><text>Family name</text></value></caption>
<items><text>hidden choice</text></items></field></subform></template>"""
    values = (
        b'<xfa:datasets xmlns:xfa="http://x/"><xfa:data><a>Miller</a></xfa:data></xfa:datasets>'
    )
    path = pdf(
        tmp_path / "a.pdf",
        [shown("Please wait"), shown("two")],
        extra_catalog=b"/AcroForm<</Fields[]/XFA[(template)5 0 R(datasets)6 0 R]>>",
        extra=[stream(template), stream(values)],
    )
    first, second = read(path).pages
    assert first.text == "Please wait\nPlease read the rules\nFamily name\nMiller"
    assert second.text == "two"


def test_long_documents_are_cut(tmp_path):
    path = pdf(tmp_path / "long.pdf", [shown(f"page {number}") for number in range(10)])
    document = read(path, characters=15)
    assert [page.text for page in document.pages] == ["page 0", "page 1", "pag"]
    assert document.page_count == 10
    assert document.notes == ("Only the first 15 characters were read.",)


def test_a_name_that_is_not_utf8(tmp_path):
    path = tmp_path / "caf\udce9.pdf"
    try:
        pdf(path, [shown("found")])
    except OSError:
        pytest.skip("this file system wants UTF-8 names")
    assert read(path).pages[0].text == "found"


def qt_index(text: str, offset: int) -> int:
    """As the module's docstring says."""
    return len(text[:offset].encode("utf-16-le")) // 2


def test_places_in_the_text_are_places_in_the_viewer(tmp_path, qapp):
    lines = [
        "The hyphen of inter-",
        "national, (cases) \\ and AZ more",
        "aZb AA zz",
        "last (words)",
    ]
    content = b"".join(shown(line, 250 - 14 * place) for place, line in enumerate(lines))
    path = pdf(tmp_path / "a.pdf", [content], to_unicode=ODD_MAP)
    (page,) = read(path).pages
    assert "\U0001d400" in page.text
    viewer = QPdfDocument(qapp)
    viewer.load(str(path))
    for word in ("cases", "more", "zz", "words", "\U0001d400 zz", "and"):
        start = page.text.index(word)
        first, last = qt_index(page.text, start), qt_index(page.text, start + len(word))
        assert viewer.getSelectionAtIndex(0, first, last - first).text() == word
    viewer.close()
