"""What every extractor has to keep, whatever its format."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from docmind.core.errors import ExtractionError
from docmind.core.extract.base import Confidence, ExtractionLimits, Extractor
from docmind.core.extract.reading import read_document
from docmind.core.extract.sniff import HEAD_BYTES, ROOM
from docmind.core.registry import providers
from docmind.core.schema import Document

EXTRACTORS = providers(ROOM, Extractor)
NAMES = sorted(EXTRACTORS)
SUFFIXES = (
    ".txt", ".pdf", ".docx", ".xlsx", ".pptx", ".doc", ".xls", ".ppt", ".odt", ".ods", ".odp",
    ".rtf", ".epub", ".fb2", ".eml", ".msg", ".mbox", ".mht", ".zip", ".tar", ".gz", ".7z", ".tex",
    ".ipynb", ".srt", ".vtt", ".svg", ".xml", ".html", ".md", ".csv", ".json", ".png", ".jpg",
    ".heic", ".avif", ".tiff", ".pages", ".key", ".numbers", ".hwp", "",
)  # fmt: skip
MAGICS = (
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"%PDF-1.7\n",
    b"{\\rtf1 ",
    b"\x1f\x8b\x08",
    b"BZh9",
    b"\xfd7zXZ\0",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"From a@b 1\n",
    b"From: a\n\n",
    b"<?xml version='1.0'?><svg>",
    b"<html>",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b'{"cells":',
    b"\\documentclass{",
    b"WEBVTT\n",
    b"1\n00:00:00,000 --> 00:00:01,000\n",
)
LIMITS = ExtractionLimits(seconds=5, characters=50_000)


def noise(length: int, seed: int) -> bytes:
    return random.Random(seed).randbytes(length)


@pytest.mark.parametrize("name", NAMES)
def test_a_claim_is_for_one_of_its_own_types(name):
    extractor = EXTRACTORS[name]
    assert extractor.media_types
    for seed, magic in enumerate(MAGICS):
        for body in (b"", noise(HEAD_BYTES, seed), b"words and words\n" * 99):
            for suffix in SUFFIXES:
                claim = extractor.recognise(suffix, (magic + body)[:HEAD_BYTES])
                if claim is not None:
                    assert claim[0] in extractor.media_types
                    assert isinstance(claim[1], Confidence)


def test_no_two_read_the_same_type():
    types = [kind for name in NAMES for kind in EXTRACTORS[name].media_types]
    assert len(types) == len(set(types))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_broken_files_of_any_name_end_in_a_document_or_a_clear_error(tmp_path: Path, suffix):
    for seed, magic in enumerate(MAGICS):
        path = tmp_path / f"file-{seed}{suffix}"
        path.write_bytes(magic + noise(3000, seed))
        try:
            document = read_document(path, LIMITS)
        except ExtractionError as error:
            assert error.title
            assert error.path == path
        else:
            assert isinstance(document, Document)
            assert document.title
            assert all("\0" not in page.text for page in document.pages)
