"""An extractor recognises a file of its kind and finds the words that stand in it.

Files lie in ``resources/conformance/files``, named by the extractor that is to read them.
"""

from __future__ import annotations

from docmind.core.conformance.models import resources
from docmind.core.conformance.outcome import NotRun, expect
from docmind.core.errors import UnsupportedType
from docmind.core.extract.base import ExtractionLimits, Extractor
from docmind.core.extract.libarchive_stream import has_library
from docmind.core.extract.library_archive import LibraryArchive
from docmind.core.extract.reading import check, read_document
from docmind.core.schema import Document

WORDS = "Kraniche ziehen im Herbst"
"""What stands in every one of the files."""


def try_extractor(provider: type[Extractor]) -> str:
    """Read the files of its kind. Returns which ones."""
    files = sorted((resources() / "files").glob(f"{provider.name}.*"))
    expect(bool(files), "there is a file to try it with")
    if provider is LibraryArchive and not has_library():
        raise NotRun("This system has no libarchive, so 7z, RAR and others are listed by name.")
    limits = ExtractionLimits(seconds=60)
    for file in files:
        kind, _stamp = check(file, limits)
        expect(kind in provider.media_types, f"it recognises {file.name}, not a {kind}")
        try:
            document = read_document(file, limits)
        except UnsupportedType as error:
            raise NotRun(str(error)) from None
        expect(WORDS in _everything(document), f"it finds the words in {file.name}")
    return f"It read {', '.join(file.name for file in files)}."


def _everything(document: Document) -> str:
    inside = [member.document for member in document.members if member.document is not None]
    texts = (page.text for one in (document, *inside) for page in one.pages)
    facts = (value for one in (document, *inside) for _, value in one.properties)
    return " ".join(" ".join((*texts, *facts)).split())
