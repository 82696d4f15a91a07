from __future__ import annotations

import pytest

from docmind.core.errors import ExtractionError
from docmind.core.extract.base import Confidence, ExtractionLimits
from docmind.core.extract.reading import read_document
from docmind.core.extract.web_archive import MHTML, WebArchive
from docmind.core.schema import Document

HEAD = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/page
Subject: =?utf-8?q?A_p=C3=A4ge?=
Date: Mon, 1 Jan 2024 12:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

"""
PAGE = b"""--b
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/page

<title>Of the p=E4ge</title><h1>Head</h1><p>W=F6rds</p>
"""
REST = b"""--b
Content-Type: text/css
Content-Location: https://example.org/a.css

body {}
--b
Content-Type: text/html
Content-Location: https://example.org/frame.html

<p>advertisement
--b
Content-Type: application/rtf
Content-Location: https://example.org/files/paper.rtf?x=1

{\\rtf1 A paper}
--b--
"""


@pytest.fixture
def read(tmp_path):
    def read(content: bytes, name: str = "page.mhtml", **limits: int) -> Document:
        (tmp_path / name).write_bytes(content)
        return read_document(tmp_path / name, ExtractionLimits(**limits))

    return read


def test_the_page_is_the_text(read):
    document = read(HEAD + PAGE + REST)
    assert document.pages[0].text == "Head\n\nWörds"
    assert [heading.title for heading in document.pages[0].headings] == ["Head"]
    assert (document.kind, document.title, document.media_type) == (
        *("document", "Of the päge"),
        MHTML,
    )
    assert dict(document.properties) == {
        "address": "https://example.org/page",
        "date": "2024-01-01T12:00:00+00:00",
    }
    assert [member.name for member in document.members] == ["paper.rtf"]


def test_the_subject_names_a_page_without_title(read):
    assert read(HEAD + PAGE.replace(b"title>", b"b>") + REST).title == "A päge"


def test_an_empty_page_says_its_subject(read):
    assert read(HEAD + b"--b\nContent-Type: text/html\n\n").pages[0].text == "A päge"


def test_long_pages_are_cut(read):
    page = b"--b\nContent-Type: text/html\n\n<p>" + b"word " * 1000
    document = read(HEAD + page, characters=100)
    assert len(document.pages[0].text) == 100
    assert document.notes == ("Only the first 100 characters were read.",)


def test_without_a_page_it_is_damaged(read):
    with pytest.raises(ExtractionError, match="damaged"):
        read(HEAD + b"--b\nContent-Type: image/png\n\nx\n--b--")


@pytest.mark.parametrize(
    ("suffix", "head", "claim"),
    [
        (".html", HEAD, (MHTML, Confidence.CERTAIN)),
        (".mht", b"MIME-Version: 1.0\nContent-Type: text/html\n", (MHTML, Confidence.LIKELY)),
        (".mht", b"words", (MHTML, Confidence.NAMED)),
        (".eml", HEAD.replace(b"<Saved by Blink>", b"a@b.c").replace(b"Snap", b"X"), None),
        (".txt", b"words", None),
    ],
)
def test_recognised_by_name_or_content(suffix, head, claim):
    assert WebArchive.recognise(suffix, head) == claim
