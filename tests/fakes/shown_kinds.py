"""More of the library to show: a file of each kind as its reader reads it, and many pictures."""

from __future__ import annotations

import re
from pathlib import Path

from fakes.engine import FakeEngine, make_hit
from fakes.shown import LIBRARY, filled_engine, pdf_text

from docmind.core import DocumentMatches, Hit, PageMatches, PageText, Problem, Span
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.reading import read_document

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
KINDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("mail", "", ("early", "deposit")),
    ("notes", "home/heating-notes.md", ("pressure", "boiler")),
    ("page", "kitchen/Kartoffelsuppe.html", ("kochen", "Kartoffeln")),
    ("letter", "money/insurance-letter.docx", ("claim", "kitchen")),
    ("code", "work/rename_photos.py", ("camera", "picture")),
    ("table", "money/household-2024.csv", ("boiler",)),
)
"""What is shown, the sample that shows it, and the words that are marked in it."""
MAIL = """\
From: Ada Lindqvist <ada@example.org>
To: Ben Okafor <ben@example.org>, Carla Moreno <carla@example.org>
Subject: Moving out in June?
Date: Tue, 21 May 2024 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=part

--part
Content-Type: text/html; charset=utf-8

<p>Hello Ben,</p><p>if we want to leave early, the landlord told me the deposit would cover the last
month. See <a href="https://example.org/x">https://example.org/notice</a> for the notice period.</p>
<h2>What is still to do</h2><ul><li>hand the keys over to the agent</li><li>read the meters</li>
</ul>
<table><tr><th>Meter</th><th>January</th><th>June</th></tr><tr><td>Electricity</td><td>18,204</td>
<td>19,877</td></tr><tr><td>Water</td><td>312</td><td>340</td></tr></table><p>Ada</p>
--part
Content-Type: application/pdf
Content-Disposition: attachment; filename=lease_scan.pdf

JVBERi0=
--part--
"""
SKIES = (
    (60, 70, 140),
    (140, 90, 60),
    (40, 110, 90),
    (120, 60, 110),
    (80, 100, 120),
    (150, 120, 70),
)


def kinds_engine(folder: Path) -> FakeEngine:
    """The lease, the photograph, a file of each of ``KINDS``, a film, and a locked table."""
    engine = filled_engine(folder)
    (folder / "8841.eml").write_text(MAIL)
    hits = [
        _read(engine, number, SAMPLES / sample if sample else folder / "8841.eml", words)
        for number, (_, sample, words) in enumerate(KINDS, 10)
    ]
    film, locked = f"{LIBRARY}/Videos/holiday_in_lisbon.mp4", f"{LIBRARY}/payroll_lease.xlsx"
    hits += [
        make_hit(30, film, "holiday_in_lisbon.mp4", "", ("x",), read=False, media_type="",
                 size=812_000_000),
        make_hit(31, locked, "payroll_lease.xlsx", "", ("x",), read=False, size=9_000),
    ]  # fmt: skip
    engine.known_problems = (
        Problem(Path(locked), "password", "The file is protected with a password.", "",
                "2026-02-03T10:00:00Z"),
    )  # fmt: skip
    lease, photo = engine.hits[0], engine.hits[3]
    page = pdf_text(lease.path, 7)
    marked = tuple(Span(*one.span()) for one in re.finditer("tenant|lease", page, re.IGNORECASE))
    engine.known_matches[1] = DocumentMatches(tuple(PageMatches(n, marked) for n in (3, 7, 9)))
    engine.hits = (lease, photo, *hits)
    engine.total, engine.facets = len(engine.hits), None
    return engine


def _read(engine: FakeEngine, number: int, path: Path, words: tuple[str, ...]) -> Hit:
    document = read_document(path, ExtractionLimits())
    page = document.pages[0]
    marked = tuple(
        Span(*one.span()) for one in re.finditer("|".join(words), page.text, re.IGNORECASE)
    )
    begin = page.text.rfind("\n", 0, marked[0].start) + 1
    end = page.text.find("\n", marked[0].start) % (len(page.text) + 1)
    engine.pages[number] = PageText(
        path, document.title, document.media_type, document.kind, page.number,
        document.page_count, page.text, tuple(one for one in marked if begin <= one.start < end),
        document.properties, document.notes, headings=page.headings,
        members=tuple((member.name, member.size) for member in document.members),
    )  # fmt: skip
    engine.known_matches[number] = DocumentMatches((PageMatches(page.number, marked),))
    return make_hit(
        number, path, document.title, page.text[begin:end][:160], words,
        media_type=document.media_type, kind=document.kind, page=page.number,
        page_count=document.page_count, meaning=0.7, span=Span(begin, end),
        size=path.stat().st_size,
    )  # fmt: skip


def gallery_engine(folder: Path) -> FakeEngine:
    """Two dozen photographs."""
    from PIL import Image

    engine = filled_engine(folder)
    hits = []
    for number in range(24):
        path = folder / f"IMG_{2231 + 7 * number}.png"
        high, wide = (240, 320) if number % 3 else (320, 240)
        colour = SKIES[number % len(SKIES)]
        sky = Image.linear_gradient("L").resize((wide, high))
        picture = Image.merge(
            "RGB", [sky.point(lambda v, one=one: int(one + v * 0.4)) for one in colour]
        )
        shore = Image.new("RGB", (wide, high // (4 + number % 4)), (30, 34, 52))
        picture.paste(shore, (0, high - shore.height))
        picture.save(path)
        hits.append(
            make_hit(50 + number, path, path.stem, f"{path.stem}, {wide} × {high}", kind="image",
                     media_type="image/png", meaning=0.8 - number / 100, size=2_400_000)
        )  # fmt: skip
    engine.hits, engine.total, engine.facets = tuple(hits), len(hits), None
    return engine
