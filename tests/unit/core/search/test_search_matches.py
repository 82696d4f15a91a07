"""Where a query stands in all pages of a document, and which pages a preview is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from docmind.core.engine import Engine
from docmind.core.schema import Page, Span
from docmind.core.search import pages

MAIL = b"""From: Ada <ada@example.org>
To: Ben <ben@example.org>
Subject: The lease
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=xx

--xx
Content-Type: text/html

<h1>The lease</h1><p>The leases of  the\ntenant end in June.</p>
--xx
Content-Type: text/plain
Content-Disposition: attachment; filename=plan.txt

The tenant moves.
--xx--
"""


@pytest.fixture
def engine(tmp_path: Path):
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "lease.eml").write_bytes(MAIL)
    with Engine.open(tmp_path / "library") as engine:
        assert engine.wait(engine.add([folder]), 120) is not None
        yield engine


def file_id(engine: Engine) -> int:
    return next(one.file_id for one in engine.files() if one.path.name == "lease.eml")


def said(engine: Engine, text: str, literally: bool) -> list[str]:
    number = file_id(engine)
    found = engine.matches(number, text, literally)
    page = engine.page_text(number).text
    return [page[span.start : span.end] for one in found.pages for span in one.spans]


def test_words_are_found_as_they_are_marked(engine: Engine) -> None:
    assert said(engine, "lease in:mail", False) == ["lease", "lease", "leases"]


def test_characters_are_found_whatever_their_case(engine: Engine) -> None:
    assert said(engine, "LEASE", True) == ["lease", "lease", "lease"]
    assert said(engine, "of the  tenant", True) == ["of the tenant"]
    assert said(engine, "a.b", True) == said(engine, "  ", True) == said(engine, "", False) == []


def test_more_than_anybody_steps_through_is_cut(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_MATCHES", 2)
    found = engine.matches(file_id(engine), "lease", True)
    assert found.is_cut
    assert sum(len(page.spans) for page in found.pages) == 2


def test_pages_without_a_place_to_give_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    class Catalog:
        def pages(self, _file_id: int) -> tuple[Page, ...]:
            return (Page(1, "a a"), Page(2, "a"))

    monkeypatch.setattr(pages, "MOST_MATCHES", 2)
    found = pages.matches(Catalog(), 1, "a", literally=True)
    assert (len(found.pages), found.is_cut) == (1, True)


def test_what_is_gone_holds_nothing(engine: Engine) -> None:
    assert engine.matches(999, "lease").pages == ()


def test_page_tells_its_headings_and_what_is_attached(engine: Engine) -> None:
    page = engine.page_text(file_id(engine), None, Span(0, 4), "x")
    assert [page.text[one.start :][: len(one.title)] for one in page.headings] == ["The lease"]
    ((name, size),) = page.members
    assert (name, size > 5) == ("plan.txt", True)
