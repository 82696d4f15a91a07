from __future__ import annotations

import struct
import sys

import pytest
from fakes.ole_files import excel, ole, powerpoint, word

from docmind.core.errors import ExtractionError, PasswordNeeded, UnsupportedType
from docmind.core.extract import legacy_office
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.legacy_office import DOC, HWP, PPT
from docmind.core.extract.reading import read_document
from docmind.core.extract.spreadsheet import XLS
from docmind.core.schema import Document

LIMITS = ExtractionLimits()
needs_library = pytest.mark.skipif(not legacy_office.has_library(), reason="xberg is an extra")


@pytest.fixture
def read(tmp_path):
    def read(streams: dict[str, bytes], name: str, limits: ExtractionLimits = LIMITS) -> Document:
        return read_document(ole(tmp_path / name, streams), limits)

    return read


@pytest.mark.parametrize("name", ["letter.doc", "letter.docx", "letter.bin", "letter"])
def test_word_documents_whatever_their_name(read, name):
    document = read(word("Dear Zoë\x0bLine\rnext\rA b", "head\rhead\r"), name)
    assert document.media_type == DOC
    assert document.pages[0].text == "Dear Zoë\nLine\n\nnext\n\nA b\n\nhead"
    assert (document.pages[0].number, document.page_count) == (None, None)


def test_fields_show_their_result_and_tables_their_cells(read):
    text = "a \x13 IF \x13 PAGE \x142\x15 = 2 \x14two\x15 b\rx\x07y\x07\x071\x072\x07\x07\x13open\r"
    shown = read(word(text), "a.doc").pages[0].text
    assert shown.startswith("a IF PAGE 2 = 2 two b")  # one field never ends: nothing is hidden
    shown = read(word(text.replace("\x13open", "end")), "a.doc").pages[0].text
    assert shown == "a two b\n\nx\ty\n1\t2\n\nend"


def test_pieces_of_one_byte_and_characters_of_four(read):
    assert read(word("“caf\xe9”", narrow=True), "a.doc").pages[0].text == "“café”"
    astral = word("\U00010332" * 3, "after")
    head = bytearray(astral["WordDocument"])
    struct.pack_into("<I", head, 0x4C, 6)  # two code units each
    order = astral["1Table"].replace(struct.pack("<II", 0, 8), struct.pack("<II", 0, 11))
    shown = read({"WordDocument": bytes(head), "1Table": order}, "a.doc").pages[0].text
    assert shown == "\U00010332" * 3 + "\n\nafter"


def test_word_95(read):
    head = bytearray(2048)
    struct.pack_into("<HH", head, 0, 0xA5DC, 104)
    struct.pack_into("<II", head, 0x18, 2048, 2048 + 6)
    assert read({"WordDocument": bytes(head) + b"a caf\xe9 not"}, "a.doc").pages[0].text == "a café"


@pytest.mark.parametrize("name", ["talk.ppt", "talk"])
def test_a_page_per_slide(read, name):
    slides = [[(0, "Opening"), (1, "words ü\rmore")], [(6, "Closing"), (4, "*")]]
    document = read(powerpoint(slides, notes="say this"), name)
    assert document.media_type == PPT
    assert [(page.number, page.text) for page in document.pages] == [
        (1, "Opening\n\nwords ü\nmore\n\nsay this"),
        (2, "Closing"),
    ]
    assert [page.headings[0].title for page in document.pages] == ["Opening", "Closing"]
    assert document.page_count == 2


def test_a_page_per_sheet(read):
    document = read(excel([(0, 0, "Wört"), (0, 2, 3.0), (5, 1, 0.1 + 0.2)]), "a.xls")
    assert document.media_type == XLS
    assert document.pages[0].text == "Données\n\nWört\t\t3\n\n\t0.3"


@pytest.mark.parametrize(
    ("streams", "name"),
    [
        (word("secret", flags=0x0100), "a.doc"),
        (excel([], sealed=True), "a.xls"),
        ({"FileHeader": b"HWP Document File".ljust(36, b"\0") + b"\2"}, "a.hwp"),
        (
            powerpoint([[(0, "x")]])
            | {"Current User": struct.pack("<8xII", 20, 0xF3D1C4DF).ljust(20, b"\0")},
            "a.ppt",
        ),
    ],
)
def test_encrypted_files_ask_for_the_password(read, streams, name):
    with pytest.raises(PasswordNeeded) as caught:
        read(streams, name)
    assert caught.value.detail == ""
    with pytest.raises(PasswordNeeded) as caught:
        read(streams, name, ExtractionLimits(password="guess"))
    assert "password that was given" in caught.value.detail


def test_other_containers_are_not_read(read):
    with pytest.raises(UnsupportedType) as caught:
        read({"VisioDocument": b"x"}, "plan.vsd")
    assert caught.value.detail == "vsd"


@pytest.mark.parametrize(
    ("streams", "name"),
    [
        ({"WordDocument": b"nothing"}, "a.doc"),
        ({"WordDocument": word("x")["WordDocument"], "1Table": b""}, "a.doc"),
        ({"PowerPoint Document": b"x" * 99, "Current User": bytes(20)}, "a.ppt"),
        ({"Workbook": b"nothing"}, "a.xls"),
    ],
)
def test_broken_streams_are_damage(read, streams, name):
    with pytest.raises(ExtractionError) as caught:
        read(streams, name)
    assert caught.value.kind == "damaged"


def test_the_library_is_asked_when_our_own_reader_gives_up(read, monkeypatch):
    asked: list[str] = []

    def library(path, media_type):
        asked.append(media_type)
        return "found\r\nthere"

    monkeypatch.setattr(legacy_office, "has_library", lambda: True)
    monkeypatch.setattr(legacy_office, "_read_by_library", library)
    assert read({"WordDocument": b"old"}, "a.doc").pages[0].text == "found\nthere"
    assert read({"PowerPoint Document": b"old"}, "a.ppt").pages[0].text == "found\nthere"
    header = b"HWP Document File".ljust(40, b"\0")
    assert read({"FileHeader": header}, "a.hwp").pages[0].text == "found\nthere"
    assert asked == [DOC, PPT, HWP]


def test_without_the_library_hwp_is_no_type_that_is_read(read, monkeypatch):
    monkeypatch.setattr(legacy_office, "has_library", lambda: False)
    with pytest.raises(UnsupportedType) as caught:
        read({"FileHeader": b"HWP Document File".ljust(40, b"\0"), "BodyText": b"x"}, "a.hwp")
    assert caught.value.detail == "hwp"
    assert caught.value.hint == "Install it with: pip install 'docmind[hwp]'"
    with pytest.raises(PasswordNeeded):
        read({"FileHeader": b"HWP Document File".ljust(36, b"\0") + b"\2"}, "b.hwp")


@pytest.mark.parametrize(
    ("streams", "name"),
    [
        ({"WordDocument": b"nothing"}, "a.doc"),
        ({"PowerPoint Document": b"x" * 99, "Current User": bytes(20)}, "a.ppt"),
    ],
)
def test_without_the_library_there_is_no_second_try(read, monkeypatch, streams, name):
    monkeypatch.setattr(legacy_office, "has_library", lambda: False)
    monkeypatch.setitem(sys.modules, "xberg", None)  # importing it would fail
    with pytest.raises(ExtractionError) as caught:
        read(streams, name)
    assert caught.value.kind == "damaged"
    assert caught.value.detail


@needs_library
def test_the_library_leaves_nothing_behind(read, tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    with pytest.raises(ExtractionError):
        read({"FileHeader": b"HWP Document File".ljust(40, b"\0"), "BodyText": b"x"}, "a.hwp")
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("keep", [600, 3000, 5000])
def test_cut_off_files_do_not_crash(read, tmp_path, keep):
    for streams, name in ((word("words"), "a.doc"), (powerpoint([[(0, "x")]]), "a.ppt")):
        long = {stream: content.ljust(4096, b"\0") for stream, content in streams.items()}
        path = ole(tmp_path / name, long)
        path.write_bytes(path.read_bytes()[:keep])
        with pytest.raises(ExtractionError):
            read_document(path, LIMITS)


@pytest.mark.timeout(20)
def test_loops_end(read):
    streams = powerpoint([[(0, "x")]])
    stream = streams["PowerPoint Document"]
    edit = struct.unpack_from("<I", streams["Current User"], 16)[0]
    loop = stream[: edit + 16] + struct.pack("<I", edit) + stream[edit + 20 :]
    assert read(streams | {"PowerPoint Document": loop}, "a.ppt").pages[0].text == "x"


def test_long_files_are_cut(read):
    limits = ExtractionLimits(characters=50)
    for streams, name in (
        (word("words and\r" * 99), "a.doc"),
        (powerpoint([[(0, "words and ")]] * 99), "a.ppt"),
        (excel([(n, 0, "words and") for n in range(99)]), "a.xls"),
    ):
        document = read(streams, name, limits)
        assert len("".join(page.text for page in document.pages)) == 50
        assert document.notes == ("Only the first 50 characters were read.",)


@pytest.mark.parametrize("step", range(20))
def test_spoilt_workbooks_never_end_the_process(tmp_path, step):
    path = ole(tmp_path / "a.xls", excel([(n, 0, "words") for n in range(200)]))
    spoilt = bytearray(path.read_bytes())
    for place in range(step * 29 + 30, len(spoilt), 997):
        spoilt[place] ^= 0xFF
    path.write_bytes(bytes(spoilt[: len(spoilt) - 7 * step]))
    try:
        read_document(path, LIMITS)
    except ExtractionError as error:
        assert error.kind in ("damaged", "password")


def test_names_that_are_not_unicode(read):
    assert read(excel([(0, 0, "x")]), "caf\udce9.xls").pages[0].text == "Données\n\nx"
    assert read(word("x"), "caf\udce9.doc").pages[0].text == "x"


def test_other_content_with_such_a_name(tmp_path):
    (tmp_path / "a.doc").write_bytes(b"\0\1\2" * 900)
    with pytest.raises(ExtractionError) as caught:
        read_document(tmp_path / "a.doc", LIMITS)
    assert caught.value.kind == "damaged"
    (tmp_path / "empty.xls").write_bytes(b"")
    with pytest.raises(ExtractionError) as caught:
        read_document(tmp_path / "empty.xls", LIMITS)
    assert caught.value.kind == "empty"
    (tmp_path / "page.xls").write_text("<html><table><tr><td>1</td></tr></table></html>")
    assert read_document(tmp_path / "page.xls", LIMITS).media_type == "text/html"
    (tmp_path / "table.xls").write_text("a\tb\n1\t2\n")
    assert read_document(tmp_path / "table.xls", LIMITS).pages[0].text == "a\tb\n1\t2\n"
