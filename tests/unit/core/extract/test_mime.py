from __future__ import annotations

import base64
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmind.core.extract.mime import field_text, read_head, sent_at, take_apart

MIXED = b"""From: a@example.org
Content-Type: multipart/mixed; boundary="out er"

preamble
--out er
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=utf-8

plain
--inner
Content-Type: text/html

<p>page
--inner--
--out er
Content-Type: application/pdf; name=a.pdf
Content-Transfer-Encoding: base64

JVBERi0=
--out er--
epilogue
"""


def kinds(data: bytes) -> list[tuple[str, bytes]]:
    return [(part.content_type, part.content()) for part in take_apart(data).parts]


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_parts_in_their_order(line_end):
    mail = take_apart(MIXED.replace(b"\n", line_end))
    assert [(part.content_type, part.content()) for part in mail.parts] == [
        ("text/plain", b"plain"),
        ("text/html", b"<p>page"),
        ("application/pdf", b"%PDF-"),
    ]
    assert [part.around for part in mail.parts] == [
        ("mixed", "alternative"),
        ("mixed", "alternative"),
        ("mixed",),
    ]
    assert [bool(part.choice) for part in mail.parts] == [True, True, False]
    assert mail.parts[0].choice == mail.parts[1].choice
    assert mail.parts[2].file_name == "a.pdf"
    assert field_text(mail.head, "from") == "a@example.org"
    assert mail.is_whole


def test_a_mail_cut_off_keeps_what_there_is():
    cut = MIXED[: MIXED.index(b"page") + 2]
    assert kinds(cut) == [("text/plain", b"plain"), ("text/html", b"<p>pa")]


def test_a_boundary_that_is_not_there_leaves_text():
    data = b"Content-Type: multipart/mixed; boundary=x\n\nonly words\n"
    assert kinds(data) == [("text/plain", b"only words\n")]


def test_a_mail_without_a_head():
    assert kinds(b"\nbody only") == [("text/plain", b"body only")]
    assert kinds(b"") == [("text/plain", b"")]


def test_lines_that_are_no_fields_do_not_end_a_head():
    mail = take_apart(b"From: a\nnonsense\nSubject: s\nContent-Type: text/html\n\n<p>x")
    assert field_text(mail.head, "subject") == "s"
    assert mail.parts[0].content_type == "text/html"


def test_what_mailboxes_put_before_a_mail_is_left_out():
    mail = take_apart(b"From me Mon Jan  1 00:00:00 2024\n\n \nSubject: s\n\nbody")
    assert field_text(mail.head, "subject") == "s"
    assert mail.parts[0].raw == b"body"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        (b"=?UTF-8?B?5pel5pys?=\n =?UTF-8?B?6Kqe?=", "日本語"),
        # one character torn between two words
        (b"=?utf-8?B?5pc=?= =?utf-8?B?pQ==?=", "日"),
        (b"=?iso-8859-1?q?=80_10?=", "€ 10"),
        (b"=?x-unknown?q?caf=C3=A9?=", "café"),
        (b"=?utf-8?B?!!!?= rest", "rest"),
        ("Протокол собрания жильцов".encode("cp1251"), "Протокол собрания жильцов"),
        (b"one\nno field at all\n and more", "one and more"),
        ("Grüße".encode(), "Grüße"),
        ("Grüße".encode("latin-1"), "Grüße"),
        (b"folded\r\n  over lines", "folded over lines"),
    ],
)
def test_subjects_in_any_form(raw, said):
    assert field_text(read_head(b"Subject: " + raw + b"\n\n"), "subject") == said


@pytest.mark.parametrize(
    ("field", "name"),
    [
        (b'Content-Disposition: attachment; filename="a b.pdf"', "a b.pdf"),
        (b"Content-Disposition: attachment; filename*=UTF-8''%E6%97%A5.pdf", "日.pdf"),
        (
            b"Content-Disposition: attachment; filename*0*=UTF-8''%C3%A4; filename*1*=%C3%B6.txt",
            "äö.txt",
        ),
        (b'Content-Disposition: attachment; filename="=?utf-8?q?=C3=A4.txt?="', "ä.txt"),
        (b'Content-Type: text/plain; name="=?utf-8?B?5pel?=.txt"', "日.txt"),
        ('Content-Disposition: attachment; filename="ä.txt"'.encode(), "ä.txt"),
        (b"Content-Disposition: attachment", ""),
    ],
)
def test_names_of_files_in_any_form(field, name):
    (part,) = take_apart(field + b"\n\nx").parts
    assert part.file_name == name


@pytest.mark.parametrize(
    ("encoding", "raw", "content"),
    [
        (b"base64", b"d29y\r\nZHM=\r\n", b"words"),
        (b"BASE64", b"d29yZHM", b"words"),
        (b"base64", b"d2 9y!ZHM=\nfooter of a list", b"words"),
        (b"quoted-printable", b"w=F6r=\nds", b"w\xf6rds"),
        (b"x-uuencode", b"begin 644 a\n%=V]R9',\n`\nend\n", b"words"),
        (b"8bit", b"w\xf6rds", b"w\xf6rds"),
        (b"nonsense", b"words", b"words"),
    ],
)
def test_content_in_any_encoding(encoding, raw, content):
    (part,) = take_apart(b"Content-Transfer-Encoding: " + encoding + b"\n\n" + raw).parts
    assert part.content() == content


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "us-ascii", "x-unknown", "base64", ""])
def test_text_in_any_charset(charset):
    head = f"Content-Type: text/plain; charset={charset}\n\n".encode()
    (part,) = take_apart(head + "Grüße an alle, naïve Leute".encode()).parts
    assert part.text() == "Grüße an alle, naïve Leute"


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        (b"Mon, 1 Jan 2024 12:00:00 +0200", "2024-01-01T12:00:00+02:00"),
        (b"1 Jan 2024 12:00:00", "2024-01-01T12:00:00+00:00"),
        (b"yesterday", None),
        (b"Mon, 99 Jan 2024 12:00:00 +0000", None),
        (b"Mon, 1 Jan 2024 12:00:00 +999999", None),
        (b"", None),
    ],
)
def test_dates(date, iso):
    found = sent_at(read_head(b"Date: " + date + b"\n\n"))
    assert (found.isoformat() if found is not None else None) == iso


def test_depth_and_number_of_parts_are_bounded():
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
        for level in range(3000)
    )
    many = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 200_000
    for data in (deep + b"Content-Type: text/plain\n\nx", many):
        started = time.perf_counter()
        mail = take_apart(data)
        assert not mail.is_whole
        assert len(mail.parts) <= 6000
        assert time.perf_counter() - started < 10


def test_long_heads_cost_little():
    head = b"To: " + b", ".join(b"someone%d@example.org" % n for n in range(200_000)) + b"\n\nbody"
    started = time.perf_counter()
    mail = take_apart(head)
    assert field_text(mail.head, "to").startswith("someone0@example.org, someone1@example.org")
    assert mail.parts[0].raw == b"body"
    assert time.perf_counter() - started < 5


@given(st.binary(max_size=300))
def test_anything_is_taken_apart(data):
    for start in (b"", b"Content-Type: ", b"Content-Disposition: attachment; filename*0*=", MIXED):
        mail = take_apart(start + data)
        for part in mail.parts:
            part.content()
            part.text().encode("utf-8", "surrogatepass")
            assert isinstance(part.file_name, str)
            assert part.disposition == part.disposition.lower()
        field_text(mail.head, "subject")
        sent_at(mail.head)


def test_broken_mails_are_taken_apart():
    rng = random.Random(11)
    whole = MIXED + base64.encodebytes(rng.randbytes(300))
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(20):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        for part in take_apart(bytes(broken)).parts:
            part.content()
            part.text()
