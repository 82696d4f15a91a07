from __future__ import annotations

import time

import pytest

from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.markdown import Markdown
from docmind.core.extract.reading import read_document
from docmind.core.schema import Document


@pytest.fixture
def read(tmp_path):
    def read(source: str, name: str = "page.md") -> Document:
        (tmp_path / name).write_text(source, encoding="utf-8")
        document = read_document(tmp_path / name, ExtractionLimits())
        assert document.pages[0].text == source
        for heading in document.pages[0].headings:
            assert heading.start == 0 or source[heading.start - 1] == "\n"
        return document

    return read


def outline(document: Document) -> list[tuple[int, str]]:
    return [(heading.level, heading.title) for heading in document.pages[0].headings]


def test_headings_of_both_kinds(read):
    document = read("# One\n\ntext\n\n## Two ##\n\nThree\nmore\n=====\n\nFour\n---\n")
    assert outline(document) == [(1, "One"), (2, "Two"), (1, "Three more"), (2, "Four")]
    assert document.title == "One"
    assert document.media_type == "text/markdown"


def test_code_is_no_heading(read):
    source = "```\n# no\n```\n~~~~ py\n~~~\n# no\n~~~~\n    # no\n\n# yes\n"
    assert outline(read(source)) == [(1, "yes")]


def test_what_only_looks_like_a_heading(read):
    assert outline(read("#no\n\n- item\n---\n\n| a |\n---\n\n> quote\n===\n\n#\n")) == []


def test_marks_are_taken_off(read):
    source = "# The *best* `code` in [a link](http://x.y) {#id}\n## snake_case _word_\n"
    assert outline(read(source)) == [(1, "The best code in a link"), (2, "snake_case word")]


def test_front_matter_names_the_page(read):
    document = read('---\ntitle: "From the front"\ndate: 2024\n---\n# Head\n')
    assert document.title == "From the front"
    assert outline(document) == [(1, "Head")]


def test_without_headings_the_file_name_serves(read):
    assert read("just text").title == "page"
    assert read("").title == "page"


@pytest.mark.parametrize(
    "source",
    [
        "> " * 50_000 + "x\n" + "[" * 100_000 + "\n" + "*a " * 50_000,
        *("# " + "[" * 900, "a\n" * 99_999, "# " + "![a](" * 300, "---\n" * 50_000),
        *("`" * 90_000, "# " + "_*" * 450, "=" * 99_999, "# " + "a " * 400 + "#" * 400),
    ],
)
def test_hostile_sources_are_quick(tmp_path, source):
    (tmp_path / "page.md").write_text(source)
    started = time.perf_counter()
    document = Markdown().extract(tmp_path / "page.md", "text/markdown", ExtractionLimits())
    assert document.pages[0].text == source
    assert time.perf_counter() - started < 5
