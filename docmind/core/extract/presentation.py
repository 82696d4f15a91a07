"""Presentations (PPTX): a page per slide, with its tables, diagrams, notes and comments."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from docmind.core.errors import UnsupportedType
from docmind.core.extract.base import Claim, Confidence, ExtractionLimits, Extractor
from docmind.core.extract.blocks import Blocks
from docmind.core.extract.clean import cut_note, file_title, unreadable_note
from docmind.core.extract.drawing import Shapes, add_linked, add_part
from docmind.core.extract.embedded import read_embedded
from docmind.core.extract.ooxml import Package, Target, authorship, is_ooxml, local, named
from docmind.core.extract.zip_guard import open_zip
from docmind.core.schema import Document, Page

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SUFFIXES = frozenset((".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"))

_MOST_SLIDES = 20_000
_UNTITLED = ("PowerPoint Presentation", "Slide 1")  # what the program states when nobody did


class Presentation(Extractor):
    """Slides are numbered in the order in which they are shown; hidden ones count too."""

    name = "presentation"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (PPTX,)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        if is_ooxml(head, b"ppt/presentation.xml"):
            return PPTX, Confidence.CERTAIN
        return named(suffix, head, SUFFIXES, PPTX)

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        with open_zip(path) as container:
            package = Package(container)
            slides = slide_parts(package)
            pages, notes = _pages(package, slides, limits.characters)
            inside = read_embedded(package, slides, limits)
            core = package.facts()
        return Document(
            path=path,
            media_type=media_type,
            kind="document",
            title=shown_title(core.get("title", ""), pages) or file_title(path),
            pages=pages,
            page_count=len(slides),
            properties=authorship(core),
            notes=(
                *notes,
                *unreadable_note("".join(page.text for page in pages)),
                *inside.notes,
            ),
            members=inside.found,
        )


def slide_parts(package: Package) -> list[str]:
    """The slides' parts in their order; those nobody lists (a damaged list) by their names.

    Raises ``ExtractionError`` when it holds no presentation.
    """
    main = package.main_part("ppt/presentation.xml")
    if main.split("/")[0] in ("word", "xl"):
        raise UnsupportedType("No reader for this type of file", detail=main.split("/")[0])
    order = _Order()
    package.parse_leniently(main, order)
    links = package.links(main)
    found = [links[key].part for key in order.ids if key in links]
    return (found or package.linked(main, "slide"))[:_MOST_SLIDES]


def _pages(
    package: Package, slides: list[str], characters: int
) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    pages: list[Page] = []
    left, broken = characters, 0
    for number, slide in enumerate(slides, 1):
        blocks = Blocks(left)
        broken += not _add_slide(package, slide, blocks)
        text, headings = blocks.finish()
        pages.append(Page(number, text, headings))
        left -= len(text)
        if left < 1:
            return tuple(pages), (cut_note(characters),)
    if not broken:
        return tuple(pages), ()
    return tuple(pages), (f"{broken:,} of {len(slides):,} slides could be read only in part.",)


def _add_slide(package: Package, slide: str, blocks: Blocks) -> bool:
    """Write the slide's words, then its notes and comments. False when it is broken."""
    shapes = Shapes(blocks)
    is_whole = package.parse_leniently(slide, shapes)
    add_linked(package, slide, shapes)
    for part in package.linked(slide, "notesSlide"):
        add_part(package, part, blocks)
    for part in package.linked(slide, "comments"):
        add_part(package, part, blocks)
    return is_whole


def shown_title(stated: str, pages: tuple[Page, ...]) -> str:
    """What the author stated, or the title of the first slide."""
    if stated and stated not in _UNTITLED:
        return stated
    return next((heading.title for page in pages[:1] for heading in page.headings), "")


class _Order(Target):
    """The relationship ids of the slides, as listed."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "sldId":
            # Its own id stands beside it, without a namespace.
            ids = [value for name, value in attributes.items() if name.endswith("}id")]
            self.ids.extend(ids[:1])
