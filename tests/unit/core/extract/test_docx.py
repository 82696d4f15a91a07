from __future__ import annotations

import zipfile

import pytest
from fakes.made_files import W, docx, paragraph

from docmind.core.errors import ExtractionError, FileTooLarge, UnsupportedType
from docmind.core.extract import zip_guard
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.reading import read_document
from docmind.core.schema import Document

STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Kapitel"><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="Deep"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop2"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop2"><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="paragraph" w:styleId="Char1"><w:name w:val="heading 1 char"/></w:style>
</w:styles>"""
CORE = """<c:coreProperties xmlns:c="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title> The title </dc:title><dc:creator>A. Writer</dc:creator></c:coreProperties>"""


@pytest.fixture
def read(tmp_path):
    def read(body: str, parts: dict[str, str] | None = None, **limits: int) -> Document:
        path = docx(tmp_path / "letter.docx", body, parts)
        document = read_document(path, ExtractionLimits(**limits))
        for heading in document.pages[0].headings:
            assert document.pages[0].text[heading.start :].startswith(heading.title)
        return document

    return read


def test_paragraphs_and_facts(read):
    document = read(
        paragraph("One.") + paragraph("Two."),
        {"docProps/core.xml": CORE, "docProps/app.xml": "<P><Pages>7</Pages></P>"},
    )
    assert document.pages[0].text == "One.\n\nTwo."
    assert (document.title, document.page_count) == ("The title", 7)
    assert document.properties == (("author", "A. Writer"),)
    assert document.pages[0].number is None


def test_headings_by_name_inheritance_and_level(read):
    body = "".join(
        paragraph(style, style) for style in ("H1", "Kapitel", "Deep", "Loop", "Char1", "Unknown")
    )
    document = read(body, {"word/styles.xml": STYLES})
    found = [(heading.level, heading.title) for heading in document.pages[0].headings]
    assert found == [(1, "H1"), (1, "Kapitel"), (3, "Deep")]
    assert document.title == "H1"


def test_words_in_pieces_are_whole(read):
    body = (
        "<w:p><w:r><w:t>inter</w:t></w:r><w:r><w:t xml:space='preserve'>nal </w:t></w:r>"
        "<w:r><w:t>memo</w:t><w:tab/><w:t>x</w:t><w:br/><w:t>next</w:t></w:r></w:p>"
    )
    assert read(body).pages[0].text == "internal memo\tx\nnext"


def test_tables_keep_rows_and_cells(read):
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    table = row(paragraph("a"), paragraph("b")) + row(
        paragraph("1") + paragraph("2"), paragraph("3")
    )
    body = paragraph("before") + f"<w:tbl>{table}</w:tbl>" + paragraph("after")
    assert read(body).pages[0].text == "before\n\na\tb\n1\n2\t3\n\nafter"


def test_removed_text_fields_and_doubles_are_not_read(read):
    body = (
        '<w:p xmlns:mc="urn:mc"><w:del><w:r><w:delText>no</w:delText></w:r></w:del>'
        "<w:r><w:instrText>PAGE no</w:instrText></w:r>"
        "<mc:AlternateContent><mc:Choice><w:r><w:t>once</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>no</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert read(body).pages[0].text == "once"


def test_notes_headers_and_comments_follow(read):
    parts = {
        f"word/{name}.xml": f'<w:x xmlns:w="{W}">{paragraph(name)}</w:x>'
        for name in ("footnotes", "header1", "comments")
    }
    parts["word/footer1.xml"] = "<broken"
    text = read(paragraph("Main"), parts).pages[0].text
    assert text == "Main\n\ncomments\n\nfootnotes\n\nheader1"


def test_strict_documents(tmp_path):
    path = tmp_path / "strict.docx"
    with zipfile.ZipFile(path, "w") as container:
        container.writestr(
            "word/document.xml",
            '<d xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"><p><r><t>ok</t></r></p></d>',
        )
    assert read_document(path, ExtractionLimits()).pages[0].text == "ok"


@pytest.mark.parametrize("secret", ["&j;", "&x;"])
def test_entities_are_never_followed(tmp_path, secret):
    (tmp_path / "secret.txt").write_text("leaked")
    laughs = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as container:
        container.writestr(
            "word/document.xml",
            f'<!DOCTYPE l [<!ENTITY a "lol">{laughs}<!ENTITY x SYSTEM '
            f'"{(tmp_path / "secret.txt").as_uri()}">]>'
            f'<w:d xmlns:w="{W}"><w:p><w:r><w:t>{secret}</w:t></w:r></w:p></w:d>',
        )
    try:
        text = read_document(path, ExtractionLimits()).pages[0].text
    except ExtractionError as error:
        assert error.kind == "damaged"
    else:
        assert "leaked" not in text
        assert len(text) < 1000


def test_nesting_costs_nothing(read):
    depth = 100_000
    cell = "<w:tbl><w:tr><w:tc>"
    close = "</w:tc></w:tr></w:tbl>"
    try:
        text = read(cell * depth + paragraph("x") + close * depth).pages[0].text
    except ExtractionError as error:
        assert error.kind == "damaged"
    else:
        assert text.strip() == "x"


def test_bombs_are_refused_unopened(tmp_path):
    path = tmp_path / "bomb.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container,
        container.open("word/document.xml", "w") as part,
    ):
        for _ in range(100):
            part.write(bytes(1 << 20))
    with pytest.raises(FileTooLarge):
        read_document(path, ExtractionLimits())


def test_too_many_entries_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(zip_guard, "_MOST_ENTRIES", 3)
    with pytest.raises(FileTooLarge):
        read_document(
            docx(tmp_path / "a.docx", "", {f"x{n}": "x" for n in range(3)}), ExtractionLimits()
        )
    monkeypatch.setattr(zip_guard, "_MOST_DIRECTORY", 10)
    with pytest.raises(FileTooLarge):
        zip_guard.open_zip(docx(tmp_path / "b.docx", ""))


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_cut_off_files_are_damaged(tmp_path, keep):
    path = docx(tmp_path / "a.docx", paragraph("word " * 2000))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    with pytest.raises(ExtractionError) as caught:
        read_document(path, ExtractionLimits())
    assert caught.value.kind == "damaged"


def test_what_breaks_off_keeps_its_beginning(read):
    document = read(paragraph("kept") + "<broken")
    assert document.pages[0].text == "kept"
    assert document.notes == ("It breaks off: only its beginning could be read.",)


def test_a_broken_binary_container_called_docx(tmp_path):
    path = tmp_path / "old.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5504))
    with pytest.raises(ExtractionError) as caught:
        read_document(path, ExtractionLimits())
    assert caught.value.kind == "damaged"


def test_equations_in_one_line(read):
    def t(words: str) -> str:
        return f"<m:r><m:t>{words}</m:t></m:r>"

    power = f"<m:sSup><m:e>{t('r')}</m:e><m:sup>{t('2')}</m:sup></m:sSup>"
    half = f"<m:f><m:num>{t('1')}</m:num><m:den>{t('2')}</m:den></m:f>"
    bracket = f"<m:d><m:dPr/><m:e>{t('x')}{half}</m:e></m:d>"
    square = (
        f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>{t("y")}</m:e></m:d>'
    )
    total = (
        '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>'
        f"<m:sub>{t('k')}</m:sub><m:sup/><m:e>{t('k')}</m:e></m:nary>"
    )
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    body = (
        f'<w:p xmlns:m="{namespace}"><w:r><w:t xml:space="preserve">A is </w:t></w:r>'
        f"<m:oMath>{t('π')}{power}{bracket}{square}{total}</m:oMath><w:r><w:t>.</w:t></w:r></w:p>"
    )
    assert read(body).pages[0].text == "A is πr^2(x1/2)[y]∑_kk."


def test_charts_and_diagrams_follow(read):
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    parts = {
        "word/charts/chart1.xml": "<c><strCache><pt><v>North</v></pt></strCache></c>",
        "word/diagrams/data1.xml": f'<d xmlns:a="{a}"><pt><a:p><a:t>Boss</a:t></a:p></pt></d>',
        "word/charts/colors1.xml": "<c><strCache><pt><v>no</v></pt></strCache></c>",
    }
    assert read(paragraph("Main"), parts).pages[0].text == "Main\n\nNorth\n\nBoss"


@pytest.mark.parametrize("name", ["a.docm", "a.dotx", "a.dotm", "a.zip", "a"])
def test_macros_templates_and_other_names(tmp_path, name):
    path = docx(tmp_path / name, paragraph("words"), {"word/vbaProject.bin": "x"})
    assert read_document(path, ExtractionLimits()).pages[0].text == "words"


def test_another_container_called_docx(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as container:
        container.writestr("_rels/.rels", "<R><r Type='x/officeDocument' Target='xl/w.xml'/></R>")
        container.writestr("xl/w.xml", "<x/>")
    with pytest.raises(UnsupportedType) as caught:
        read_document(path, ExtractionLimits())
    assert caught.value.detail == "xl"


def test_long_documents_are_cut(read):
    document = read(paragraph("word " * 1000), characters=100)
    assert len(document.pages[0].text) == 100
    assert document.notes == ("Only the first 100 characters were read.",)
