from __future__ import annotations

import gzip

import pytest

from docmind.core.errors import ExtractionError
from docmind.core.extract import sniff
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.reading import read_document
from docmind.core.extract.svg import SVG

DRAWING = """<?xml version="1.0"?><!-- made -->
<svg xmlns="http://www.w3.org/2000/svg" {size}><title>My &amp; plan</title>
<style>text {{ fill: red }}</style><script>var text = 1</script><metadata>no</metadata>
<g><desc>Two rooms</desc><text x="1">Kit<tspan>chen</tspan></text>
<text><tspan x="1" y="2">Line</tspan><tspan x="1" dy="9">two</tspan></text></g>
<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a <b>note</b></p></foreignObject></svg>"""


@pytest.fixture
def read(tmp_path):
    def read(source: str | bytes, name: str = "plan.svg", **limits: int):
        raw = source if isinstance(source, bytes) else source.encode()
        (tmp_path / name).write_bytes(raw)
        return read_document(tmp_path / name, ExtractionLimits(**limits))

    return read


def test_the_words_of_a_drawing(read):
    document = read(DRAWING.format(size='width="10mm" height="96"'))
    assert document.pages[0].text == ("My & plan\nTwo rooms\nKitchen\nLine\ntwo\na note")
    assert (document.media_type, document.kind, document.title) == (SVG, "image", "My & plan")
    assert document.properties == (("size", "38 x 96"),)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ('viewBox="0 0 30.4,20"', "30 x 20"),
        ('width="100%" height="100%" viewBox="0 0 5 6"', "5 x 6"),
        ('width="0" height="0"', None),
        ('width="x" height="1e999"', None),
        ("", None),
    ],
)
def test_sizes(read, size, expected):
    assert dict(read(DRAWING.format(size=size)).properties).get("size") == expected


def test_packed_drawings(read):
    packed = gzip.compress(DRAWING.format(size="").encode())
    assert read(packed, "plan.svgz").title == "My & plan"
    with pytest.raises(ExtractionError) as caught:
        read(gzip.compress(b"<svg>" + b" " * (65 << 20)), "bomb.svgz")
    assert caught.value.kind == "too_large"


@pytest.mark.timeout(10)
def test_entities_are_harmless(read):
    laughs = '<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
    )
    text = read(f"<!DOCTYPE l [{laughs}]><svg><text>x&j;y&a;</text></svg>").pages[0].text
    assert text == "xylol"
    text = read(
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><svg><text>=&x;</text></svg>'
    )
    assert text.pages[0].text == "="


def test_what_is_recognised():
    drawing = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'>"
    from pathlib import Path

    assert sniff.media_type(Path("drawing"), drawing) == SVG
    assert sniff.media_type(Path("drawing.xml"), drawing) == SVG
    assert sniff.media_type(Path("icon.vue"), drawing) == "text/x-vue"
    assert sniff.media_type(Path("page.html"), b"<html><svg>") == sniff.HTML


def test_other_content_under_the_name_is_damaged(read):
    with pytest.raises(ExtractionError) as caught:
        read("words")
    assert caught.value.kind == "damaged"
