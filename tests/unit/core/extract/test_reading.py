from __future__ import annotations

import pytest

from docmind.core.errors import ExtractionError, ExtractionOutOfMemory, FileTooLarge, FileUnreadable
from docmind.core.extract import reading
from docmind.core.extract.base import ExtractionLimits, Extractor
from docmind.core.extract.pool import EXTRACTION_VERSION
from docmind.core.registry import providers

READERS = providers("docmind.core.extract", Extractor)


@pytest.mark.parametrize("name", READERS)
def test_each_extractor_states_what_it_reads(name):
    reader = READERS[name]
    assert reader.name == name
    assert reader.version >= 1
    assert reader.media_types
    others = {
        media for other in READERS.values() if other is not reader for media in other.media_types
    }
    assert others.isdisjoint(reader.media_types)


@pytest.mark.parametrize("name", READERS)
def test_each_extractor_survives_rubbish(name, tmp_path):
    reader = READERS[name]
    for content in (b"", b"\0" * 5000, b"<" * 5000, bytes(range(256)) * 40, b"PK\3\4" + b"x" * 99):
        path = tmp_path / "x"
        path.write_bytes(content)
        for media in reader.media_types[:2]:
            try:
                document = reading._guarded(reader(), path, media, ExtractionLimits())
            except ExtractionError as error:
                assert error.path == path
                assert error.title
                continue
            for text in (document.title, *(page.text for page in document.pages)):
                text.encode()
                assert "\0" not in text


def test_a_new_version_of_an_extractor_changes_the_name(monkeypatch):
    assert reading.extraction_version() == EXTRACTION_VERSION
    monkeypatch.setattr(READERS["pdf"], "version", 99)
    assert reading.extraction_version() != EXTRACTION_VERSION


@pytest.mark.parametrize(
    ("raised", "kind"),
    [
        (MemoryError(), ExtractionOutOfMemory),
        (RecursionError("deep"), ExtractionError),
        (OSError("cannot write mode"), ExtractionError),
        (PermissionError(13, "Permission denied"), FileUnreadable),
        (KeyError("x"), ExtractionError),
        (FileTooLarge("big"), FileTooLarge),
    ],
)
def test_whatever_a_parser_raises_has_a_kind(monkeypatch, tmp_path, raised, kind):
    def extract(*_: object) -> None:
        raise raised

    monkeypatch.setattr(READERS["plain_text"], "extract", extract)
    path = tmp_path / "a.txt"
    path.write_text("x")
    with pytest.raises(ExtractionError) as caught:
        reading.read_document(path, ExtractionLimits())
    assert type(caught.value) is kind
    assert caught.value.path == path
