from __future__ import annotations

import pytest
from fakes.office_files import A, links, pptx, shape, shape_part, zipped

from docmind.core.errors import ExtractionError
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.reading import read_document
from docmind.core.schema import Document


@pytest.fixture
def read(tmp_path):
    def read(slides, parts=None, characters: int = 5_000_000) -> Document:
        path = pptx(tmp_path / "talk.pptx", slides, parts)
        document = read_document(path, ExtractionLimits(characters=characters))
        for page in document.pages:
            for heading in page.headings:
                assert page.text[heading.start :].startswith(heading.title)
        return document

    return read


def test_slides_in_the_order_of_the_presentation(read):
    document = read(
        {"slide9": shape("Opening", kind="ctrTitle"), "slide1": shape("Middle", kind="title")}
    )
    assert [(page.number, page.text) for page in document.pages] == [(1, "Opening"), (2, "Middle")]
    assert document.pages[1].headings[0].title == "Middle"
    assert (document.title, document.page_count) == ("Opening", 2)


def test_shapes_groups_and_tables(read):
    def row(*cells: str) -> str:
        made = (f"<a:tc><a:txBody><a:p><a:t>{c}</a:t></a:p></a:txBody></a:tc>" for c in cells)
        return f"<a:tr>{''.join(made)}</a:tr>"

    table = f"<p:graphicFrame><a:tbl>{row('a', 'b')}{row('1', '2')}</a:tbl></p:graphicFrame>"
    slide = (
        shape("Title", kind="title")
        + f"<p:grpSp>{shape('one', 'two')}<p:grpSp>{shape('inner')}</p:grpSp></p:grpSp>"
        + table
        + shape("after")
    )
    text = read({"s": slide}).pages[0].text
    assert text == "Title\n\none\ntwo\n\ninner\n\na\tb\n1\t2\n\nafter"


def test_what_the_program_fills_in_is_left_out(read):
    number = (
        '<p:sp><p:txBody><a:p><a:fld type="slidenum"><a:t>3</a:t></a:fld></a:p></p:txBody></p:sp>'
    )
    double = f"<mc:Fallback xmlns:mc='m'>{shape('again')}</mc:Fallback>"
    slide = shape("7", kind="sldNum") + shape("1 May", kind="dt") + number + double + shape("kept")
    assert read({"s": slide}).pages[0].text == "kept"


def test_notes_and_comments_follow_their_slide(read):
    parts = {
        "ppt/slides/_rels/s.xml.rels": links(
            ("comments", "../comments/c.xml"), ("notesSlide", "../notesSlides/n.xml")
        ),
        "ppt/notesSlides/n.xml": shape_part(
            "notes", shape("", kind="sldImg") + shape("say this", kind="body")
        ),
        "ppt/comments/c.xml": shape_part("cmLst", "<p:cm><p:text>too long</p:text></p:cm>"),
    }
    pages = read({"s": shape("Slide"), "t": shape("Next")}, parts).pages
    assert [page.text for page in pages] == ["Slide\n\nsay this\n\ntoo long", "Next"]


def test_diagrams_and_charts_are_read_once(read):
    slide = (
        '<d:relIds xmlns:d="d" r:dm="r1"/><c:chart xmlns:c="c" r:id="r2"/>'
        '<c:chart xmlns:c="c" r:id="r9"/>'
    )
    parts = {
        "ppt/slides/_rels/s.xml.rels": links(
            ("diagramData", "../diagrams/data1.xml"), ("chart", "../charts/chart1.xml")
        ),
        "ppt/diagrams/data1.xml": f'<d xmlns:a="{A}"><pt><t><a:p><a:t>Boss</a:t></a:p></t></pt>'
        "<pt><t><a:p><a:t>Staff</a:t></a:p></t></pt></d>",
        "ppt/charts/chart1.xml": "<c><strCache><pt><v>North</v></pt><pt><v>South</v></pt>"
        "</strCache><numCache><pt><v>5</v></pt></numCache><strCache><pt><v>North</v></pt></strCache></c>",
    }
    assert read({"s": slide}, parts).pages[0].text == "Boss\n\nStaff\n\nNorth\tSouth"


def test_a_broken_slide_costs_that_slide(read):
    document = read({"s": shape("before") + "<broken", "t": shape("fine")})
    assert [page.text for page in document.pages] == ["before", "fine"]
    assert document.notes == ("1 of 2 slides could be read only in part.",)


def test_long_presentations_are_cut(read):
    document = read({"s": shape("word " * 50), "t": shape("never")}, characters=40)
    assert [len(page.text) for page in document.pages] == [40]
    assert document.page_count == 2
    assert document.notes == ("Only the first 40 characters were read.",)


def test_a_stated_title_wins_unless_nobody_stated_it(read):
    core = {
        "docProps/core.xml": "<c><title>PowerPoint Presentation</title><creator>A</creator></c>"
    }
    document = read({"s": shape("Said", kind="title")}, core)
    assert (document.title, document.properties) == ("Said", (("author", "A"),))
    core = {"docProps/core.xml": "<c><title>Stated</title></c>"}
    assert read({"s": shape("Said", kind="title")}, core).title == "Stated"


def test_links_that_lead_out_or_nowhere(read):
    rels = (
        '<R><Relationship Id="a" Type="x/notesSlide" Target="file:///etc/passwd" '
        'TargetMode="External"/><Relationship Id="b" Type="x/notesSlide" Target="../../../x.xml"/>'
        "</R>"
    )
    assert read({"s": shape("fine")}, {"ppt/slides/_rels/s.xml.rels": rels}).pages[0].text == "fine"


def test_another_container_called_pptx(tmp_path):
    with pytest.raises(ExtractionError) as caught:
        read_document(zipped(tmp_path / "a.pptx", {"x": "y"}), ExtractionLimits())
    assert caught.value.kind == "damaged"
