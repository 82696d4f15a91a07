from __future__ import annotations

import pytest
from fakes.made_files import pdf, shown
from PySide6.QtGui import QGuiApplication
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


def read(path, **limits: int) -> Document:
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


def test_a_password_is_asked_for(tmp_path):
    path = pdf(tmp_path / "locked.pdf", [shown("secret")])
    encrypt = (
        b"/Encrypt<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>/ID[(0123456789abcdef)"
        b"(0123456789abcdef)]" % (b"o" * 32, b"u" * 32)
    )
    path.write_bytes(path.read_bytes().replace(b"trailer<<", b"trailer<<" + encrypt))
    with pytest.raises(PasswordNeeded) as caught:
        read(path)
    assert caught.value.path == path


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


def test_places_in_the_text_are_places_in_the_viewer(tmp_path):
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
    app = QGuiApplication.instance() or QGuiApplication([])
    viewer = QPdfDocument(app)
    viewer.load(str(path))
    for word in ("cases", "more", "zz", "words", "\U0001d400 zz", "and"):
        start = page.text.index(word)
        first, last = qt_index(page.text, start), qt_index(page.text, start + len(word))
        assert viewer.getSelectionAtIndex(0, first, last - first).text() == word
    viewer.close()
