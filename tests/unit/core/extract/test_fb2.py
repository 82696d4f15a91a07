from __future__ import annotations

import pytest

from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.fb2 import FB2
from docmind.core.extract.reading import read_document

BOOK = """<?xml version="1.0" encoding="{encoding}"?>
<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink">
<description><title-info><genre>prose</genre><author><first-name>Лев</first-name>
<last-name>Толстой</last-name></author><book-title>Война и мир</book-title><lang>ru</lang>
<annotation><p>О книге</p></annotation></title-info>
<document-info><author><nickname>scanner</nickname></author></document-info></description>
<body><title><p>Том</p><p>первый</p></title><epigraph><p>Эпиграф</p></epigraph>
<section><title><p>Глава 1</p></title><p>Один <emphasis>два</emphasis>.</p><empty-line/>
<section><title><p>Внутри</p></title><poem><stanza><v>стих</v><v>строка</v></stanza></poem></section>
</section><section><p>Без названия</p><table><tr><td>a</td><td>b</td></tr></table></section></body>
<body name="notes"><section id="n1"><title><p>1</p></title><p>Сноска</p></section></body>
<binary id="p" content-type="image/png">{picture}</binary></FictionBook>"""


@pytest.fixture
def read(tmp_path):
    def read(encoding="utf-8", picture="aGVsbG8=", **limits: int):
        source = BOOK.format(encoding=encoding, picture=picture)
        (tmp_path / "book.fb2").write_bytes(source.encode(encoding))
        return read_document(tmp_path / "book.fb2", ExtractionLimits(**limits))

    return read


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16"])
def test_sections_become_pages(read, encoding):
    document = read(encoding)
    assert document.media_type == FB2
    assert [(page.number, page.text) for page in document.pages] == [
        (1, "Том\nпервый\n\nЭпиграф"),
        (2, "Глава 1\n\nОдин два.\n\nВнутри\n\nстих\nстрока"),
        (3, "Без названия\n\na\tb"),
        (4, "1\n\nСноска"),
    ]
    assert [(h.level, h.title) for page in document.pages for h in page.headings] == [
        (1, "Том первый"),
        (1, "Глава 1"),
        (2, "Внутри"),
        (1, "1"),
    ]


def test_facts(read):
    document = read()
    assert (document.title, document.page_count) == ("Война и мир", 4)
    assert document.properties == (
        ("author", "Лев Толстой"),
        ("language", "ru"),
        ("genre", "prose"),
        ("description", "О книге"),
    )


def test_pictures_are_passed_over(read):
    assert len(read(picture="QUJD" * 1_000_000).pages) == 4


def test_long_books_are_cut(read):
    document = read(characters=12)
    assert sum(len(page.text) for page in document.pages) == 12
    assert document.notes == ("Only the first 12 characters were read.",)


def test_a_book_that_ends_early(tmp_path):
    path = tmp_path / "x.fb2"
    path.write_text("<FictionBook><body><section><p>one</p><p>tw")
    assert read_document(path, ExtractionLimits()).pages[0].text.startswith("one")
