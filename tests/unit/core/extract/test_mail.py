from __future__ import annotations

from email.message import EmailMessage
from email.mime.image import MIMEImage

import pytest

from docmind.core.extract.base import Confidence, ExtractionLimits
from docmind.core.extract.letter import ENCRYPTED, file_name, plain_body, time_ns
from docmind.core.extract.mail import EML, EMLX, MailFile
from docmind.core.extract.reading import read_document
from docmind.core.schema import Document

HEAD = b"From: Ann <ann@example.org>\nTo: bo@example.org\nSubject: Plans\n"


@pytest.fixture
def read(tmp_path):
    def read(content: bytes | EmailMessage, name: str = "a.eml", **limits: int) -> Document:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.as_bytes())
        return read_document(path, ExtractionLimits(**limits))

    return read


def mail(text: str = "", page: str = "") -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = "Plans"
    if text:
        made.set_content(text)
    if page:
        (made.add_alternative if text else made.set_content)(page, subtype="html")
    return made


def body(document: Document) -> str:
    return document.pages[0].text.partition("\n\n")[2]


def test_a_mail_as_people_read_it(read):
    document = read(
        HEAD + b"Cc: =?utf-8?q?Cl=C3=A4re?= <c@example.org>\nDate: Mon, 1 Jan 2024 12:00:00 +0200\n"
        b"Message-ID: <1@x>\nX-Spam: no\n\nHello\r\nthere\n"
    )
    assert document.pages[0].text == (
        "From: Ann <ann@example.org>\nTo: bo@example.org\nCc: Cläre <c@example.org>\n"
        "Date: Mon, 1 Jan 2024 12:00:00 +0200\nSubject: Plans\n\nHello\nthere"
    )
    assert (document.kind, document.title, document.media_type) == ("mail", "Plans", EML)
    assert document.pages[0].number is None
    assert dict(document.properties) == {
        "from": "Ann <ann@example.org>",
        "to": "bo@example.org",
        "cc": "Cläre <c@example.org>",
        "date": "2024-01-01T12:00:00+02:00",
        "message-id": "<1@x>",
    }
    assert document.notes == ()


def test_a_mail_without_a_subject_has_the_name_of_its_file(read):
    assert read(b"From: a@b.c\n\nx", "note.eml").title == "note"


def test_plain_text_goes_before_the_page(read):
    assert body(read(mail("the plain text of it", "<p>the page"))) == "the plain text of it"


def test_plain_text_that_only_points_to_the_page_does_not(read):
    page = "<h1>Offers</h1>" + "<p>many more words are on the page</p>" * 30
    document = read(mail("Your program cannot show this.", page))
    assert body(document).startswith("Offers\n\nmany more words")
    (heading,) = document.pages[0].headings
    assert document.pages[0].text[heading.start :].startswith("Offers")


def test_a_page_alone(read):
    assert body(read(mail(page="<p>one<p>two <b>three</b>"))) == "one\n\ntwo three"


def test_every_text_of_a_mixed_mail(read):
    made = (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nabove\n--b\n"
        b"Content-Type: text/html\n\n<p>below\n--b\nContent-Type: message/delivery-status\n\n"
        b"Status: 5.1.1\n--b--"
    )
    assert body(read(HEAD + made)) == "above\n\nbelow\n\nStatus: 5.1.1"


def test_attachments_are_members(read):
    made = mail("see the file")
    made.add_attachment("the plan", filename="Plän.txt")
    made.add_attachment(b"PK nothing", "application", "zip", filename="../../x.zip")
    made["Date"] = "Thu, 01 Jan 1970 00:01:00 +0000"
    document = read(made)
    assert [(member.name, member.mtime_ns) for member in document.members] == [
        ("Plän.txt", 60 * 10**9),
        ("x.zip", 60 * 10**9),
    ]
    plan = document.members[0].document
    assert plan is not None and plan.pages[0].text == "the plan\n"
    assert body(document) == "see the file"


def test_mails_in_mails(read):
    inner = mail("inner words")
    inner.replace_header("Subject", "In/ner: Größe")
    inner.add_attachment("deep words", filename="deep.txt")
    made = mail("outer words")
    made.add_attachment(inner)
    found = {m.name: m.document and m.document.kind for m in read(made).members}
    assert found == {"In-ner: Größe.eml": "mail", "In-ner: Größe.eml/deep.txt": "document"}


def test_pictures_of_signatures_are_left_out(read):
    made = mail("text", "<p>text <img src='cid:logo'>")
    page = made.get_payload(1)
    for size, name in ((900, "logo"), (30_000, "photo")):
        picture = MIMEImage(b"\x89PNG\r\n\x1a\n" + bytes(size), "png")
        picture.add_header("Content-ID", f"<{name}>")
        picture.add_header("Content-Disposition", "inline", filename=f"{name}.png")
        if not page.is_multipart():
            page.make_related()
        page.attach(picture)
    assert [member.name for member in read(made).members] == ["photo.png"]


def test_parts_without_a_name_get_one(read):
    made = (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nabove\n--b\n"
        b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\n--b--"
    )
    assert [member.name for member in read(HEAD + made).members] == ["invitation.ics"]


@pytest.mark.parametrize(
    "sealed",
    [
        b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIAG",
        b"Content-Type: multipart/encrypted; boundary=b\n\n--b\n"
        b"Content-Type: application/pgp-encrypted\n\nVersion: 1\n--b\n"
        b"Content-Type: application/octet-stream; name=encrypted.asc\n\n-----BEGIN PGP\n--b--",
        b"\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n",
    ],
)
def test_encrypted_mails_say_so(read, sealed):
    document = read(HEAD + sealed)
    assert document.notes == (ENCRYPTED,)
    assert document.members == ()
    assert document.title == "Plans"


def test_signed_mails_are_read(read):
    made = (
        b"Content-Type: multipart/signed; boundary=b\n\n--b\n\nsigned words\n--b\n"
        b"Content-Type: application/pgp-signature; name=s.asc\n\n-----BEGIN PGP SIG\n--b--"
    )
    document = read(HEAD + made)
    assert (body(document), document.members, document.notes) == ("signed words", (), ())


def test_characters_that_cannot_be_read_are_counted(read):
    made = (
        b"Content-Type: text/plain; charset=utf-8\n\nfine \xff here, \xc3\xa4\xc3\xb6"
        + b"\xc3\xa4" * 60
    )
    document = read(HEAD + made)
    assert document.notes == ("1 character could not be read.",)


def test_long_mails_are_cut(read):
    document = read(HEAD + b"\n" + b"word " * 1000, characters=200)
    assert len(document.pages[0].text) == 200
    assert "Only the first 200 characters were read." in document.notes


def test_more_parts_than_anyone_sends_are_noted(read):
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
        for level in range(3000)
    )
    assert read(HEAD + deep).notes == ("It has more parts than are read.",)


def test_mails_of_apple(read):
    content = HEAD + b"\nwords\n"
    plist = b'<?xml version="1.0"?><plist><dict><key>flags</key></dict></plist>'
    document = read(b"%d\n" % len(content) + content + plist, "1.emlx")
    assert document.media_type == EMLX
    assert body(document) == "words"
    assert document.title == "Plans"


@pytest.mark.parametrize(
    ("suffix", "head", "claim"),
    [
        (".eml", HEAD, (EML, Confidence.CERTAIN)),
        (".eml", b"From me Mon Jan  1 00:00:00 2024\nSubject: x\n", (EML, Confidence.CERTAIN)),
        (".eml", b"anything", (EML, Confidence.NAMED)),
        (".emlx", b"120   \nFrom: x\n", (EMLX, Confidence.LIKELY)),
        ("", b"Received: x\nMessage-ID: <1>\n" + HEAD, (EML, Confidence.LIKELY)),
        (".s", b"Return-Path: x\nReceived: y\n" + HEAD, (EML, Confidence.LIKELY)),
        (".txt", HEAD, None),
        (".txt", b"Dear Received: and From: and To: Message-ID: Date:", None),
        ("", b"From me Mon Jan  1 00:00:00 2024\nReceived: x\nMessage-ID: y\n" + HEAD, None),
        (".mht", b"MIME-Version: 1.0\nMessage-ID: x\n" + HEAD, None),
        (".py", b"import os\n", None),
        ("", b"", None),
    ],
)
def test_recognised_by_name_or_content(suffix, head, claim):
    assert MailFile.recognise(suffix, head) == claim


def test_soft_line_ends_are_joined():
    flowed = "One line \nthat goes on.\nNext\n\n> quoted \n> too\n>> deeper\n-- \nMe"
    assert plain_body(flowed, is_flowed=True) == (
        "One line that goes on.\nNext\n\n> quoted too\n>> deeper\n-- \nMe"
    )
    assert plain_body("a \r\n\r\n\r\n\r\nb") == "a \n\nb"


def test_names_for_mails_inside_others():
    assert file_name("Re: a/b\\c\n") == "Re: a-b-c.eml"
    assert file_name("") == "Message.eml"
    assert len(file_name("x" * 900)) < 110


def test_times_before_the_epoch_are_none():
    assert time_ns(None) == 0
