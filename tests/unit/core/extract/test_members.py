from __future__ import annotations

import errno
import io
from dataclasses import replace
from pathlib import Path

import pytest

from docmind.core.extract.base import ExtractionLimits, damaged
from docmind.core.extract.members import MemberReader, Observer, observed, safe_name
from docmind.core.schema import Refusal

LIMITS = ExtractionLimits()


def texts(reader: MemberReader) -> dict[str, str]:
    return {
        member.name: "".join(page.text for page in member.document.pages)
        for member in reader.found
        if member.document is not None
    }


def test_members_are_read_like_any_file():
    reader = MemberReader(LIMITS)
    reader.add("notes/plan.txt", b"the plan", mtime_ns=5)
    reader.add("page.html", lambda: io.BytesIO(b"<title>T</title><p>words</p>"))
    assert texts(reader) == {"notes/plan.txt": "the plan", "page.html": "words"}
    plan, page = reader.found
    assert (plan.size, plan.mtime_ns, len(plan.content_hash)) == (8, 5, 64)
    assert plan.document is not None and plan.document.title == "plan"
    assert page.document is not None and page.document.title == "T"


def test_one_bad_member_costs_one_member():
    def breaks() -> io.BytesIO:
        raise OSError("bad stream")

    reader = MemberReader(LIMITS)
    reader.add("broken.pdf", b"%PDF-1.4 nothing")
    reader.add("stream.txt", breaks)
    reader.add("video.mp4", b"\0\1\2" * 500)
    reader.refuse("sealed.docx", damaged("It is sealed."))
    reader.add("good.txt", b"good")
    kinds = {member.name: member.refusal and member.refusal.kind for member in reader.found}
    assert kinds == {
        "broken.pdf": "damaged",
        "stream.txt": "damaged",
        "video.mp4": "unsupported",
        "sealed.docx": "damaged",
        "good.txt": None,
    }


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (replace(LIMITS, members=2), "too many"),
        (replace(LIMITS, unpacked_bytes=6), "too much"),
        (replace(LIMITS, depth=0), "deep"),
        (replace(LIMITS, seconds=0.0), "too long"),
    ],
)
def test_the_budget_is_kept_and_said(limits, said):
    reader = MemberReader(limits)
    for name in ("a.txt", "b.txt", "c.txt"):
        reader.add(name, b"xyz")
    assert len(reader.found) <= 2
    assert reader.is_full
    assert said in reader.notes[0]


def test_a_member_that_unpacks_to_too_much_is_refused():
    reader = MemberReader(replace(LIMITS, file_bytes=1 << 20))
    reader.add("bomb.txt", lambda: io.BytesIO(b"x" * (2 << 20)))
    (bomb,) = reader.found
    assert bomb.refusal is not None and bomb.refusal.kind == "too_large"


def test_what_bombs_unpack_to_is_spent():
    reader = MemberReader(replace(LIMITS, file_bytes=1 << 20, unpacked_bytes=2 << 20))
    for number in range(9):
        reader.add(f"{number}.txt", lambda: io.BytesIO(b"x" * (2 << 20)))
    assert len(reader.found) == 2
    assert "too much" in reader.notes[0]


def test_a_member_said_to_be_too_large_is_not_unpacked():
    def opened() -> io.BytesIO:
        raise AssertionError("it was opened")

    reader = MemberReader(replace(LIMITS, file_bytes=1 << 20))
    reader.add("huge.txt", opened, size=2 << 20)
    (huge,) = reader.found
    assert (huge.size, huge.refusal and huge.refusal.kind) == (2 << 20, "too_large")


def test_what_nobody_reads_is_not_unpacked():
    class Film(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1, /) -> bytes:
            block = super().read(size)
            Film.taken += len(block)
            return block

    reader = MemberReader(LIMITS)
    reader.add("film.mp4", lambda: Film(b"\0\1\2\3" * (1 << 20)), size=4 << 20)
    (film,) = reader.found
    assert film.refusal is not None
    assert (film.refusal.kind, film.refusal.detail, film.size) == ("unsupported", "mp4", 4 << 20)
    assert Film.taken < 1 << 20


def test_a_stream_may_give_a_byte_at_a_time():
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(1)

    reader = MemberReader(LIMITS)
    reader.add("page", lambda: Slow(b"<!DOCTYPE html><title>T</title><p>words</p>"))
    assert texts(reader) == {"page": "words"}


def test_a_full_scratch_disk_is_nobodys_fault(monkeypatch):
    def full(*_: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OSError, match="No space"):
        MemberReader(LIMITS).add("a.txt", b"words")


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/absolute/x.txt", "absolute/x.txt"),
        ("D:\\Papers\\x.txt", "Papers/x.txt"),
        ("a//./b\n.txt", "a/b .txt"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("caf\udce9.txt", "caf\ufffd.txt"),
    ],
)
def test_names_lead_nowhere_else(raw, safe):
    assert safe_name(raw) == safe


def test_a_long_name_keeps_its_suffix():
    assert safe_name("x" * 500 + ".pdf").endswith("x.pdf")
    assert len(safe_name("\u65e5" * 500 + ".pdf").encode()) < 255


def test_two_members_of_one_name_are_told_apart():
    reader = MemberReader(LIMITS)
    reader.add("a.txt", b"1")
    reader.add("a.txt", b"2")
    assert [member.name for member in reader.found] == ["a.txt", "a (2).txt"]


def test_the_observer_hears_each_member_and_keeps_some_away():
    told: list[str] = []
    reader = MemberReader(LIMITS)
    with observed(Observer(told.append, {"bad.txt": Refusal("crashed", "It crashed")})):
        reader.add("good.txt", b"1")
        reader.add("bad.txt", b"2")
    assert told == ["good.txt", ""]
    assert reader.found[1].refusal == Refusal("crashed", "It crashed")
