from __future__ import annotations

import pytest
from fakes.office_files import ODF_NAMES, odf

from docmind.core.errors import ExtractionError, PasswordNeeded
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.opendocument import ODP, ODS, ODT
from docmind.core.extract.reading import read_document
from docmind.core.schema import Document

LIMITS = ExtractionLimits()


@pytest.fixture
def read(tmp_path):
    def read(kind, body, parts=None, limits: ExtractionLimits = LIMITS) -> Document:
        document = read_document(odf(tmp_path / "a.odf", kind, body, parts), limits)
        for page in document.pages:
            for heading in page.headings:
                assert page.text[heading.start :].startswith(heading.title)
        return document

    return read


def text_of(document: Document) -> str:
    return "\f".join(page.text for page in document.pages)


def test_texts_with_headings(read):
    body = (
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">Part <text:span>one</text:span></text:h>'
        '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d</text:p>\n'
        "<text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>"
    )
    document = read("text", body)
    assert document.media_type == ODT
    assert text_of(document) == "Part one\n\na b\tc\nd\n\nitem"
    (heading,) = document.pages[0].headings
    assert (heading.level, heading.title, document.title) == (2, "Part one", "Part one")
    assert document.pages[0].number is None


def test_tables_notes_frames_and_comments(read):
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    body = (
        "<text:p>main<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>below</text:p></text:note-body></text:note> text<office:annotation>"
        "<dc:creator>A. Writer</dc:creator><text:p>check</text:p></office:annotation></text:p>"
        f"<table:table><table:table-row>{cell.format('a')}{cell.format('b')}</table:table-row>"
        f"<table:table-row>{cell.format('1')}{cell.format('2')}</table:table-row></table:table>"
        "<text:p><draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>"
        "</text:p>"
    )
    assert text_of(read("text", body)) == "main text\n\na\tb\n1\t2\n\nboxed\n\nbelow\n\ncheck"


def test_headers_footers_and_facts(read):
    styles = (
        f"<office:document-styles {ODF_NAMES}><office:styles><text:p>no</text:p></office:styles>"
        "<office:master-styles><style:master-page><style:header><text:p>Secret</text:p>"
        "</style:header><style:footer><text:p>Page <text:page-number>1</text:page-number></text:p>"
        "</style:footer></style:master-page></office:master-styles></office:document-styles>"
    )
    meta = (
        f"<office:document-meta {ODF_NAMES}><office:meta><dc:title> The title</dc:title>"
        "<meta:initial-creator>A. Writer</meta:initial-creator>"
        '<meta:document-statistic meta:page-count="7"/></office:meta></office:document-meta>'
    )
    document = read("text", "<text:p>Body</text:p>", {"styles.xml": styles, "meta.xml": meta})
    assert text_of(document) == "Body\n\nSecret"
    assert (document.title, document.page_count) == ("The title", 7)
    assert document.properties == (("author", "A. Writer"),)


def test_equations_and_charts_inside(read):
    body = '<text:p>See <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>.</text:p>'
    equation = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>E</mi><mo>=</mo>'
        "<mfrac><msup><mi>c</mi><mn>2</mn></msup><mn>4</mn></mfrac></mrow>"
        "<annotation>E = c^2</annotation></semantics></math>"
    )
    assert text_of(read("text", body, {"Object 1/content.xml": equation})) == "See E=c^2/4."
    assert text_of(read("text", body, {"Object 1/content.xml": "<broken"})) == "See ."
    assert text_of(read("text", body)) == "See ."


def test_a_page_per_slide_with_its_notes(read):
    def slide(title: str, words: str) -> str:
        return (
            f'<draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>{title}'
            f"</text:p></draw:text-box></draw:frame><draw:custom-shape><text:p>{words}</text:p>"
            "</draw:custom-shape><presentation:notes><draw:frame><draw:text-box><text:p>say this"
            "</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>"
        )

    document = read("presentation", slide("One", "first") + slide("Two", "second"))
    assert (document.media_type, document.page_count) == (ODP, 2)
    assert [(page.number, page.text) for page in document.pages] == [
        (1, "One\n\nfirst\n\nsay this"),
        (2, "Two\n\nsecond\n\nsay this"),
    ]
    assert [page.headings[0].title for page in document.pages] == ["One", "Two"]
    drawing = "<draw:page><draw:rect><text:p>in it</text:p></draw:rect></draw:page>"
    assert text_of(read("drawing", drawing)) == "in it"


def test_a_page_per_sheet(read):
    def cell(words: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{words}</text:p></table:table-cell>"

    blank = '<table:table-cell table:number-columns-repeated="{}"/>'
    date = 'office:value-type="date" office:date-value="2024-05-01"'
    body = (
        '<table:table table:name="First"><table:table-row>'
        + cell("a", 'table:number-columns-repeated="2"')
        + blank.format(2)
        + cell("1 May", date)
        + blank.format(16_000)
        + '</table:table-row><table:table-row table:number-rows-repeated="1048000">'
        + blank.format(16_384)
        + "</table:table-row><table:table-row>"
        + cell("below<office:annotation><text:p>why</text:p></office:annotation>")
        + '</table:table-row></table:table><table:table table:name="Second"/>'
    )
    document = read("spreadsheet", body)
    assert document.media_type == ODS
    assert text_of(document) == "First\n\na\ta\t\t\t2024-05-01\n\nbelow\n\nwhy\f"
    assert document.page_count == 2


@pytest.mark.timeout(10)
def test_repetition_is_not_multiplied(read):
    many = 'table:number-columns-repeated="999999999"'
    cell = f"<table:table-cell {many}><text:p>x</text:p></table:table-cell>"
    row = f'<table:table-row table:number-rows-repeated="999999999">{cell * 50}</table:table-row>'
    body = f'<table:table table:name="S">{row * 20}</table:table>'
    assert len(text_of(read("spreadsheet", body))) < 700_000


def test_a_charts_own_table_is_not_repeated(read):
    inner = (
        "<draw:frame><draw:object><office:document><office:body><office:chart><text:p>Growth"
        '</text:p><table:table table:name="local"><table:table-row><table:table-cell><text:p>double'
        "</text:p></table:table-cell></table:table-row></table:table></office:chart></office:body>"
        "</office:document></draw:object></draw:frame>"
    )
    row = (
        "<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row>"
    )
    body = f'<table:table table:name="S"><table:shapes>{inner}</table:shapes>{row}</table:table>'
    assert text_of(read("spreadsheet", body)) == "S\n\n1\n\nGrowth"


@pytest.mark.parametrize("name", ["a.fodt", "a.xml", "no_suffix"])
def test_flat_files(tmp_path, name):
    path = tmp_path / name
    path.write_text(
        f'<?xml version="1.0"?>\n<office:document {ODF_NAMES} office:mimetype="{ODT}"><office:meta>'
        "<dc:title>Flat</dc:title></office:meta><office:styles><text:p>no</text:p></office:styles>"
        "<office:body><office:text><text:p>words<office:binary-data>AAAA</office:binary-data>"
        "</text:p></office:text></office:body></office:document>",
        encoding="utf-8",
    )
    document = read_document(path, LIMITS)
    assert (document.title, text_of(document)) == ("Flat", "words")


def test_encrypted_documents_ask_for_the_password(read):
    manifest = (
        f"<manifest:manifest {ODF_NAMES}><manifest:file-entry><manifest:encryption-data/>"
        "</manifest:file-entry></manifest:manifest>"
    )
    with pytest.raises(PasswordNeeded):
        read("text", "", {"META-INF/manifest.xml": manifest})


def test_what_breaks_off_keeps_its_beginning(read):
    document = read("text", "<text:p>kept</text:p><broken")
    assert text_of(document) == "kept"
    assert document.notes == ("It breaks off: only its beginning could be read.",)
    document = read("presentation", "<draw:page><draw:g><text:p>kept</text:p><broken")
    assert text_of(document) == "kept"


def test_long_documents_are_cut(read):
    limits = ExtractionLimits(characters=50)
    for kind, body in (
        ("text", "<text:p>words</text:p>" * 40),
        ("presentation", "<draw:page><draw:g><text:p>words</text:p></draw:g></draw:page>" * 40),
        (
            "spreadsheet",
            "<table:table table:name='long name'>"
            + "<table:table-row><table:table-cell><text:p>words</text:p></table:table-cell>"
            "</table:table-row>" * 40 + "</table:table>",
        ),
    ):
        document = read(kind, body, None, limits)
        assert len("".join(page.text for page in document.pages)) == 50
        assert document.notes == ("Only the first 50 characters were read.",)


@pytest.mark.parametrize("content", ["", "<nothing/>", "<broken"])
def test_other_content_is_damage(tmp_path, content):
    path = odf(tmp_path / "a.odt", "text", "", {"content.xml": content})
    with pytest.raises(ExtractionError) as caught:
        read_document(path, LIMITS)
    assert caught.value.kind == "damaged"


def test_nesting_and_entities(tmp_path, read):
    depth = 50_000
    body = "<text:list><text:list-item>" * depth + "<text:p>x</text:p>"
    try:
        assert "x" in text_of(read("text", body + "</text:list-item></text:list>" * depth))
    except ExtractionError as error:
        assert error.kind == "damaged"
    (tmp_path / "secret.txt").write_text("leaked")
    path = tmp_path / "a.fodt"
    path.write_text(
        f'<!DOCTYPE x [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
        f"<office:document {ODF_NAMES}><office:body><office:text><text:p>&x;ok</text:p>"
        "</office:text></office:body></office:document>"
    )
    try:
        assert "leaked" not in text_of(read_document(path, LIMITS))
    except ExtractionError as error:
        assert error.kind == "damaged"
