from __future__ import annotations

import gzip
import struct
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from fakes.zip_files import plain
from hypothesis import given
from hypothesis import strategies as st

from docmind.core.errors import ExtractionError
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.iwork import KEYNOTE, NUMBERS, PAGES, Iwork
from docmind.core.extract.iwork_archive import BrokenArchive, objects, unsnapped
from docmind.core.extract.iwork_pages import pages_of
from docmind.core.extract.reading import read_document


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes(out) + bytes((number,))


def field(number: int, value: int | bytes | str) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    raw = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(raw)) + raw


def refer(number: int, identifier: int) -> bytes:
    return field(number, field(1, identifier))


def snappy(raw: bytes) -> bytes:
    """A block of literals only."""
    out = varint(len(raw))
    for start in range(0, len(raw), 60):
        piece = raw[start : start + 60]
        out += bytes(((len(piece) - 1) << 2,)) + piece
    return out


def iwa(*items: tuple[int, int, tuple[int, ...], bytes]) -> bytes:
    """(identifier, type, references, message) of each object."""
    raw = b""
    for identifier, kind, references, message in items:
        facts = field(1, kind) + field(3, len(message))
        facts += field(5, b"".join(map(varint, references)))
        header = field(1, identifier) + field(2, facts)
        raw += varint(len(header)) + header + message
    block = snappy(raw)
    return b"\0" + len(block).to_bytes(3, "little") + block


def storage(text: str, kind: int | None = None) -> bytes:
    return (b"" if kind is None else field(1, kind)) + field(3, text)


@pytest.fixture
def read(tmp_path):
    def read(name: str, entries: dict[str, bytes | str], **limits: int):
        return read_document(plain(tmp_path / name, entries), ExtractionLimits(**limits))

    return read


KEY_09 = """<?xml version="1.0"?><key:presentation xmlns:key="k" xmlns:sf="s" xmlns:sfa="a">
<key:metadata><key:title><key:string sfa:string="My talk"/></key:title></key:metadata>
<key:theme-list><key:theme><key:master-slides><key:master-slide><sf:text-storage><sf:text-body>
<sf:p>Click to edit</sf:p></sf:text-body></sf:text-storage></key:master-slide></key:master-slides>
</key:theme></key:theme-list><key:slide-list><key:slide><key:title-placeholder><sf:text-storage>
<sf:text-body><sf:p>First <sf:span>slide</sf:span><sf:br/>more</sf:p></sf:text-body>
</sf:text-storage></key:title-placeholder><key:notes><sf:text-storage><sf:text-body>
<sf:p>Say hello</sf:p></sf:text-body></sf:text-storage></key:notes></key:slide>
<key:slide><sf:text-storage><sf:text-body><sf:p>Second</sf:p></sf:text-body></sf:text-storage>
</key:slide></key:slide-list></key:presentation>"""
NUMBERS_09 = """<ls:document xmlns:ls="l" xmlns:sf="s" xmlns:sfa="a"><ls:workspace-array>
<ls:workspace ls:workspace-name="Budget"><sf:tabular-model sf:name="Costs"><sf:grid>
<sf:datasource><sf:t sf:ct="0"><sf:ct sfa:s="Rent"/></sf:t><sf:n sf:v="-872.39999999999998"/>
<sf:d sf:ct="255" sf:cell-date="276048000"/><sf:f><sf:fo/><sf:r><sf:rn sf:v="2"/></sf:r></sf:f>
<sf:g/><sf:pm><sf:menu-choices><sf:t sfa:ID="c1"><sf:ct sfa:s="Home"/></sf:t>
<sf:t sfa:ID="c2"><sf:ct sfa:s="Food"/></sf:t></sf:menu-choices>
<sf:proxied-cell-ref sfa:IDREF="c2"/></sf:pm></sf:datasource></sf:grid></sf:tabular-model>
</ls:workspace></ls:workspace-array></ls:document>"""


@pytest.mark.parametrize("packed", [False, True])
def test_a_presentation_of_2009(read, packed):
    source = gzip.compress(KEY_09.encode()) if packed else KEY_09.encode()
    document = read("talk.key", {"index.apxl.gz" if packed else "index.apxl": source})
    assert [(page.number, page.text) for page in document.pages] == [
        (1, "First slide\nmore\n\nSay hello"),
        (2, "Second"),
    ]
    assert (document.title, document.media_type, document.page_count) == ("My talk", KEYNOTE, 2)
    assert [h.title for page in document.pages for h in page.headings] == ["First slide", "Second"]


def test_only_a_template_is_better_than_nothing(read):
    source = KEY_09[: KEY_09.index("<key:slide-list>")] + "</key:presentation>"
    assert "Click to edit" in read("talk.key", {"index.apxl": source}).pages[0].text


def test_a_spreadsheet_of_2009(read):
    document = read("budget.numbers", {"index.xml": NUMBERS_09})
    (page,) = document.pages
    assert page.text == "Budget\n\nCosts\n\nRent\t-872.4\n2009-10-01\t2\tFood"
    assert (page.number, document.media_type) == (1, NUMBERS)


def test_a_document_of_2009(read):
    source = """<sl:document xmlns:sl="x" xmlns:sf="s"><sf:headers><sf:text-body><sf:p>Head</sf:p>
    </sf:text-body></sf:headers><sf:text-storage><sf:text-body><sf:p>One</sf:p><sf:p>Two</sf:p>
    </sf:text-body></sf:text-storage></sl:document>"""
    document = read("letter.pages", {"index.xml": source})
    assert [(page.number, page.text) for page in document.pages] == [(None, "One\n\nTwo\n\nHead")]
    assert (document.media_type, document.page_count) == (PAGES, None)


def test_a_presentation_of_2013(read):
    main = iwa(
        (1, 1, (2,), b""),
        (2, 2, (11, 12), b""),
        (12, 4, (22,), b""),
        (11, 4, (21,), b""),
    )
    slides = iwa(
        (22, 5, (32, 90), b""),
        (32, 2001, (), storage("Second\u2028line\ufffc")),
        (21, 5, (31, 33, 22), b""),
        (33, 2001, (), storage("A note", 4)),
        (31, 2001, (90,), storage("First")),
    )
    masters = iwa((90, 6, (91,), b""), (91, 2001, (), storage("Click to edit")))
    entries = {
        "Index/Document.iwa": main,
        "Index/MasterSlide-90.iwa": masters,
        "Index/Slide-21.iwa": slides,
    }
    document = read("talk.key", entries)
    assert [(page.number, page.text) for page in document.pages] == [
        (1, "First\n\nA note"),
        (2, "Second\nline"),
    ]
    nested = BytesIO()
    with zipfile.ZipFile(nested, "w") as index:
        for name, content in entries.items():
            index.writestr(name, content)
    assert read("b.key", {"b.key/Index.zip": nested.getvalue()}).pages == document.pages


def cell_row(*cells: bytes, is_new: bool = True) -> bytes:
    offsets, buffer = b"", b""
    for cell in cells:
        offsets += struct.pack("<h", len(buffer) if cell else -1)
        buffer += cell
    offsets += struct.pack("<h", -1) * 3
    return field(6 if is_new else 3, buffer) + field(7 if is_new else 4, offsets)


def new_cell(kind: int, flags: int, *parts: bytes) -> bytes:
    return bytes((5, kind)) + bytes(6) + struct.pack("<I", flags) + b"".join(parts)


def old_cell(kind: int, flags: int, *parts: bytes) -> bytes:
    return bytes((4, kind, 0, 0)) + struct.pack("<I", flags) + bytes(4) + b"".join(parts)


def test_a_spreadsheet_of_2013(read):
    decimal = (1234).to_bytes(14, "little") + (((0x1820 - 2) << 1) | 1 << 15).to_bytes(2, "little")
    rows = [
        cell_row(
            new_cell(3, 8, struct.pack("<I", 7)),
            b"",
            new_cell(2, 1, decimal),
            new_cell(5, 4, struct.pack("<d", 276048000.0)),
            new_cell(9, 16, struct.pack("<I", 1)),
        ),
        cell_row(
            old_cell(3, 0x14, bytes(4), struct.pack("<I", 7)),
            old_cell(2, 0x26, bytes(8), struct.pack("<d", 4650.0)),
            b"\4",
            is_new=False,
        ),
    ]
    store = field(3, field(1, field(1, 0) + refer(2, 40))) + refer(4, 41) + refer(17, 42)
    archive = iwa(
        (1, 1, (11, 10), refer(1, 10) + refer(1, 11)),
        (10, 2, (30,), field(1, "Sheet one")),
        (11, 2, (), field(1, "Sheet two")),
        (30, 6000, (31,), b""),
        (31, 6001, (40, 41, 42), field(4, store) + field(8, "Costs")),
        (40, 6002, (), b"".join(field(5, row) for row in rows)),
        (41, 6005, (), field(1, 1) + field(3, field(1, 7) + field(3, "Rent é"))),
        (42, 6005, (43,), field(3, field(1, 1) + refer(9, 43))),
        (43, 6218, (44,), refer(1, 44)),
        (44, 2001, (), storage("Rich", 5)),
    )
    document = read("budget.numbers", {"Index/Document.iwa": archive})
    first, second = document.pages
    assert first.text.startswith(
        "Sheet one\n\nCosts\nRent é\t-12.34\t2009-10-01\tRich\nRent é\t4650"
    )
    assert (second.number, second.text) == (2, "Sheet two")


def test_a_document_of_2013(read):
    archive = iwa(
        (1, 10000, (3, 2), b""),
        (2, 2001, (), storage("Header", 1)),
        (4, 2001, (), storage("In a box")),
        (3, 2001, (), storage("Body\n\n \n\ntext", 0)),
    )
    document = read("letter.pages", {"Index/Document.iwa": archive, "Index/Bad.iwa": b"\1\0\0\0"})
    assert [(page.number, page.text) for page in document.pages] == [
        (None, "Body\n\ntext\n\nIn a box\n\nHeader")
    ]
    assert document.notes == ("1 of its parts could not be read.",)


def test_locked_documents_say_so(read):
    with pytest.raises(ExtractionError) as caught:
        read("a.pages", {".iwpv2": b"x", "Index/Document.iwa": b"x"})
    assert caught.value.kind == "password"


def test_nothing_inside_is_damaged(read):
    with pytest.raises(ExtractionError) as caught:
        read("a.pages", {"other.txt": "x"})
    assert caught.value.kind == "damaged"


def test_keys_of_other_programs_are_not_claimed():
    assert Iwork.recognise(".key", b"-----BEGIN PRIVATE KEY-----") is None
    assert Iwork.recognise(".zip", b"PK\x03\x04 words") is None


def test_long_documents_are_cut(read):
    document = read("talk.key", {"index.apxl": KEY_09}, characters=15)
    assert sum(len(page.text) for page in document.pages) == 15
    assert document.notes == ("Only the first 15 characters were read.",)


def test_snappy_copies():
    # By hand: a literal of 4, a near copy that runs into itself, a far copy, a long literal.
    near = bytes(((4 - 4) << 2 | 1, 2))
    far = bytes(((5 - 1) << 2 | 2, 8, 0))
    long = bytes((60 << 2, 60)) + b"x" * 61
    assert unsnapped(varint(74) + bytes((3 << 2,)) + b"abcd" + near + far + long) == (
        b"abcd" + b"cdcd" + b"abcdc" + b"x" * 61
    )


@pytest.mark.parametrize(
    "block", [b"", b"\xff" * 12, b"\5\0a", b"\4\1\1", b"\xff\xff\xff\xff\x0f\0a", b"\2\xfc"]
)
def test_broken_snappy(block):
    with pytest.raises(BrokenArchive):
        unsnapped(block)


@given(st.binary(max_size=300))
def test_snappy_round_trip(raw):
    assert unsnapped(snappy(raw)) == raw


@given(st.binary(max_size=200))
def test_noise_is_only_broken(raw):
    framed = b"\0" + len(snappy(raw)).to_bytes(3, "little") + snappy(raw)
    with suppress(BrokenArchive):
        list(objects(framed))
    message = iwa((1, 1, (2,), raw), (2, 6001, (), raw), (3, 2001, (), raw), (4, 6002, (), raw))
    pages_of({"a.iwa": message}, 1000)
