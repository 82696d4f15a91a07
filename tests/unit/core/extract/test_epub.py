from __future__ import annotations

import zipfile

import pytest
from fakes.zip_files import plain

from docmind.core.errors import ExtractionError
from docmind.core.extract.base import Confidence, ExtractionLimits
from docmind.core.extract.epub import EPUB, Epub
from docmind.core.extract.reading import read_document

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
)
PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A &amp; B</dc:title>
<dc:creator>One</dc:creator><dc:creator>Two</dc:creator><dc:language>de</dc:language>
<dc:publisher>House</dc:publisher></metadata>
<manifest><item id="n" href="toc.xhtml" properties="nav" media-type="application/xhtml+xml"/>
<item id="a" href="text/one%20a.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="text/two.xhtml" media-type="application/xhtml+xml"/>
<item id="i" href="i.png" media-type="image/png"/></manifest>
<spine><itemref idref="n"/><itemref idref="b"/><itemref idref="gone"/><itemref idref="a"/></spine>
</package>"""
NAV = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
<nav epub:type="landmarks"><a href="text/two.xhtml">Begin</a></nav>
<nav epub:type="toc"><ol><li><a href="text/two.xhtml#x">The <i>second</i></a></li>
<li><a href="text/one%20a.xhtml">One</a></li></ol></nav></body></html>"""
ONE = (
    "<?xml version='1.0'?><html><head><title/></head><body><h1>One</h1><p>first é</p></body></html>"
)
TWO = "<html><body><h2>Inner</h2><p>words</p></body></html>"
ENTRIES = {
    "META-INF/container.xml": CONTAINER,
    "OPS/book.opf": PACKAGE,
    "OPS/toc.xhtml": NAV,
    "OPS/text/one a.xhtml": ONE,
    "OPS/text/two.xhtml": TWO,
}


@pytest.fixture
def read(tmp_path):
    def read(entries: dict[str, str], **limits: int):
        members = {"mimetype": EPUB} | entries
        path = plain(tmp_path / "book.epub", members, zipfile.ZIP_STORED)
        return read_document(path, ExtractionLimits(**limits))

    return read


def test_chapters_in_reading_order(read):
    document = read(ENTRIES)
    assert [(page.number, page.text) for page in document.pages] == [
        (1, "Inner\n\nwords"),
        (2, "One\n\nfirst é"),
    ]
    assert (document.title, document.page_count, document.kind) == ("A & B", 2, "document")
    assert document.properties == (
        ("author", "One, Two"),
        ("publisher", "House"),
        ("language", "de"),
    )


def test_titles_of_the_table_of_contents_stand_over_chapters(read):
    first, second = read(ENTRIES).pages
    assert [(h.start, h.level, h.title) for h in first.headings] == [(0, 1, "The second")]
    assert [(h.start, h.level, h.title) for h in second.headings] == [(0, 1, "One")]


def test_titles_of_an_ncx(read):
    package = PACKAGE.replace('properties="nav" media-type="application/xhtml+xml"', "").replace(
        "<spine>", '<spine toc="n">'
    )
    ncx = (
        "<ncx><navMap><navPoint><navLabel><text>Part</text></navLabel>"
        '<content src="text/two.xhtml#y"/></navPoint></navMap></ncx>'
    )
    document = read({**ENTRIES, "OPS/book.opf": package, "OPS/toc.xhtml": ncx})
    assert [h.title for page in document.pages for h in page.headings] == ["Part", "One"]


def test_a_book_without_its_package_is_read_by_name(read):
    document = read({"b.html": "<p>second", "a.html": "<p>first", "x.txt": "no"})
    assert [page.text for page in document.pages] == ["first", "second"]
    assert document.notes == ("Its order of chapters is damaged: they stand by name.",)


def encryption(method: str, *names: str) -> str:
    return (
        "<encryption>"
        + "".join(
            f'<EncryptedData><EncryptionMethod Algorithm="{method}"/><CipherData>'
            f'<CipherReference URI="{name}"/></CipherData></EncryptedData>'
            for name in names
        )
        + "</encryption>"
    )


def test_protected_books_say_so(read):
    method = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
    locks = encryption(method, "OPS/text/one%20a.xhtml", "OPS/text/two.xhtml")
    with pytest.raises(ExtractionError, match="protected by its publisher") as caught:
        read({**ENTRIES, "META-INF/encryption.xml": locks})
    assert caught.value.kind == "damaged"
    locks = encryption("http://www.idpf.org/2008/embedding", "OPS/text/two.xhtml")
    assert len(read({**ENTRIES, "META-INF/encryption.xml": locks}).pages) == 2
    document = read(
        {**ENTRIES, "META-INF/encryption.xml": encryption(method, "OPS/text/two.xhtml")}
    )
    assert [page.number for page in document.pages] == [2]
    assert document.notes == ("1 of 2 chapters could not be read.",)


def test_a_broken_chapter_does_not_spoil_the_others(read, tmp_path):
    read(ENTRIES)
    path = tmp_path / "book.epub"
    raw = bytearray(path.read_bytes())
    place = raw.index(b"<h2>Inner")
    raw[place : place + 4] = b"?!?!"
    path.write_bytes(raw)
    document = read_document(path, ExtractionLimits())
    assert [page.text for page in document.pages] == ["One\n\nfirst é"]
    assert document.notes == ("1 of 2 chapters could not be read.",)


def test_long_books_are_cut(read):
    document = read(ENTRIES, characters=8)
    assert "".join(page.text for page in document.pages) == "Inner\n\nw"
    assert document.notes == ("Only the first 8 characters were read.",)


def test_no_chapters_at_all(read):
    with pytest.raises(ExtractionError, match="damaged"):
        read({"x.txt": "words"})


def test_what_is_recognised():
    head = b"PK\x03\x04" + b"\0" * 26 + b"mimetype" + EPUB.encode()
    assert Epub.recognise("", head) == (EPUB, Confidence.CERTAIN)
    assert Epub.recognise(".epub", b"PK\x03\x04" + b"\0" * 50) == (EPUB, Confidence.LIKELY)
    assert Epub.recognise(".epub", b"words") == (EPUB, Confidence.NAMED)
    assert Epub.recognise(".zip", b"PK\x03\x04" + b"\0" * 50) is None
