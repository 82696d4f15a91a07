from __future__ import annotations

import mailbox
from email.message import EmailMessage

import pytest

from docmind.core.errors import ExtractionError
from docmind.core.extract import mbox
from docmind.core.extract.base import Confidence, ExtractionLimits
from docmind.core.extract.mbox import MBOX, Mailbox
from docmind.core.extract.reading import read_document
from docmind.core.schema import Document

LINE = b"From ann@example.org Mon Jun 01 10:00:00 2009\n"


def mail(number: int, subject: str = "", text: str = "words") -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = subject or f"Message {number}"
    made["Date"] = f"Mon, {number % 28 + 1} Jan 2024 12:00:00 +0000"
    made.set_content(f"{text} {number}")
    return made


@pytest.fixture
def box(tmp_path):
    """A mailbox file with these mails."""

    def write(*mails: EmailMessage, name: str = "Inbox") -> object:
        made = mailbox.mbox(tmp_path / name)
        for each in mails:
            made.add(each)
        made.close()
        return tmp_path / name

    return write


@pytest.fixture
def read(tmp_path):
    def read(content: bytes, name: str = "a.mbox", **limits: int) -> Document:
        (tmp_path / name).write_bytes(content)
        return read_document(tmp_path / name, ExtractionLimits(**limits))

    return read


def texts(document: Document) -> dict[str, str]:
    return {
        member.name: member.document.pages[0].text.rpartition("\n\n")[2]
        for member in document.members
        if member.document is not None
    }


def test_each_mail_is_a_member_with_its_number(box):
    second = mail(2, "Re: a/b")
    second.add_attachment("the plan", filename="plan.txt")
    document = read_document(box(mail(1), second, mail(3)), ExtractionLimits())
    assert document.media_type == MBOX
    assert document.kind == "mail"
    assert document.pages[0].text == (
        "3 messages\n00001 2024-01-02 Message 1\n00002 2024-01-03 Re: a/b\n"
        "00003 2024-01-04 Message 3"
    )
    assert texts(document) == {
        "00001 Message 1.eml": "words 1",
        "00002 Re: a-b.eml": "words 2",
        "00002 Re: a-b.eml/plan.txt": "the plan\n",
        "00003 Message 3.eml": "words 3",
    }
    numbers = [m.document and m.document.pages[0].number for m in document.members]
    assert numbers == [1, 2, None, 3]
    assert [m.document.kind for m in document.members if m.document] == [
        *("mail", "mail", "document", "mail")
    ]
    assert document.notes == ()


def test_lines_that_begin_with_from_in_a_text_do_not_split_it(read):
    text = b"Subject: s\n\nFrom here on\n\nFrom 2019 it is\n>From the start\n>>From it\n"
    document = read(LINE + text + b"\n" + LINE + b"Subject: t\n\nnext\n")
    assert list(texts(document)) == ["00001 s.eml", "00002 t.eml"]
    first = document.members[0].document
    assert first is not None
    said = first.pages[0].text
    assert "From here on\n\nFrom 2019 it is\nFrom the start\n>From it" in said


@pytest.mark.parametrize(
    "line",
    [
        b"From - Mon Jan 01 00:00:00 2024\r\n",
        b"From \r\n",
        b"From ann@example.org\n",
        b"From 1234@xxx Mon Jan 01 00:00:00 +0000 2024\n",
        b"From MAILER-DAEMON Fri Jul  8 12:08 2011\n",
        b"From ann@example.org Wed, 3 Mar 2021 10:00:00 +0100\n",
    ],
)
def test_the_lines_that_mailers_write(read, line):
    one = line + b"Subject: s\n\nbody\n\n"
    assert list(texts(read(one + one, "Inbox"))) == ["00001 s.eml", "00002 s.eml"]


def test_mails_without_a_head(read):
    document = read(LINE + b"\nTest content 1\n\n" + LINE + b"\nTest content 2")
    assert texts(document) == {"00001.eml": "Test content 1", "00002.eml": "Test content 2"}


def test_mails_after_the_most_members_are_pages(box):
    made = mail(1)
    made.add_attachment("the plan", filename="plan.txt")
    path = box(made, *(mail(number) for number in range(2, 41)))
    document = read_document(path, ExtractionLimits(members=4))
    assert list(texts(document)) == [
        "00001 Message 1.eml",
        "00001 Message 1.eml/plan.txt",
        "00002 Message 2.eml",
        "00003 Message 3.eml",
    ]
    assert [page.number for page in document.pages] == [None, *range(4, 41)]
    assert document.pages[-1].text.endswith("words 40")
    assert document.pages[0].text.startswith("40 messages\n")
    assert document.notes == ("From message 4 on, attachments were not read: there are too many.",)


def test_a_mailbox_that_says_too_much_is_cut(box):
    path = box(*(mail(number, text="word " * 100) for number in range(1, 41)))
    document = read_document(path, ExtractionLimits(members=1, characters=3000))
    assert sum(len(page.text) for page in document.pages[1:]) <= 3000
    said = len(document.pages[0].text.splitlines()) - 2
    assert document.notes[-1] == f"Only the first {said} messages were read."
    assert document.pages[0].text.startswith(f"{said + 1} or more messages")


def test_a_mail_that_is_too_long_costs_itself(read, monkeypatch):
    monkeypatch.setattr(mbox, "_LONGEST_MAIL", 2000)
    huge = LINE + b"Subject: huge\n\n" + b"x" * 70 + b"\n" + b"word\n" * 1000 + b"\n"
    fine = LINE + b"Subject: fine\n\nbody\n\n"
    document = read(fine + huge + fine)
    assert texts(document) == {"00001 fine.eml": "body", "00003 fine.eml": "body"}
    refusal = document.members[1].refusal
    assert refusal is not None and refusal.kind == "too_large"


def test_a_mailbox_without_a_mail_is_damaged(read):
    with pytest.raises(ExtractionError, match="damaged"):
        read(b"no mail at all")


@pytest.mark.parametrize(
    ("suffix", "head", "claim"),
    [
        ("", LINE + b"Subject: x\n", (MBOX, Confidence.CERTAIN)),
        (".mbox", LINE + b"\nno head", (MBOX, Confidence.CERTAIN)),
        (".mbox", b"else", (MBOX, Confidence.NAMED)),
        ("", LINE + b"\nno head", None),
        (".eml", LINE + b"Subject: x\n", None),
        (".txt", b"From here to there: 12:00 2024 it was\nwords", None),
        ("", b"From " + b"a1" * 20 + b" Mon Sep 17 00:00:00 2001\nFrom: x\n", None),
        ("", b"", None),
    ],
)
def test_recognised_by_name_or_content(suffix, head, claim):
    assert Mailbox.recognise(suffix, head) == claim


def test_a_patch_made_by_git_is_text(read):
    patch = b"From " + b"a1" * 20 + b" Mon Sep 17 00:00:00 2001\nFrom: x\nSubject: y\n\n---\n"
    assert read(patch, "0001-fix.patch").kind == "code"
