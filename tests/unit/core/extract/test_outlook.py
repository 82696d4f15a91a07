from __future__ import annotations

import random
import struct
from datetime import UTC, datetime

import pytest
from fakes.msg_files import message, moment
from fakes.ole_files import ole

from docmind.core.errors import ExtractionError
from docmind.core.extract.base import Confidence, ExtractionLimits
from docmind.core.extract.letter import ENCRYPTED
from docmind.core.extract.outlook import MSG, Outlook
from docmind.core.extract.outlook_storage import rich_text
from docmind.core.extract.reading import read_document
from docmind.core.schema import Document

SUBJECT, BODY, HTML, RTF, CLASS, HEADERS = 0x0037, 0x1000, 0x1013, 0x1009, 0x001A, 0x007D
SENDER, SENDER_MAIL, NAME, MAIL, SMTP, KIND = 0x0C1A, 0x0C1F, 0x3001, 0x3003, 0x39FE, 0x0C15
FILE_NAME, CONTENT, SENT, CODE_PAGE = 0x3707, 0x3701, 0x0039, 0x3FFD
EXCHANGE = "/O=EXCHANGELABS/CN=RECIPIENTS/CN=ABC"


@pytest.fixture
def read(tmp_path):
    def read(made, **limits: int) -> Document:
        path = ole(tmp_path / "saved.msg", made)
        return read_document(path, ExtractionLimits(**limits))

    return read


def recipient(number: int, name: str, mail: str, kind: int = 1) -> dict:
    made = message({NAME: name, SMTP: mail, MAIL: EXCHANGE}, numbers={KIND: kind}, head=8)
    return {f"__recip_version1.0_#{number:08X}": made}


def attachment(number: int, name: str, content: bytes, **more: object) -> dict:
    texts = {FILE_NAME: name, **more.pop("texts", {})}  # type: ignore[dict-item]
    made = message(texts, binaries={CONTENT: content}, head=8, **more)  # type: ignore[arg-type]
    return {f"__attach_version1.0_#{number:08X}": made}


def embedded(number: int, inner: dict) -> dict:
    made = message({NAME: "inner"}, head=8, inside={f"__substg1.0_{CONTENT:04X}000D": inner})
    return {f"__attach_version1.0_#{number:08X}": made}


def test_a_message_reads_like_a_mail(read):
    inside = {**recipient(0, "Ann", "ann@example.org"), **recipient(1, "Bo", "bo@example.org", 2)}
    document = read(
        message(
            {SUBJECT: "Größen", BODY: "Hello\r\n\r\nthere", SENDER: "Me", SENDER_MAIL: "me@x.org"},
            numbers={SENT: moment(datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC))},
            inside=inside,
        )
    )
    assert document.pages[0].text == (
        "From: Me <me@x.org>\nTo: Ann <ann@example.org>\nCc: Bo <bo@example.org>\n"
        "Date: Mon, 06 May 2024 07:08:09 +0000\nSubject: Größen\n\nHello\n\nthere"
    )
    assert (document.kind, document.title, document.media_type) == ("mail", "Größen", MSG)
    assert dict(document.properties)["date"] == "2024-05-06T07:08:09+00:00"


def test_addresses_of_a_directory_are_not_shown(read):
    document = read(message({SUBJECT: "s", SENDER: "Me", SENDER_MAIL: EXCHANGE}))
    assert document.pages[0].text.startswith("From: Me\n")


def test_narrow_text_in_its_code_page(read):
    made = message(
        {SUBJECT: "Отчёт", BODY: "Привет, мир"}, narrow="cp1251", numbers={CODE_PAGE: 1251}
    )
    document = read(made)
    assert document.title == "Отчёт"
    assert document.pages[0].text.endswith("Привет, мир")


def test_the_page_is_read_when_there_is_no_plain_text(read):
    page = "<h1>Head</h1><p>w\xf6rds <b>on</b> a page".encode("latin-1")
    document = read(message({SUBJECT: "s"}, binaries={HTML: page}, numbers={0x3FDE: 28591}))
    assert document.pages[0].text.endswith("Head\n\nwörds on a page")
    (heading,) = document.pages[0].headings
    assert document.pages[0].text[heading.start :].startswith("Head")


def test_rich_text_is_read_when_there_is_nothing_else(read):
    rtf = rb"{\rtf1\ansi\ansicpg1252 Only \b rich\b0  w\'f6rds}"
    packed = struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf
    assert (
        read(message({SUBJECT: "s"}, binaries={RTF: packed}))
        .pages[0]
        .text.endswith("Only rich wörds")
    )


def test_compressed_rich_text():
    # The examples of [MS-OXRTFCP] 3.1
    simple = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232"
        "0af32068656c090020627705b06c647d0a800fa0"
    )
    assert rich_text(simple) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    crossing = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert rich_text(crossing) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


def test_broken_rich_text_ends_early():
    crossing = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    for cut in range(len(crossing)):
        assert b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}".startswith(rich_text(crossing[:cut]))
    rng = random.Random(3)
    for _ in range(300):
        rich_text(b"\0\0\0\0\xff\xff\xff\x0fLZFu\0\0\0\0" + rng.randbytes(60))


def test_what_is_attached_is_read_by_itself(read):
    small = {0x370E: "image/png", 0x3712: "logo@1"}
    inside = {
        **attachment(0, "plan.txt", b"the plan"),
        **attachment(1, "logo.png", b"\x89PNG small", texts=small),
    }
    document = read(message({SUBJECT: "s", BODY: "b"}, inside=inside))
    (member,) = document.members
    assert member.name == "plan.txt"
    assert member.document is not None and member.document.pages[0].text == "the plan"


def test_a_message_in_a_message(read):
    innermost = message({SUBJECT: "third", BODY: "deepest words"}, head=24)
    inner = message(
        {SUBJECT: "sec/ond", BODY: "inner wörds", SENDER: "Ünal", SENDER_MAIL: "u@x.org"},
        head=24,
        inside={**attachment(0, "ä.txt", b"attached inside"), **embedded(1, innermost)},
    )
    document = read(message({SUBJECT: "first", BODY: "b"}, inside=embedded(0, inner)))
    found = {m.name: m.document.pages[0].text for m in document.members if m.document}
    assert list(found) == ["sec-ond.eml", "sec-ond.eml/ä.txt", "sec-ond.eml/third.eml"]
    assert found["sec-ond.eml"] == "From: Ünal <u@x.org>\nSubject: sec/ond\n\ninner wörds"
    assert found["sec-ond.eml/third.eml"].endswith("deepest words")


def test_contacts_tell_what_they_hold(read):
    texts = {CLASS: "IPM.Contact", NAME: "Ann Example", 0x3A16: "Example Ltd", 0x8005: "12 Long Rd"}
    text = read(message({**texts, 0x8006: EXCHANGE, SUBJECT: "Ann"})).pages[0].text
    assert "Example Ltd\n12 Long Rd" in text
    assert "EXCHANGELABS" not in text


def test_sealed_messages_say_so(read):
    assert read(message({CLASS: "IPM.Note.SMIME", SUBJECT: "s"})).notes == (ENCRYPTED,)
    signed = read(message({CLASS: "IPM.Note.SMIME.MultipartSigned", SUBJECT: "s", BODY: "b"}))
    assert signed.notes == ()


def test_recognised_by_content_or_name(tmp_path):
    head = ole(tmp_path / "x", message({SUBJECT: "s"})).read_bytes()[:8192]
    assert Outlook.recognise("", head) == (MSG, Confidence.CERTAIN)
    assert Outlook.recognise(".msg", head[:512]) == (MSG, Confidence.LIKELY)
    assert Outlook.recognise(".doc", head[:512]) is None
    assert Outlook.recognise(".msg", b"no message") == (MSG, Confidence.NAMED)
    assert Outlook.recognise(".txt", b"no message") is None


def test_broken_ones_give_what_they_have_or_an_error(tmp_path):
    inside = attachment(0, "plan.txt", b"the plan " * 1000)
    made = message({SUBJECT: "s", BODY: "body " * 2000, SENDER: "Me"}, inside=inside)
    whole = ole(tmp_path / "whole.msg", made).read_bytes()
    rng = random.Random(5)
    path = tmp_path / "broken.msg"
    for turn in range(120):
        content = bytearray(whole)
        for _ in range(12):
            content[rng.randrange(len(content))] = rng.randrange(256)
        path.write_bytes(content[: rng.randrange(600, len(whole))] if turn % 2 else content)
        try:
            document = read_document(path, ExtractionLimits())
        except ExtractionError as error:
            assert error.title
        else:
            document.pages[0].text.encode()
