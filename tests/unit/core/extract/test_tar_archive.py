from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.inside import texts

from docmind.core.errors import ExtractionError
from docmind.core.extract import archive
from docmind.core.extract.base import Confidence, ExtractionLimits
from docmind.core.extract.reading import read_document
from docmind.core.extract.tar_archive import TAR, TarArchive

LIMITS = ExtractionLimits()


def tar(members: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as made:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime = len(content), 1_700_000_000
            made.addfile(entry, io.BytesIO(content))
    return out.getvalue()


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.tar", bytes),
        ("a.tar.gz", gzip.compress),
        ("a.tgz", gzip.compress),
        ("a.tar.bz2", bz2.compress),
        ("a.tar.xz", lzma.compress),
        ("a.tar.lzma", lambda content: lzma.compress(content, lzma.FORMAT_ALONE)),
        ("no-suffix", gzip.compress),
    ],
)
def test_members_whatever_it_is_packed_in(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes], form: int
) -> None:
    path = tmp_path / name
    path.write_bytes(pack(tar({"b/größe.txt": b"words", "." + "/c.txt": b"more"}, form)))
    document = read_document(path, LIMITS)
    assert document.title == name
    assert document.pages[0].text == "b/größe.txt\n./c.txt"
    assert texts(document) == {"b/größe.txt": "words", "c.txt": "more"}
    assert document.members[0].mtime_ns == 1_700_000_000 * 10**9
    assert document.notes == ()


def test_links_devices_and_ways_out_are_harmless(tmp_path):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        for name, kind, to in (
            ("link", tarfile.SYMTYPE, "/etc/passwd"),
            ("hard", tarfile.LNKTYPE, "/etc/passwd"),
            ("device", tarfile.CHRTYPE, ""),
            ("pipe", tarfile.FIFOTYPE, ""),
            ("folder", tarfile.DIRTYPE, ""),
        ):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, to
            made.addfile(entry)
        entry = tarfile.TarInfo("/../../up.txt")
        entry.size = 4
        made.addfile(entry, io.BytesIO(b"word"))
    (tmp_path / "a.tar").write_bytes(out.getvalue())
    assert texts(read_document(tmp_path / "a.tar", LIMITS)) == {"up.txt": "word"}
    assert [each.name for each in tmp_path.iterdir()] == ["a.tar"]


def test_names_in_old_encodings(tmp_path):
    with tarfile.open(
        tmp_path / "a.tar", "w", format=tarfile.GNU_FORMAT, encoding="cp1251"
    ) as made:
        entry = tarfile.TarInfo("Договор.txt")
        made.addfile(entry)
    assert read_document(tmp_path / "a.tar", LIMITS).pages[0].text == "Договор.txt"


def test_an_archive_cut_off_gives_what_is_whole(tmp_path):
    whole = gzip.compress(
        tar({f"{n}.txt": random.Random(n).randbytes(3000).hex().encode() for n in range(9)})
    )
    (tmp_path / "a.tgz").write_bytes(whole[: len(whole) // 2])
    document = read_document(tmp_path / "a.tgz", LIMITS)
    assert 3 <= len(texts(document)) < 9
    assert document.notes == (
        f"The archive is damaged after the first {len(document.members)} files inside.",
    )


def test_nothing_but_zeros_is_damaged(tmp_path):
    (tmp_path / "a.tar").write_bytes(b"not an archive" * 100)
    with pytest.raises(ExtractionError, match="damaged"):
        read_document(tmp_path / "a.tar", LIMITS)


def test_members_too_large_are_passed_over(tmp_path):
    content = tar({"big.txt": b"0" * (3 << 20), "small.txt": b"words"})
    (tmp_path / "a.tgz").write_bytes(gzip.compress(content))
    document = read_document(tmp_path / "a.tgz", ExtractionLimits(file_bytes=1 << 20))
    assert texts(document) == {"small.txt": "words"}
    refusal = document.members[0].refusal
    assert refusal is not None and refusal.kind == "too_large"


def test_a_long_way_to_the_next_member_is_given_up(tmp_path, monkeypatch):
    content = tar({"a.txt": b"words", "big.bin": bytes(8 << 20), "z.txt": b"never reached"})
    (tmp_path / "a.tar").write_bytes(content)
    real = archive.time.monotonic
    late = iter(range(0, 10_000, 2))
    monkeypatch.setattr(archive.time, "monotonic", lambda: real() + next(late))
    document = read_document(tmp_path / "a.tar", ExtractionLimits(seconds=20))
    assert texts(document) == {"a.txt": "words"}
    assert "it takes too long" in document.notes[0]


def test_recognised_by_content():
    assert TarArchive.recognise("", tar({"a": b"x"})[:8192]) == (TAR, Confidence.CERTAIN)
    old = bytearray(tar({"a": b"x"}, tarfile.USTAR_FORMAT)[:512])
    old[257:265] = bytes(8)  # as before POSIX
    old[148:156] = b"%06o\0 " % sum(old[:148] + b" " * 8 + old[156:])
    assert TarArchive.recognise("", bytes(old)) == (TAR, Confidence.CERTAIN)
    assert TarArchive.recognise(".tar", bytes(600)) == (TAR, Confidence.NAMED)
    assert TarArchive.recognise(".txt", b"words " * 200) is None
    assert TarArchive.recognise("", b"") is None
