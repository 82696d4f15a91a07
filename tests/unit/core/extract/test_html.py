from __future__ import annotations

import time

import pytest

from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.html import page_text
from docmind.core.extract.reading import read_document
from docmind.core.schema import Document


@pytest.fixture
def read(tmp_path):
    def read(source: str | bytes, **limits: int) -> Document:
        raw = source if isinstance(source, bytes) else source.encode()
        (tmp_path / "page.html").write_bytes(raw)
        document = read_document(tmp_path / "page.html", ExtractionLimits(**limits))
        (page,) = document.pages
        for heading in page.headings:
            assert page.text[heading.start :].startswith(heading.title.split(" ")[0])
        return document

    return read


def test_blocks_lines_and_words(read):
    document = read(
        "<html><head><title> A\n page </title><meta name=description content='About it'></head>"
        "<body><h1>Top <em>head</em></h1><p>One  <b>bold</b>\nword.</p><p>Next<br>line</p>"
        "<ul><li>first<li>second</ul><h3>Sub</h3>tail</body></html>"
    )
    (page,) = document.pages
    assert page.text == (
        "Top head\n\nOne bold word.\n\nNext\nline\n\n• first\n• second\n\nSub\n\ntail"
    )
    assert [(h.start, h.level, h.title) for h in page.headings] == [
        (0, 1, "Top head"),
        (page.text.index("Sub"), 3, "Sub"),
    ]
    assert document.title == "A page"
    assert document.properties == (("description", "About it"),)


def test_tables_keep_rows_and_cells_apart(read):
    source = "<table><tr><th>a<th>b</tr><tr><td>1</td><td>2</td></tr></table>after"
    assert read(source).pages[0].text == "a\tb\n1\t2\n\nafter"


def test_preformatted_text_keeps_its_lines(read):
    text = read("<p>x</p><pre>if a:\n    b\n</pre><p>y  z</p>").pages[0].text
    assert "if a:\n    b\n" in text
    assert text.endswith("y z")


def test_what_is_not_shown_is_not_read(read):
    source = (
        "<title>t</title><script>var a = '<p>no</p>'</script><style>p{no}</style>"
        "<noscript>no</noscript><template>no</template><!-- no --><svg><text>no</text></svg>yes"
    )
    assert read(source).pages[0].text == "yes"


def test_entities_and_pictures(read):
    text = (
        read("<p>caf&eacute; &lt;b&gt; &#x65e5;&nbsp;x <img src=x alt='a cat'></p>").pages[0].text
    )
    assert text == "café <b> 日 x a cat"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "iso8859-5"])
def test_the_declared_encoding_counts(read, encoding):
    source = f"<meta charset={encoding}><title>Заголовок</title><p>Текст"
    document = read(source.encode(encoding))
    assert (document.title, document.pages[0].text) == ("Заголовок", "Текст")


def test_a_declaration_does_not_spoil_what_is_decoded(read):
    source = "\ufeff<meta charset=iso-8859-1><p>日本語"
    assert read(source).pages[0].text == "日本語"


@pytest.mark.parametrize("source", ["", " \n ", "<", "<!doctype html>", "&", "<p", "\ufffd"])
def test_next_to_nothing(read, source):
    assert read(source).title == "page"


@pytest.mark.parametrize(
    "source",
    [
        "<html><body>" + "<div>" * 300_000 + "x" + "</div>" * 300_000,
        "<table><tr><td>" * 20_000 + "x",
        "<b><i>" * 50_000 + "x",
        "<p>" * 100_000 + "x",
        "<h1>" * 50_000 + "x",
    ],
)
def test_depth_costs_nothing(read, source):
    started = time.perf_counter()
    assert read(source).pages[0].text == "x"
    assert time.perf_counter() - started < 10


def test_long_pages_are_cut(read):
    document = read("<p>" + "word " * 1000, characters=100)
    assert document.pages[0].text == ("word " * 20)
    assert document.notes == ("Only the first 100 characters were read.",)


def test_the_first_heading_names_a_page_without_title(read):
    assert read("<h2>second</h2><h1>first</h1>").title == "first"


def test_tags_closed_at_once_hide_nothing(read):
    page = "<?xml version='1.0'?><html><head><title/><script src='x'/></head><body><h1/>seen</body>"
    assert read(page).pages[0].text == "seen"


def test_page_text_for_other_readers():
    text, headings, title = page_text("<title>T</title><h1>Hé</h1>x".encode("cp1252"), 99)
    assert (text, title, [h.title for h in headings]) == ("Hé\n\nx", "T", ["Hé"])
    assert page_text("<p>Привет, мир".encode("koi8-r"), 99, charset="koi8-r")[0] == "Привет, мир"
    assert page_text("<p>words", 3) == ("wor", (), "")
    assert page_text(b"", 9) == ("", (), "")
