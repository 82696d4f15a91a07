from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.inside import texts

from docmind.core.errors import ExtractionError
from docmind.core.extract.base import Confidence, ExtractionLimits
from docmind.core.extract.packed_file import BZIP2, GZIP, XZ, PackedFile
from docmind.core.extract.reading import read_document

LIMITS = ExtractionLimits()


@pytest.mark.parametrize(
    ("name", "pack", "inner"),
    [
        ("notes.txt.gz", gzip.compress, "notes.txt"),
        ("notes.txt.bz2", bz2.compress, "notes.txt"),
        ("notes.txt.xz", lzma.compress, "notes.txt"),
        ("notes.txt.lzma", lambda c: lzma.compress(c, lzma.FORMAT_ALONE), "notes.txt"),
        ("notes", gzip.compress, "notes"),
    ],
)
def test_the_file_inside_is_a_member(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes], inner: str
) -> None:
    (tmp_path / name).write_bytes(pack(b"the words"))
    document = read_document(tmp_path / name, LIMITS)
    assert texts(document) == {inner: "the words"}
    assert document.pages[0].text == inner
    assert document.title == name
    assert document.notes == ()


def test_several_streams_in_one(tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"one ") + gzip.compress(b"two"))
    assert texts(read_document(tmp_path / "a.txt.gz", LIMITS)) == {"a.txt": "one two"}


def test_the_name_it_says_of_itself(tmp_path):
    out = io.BytesIO()
    with gzip.GzipFile("report.html", "wb", fileobj=out) as packed:
        packed.write(b"<p>words")
    for name, inner in (("backup.gz", "report.html"), ("b.txt.gz", "b.txt"), ("x", "report.html")):
        (tmp_path / name).write_bytes(out.getvalue())
        assert read_document(tmp_path / name, LIMITS).members[0].name == inner


@pytest.mark.parametrize(
    "pack", [gzip.compress, lambda c: bz2.compress(c, 1), lambda c: lzma.compress(c, preset=0)]
)
def test_what_is_cut_off_is_read_up_to_there(tmp_path, pack):
    said = b"".join(
        b"line %d %s\n" % (n, random.Random(n).randbytes(9).hex().encode()) for n in range(40_000)
    )
    whole = pack(said)
    (tmp_path / "log.txt.gz").write_bytes(whole[: len(whole) * 2 // 3])
    document = read_document(tmp_path / "log.txt.gz", LIMITS)
    assert texts(document)["log.txt"].startswith("line 0 ")
    assert document.notes[0].startswith("It is damaged after its first ")


def test_rubbish_is_damaged(tmp_path):
    for content in (b"no such thing", b"\x1f\x8b\x08", b"\x1f\x8b\x08\0\0\0\0\0\0\0\xff\xff\xff"):
        (tmp_path / "a.gz").write_bytes(content)
        with pytest.raises(ExtractionError, match="damaged"):
            read_document(tmp_path / "a.gz", LIMITS)


def test_bombs_end_early(tmp_path):
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"A" * (20 << 20)))
    document = read_document(tmp_path / "bomb.txt.gz", ExtractionLimits(file_bytes=1 << 20))
    refusal = document.members[0].refusal
    assert refusal is not None and refusal.kind == "too_large"


def test_a_file_that_holds_itself_ends(tmp_path):
    content = b"words"
    for _ in range(30):
        content = gzip.compress(content)
    (tmp_path / "a.gz").write_bytes(content)
    assert len(read_document(tmp_path / "a.gz", LIMITS).members) == LIMITS.depth


@pytest.mark.parametrize(
    ("suffix", "head", "claim"),
    [
        (".gz", gzip.compress(b"x", mtime=0), (GZIP, Confidence.GENERIC)),
        ("", gzip.compress(b"x", mtime=0), (GZIP, Confidence.GENERIC)),
        (".blend", gzip.compress(b"x", mtime=0), None),
        ("", bz2.compress(b"x"), (BZIP2, Confidence.GENERIC)),
        ("", lzma.compress(b"x"), (XZ, Confidence.GENERIC)),
        (".gz", b"words", (GZIP, Confidence.NAMED)),
        (".txt", b"BZh9 words", None),
    ],
)
def test_recognised_by_content_or_name(suffix, head, claim):
    assert PackedFile.recognise(suffix, head) == claim
