from __future__ import annotations

import base64
import io
import random
from pathlib import Path

import pytest
from fakes.inside import texts

from docmind.core.errors import ExtractionError, PasswordNeeded, UnsupportedType
from docmind.core.extract import libarchive_stream
from docmind.core.extract.base import Confidence, ExtractionLimits
from docmind.core.extract.libarchive_stream import has_library
from docmind.core.extract.library_archive import LibraryArchive
from docmind.core.extract.reading import read_document

LIMITS = ExtractionLimits()
FILES = {"a.txt": b"words in a", "b/größe.txt": b"words in b"}
# One file, "secret words", locked by "key" (AES); in the second one the list is locked, too.
SEALED_7Z = (
    "N3q8ryccAARFmI7BeQAAAAAAAAAUAAAAAAAAAIHWvcp68xDuwUgJdGbnxxVGMGECAQBkAQQGAAEJEAoBvcZHJgAHCwEA"
    "AiQG8QcBElMPpBL3X7ajVSRxkhrC49ZsayEhARgBAAwQDAAICgFxTdjdAAAFARENAGEALgB0AHgAdAAAABQKAQAAqSXm"
    "rnndARUGAQAggICBAAAAFwYQAQlpAAcLAQABISEBGAxlAAA="
)
SEALED_LIST_7Z = (
    "N3q8ryccAAQrTv9dgAAAAAAAAAAoAAAAAAAAAAIte0RwzYRzdbzbkbbGN2oGLIPQEUDvGxd/R8UFHR7luuWJFCPPavO7"
    "+oZsY4ic9xxwPG39JDwYuzHhV3PEayqSFwaeBPdAxU16xiRo4YagZFltq0FMhWNQS+THcG5UWrcV+rcfWrChaE0TYLVU"
    "te+nA94G2MgzCL+NyJs4xqu/o4bYOBcGEAEJcAAHCwEAASQG8QcBElMPud6pkK+CInSwiHGCl4hBVAxlAAA="
)
LIBRARY = pytest.mark.skipif(not has_library(), reason="needs libarchive")


def packed(form: str, way: str | None = None, options: str = "", password: str = "") -> bytes:
    import libarchive

    out = io.BytesIO()
    with libarchive.custom_writer(
        out.write, form, filter_name=way, options=options, passphrase=password or None
    ) as writer:
        for name, content in FILES.items():
            writer.add_file_from_memory(name, len(content), content)
    return out.getvalue()


@LIBRARY
@pytest.mark.parametrize(
    ("form", "way", "name"),
    [
        ("7zip", None, "a.7z"),
        ("7zip", None, "no-suffix"),
        ("iso9660", None, "a.iso"),
        ("cpio_newc", None, "a.cpio"),
        ("xar", None, "a.xar"),
        ("pax", "zstd", "a.tar.zst"),
        ("pax", "lz4", "a.tar.lz4"),
        ("pax", "lzip", "a.tar.lz"),
        ("pax", "compress", "a.tar.Z"),
    ],
)
def test_members_of_many_kinds_of_archive(
    tmp_path: Path, form: str, way: str | None, name: str
) -> None:
    (tmp_path / name).write_bytes(packed(form, way))
    document = read_document(tmp_path / name, LIMITS)
    assert texts(document) == {name: said.decode() for name, said in FILES.items()}
    assert sorted(document.pages[0].text.splitlines()) == sorted(FILES)
    assert document.title == name
    assert document.notes == ()


@LIBRARY
@pytest.mark.parametrize("way", ["zstd", "lz4", "lzip", "compress"])
def test_single_packed_files(tmp_path, way):
    import libarchive

    out = io.BytesIO()
    with libarchive.custom_writer(out.write, "raw", filter_name=way) as writer:
        writer.add_file_from_memory("x", 5, b"words")
    suffix = {"zstd": ".zst", "lz4": ".lz4", "lzip": ".lz", "compress": ".Z"}[way]
    (tmp_path / f"x{suffix}").write_bytes(out.getvalue())
    assert texts(read_document(tmp_path / f"x{suffix}", LIMITS)) == {"x": "words"}


@LIBRARY
@pytest.mark.parametrize("lock", ["aes256", "traditional"])
def test_locked_zip_archives(tmp_path, lock):
    (tmp_path / "a.zip").write_bytes(packed("zip", options=f"encryption={lock}", password="key"))
    with pytest.raises(PasswordNeeded):
        read_document(tmp_path / "a.zip", LIMITS)
    with pytest.raises(PasswordNeeded):
        read_document(tmp_path / "a.zip", ExtractionLimits(password="wrong"))
    found = texts(read_document(tmp_path / "a.zip", ExtractionLimits(password="key")))
    assert found == {name: said.decode() for name, said in FILES.items()}


@LIBRARY
def test_a_locked_7z_wants_a_password(tmp_path):
    for content in (SEALED_7Z, SEALED_LIST_7Z):
        (tmp_path / "a.7z").write_bytes(base64.b64decode(content))
        for password in ("", "key"):
            with pytest.raises(PasswordNeeded) as caught:
                read_document(tmp_path / "a.7z", ExtractionLimits(password=password))
            assert bool(password) == ("Unpack it" in caught.value.hint)


@LIBRARY
def test_rubbish_is_damaged(tmp_path):
    for name, content in (
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(2000)),
        ("a.rar", b"Rar!\x1a\x07\x01\0" + b"x" * 2000),
        ("a.iso", b"no disc"),
        ("a.zst", b"\x28\xb5\x2f\xfd" + b"\xff" * 90),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ExtractionError, match="damaged"):
            read_document(tmp_path / name, LIMITS)


@LIBRARY
@pytest.mark.parametrize(("form", "way"), [("7zip", None), ("cpio_newc", None), ("pax", "zstd")])
def test_broken_archives_give_an_error_or_what_they_have(tmp_path, form, way):
    whole = packed(form, way)
    rng = random.Random(9)
    for turn in range(80):
        content = bytearray(whole)
        for _ in range(4):
            content[rng.randrange(len(content))] = rng.randrange(256)
        (tmp_path / "a").write_bytes(content[: rng.randrange(len(whole))] if turn % 2 else content)
        try:
            read_document(tmp_path / "a", LIMITS).title.encode()
        except ExtractionError as error:
            assert error.title


@LIBRARY
def test_a_long_way_to_the_first_member_is_given_up(tmp_path):
    (tmp_path / "a.7z").write_bytes(packed("7zip"))
    document = read_document(tmp_path / "a.7z", ExtractionLimits(seconds=-1))
    assert document.members == ()
    assert document.notes[0] == "Only the first 0 files inside were found: it takes too long."


def test_without_the_library_the_type_is_skipped(tmp_path, monkeypatch):
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(libarchive_stream.importlib, "import_module", missing)
    (tmp_path / "a").write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(60))
    with pytest.raises(UnsupportedType) as caught:
        read_document(tmp_path / "a", LIMITS)
    assert caught.value.detail == "7z"
    assert not has_library()


@pytest.mark.parametrize(
    ("suffix", "head", "media"),
    [
        ("", b"7z\xbc\xaf\x27\x1c\0\3", "application/x-7z-compressed"),
        (".cbr", b"Rar!\x1a\x07\0", "application/vnd.rar"),
        ("", b"MSCF\0\0\0\0", "application/vnd.ms-cab-compressed"),
        ("", b"\x20\x8f-lh5-", "application/x-lzh-compressed"),
        ("", b"070701", "application/x-cpio"),
        ("", b"\x28\xb5\x2f\xfd", "application/zstd"),
    ],
)
def test_recognised_by_content(suffix, head, media):
    assert LibraryArchive.recognise(suffix, head) == (media, Confidence.GENERIC)
    assert LibraryArchive.recognise(".txt", b"words") is None


def test_discs_are_recognised_by_name():
    claim = LibraryArchive.recognise(".iso", bytes(8192))
    assert claim == ("application/vnd.efi.iso", Confidence.NAMED)
