"""A library to show: invented names, and real files for the previews, made on the spot."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from fakes.engine import FakeEngine, make_hit, spans_of

from docmind.core import (
    AskedSearch,
    ExcludePreview,
    Facet,
    FacetValue,
    PageText,
    Problem,
    SavedSearch,
    Searches,
    SourceStatus,
    Span,
)

LIBRARY = "/home/ada"
NOW = date.today().year
LEASE = (
    ("6. Term and termination", 1),
    ("6.1 The Term shall commence on the Start Date and continue for a period of five", 0),
    ("(5) years unless determined earlier in accordance with this clause.", 0),
    ("", 0),
    ("6.2 The Tenant may terminate this Lease before the expiry of the Term by giving", 0),
    ("not less than three months' written notice to the Landlord, such notice to expire", 0),
    ("on or after the second anniversary of the Start Date.", 0),
    ("", 0),
    ("6.3 Upon termination under clause 6.2 the Tenant shall yield up the Premises with", 0),
    ("vacant possession and shall pay all Rent due up to the date of termination.", 0),
    ("", 0),
    ("6.4 Termination shall be without prejudice to any accrued rights of either party.", 0),
    ("7. Deposit", 1),
    ("7.1 The Deposit shall be held in a designated account and returned within thirty", 0),
    ("days, less any deductions properly made under clause 9.", 0),
)


def write_pdf(path: Path, lines: tuple[tuple[str, int], ...], pages: int = 1) -> None:
    """A small PDF with the lines (text, 1 for a heading) on every page."""
    content = ["BT /F1 10.5 Tf 15 TL 72 770 Td"]
    for text, heading in lines:
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        if heading:
            content.append(f"T* /F2 12 Tf ({escaped}) Tj /F1 10.5 Tf T* T*")
        else:
            content.append(f"({escaped}) Tj T*")
    stream = zlib.compress(" ".join([*content, "ET"]).encode("latin-1"))
    kids = " ".join(f"{6 + page} 0 R" for page in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
        *(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
            b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
            for _ in range(pages)
        ),
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    path.write_bytes(bytes(out))


def pdf_text(path: Path, page: int = 1) -> str:
    """The text of a page, as indexed by PDFium."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    text = document[page - 1].get_textpage().get_text_range()
    document.close()
    return str(text)


def write_picture(path: Path) -> None:
    """A photograph-like picture: an evening sky over a dark shore."""
    from PIL import Image

    wide, high = 1200, 900
    sky = Image.linear_gradient("L").resize((wide, high))
    warm = Image.merge("RGB", [sky.point(lambda v, k=k: int(k[0] + v * k[1]))
                               for k in ((60, 0.75), (70, 0.35), (140, -0.2))])  # fmt: skip
    shore = Image.new("RGB", (wide, high // 4), (30, 34, 52))
    warm.paste(shore, (0, high - high // 4))
    warm.save(path)


def filled_engine(folder: Path) -> FakeEngine:
    """Five results of five types, sources in every state, three problems."""
    lease, photo = folder / "lease_harbour_12.pdf", folder / "IMG_2231.png"
    if not lease.exists():
        write_pdf(lease, LEASE, 24)
        write_picture(photo)
    page = pdf_text(lease, 7)
    start = page.index("6.2 The Tenant")
    passage = Span(start, page.index("the Landlord") + len("the Landlord"))
    notes = (
        "# Housing notes\n\nThings to look up before the move.\n\n## Ending a lease\n\n"
        "Check the notice period first; the statutory minimum applies if the contract is "
        "silent. A tenant may leave early when the landlord agrees, or when another tenant "
        "takes over the lease.\n\n## Deposit\n\nIt comes back within thirty days.\n"
    )
    begin = notes.index("Check the")
    best = Span(begin, notes.index("\n\n## Deposit"))
    engine = FakeEngine(
        (
            make_hit(1, lease, "Lease agreement – Harbour Street 12",
                     "…the Tenant may terminate this Lease before the expiry of the Term by giving "
                     "not less than three months’ written notice to the Landlord, such notice to "
                     "expire on or after the second anniversary",
                     ("tenant", "lease"), media_type="application/pdf", page=7, page_count=24,
                     meaning=0.83, more=3, span=passage),
            make_hit(2, f"{LIBRARY}/Contracts/Property/addendum_break.docx",
                     "Addendum on break clauses",
                     "Either party can exercise the break option after the second anniversary; the "
                     "tenant must leave vacant possession and all keys with the agent named above",
                     ("tenant",), meaning=0.79, heading="Break option",
                     media_type="application/vnd.openxmlformats-officedocument"
                                ".wordprocessingml.document"),
            make_hit(3, f"{LIBRARY}/Research/web/moving-out.html", "Moving out in June?",
                     "…so if we want to leave early, the landlord told me the deposit would cover…",
                     ("early",), meaning=0.74, media_type="text/html"),
            make_hit(4, photo, "IMG_2231", "IMG 2231, 1200 × 900, evening at the harbour",
                     kind="image", media_type="image/png", meaning=0.72, size=2_400_000),
            make_hit(5, f"{LIBRARY}/Research/notes/housing.md", "Housing notes",
                     notes[best.start : best.end], ("tenant", "early", "lease"),
                     media_type="text/markdown", heading="Housing notes > Ending a lease",
                     meaning=0.71, span=best, size=3_100),
            make_hit(6, f"{LIBRARY}/Research/tools/lease_dates.py", "lease_dates.py",
                     "def last_day(lease: Lease) -> date: return lease.start + lease.term",
                     ("lease",), kind="code", media_type="text/x-python", size=1_900),
        ),
        (
            SourceStatus(folder, "current", 1204, 1204, 0, 0),
            SourceStatus(Path(f"{LIBRARY}/Research"), "reading", 6300, 3911, 2, 40),
            SourceStatus(Path(f"{LIBRARY}/Photos 2019–2026"), "current", 18330, 18330, 0, 0),
            SourceStatus(Path(f"{LIBRARY}/USB archive"), "offline", 412, 412, 1, 0),
        ),
    )  # fmt: skip
    words = tuple(
        Span(start + one.start, start + one.end)
        for one in spans_of(page[start : passage.end], "tenant", "terminate", "lease")
    )
    engine.pages[1] = PageText(lease, "", "application/pdf", "document", 7, 24, page, words)
    found = spans_of(notes[best.start : best.end], "tenant", "early", "lease")
    engine.pages[5] = PageText(
        Path("housing.md"), "", "text/markdown", "document", None, None, notes,
        tuple(Span(best.start + one.start, best.start + one.end) for one in found),
    )  # fmt: skip
    engine.pages[4] = PageText(
        photo, "", "image/png", "image", None, None, "", (),
        (("Size", "1200 × 900"), ("Camera", "Pixel 7"), ("Taken", "21 May 2024 20:41")),
    )  # fmt: skip
    first, *others = engine.hits
    twice = replace(first, copies=(Path(f"{LIBRARY}/Research/old/lease_harbour_12.docx"),))
    engine.hits = (twice, *others)
    engine.total = 47
    engine.facets = facets_shown(folder)
    engine.known_problems = _problems()
    names = (
        *("build/server.log", "build/worker.log", "notes/2024-05.log", "drafts/idea.md"),
        *("drafts/old/plan.docx", "tools/lease.log", "web/access.log", "web/error.log"),
    )
    examples = tuple(Path(f"{LIBRARY}/Research/{name}") for name in names)
    engine.excluded = ExcludePreview(37, 1_200_000_000, examples)
    return engine


def facets_shown(folder: Path) -> tuple[Facet, ...]:
    """How 47 results divide."""
    value = FacetValue
    return (
        Facet("kind", (value("document", 33), value("image", 12), value("code", 2))),
        Facet("type", (
            value("pdf", 22), value("png", 12), value("docx", 6), value(".md", 3), value("py", 2),
            value("odt", 1), value("html", 1),
        )),
        Facet("folder", (
            value(folder.as_posix(), 31, folder.name),
            value(f"{LIBRARY}/Photos 2019–2026", 12, "Photos 2019–2026"),
            value(f"{LIBRARY}/Research", 4, "Research"),
        )),
        Facet("changed", (value("this month", 5), value("this year", 19))),
        Facet("year", (value(str(NOW), 19), value(str(NOW - 1), 12), value(str(NOW - 2), 16))),
        Facet("language", (value("en", 28), value("de", 7))),
    )  # fmt: skip


def _problems() -> tuple[Problem, ...]:
    """Problems of every kind that a person can do something about, and many scanned pages."""
    rows = (
        ("password", "Research/papers/scan_0193.pdf", "The file is protected with a password."),
        ("password", "Contracts/payroll.xlsx", "The file is protected with a password."),
        ("too_large", "Photos 2019–2026/panorama.tiff", "The file has 1.4 GB."),
        ("timed_out", "USB archive/backup/everything.pdf", "Reading took longer than 20 seconds."),
        ("out_of_memory", "Research/map.svg", "Reading needed more than 2000 MB of memory."),
        ("damaged", "Research/old/minutes-1998.docx", "Its table of contents ends too early."),
        ("damaged", "Mail/2019.zip/invoices/may.pdf", "The file ends in the middle of a page."),
        ("crashed", "Research/odd/fuzz.xlsb", "Reading it stopped the reader twice."),
        ("unreadable", "Contracts/private.odt", "You have no permission to read it."),
        ("changed", "Research/log/today.txt", "It was written to while it was read."),
        ("empty", "Research/notes/new.txt", "The file has no content."),
        *(("no_text", f"Scans/letter_{number:03}.pdf", "There is no text in it, only pictures.")
          for number in range(1, 13)),
    )  # fmt: skip
    return tuple(
        Problem(Path(f"{LIBRARY}/{path}"), kind, reason, "", "2026-02-03T10:00:00Z")
        for kind, path, reason in rows
    )


def nested_engine(folder: Path) -> FakeEngine:
    """Results that lie inside other files, were recognised in pictures, or are not read yet."""
    scan, photo = folder / "letter_003.pdf", folder / "IMG_2231.png"
    if not scan.exists():
        write_pdf(scan, LEASE, 1)
        write_picture(photo)
    notice = ("NOTICE OF TERMINATION. I hereby give notice that the tenant ends the lease of "
              "Harbour Street 12 on the last day of June. Please send me the date of the "
              "handover.")  # fmt: skip
    archive, mail = f"{LIBRARY}/Mail/2019.zip", f"{LIBRARY}/Mail/2024-05/8841.eml"
    engine = FakeEngine(
        (
            make_hit(1, scan, "letter_003", notice, ("tenant", "lease", "notice"), page=1,
                     media_type="application/pdf", page_count=2, meaning=0.81, in_picture=True),
            make_hit(2, f"{archive}/reports/plan.pdf", "Plan for the move",
                     "The tenant leaves the flat in June; the lease ends with the month.",
                     ("tenant", "lease"), media_type="application/pdf", page=3, page_count=9,
                     meaning=0.78, container=archive, more=1),
            make_hit(3, f"{mail}/lease_scan.pdf", "lease_scan.pdf",
                     "Attached is the lease as the tenant signed it in 2019.",
                     ("tenant", "lease"), media_type="application/pdf", page=1, page_count=4,
                     meaning=0.74, container=mail),
            make_hit(4, f"{LIBRARY}/Contracts/lease_2026_draft.docx", "lease_2026_draft.docx", "",
                     ("lease",), read=False, size=48_000),
            make_hit(5, f"{LIBRARY}/Contracts/payroll_lease.xlsx", "payroll_lease.xlsx", "",
                     ("lease",), read=False, size=9_000),
        ),
        (
            SourceStatus(folder, "current", 24, 24, 0, 0),
            SourceStatus(Path(f"{LIBRARY}/Mail"), "current", 912, 912, 0, 0),
            SourceStatus(Path(f"{LIBRARY}/Contracts"), "reading", 1204, 811, 1, 0),
        ),
    )  # fmt: skip
    words = spans_of(notice, "tenant", "lease", "notice")
    engine.pages[1] = PageText(scan, "", "application/pdf", "document", 1, 2, notice, words,
                               in_picture=True)  # fmt: skip
    text = ("3. The flat\n\nThe tenant leaves the flat in June; the lease ends with the month.\n"
            "Boxes are ordered for the second week.\n")  # fmt: skip
    engine.pages[2] = PageText(
        Path(f"{archive}/reports/plan.pdf"), "", "application/pdf", "document", 3, 9, text,
        spans_of(text, "tenant", "lease"), notes=("3 characters could not be read.",),
        container=Path(archive),
    )  # fmt: skip
    engine.known_problems = (
        Problem(Path(f"{LIBRARY}/Contracts/payroll_lease.xlsx"), "password",
                "The file is protected with a password.", "", "2026-02-03T10:00:00Z"),
    )  # fmt: skip
    engine.held = "Waiting: running on battery"
    return engine


def kept_searches() -> Searches:
    """A history and saved searches."""
    when = "2026-02-03T10:00:00+00:00"
    asked = (
        ("how can the tenant end the lease early", "auto"),
        ("INV-2024-0817", "auto"),
        ("whiteboard with the release plan", "images"),
        ('"three months" deposit type:pdf', "words"),
        ("lease addendum break clause second anniversary Harbour Street 12 schedule of "
         "repairs and the list of fixtures that stay", "auto"),
        ("расторжение договора аренды", "auto"),
    )  # fmt: skip
    saved = (
        ("Invoices 2026", "type:pdf invoice after:2026", "auto"),
        ("Leases", "lease type:pdf", "auto"),
        ("Whiteboard photos", "kind:image whiteboard", "images"),
    )
    return Searches(
        tuple(AskedSearch(text, mode, 1, when) for text, mode in asked),  # type: ignore[arg-type]
        tuple(SavedSearch(*one, when) for one in saved),  # type: ignore[arg-type]
    )
