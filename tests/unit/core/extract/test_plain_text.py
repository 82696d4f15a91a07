from __future__ import annotations

import pytest

from docmind.core.errors import UnsupportedType
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.plain_text import PlainText
from docmind.core.extract.reading import read_document


def test_text_becomes_one_page(tmp_path):
    path = tmp_path / "My notes.txt"
    path.write_bytes(b"one\r\ntwo\rthree\n")
    document = read_document(path, ExtractionLimits())
    assert document.pages[0].text == "one\ntwo\nthree\n"
    assert (document.pages[0].number, document.page_count) == (None, None)
    assert (document.kind, document.media_type) == ("document", "text/plain")
    assert document.title == "My notes"
    assert document.notes == ()


def test_code_keeps_its_full_name(tmp_path):
    (tmp_path / "main.py").write_text("print(1)\n")
    document = read_document(tmp_path / "main.py", ExtractionLimits())
    assert (document.kind, document.title) == ("code", "main.py")


def test_characters_that_could_not_be_read_are_noted(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfok \xff")
    (tmp_path / "b.txt").write_bytes(b"\xef\xbb\xbf\xff\xfe")
    notes = [read_document(tmp_path / n, ExtractionLimits()).notes for n in ("a.txt", "b.txt")]
    assert notes == [("1 character could not be read.",), ("2 characters could not be read.",)]


def test_few_zeros_become_spaces(tmp_path):
    path = tmp_path / "a.log"
    path.write_bytes(b"x" * 500 + b"\0" + b"y" * 500)
    text = read_document(path, ExtractionLimits()).pages[0].text
    assert text == "x" * 500 + " " + "y" * 500


def test_zeros_after_the_first_bytes_mean_no_text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 9000 + b"\0\1" * 9000)
    with pytest.raises(UnsupportedType) as caught:
        PlainText().extract(path, "text/plain", ExtractionLimits())
    assert caught.value.detail == "binary"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_long_text_is_cut(tmp_path, encoding):
    path = tmp_path / "a.txt"
    text = "Voilà une façade. " * 300
    path.write_text(text, encoding=encoding)
    document = read_document(path, ExtractionLimits(characters=1000))
    assert document.pages[0].text == text[:1000]
    assert document.notes == ("Only the first 1,000 characters were read.",)


def test_text_up_to_the_limit_is_whole(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("é" * 1000)
    assert read_document(path, ExtractionLimits(characters=1000)).notes == ()
