from __future__ import annotations

import time

import pytest

from docmind.core.errors import ExtractionError
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.reading import read_document
from docmind.core.extract.rtf import RTF
from docmind.core.schema import Document


@pytest.fixture
def read(tmp_path):
    def read(source: str | bytes, **limits: int) -> Document:
        raw = source if isinstance(source, bytes) else source.encode("latin-1")
        (tmp_path / "letter.rtf").write_bytes(raw)
        return read_document(tmp_path / "letter.rtf", ExtractionLimits(**limits))

    return read


def escaped(text: str, codec: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(codec))


def test_paragraphs_cells_and_signs(read):
    document = read(
        r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}\pard One {\b bold} word.\par"
        r" A\cell B\cell\row C\cell\row\pard \ldblquote x\rdblquote\emdash y\~z\_w\line end\{\}\\}"
    )
    assert document.pages[0].text == "One bold word.\n\nA\tB\nC\n“x”—y z-w\nend{}\\"
    assert (document.media_type, document.kind, document.title) == (RTF, "document", "letter")


def test_facts_become_title_and_properties(read):
    document = read(r"{\rtf1{\info{\title My \'e9tude}{\author A. B.}{\*\company C}}text}")
    assert document.title == "My étude"
    assert document.properties == (("author", "A. B."), ("company", "C"))
    assert document.pages[0].text == "text"


@pytest.mark.parametrize(
    ("page", "codec", "text"),
    [
        (1251, "cp1251", "Привет, мир"),
        (932, "cp932", "表示ソ能力"),  # second bytes that are \ { }
        (936, "gb18030", "中文文档"),
        (949, "cp949", "한국어 문서"),
        (950, "big5", "繁體許功蓋"),
        (1250, "cp1250", "Žluťoučký"),
    ],
)
def test_code_pages(read, page, codec, text):
    assert read(f"{{\\rtf1\\ansi\\ansicpg{page} {escaped(text, codec)}}}").pages[0].text == text
    font = f"{{\\fonttbl{{\\f0 A;}}{{\\f1\\fcharset{charset_of(codec)} B;}}}}"
    source = f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{font}\\f1 {escaped(text, codec)}\\f0 \\'e9}}"
    assert read(source).pages[0].text == text + "é"


def charset_of(codec: str) -> int:
    return {"cp1251": 204, "cp932": 128, "gb18030": 134, "cp949": 129, "big5": 136, "cp1250": 238}[
        codec
    ]


def test_second_bytes_that_are_plain_letters(read):
    assert read(b"{\\rtf1\\ansicpg932 \\'83A\\'83\\{\\'83\\\\}").pages[0].text == "アボソ"


def test_fonts_that_hide_the_script_of_the_file(read):
    fonts = r"{\fonttbl{\f0\fcharset0 A;}}"
    source = f"{{\\rtf1\\ansicpg936{fonts}\\f0 {escaped('中文', 'gb18030')}}}"
    assert read(source).pages[0].text == "中文"
    assert read(f"{{\\rtf1\\ansicpg936{fonts}\\f0 caf\\'e9 !}}").pages[0].text == "café !"


def test_unicode_with_its_stand_ins(read):
    assert read(r"{\rtf1\uc1 \u8364?\u-10179?\u-8704? x}").pages[0].text == "€😀 x"
    assert read(r"{\rtf1\uc2\u26085\'93\'fa\u26412 ??x}").pages[0].text == "日本x"
    assert read(r"{\rtf1{\uc0\u65 B}\u67 D}").pages[0].text == "ABC"
    assert read(r"{\rtf1{\upr{ansi}{\*\ud{\u26085 ?}}} x}").pages[0].text == "日 x"


def test_raw_bytes_beyond_ascii(read):
    assert read("{\\rtf1\\ansi Übung 日本}".encode()).pages[0].text == "Übung 日本"
    assert read("{\\rtf1\\ansi Übung}".encode("cp1252")).pages[0].text == "Übung"


def test_what_is_not_shown_is_not_read(read):
    document = read(
        r"{\rtf1 a{\v hidden}{\deleted gone}{\*\unknown no}{\pict\wmetafile8 0102}"
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}{\xe index}"
        r"{\object{\*\objdata 01}{\result shown}}\v no \v0 z}"
    )
    assert document.pages[0].text == "alinkshownz"


def test_headings_by_level_and_by_style(read):
    document = read(
        r"{\rtf1{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 Top;}{\s2 heading 2;}}"
        r"\pard\s1 First\par\pard\s0 text\par\pard\s2 {\b Sec}ond\par\pard\outlinelevel2 Third\par"
        r"\pard last}"
    )
    (page,) = document.pages
    assert [(h.level, h.title) for h in page.headings] == [
        (1, "First"),
        (2, "Second"),
        (3, "Third"),
    ]
    assert all(page.text[h.start :].startswith(h.title) for h in page.headings)
    assert document.title == "First"


def test_headers_notes_and_comments_follow(read):
    document = read(
        r"{\rtf1{\header Head\par}body{\footnote \chftn Note}{\*\annotation Said} goes on\par}"
    )
    assert document.pages[0].text == "body goes on\n\nHead\n\nNote\n\nSaid"


def test_what_is_binary_is_passed_over(read):
    raw = b"{\\rtf1 a{\\pict\\bin4 }}{\\z}b \\bin3 }}}c}"
    assert read(raw).pages[0].text == "ab c"


def test_symbols(read):
    fonts = r"{\fonttbl{\f0 A;}{\f3\fcharset2 Symbol;}}"
    assert read(rf"{{\rtf1{fonts}{{\f3\'b7}} item \u-3913? x}}").pages[0].text == "• item • x"


@pytest.mark.timeout(20)
def test_depth_and_pictures_cost_nothing(read):
    started = time.perf_counter()
    deep = "{\\rtf1 " + "{" * 300_000 + "x" + "}" * 300_000 + "y}"
    assert read(deep).pages[0].text == "xy"
    picture = b"{\\rtf1 a{\\pict " + b"0123456789abcdef" * 64 * 50_000 + b"}b}"
    assert read(picture).pages[0].text == "ab"
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    "source", [r"{\rtf1", r"{\rtf1 }}}}", r"{\rtf1 \u", "{\\rtf1 \\'", "{\\rtf1\\"]
)
def test_next_to_nothing(read, source):
    assert read(source).pages[0].text == ""


def test_what_follows_the_end(read):
    assert read(b"{\\rtf1 a}\n\xef\xbf\xbd8\x11$DM").pages[0].text == "a"
    assert read(r"{\rtf1 a\par}}b\par c}").pages[0].text == "a\n\nb\n\nc"


def test_what_comes_before_a_break_is_kept(read):
    assert read(r"{\rtf1 text {\b and").pages[0].text == "text and"


def test_long_text_is_cut(read):
    document = read(r"{\rtf1 " + r"word\par " * 1000 + "}", characters=100)
    assert len(document.pages[0].text) == 100
    assert document.notes == ("Only the first 100 characters were read.",)


def test_other_content_under_the_name_is_damaged(read):
    with pytest.raises(ExtractionError) as caught:
        read("just words")
    assert caught.value.kind == "damaged"
