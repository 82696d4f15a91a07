from __future__ import annotations

import io
import random
import zipfile
from datetime import datetime

import pytest
from fakes import zip_files
from fakes.inside import refusals, texts

from docmind.core.errors import ExtractionError, FileTooLarge, PasswordNeeded
from docmind.core.extract import zip_archive
from docmind.core.extract.base import Confidence, ExtractionLimits
from docmind.core.extract.libarchive_stream import has_library
from docmind.core.extract.reading import read_document
from docmind.core.extract.zip_archive import ZIP, ZipArchive

LIMITS = ExtractionLimits()


def test_members_and_the_list_of_their_names(tmp_path):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a/plan.txt", (2024, 5, 6, 7, 8, 10)), "the plan")
        archive.writestr("a/", "")
        archive.writestr("__MACOSX/a/._plan.txt", "junk")
        archive.writestr("größe.html", "<title>T</title><p>words")
        archive.writestr("film.mp4", b"\0\1\2" * 900)
    document = read_document(path, LIMITS)
    assert (document.media_type, document.kind, document.title) == (ZIP, "document", "all.zip")
    assert document.pages[0].text == "a/plan.txt\ngröße.html\nfilm.mp4"
    assert document.page_count is None
    assert texts(document) == {"a/plan.txt": "the plan", "größe.html": "words"}
    assert refusals(document) == {"film.mp4": "unsupported"}
    changed = datetime.fromtimestamp(document.members[0].mtime_ns / 1e9)
    assert changed == datetime(2024, 5, 6, 7, 8, 10)


def test_names_that_lead_out_stay_inside(tmp_path):
    members = {"../../up.txt": b"1", "/etc/root.txt": b"2", "C:\\win.txt": b"3"}
    document = read_document(zip_files.plain(tmp_path / "a.zip", members), LIMITS)
    assert texts(document) == {"up.txt": "1", "etc/root.txt": "2", "win.txt": "3"}
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.zip"]


def test_names_in_old_encodings(tmp_path):
    names = ["项目计划.txt", "会议记录/总结报告.txt"]
    path = zip_files.old_names(tmp_path / "a.zip", [name.encode("gb18030") for name in names])
    document = read_document(path, LIMITS)
    assert document.pages[0].text.splitlines() == names
    assert list(texts(document)) == names


def test_the_name_in_unicode_beside_the_old_one(tmp_path):
    entry = zipfile.ZipInfo("?.txt")
    said = b"\1\0\0\0\0" + "日本.txt".encode()
    entry.extra = b"\x75\x70" + len(said).to_bytes(2, "little") + said
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(entry, "words")
    assert texts(read_document(tmp_path / "a.zip", LIMITS)) == {"日本.txt": "words"}


def test_archives_in_archives(tmp_path):
    content = b"deepest"
    name = "plan.txt"
    for _ in range(9):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(name, content)
        content, name = out.getvalue(), "n.zip"
    (tmp_path / "a.zip").write_bytes(content)
    document = read_document(tmp_path / "a.zip", LIMITS)
    assert [member.name for member in document.members] == [
        *("n.zip", "n.zip/n.zip", "n.zip/n.zip/n.zip", "n.zip/n.zip/n.zip/n.zip")
    ]
    last = document.members[-1].document
    assert last is not None
    assert last.notes == ("What lies this deep inside other files was not read.",)


def test_bombs_cost_no_more_than_the_limits(tmp_path):
    limits = ExtractionLimits(file_bytes=1 << 20, unpacked_bytes=3 << 20)
    members = {f"{n}.txt": b"0" * (1 << 20) for n in range(9)} | {"big.txt": b"0" * (2 << 20)}
    big_first = dict(reversed(members.items()))
    document = read_document(zip_files.plain(tmp_path / "a.zip", big_first), limits)
    assert refusals(document) == {"big.txt": "too_large"}
    assert len(document.members) == 4
    assert document.notes == ("Only the first 4 files inside were read: it holds too much.",)
    assert len(document.pages[0].text.splitlines()) == 10


def test_too_many_members_are_listed_up_to_a_point(tmp_path):
    path = zip_files.plain(tmp_path / "a.zip", {f"{n}.txt": b"x" for n in range(6000)})
    document = read_document(path, ExtractionLimits(members=20))
    assert len(document.members) == 20
    assert len(document.pages[0].text.splitlines()) == 5000
    assert document.notes == (
        "Only the first 20 files inside were read: there are too many.",
        "Only the first 5,000 names in it are listed.",
    )


def test_a_list_too_large_to_hold_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(zip_archive, "_MOST_DIRECTORY", 1000)
    path = zip_files.plain(tmp_path / "a.zip", {f"{n}.txt": b"x" for n in range(60)})
    with pytest.raises(FileTooLarge):
        read_document(path, LIMITS)


def test_a_locked_archive_wants_its_password(tmp_path):
    path = zip_files.locked(tmp_path / "a.zip", {"a.txt": b"secret words"}, "key")
    with pytest.raises(PasswordNeeded):
        read_document(path, LIMITS)
    with pytest.raises(PasswordNeeded):
        read_document(path, ExtractionLimits(password="wrong"))
    assert texts(read_document(path, ExtractionLimits(password="key"))) == {"a.txt": "secret words"}


def test_a_partly_locked_archive_gives_the_rest(tmp_path):
    members = {"free.txt": b"free words", "a.txt": b"secret words"}
    path = zip_files.locked(tmp_path / "a.zip", members, "key", free=("free.txt",))
    document = read_document(path, LIMITS)
    assert texts(document) == {"free.txt": "free words"}
    assert refusals(document) == {"a.txt": "password"}
    opened = read_document(path, ExtractionLimits(password="key"))
    assert texts(opened) == {"free.txt": "free words", "a.txt": "secret words"}


def test_one_damaged_member_costs_itself(tmp_path):
    path = tmp_path / "a.zip"
    members = {"bad.txt": "broken words " * 50, "good.txt": "good words"}
    zip_files.plain(path, members, zipfile.ZIP_STORED)
    content = path.read_bytes().replace(b"broken words", b"br0ken words", 1)
    path.write_bytes(content)
    document = read_document(path, LIMITS)
    assert texts(document) == {"good.txt": "good words"}
    assert refusals(document) == {"bad.txt": "damaged"}


@pytest.mark.skipif(not has_library(), reason="needs libarchive")
def test_an_archive_cut_off_gives_what_is_whole(tmp_path):
    path = zip_files.plain(tmp_path / "a.zip", {f"{n}.txt": b"words" for n in range(20)})
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 3])
    document = read_document(path, LIMITS)
    assert len(texts(document)) >= 8
    assert "damaged" in document.notes[-1]


def test_broken_archives_give_an_error_or_what_they_have(tmp_path):
    whole = zip_files.plain(
        tmp_path / "a.zip", {f"{n}.txt": b"words %d" % n for n in range(9)}
    ).read_bytes()
    rng = random.Random(7)
    for turn in range(150):
        content = bytearray(whole)
        for _ in range(8):
            content[rng.randrange(len(content))] = rng.randrange(256)
        (tmp_path / "a.zip").write_bytes(
            content[: rng.randrange(len(whole))] if turn % 2 else content
        )
        try:
            read_document(tmp_path / "a.zip", LIMITS).title.encode()
        except ExtractionError as error:
            assert error.title


@pytest.mark.parametrize(
    ("suffix", "first", "claim"),
    [
        (".zip", "a.txt", (ZIP, Confidence.GENERIC)),
        ("", "a.txt", (ZIP, Confidence.GENERIC)),
        (".zip", "[Content_Types].xml", (ZIP, Confidence.GENERIC)),
        (".bin", "[Content_Types].xml", None),
        (".unheard", "mimetype", None),
        (".jar", "a.class", None),
        (".apk", "a.dex", None),
        (".docx", "a.txt", None),
    ],
)
def test_recognised_by_content(tmp_path, suffix, first, claim):
    head = zip_files.plain(tmp_path / "a", {first: b"x"}).read_bytes()
    assert ZipArchive.recognise(suffix, head) == claim
    assert ZipArchive.recognise(".txt", b"PKZIP is a program") is None
