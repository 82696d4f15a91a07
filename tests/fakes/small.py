"""Three results of three kinds and two sources, for tests of the window."""

from __future__ import annotations

from pathlib import Path

from fakes.engine import make_hit

from docmind.core import SourceStatus

HITS = (
    make_hit(1, "/docs/Contracts/lease.txt", "Lease agreement",
             "The tenant may terminate this lease early.", ("tenant", "lease"), meaning=0.83,
             more=3),
    make_hit(2, "/docs/Contracts/addendum.md", "Addendum", "Either party can leave.",
             meaning=0.79, heading="Break > Clauses"),
    make_hit(3, "/docs/Photos/IMG_2231.png", "IMG_2231", "Photographed page", kind="image",
             media_type="image/png"),
)  # fmt: skip
SOURCES = (
    SourceStatus(Path("/docs/Contracts"), "current", 1204, 1204, 0, 0),
    SourceStatus(Path("/docs/Photos"), "reading", 200, 124, 2, 5),
)
