from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmind.core.extract import clean
from docmind.core.schema import Heading, Page


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=100))
def test_clean_text_can_be_stored_and_keeps_its_length(text):
    cleaned = clean.clean(text)
    cleaned.encode()
    assert "\0" not in cleaned
    assert len(cleaned) == len(text)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("a b.txt", "a b"),
        (".bashrc", ".bashrc"),
        ("new\nline.txt", "new line"),
        ("x\udce9", "x\ufffd"),
    ],
)
def test_file_titles(name, title):
    assert clean.file_title(Path(name)) == title


def test_one_line_has_its_limit():
    assert clean.one_line("  a\t\n b\0c  ") == "a b c"
    assert len(clean.one_line("word " * 1000)) <= 300


def test_cut_page_drops_headings_beyond():
    page = Page(1, "abcdef", (Heading(0, 1, "a"), Heading(4, 1, "e")))
    assert clean.cut_page(page, 3) == Page(1, "abc", (Heading(0, 1, "a"),))


def test_first_heading_is_the_first_of_the_outermost():
    headings = (Heading(0, 2, "sub"), Heading(5, 1, "top"), Heading(9, 1, "other"))
    assert clean.first_heading(headings) == "top"
    assert clean.first_heading(()) == ""


def test_properties_are_words():
    made = clean.properties((("a", " x\n"), ("b", None), ("c", ""), ("d", 3)))
    assert made == (("a", "x"), ("d", "3"))
