from __future__ import annotations

import json
from typing import Any

import pytest

from docmind.core.errors import ExtractionError
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.notebook import NOTEBOOK
from docmind.core.extract.reading import read_document


@pytest.fixture
def read(tmp_path):
    def read(book: Any, **limits: int):
        raw = book if isinstance(book, str) else json.dumps(book)
        (tmp_path / "study.ipynb").write_text(raw)
        return read_document(tmp_path / "study.ipynb", ExtractionLimits(**limits))

    return read


def cell(kind: str, *source: str, **more: Any) -> dict[str, Any]:
    return {"cell_type": kind, "source": list(source), "metadata": {}, **more}


def test_cells_in_order(read):
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": ["\x1b[31mred\x1b[0m\n", "two\n"]},
        {"output_type": "display_data", "data": {"image/png": "aGVsbG8=" * 9}},
        {
            "output_type": "execute_result",
            "data": {"text/plain": "   a\n0  1", "text/html": "<b>a</b>"},
        },
        {"output_type": "display_data", "data": {"text/html": ["<p>one</p>", "<p>two</p>"]}},
        {"output_type": "error", "ename": "ValueError", "evalue": "no", "traceback": ["x"]},
    ]
    document = read(
        {
            "nbformat": 4,
            "metadata": {
                "kernelspec": {"name": "python3"},
                "authors": [{"name": "A"}, {"name": "B"}],
            },
            "cells": [
                cell("markdown", "# Title\n", "Text ![p](data:image/png;base64,QUJD)\n", "## Sub"),
                cell("code", "x = 1\n", "# not a heading", outputs=outputs),
                cell("raw", "raw"),
                cell("code"),
            ],
        }
    )
    (page,) = document.pages
    assert page.text == (
        "# Title\nText ![p]()\n## Sub\n\nx = 1\n# not a heading\n\nred\ntwo\n\n   a\n0  1\n\n"
        "one\n\ntwo\n\nValueError: no\n\nraw"
    )
    assert [(h.start, h.level, h.title) for h in page.headings] == [
        (0, 1, "Title"),
        (page.text.index("## Sub"), 2, "Sub"),
    ]
    assert (document.title, document.kind, document.media_type) == ("Title", "document", NOTEBOOK)
    assert document.properties == (("author", "A, B"), ("code", "python3"))


def test_the_older_form(read):
    document = read(
        {
            "nbformat": 3,
            "metadata": {"name": "Old"},
            "worksheets": [
                {
                    "cells": [
                        {"cell_type": "heading", "level": 2, "source": "Top"},
                        {
                            "cell_type": "code",
                            "input": "1+1",
                            "outputs": [{"output_type": "pyout", "text": ["2"]}],
                        },
                    ]
                }
            ],
        }
    )
    assert document.pages[0].text == "Top\n\n1+1\n\n2"
    assert [(h.level, h.title) for h in document.pages[0].headings] == [(2, "Top")]
    assert document.title == "Top"


def test_outputs_and_text_are_cut(read):
    output = {"output_type": "stream", "text": "x" * 10_000}
    book = {"cells": [cell("code", "a", outputs=[output]), cell("raw", "end")]}
    text = read(book).pages[0].text
    assert (len(text), text[-3:]) == (1 + 2 + 4000 + 2 + 3, "end")
    document = read(book, characters=50)
    assert len(document.pages[0].text) == 50
    assert document.notes == ("Only the first 50 characters were read.",)


@pytest.mark.parametrize(
    "book",
    [
        {"cells": None},
        {"cells": [None, 1, {"cell_type": 7}, {"cell_type": "code", "outputs": [3, {"data": []}]}]},
        {"worksheets": [None]},
        {"cells": [], "metadata": []},
    ],
)
def test_odd_notebooks_are_empty(read, book):
    document = read(book)
    assert (document.pages[0].text, document.title) == ("", "study")


@pytest.mark.parametrize("source", ["{", "words", "[]", '{"a": 1}', "[" * 100_000, '{"cells": ['])
def test_what_is_none_is_damaged(read, source):
    with pytest.raises(ExtractionError) as caught:
        read(source)
    assert caught.value.kind == "damaged"
