from __future__ import annotations

import struct

import pytest
from fakes.office_files import A, R, S, links, rows, wide, xlsb, xlsx, zipped

from docmind.core.errors import ExtractionError
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.reading import read_document
from docmind.core.schema import Document

STYLES = f"""<styleSheet xmlns="{S}"><numFmts>
<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="[h]:mm"/>
</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>
<xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="10"/><xf numFmtId="165"/>
</cellXfs></styleSheet>"""


@pytest.fixture
def read(tmp_path):
    def read(sheets, *arguments, characters: int = 5_000_000) -> Document:
        path = xlsx(tmp_path / "table.xlsx", sheets, *arguments)
        document = read_document(path, ExtractionLimits(characters=characters))
        for page in document.pages:
            for heading in page.headings:
                assert page.text[heading.start :].startswith(heading.title)
        return document

    return read


def number(place: str, value: object, style: int = 0) -> str:
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def test_a_page_per_sheet_in_the_workbooks_order(read):
    cell = '<c r="A1" t="s"><v>{}</v></c>'
    strings = ("<t>Zürich</t>", "<r><t>in </t></r><r><t>parts</t></r><rPh><t>no</t></rPh>")
    document = read({"Last": rows(cell.format(1)), "First": rows(cell.format(0))}, strings)
    assert [(page.number, page.text) for page in document.pages] == [
        (1, "Last\n\nin parts"),
        (2, "First\n\nZürich"),
    ]
    assert [page.headings[0].title for page in document.pages] == ["Last", "First"]
    assert (document.page_count, document.title) == (2, "table")


def test_cells_of_every_kind(read):
    cells = (
        '<c r="A1" t="inlineStr"><is><t>a  b\n</t></is></c><c r="B1" t="str"><f>X</f><v>f</v></c>'
        '<c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#N/A</v></c>'
        '<c r="E1" t="d"><v>2024-05-01T00:00:00</v></c><c r="F1" t="s"><v>9</v></c>'
    )
    assert read({"S": rows(cells)}).pages[0].text == "S\n\na b\tf\tTRUE\t#N/A\t2024-05-01"


def test_numbers_as_people_read_them(read):
    cells = (
        number("A1", 3.0)
        + number("B1", 0.1 + 0.2)
        + number("C1", 45413, 1)
        + number("D1", 45413.5, 2)
        + number("E1", 0.256, 3)
        + number("F1", 1.5, 4)
        + number("G1", -1, 1)
        + number("H1", 59, 1)
    )
    text = read({"S": rows(cells)}, (), {"xl/styles.xml": STYLES}).pages[0].text
    assert text.split("\n")[-1].split("\t") == [
        "3",
        "0.3",
        "2024-05-01",
        "2024-05-01 12:00:00",
        "25.60%",
        "36:00:00",
        "-1",
        "1900-02-28",
    ]


def test_dates_may_begin_in_1904(read):
    properties = '<workbookPr date1904="1"/>'
    cells = rows(number("A1", 43951, 1))
    page = read({"S": cells}, (), {"xl/styles.xml": STYLES}, properties).pages[0]
    assert page.text.endswith("2024-05-01")


def test_blanks_between_are_kept_and_those_after_are_not(read):
    data = (
        f'<sheetData><row r="2">{number("B2", 1)}{number("D2", 2)}<c r="E2" s="1"/></row>'
        f'<row r="9">{number("A9", 3)}</row></sheetData>'
    )
    assert read({"S": data}).pages[0].text == "S\n\n\t1\t\t2\n\n3"


@pytest.mark.timeout(10)
def test_a_cell_far_away_costs_nothing(read):
    data = (
        f'<sheetData><row r="1">{number("A1", 1)}</row>'
        f'<row r="1048576">{number("XFD1048576", 2)}</row>'
        f'<row r="999999999999">{number("ZZZZZZZZ1", 3)}</row></sheetData>'
    )
    text = read({"S": data}).pages[0].text
    assert text.split() == ["S", "1", "2", "3"]
    assert len(text) < 50


def test_comments_headers_and_shapes_follow(read):
    sheet = rows(number("A1", 1)) + (
        '<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"Secret &amp;P</oddHeader></headerFooter>'
    )
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": links(
            ("comments", "../comments1.xml"),
            ("threadedComment", "../threaded.xml"),
            ("drawing", "../drawings/drawing1.xml"),
        ),
        "xl/comments1.xml": f'<comments xmlns="{S}"><comment><text><r><t>check </t></r><r><t>this'
        "</t></r></text></comment><comment><text><t>[Threaded comment] see</t></text></comment>"
        "</comments>",
        "xl/threaded.xml": "<x><threadedComment><text>a reply</text></threadedComment></x>",
        "xl/drawings/drawing1.xml": f'<d xmlns:a="{A}" xmlns:r="{R}"><sp><txBody><a:p><a:t>in a box'
        '</a:t></a:p></txBody></sp><chart r:id="r1"/></d>',
        "xl/drawings/_rels/drawing1.xml.rels": links(("chart", "../charts/chart1.xml")),
        "xl/charts/chart1.xml": f'<c xmlns:a="{A}"><rich><a:p><a:t>Growth</a:t></a:p></rich>'
        "<strCache><pt><v>said in the cells</v></pt></strCache></c>",
    }
    text = read({"S": sheet}, (), parts).pages[0].text
    assert text.split("\n\n") == [
        "S",
        "1",
        "Secret",
        "in a box",
        "Growth",
        "a reply",
        "check this",
    ]


def test_a_workbook_without_words_has_its_names(read):
    assert [page.text for page in read({"Plan": "", "B": rows("")}).pages] == ["Plan", "B"]
    document = read({"Plan": "", "B": rows(number("A1", 1))})
    assert [page.text for page in document.pages] == ["", "B\n\n1"]


def test_a_broken_sheet_costs_that_sheet(read):
    document = read({"S": f'<sheetData><row r="1">{number("A1", 1)}</row><broken', "T": rows("")})
    assert document.pages[0].text == "S\n\n1"
    assert document.notes == ("1 of 2 sheets could be read only in part.",)


def test_long_tables_are_cut(read):
    document = read({"S": rows(*(number("A1", 123456) for _ in range(100)))}, characters=100)
    assert len(document.pages[0].text) == 100
    assert document.notes == ("Only the first 100 characters were read.",)


def test_escapes_in_strings(read):
    cell = '<c r="A1" t="s"><v>0</v></c>'
    assert read({"S": rows(cell)}, ("<t>a_x0041_b_x000D_c</t>",)).pages[0].text == "S\n\naAb c"


def test_binary_workbooks(tmp_path):
    def cell(column: int, style: int, content: bytes) -> bytes:
        return struct.pack("<II", column, style) + content

    records = [
        (0, struct.pack("<I", 0)),
        (7, cell(0, 0, struct.pack("<I", 0))),
        (5, cell(1, 1, struct.pack("<d", 45413.0))),
        (2, cell(2, 0, struct.pack("<I", 12345 << 2 | 3))),
        (0, struct.pack("<I", 1_048_575)),
        (6, cell(16_383, 0, wide("far"))),
        (4, cell(16_384, 0, b"\1")),
        (3, cell(16_385, 0, b"\x2a")),
        (2, cell(16_386, 0, struct.pack("<I", (-5 << 2) & 0xFFFFFFFF | 2))),
    ]
    path = xlsb(tmp_path / "a.xlsb", records, ("shared",))
    (page,) = read_document(path, ExtractionLimits()).pages
    assert page.text.split() == [
        *("Données", "shared", "2024-05-01", "123.45"),
        *("far", "TRUE", "#N/A", "-5"),
    ]


def test_a_binary_sheet_that_breaks_off_keeps_its_rows(tmp_path):
    head = struct.pack("<II", 0, 0)
    records = [(0, struct.pack("<I", 0)), (6, head + wide("kept")), (5, head + b"\0")]
    document = read_document(xlsb(tmp_path / "a.xlsb", records), ExtractionLimits())
    assert document.pages[0].text == "Données\n\nkept"
    assert document.notes == ("1 of 1 sheets could be read only in part.",)


def test_another_container_called_xlsx(tmp_path):
    path = zipped(tmp_path / "a.xlsx", {"anything": "x"})
    with pytest.raises(ExtractionError) as caught:
        read_document(path, ExtractionLimits())
    assert caught.value.kind == "damaged"
