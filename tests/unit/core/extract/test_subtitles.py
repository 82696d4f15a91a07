from __future__ import annotations

import pytest

from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.reading import read_document


@pytest.fixture
def read(tmp_path):
    def read(source: str | bytes, name: str = "film.srt", **limits: int):
        raw = source if isinstance(source, bytes) else source.encode()
        (tmp_path / name).write_bytes(raw)
        return read_document(tmp_path / name, ExtractionLimits(**limits))

    return read


SRT = """1
00:00:01,000 --> 00:00:02,500
<i>Hello</i> there,
{\\an8}you &amp; me.

2
00:06:03,000 --> 00:06:04,000 X1:1
1984

3
00:06:05,000 --> 00:06:06,000
4
00:11:00,000 --> 00:11:01,000
Last.
"""


def test_subrip(read):
    document = read(SRT)
    (page,) = document.pages
    assert page.text == "Hello there,\nyou & me.\n1984\nLast."
    assert [(page.text[h.start :].split("\n")[0], h.title) for h in page.headings] == [
        ("1984", "0:06:03"),
        ("Last.", "0:11:00"),
    ]
    assert (document.kind, document.media_type) == ("document", "text/x-subrip")


def test_subrip_in_another_encoding(read):
    source = SRT.replace("<i>Hello</i> there,", "Привет всем, друзья")
    text = read(source.encode("cp1251")).pages[0].text
    assert text.startswith("Привет всем, друзья\n")


def test_webvtt(read):
    source = """\ufeffWEBVTT
Kind: captions
Language: en

NOTE not this
nor this

STYLE
::cue { color: red }

intro
00:01.000 --> 00:02.000 align:start
<v.loud Mary Ann>It's <c.x>a <00:01.500>tree!</c></v>

2
01:00:01.000 --> 01:00:02.000
- Yes
"""
    document = read(source, "film.vtt")
    assert document.pages[0].text == "Mary Ann: It's a tree!\n- Yes"
    assert [h.title for h in document.pages[0].headings] == ["1:00:01"]
    assert document.properties == (("language", "en"),)


def test_rolling_captions_are_said_once(read):
    source = "WEBVTT\n\n" + "\n\n".join(
        f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\n{lines}"
        for n, lines in enumerate(["one", "one\ntwo", "two", "two\nthree", "No."])
    )
    assert read(source, "a.vtt").pages[0].text == "one\ntwo\nthree\nNo."


def test_substation(read):
    source = """[Script Info]
Title: My film
[V4+ Styles]
Style: Default,Arial
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:09.00,0:00:10.00,Default,,0,0,0,,Later, {\\i1}yes{\\i0}
Comment: 0,0:00:09.00,0:00:10.00,Default,,0,0,0,,no
Dialogue: 0,0:00:01.00,0:00:02.00,Default,Bob,0,0,0,,First\\Nline
"""
    document = read(source, "film.ass")
    assert document.pages[0].text == "First\nline\nLater, yes"
    assert document.title == "My film"


def test_microdvd(read):
    document = read("{10}{20}{y:i}One|two\n{14400}{14500}Later\n", "film.sub")
    assert document.pages[0].text == "One\ntwo\nLater"
    assert [h.title for h in document.pages[0].headings] == ["0:10:00"]


def test_other_text_under_the_name_is_kept(read):
    assert read("just words", "notes.sub").pages[0].text == "just words"
    assert read("", "empty.srt").pages[0].text == ""


def test_long_ones_are_cut(read):
    document = read(SRT, characters=10)
    assert document.pages[0].text == "Hello ther"
    assert document.pages[0].headings == ()
    assert document.notes == ("Only the first 10 characters were read.",)
