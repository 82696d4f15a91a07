"""What says the same over and over is cut short; ordinary texts never are."""

from __future__ import annotations

import random
import time
import zipfile
from pathlib import Path

import pytest

from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.reading import read_document
from docmind.core.extract.repetition import (
    KEPT,
    LEAST,
    REPEATS,
    repetitions,
    without_repetition,
)
from docmind.core.schema import Document, Heading, Page

WORDS = ("the", "boiler", "was", "repaired", "in", "March", "after", "a", "long", "wait", "for it")


def prose(length: int, seed: int = 1) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(length // 4))[:length]


def document(*pages: Page) -> Document:
    return Document(Path("a"), "text/plain", "document", "a", pages)


@pytest.mark.parametrize(
    "piece",
    [
        "0",
        "00 ",
        "0\n",
        "one line of a table\t0\t0\n",
        "测试",
        " " * 200 + "x",
        "no other row like this " * 40,
    ],
)
def test_a_page_of_one_piece_is_cut(piece: str) -> None:
    text = (piece * (2_000_000 // len(piece) + 1))[:2_000_000]
    cut = without_repetition(document(Page(3, text)))
    assert cut.pages == (Page(3, text[:KEPT]),)
    assert cut.notes == (REPEATS,)


def test_what_stands_before_and_after_is_kept() -> None:
    before, after = prose(123_456), prose(70_000, 2)
    text = before + "-" * 300_000 + after + "=+" * 100_000
    page = Page(
        None,
        text,
        (
            Heading(5, 1, "Before"),
            Heading(len(before) + KEPT + 1, 2, "Within"),
            Heading(len(before) + 300_000 + 7, 1, "After"),
        ),
    )
    (cut,) = without_repetition(document(page)).pages
    assert cut.text == before + "-" * KEPT + after + ("=+" * KEPT)[:KEPT]
    assert cut.headings == (
        Heading(5, 1, "Before"),
        Heading(len(before) + KEPT + 7, 1, "After"),
    )
    assert (
        cut.text[cut.headings[1].start :]
        == text[page.headings[2].start :][: len(after) - 7] + ("=+" * KEPT)[:KEPT]
    )


@pytest.mark.parametrize("lead", [0, 1, 49_999, 50_000, 77_777])
@pytest.mark.parametrize("length", [150_001, 250_000, 333_333])
def test_where_it_begins_and_ends(lead: int, length: int) -> None:
    run = ("left right " * length)[:length]
    text = prose(lead)[:-1] + "#" * (lead > 0) + run + "#" + prose(60_000)
    assert list(repetitions(text)) == [(lead, lead + length)]


def log(lines: int) -> str:
    return "".join(
        f"2024-05-06 07:{n // 60 % 60:02}:{n % 60:02} INFO worker {n % 7}: nothing to do\n"
        for n in range(lines)
    )


def table(lines: int) -> str:
    return "".join(f"{n},0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\n" for n in range(lines))


ORDINARY = {
    "prose": prose(3_000_000),
    "log": log(60_000),
    "a log without times": "".join(f"nothing to do ({n})\n" for n in range(200_000)),
    "table": table(80_000),
    "list": "\n".join(f"photo{n:05}.jpg" for n in range(100_000)),
    "short repetition": ("-" * 90_000 + prose(20_000)) * 10,
    "long pieces": prose(1_500) * 1_000,
    "rows that differ now and then": "".join(
        "0,0,0,0,0,0\n" * 5_000 + f"{n},1,0\n" for n in range(30)
    ),
}


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_texts_are_never_cut(name: str) -> None:
    page = Page(None, ORDINARY[name], (Heading(0, 1, "All of it"),))
    before = document(page, Page(None, "0" * LEAST))
    assert without_repetition(before) is before


@pytest.mark.parametrize("text", [ORDINARY["log"], "0" * 3_000_000, " \n" * 2_000_000])
def test_it_takes_no_time(text: str) -> None:
    best = min(_seconds(text) for _ in range(5))
    assert best / (len(text) / 2**20) < 0.002


def _seconds(text: str) -> float:
    began = time.perf_counter()
    without_repetition(document(Page(None, text)))
    return time.perf_counter() - began


def test_an_archive_of_zeros(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "fan.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.txt", "0" * 2_000_000)
    read = read_document(tmp_path / "fan.zip", ExtractionLimits())
    found = [member.document for member in read.members if member.document is not None]
    assert [each.pages[0].text for each in found] == ["0" * KEPT] * 3
    assert [each.notes for each in found] == [(REPEATS,)] * 3
