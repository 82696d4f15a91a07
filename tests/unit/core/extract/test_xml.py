from __future__ import annotations

import time
from pathlib import Path

import pytest

from docmind.core.extract import sniff
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.languages import XML
from docmind.core.extract.reading import read_document


@pytest.fixture
def read(tmp_path):
    def read(source: str | bytes, name: str = "file.xml", **limits: int):
        raw = source if isinstance(source, bytes) else source.encode()
        (tmp_path / name).write_bytes(raw)
        return read_document(tmp_path / name, ExtractionLimits(**limits))

    return read


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<link>https://a.example/</link><item><title>First</title><guid>123</guid>
<description>&lt;p&gt;Some &lt;b&gt;bold&lt;/b&gt; words&lt;/p&gt;</description></item>
<item><title>Second</title><description><![CDATA[<p>More</p><p>words</p>]]></description></item>
</channel></rss>"""


def test_feeds_lose_tags_and_the_markup_inside(read):
    document = read(FEED, "feed.rss")
    (page,) = document.pages
    assert page.text == (
        "News\n\nhttps://a.example/\n\nFirst\n\nSome bold words\n\nSecond\n\nMore\n\nwords"
    )
    assert [(h.level, h.title) for h in page.headings] == [(1, "News"), (2, "First"), (2, "Second")]
    assert (document.title, document.kind, document.media_type) == ("News", "document", XML)


def test_outlines_say_what_stands_in_attributes(read):
    source = """<opml version="2.0"><head><title>Reading</title></head><body>
    <outline text="Work &amp; play" xmlUrl="https://a.example/feed"><outline text="In"/></outline>
    </body></opml>"""
    text = read(source, "list.opml").pages[0].text
    assert text.startswith("Reading\n\n")
    assert sorted(text.split("\n")[2:]) == ["In", "Work & play", "https://a.example/feed"]


def test_sentences_keep_together(read):
    source = (
        "<article><title>Top</title><p><i>One</i> word and <b>an</b>other.</p>"
        "<sect1><title>Sub</title><para>Text &eacute; here.</para></sect1></article>"
    )
    (page,) = read(source).pages
    assert page.text == "Top\n\nOne word and another.\n\nSub\n\nText é here."
    assert [(h.level, h.title) for h in page.headings] == [(1, "Top"), (2, "Sub")]


def test_what_is_mostly_sentences_is_a_document(read):
    said = "<note><b>This is a whole sentence of words.</b></note>" * 5
    assert read(f"<unheard>{said}</unheard>").kind == "document"
    names = '<entry key="a.b.c" value="17"><x>12</x></entry>' * 50
    document = read(f"<unheard>{names}</unheard>")
    assert (document.kind, document.title) == ("code", "file.xml")
    assert document.pages[0].text.startswith("<unheard>")


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.csproj", "<Project><x>This is a whole sentence of words.</x></Project>"),
        ("a.xsd", "<schema><x>This is a whole sentence of words.</x></schema>"),
        ("pom.xml", "<project><x>This is a whole sentence of words.</x></project>"),
        ("a.plist", "<plist><string>This is a whole sentence of words.</string></plist>"),
        ("empty.xml", ""),
        ("broken.xml", "<<<<"),
        ("void.xml", "<rss/>"),
    ],
)
def test_what_programs_read_stays_as_it_is(read, name, source):
    document = read(source, name)
    assert (document.kind, document.pages[0].text) == ("code", source)


def test_maps_keep_names_and_lose_numbers(read):
    source = (
        "<kml><Placemark><name>Hill</name><description>A view</description><Point>"
        "<coordinates>1.5,2.5</coordinates></Point><x>17.5</x></Placemark></kml>"
    )
    assert read(source, "a.kml").pages[0].text == "Hill\nA view"


def test_word_2003(read):
    source = """<?xml version="1.0"?><w:wordDocument xmlns:w="x" xmlns:o="y"><o:DocumentProperties>
    <o:Title>Plan</o:Title><o:Author>Me</o:Author></o:DocumentProperties><w:binData>QUJD</w:binData>
    <w:body><w:p><w:r><w:t>Hel</w:t></w:r><w:r><w:t>lo</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p>
    <w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:wordDocument>"""
    document = read(source)
    assert document.pages[0].text == "Hello\n\na"
    assert (document.title, document.properties) == ("Plan", (("author", "Me"),))


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1251", "utf-8-sig"])
def test_encodings(read, encoding):
    source = f'<?xml version="1.0" encoding="{encoding}"?><book><p>Привет, мир</p></book>'
    assert read(source.encode(encoding)).pages[0].text == "Привет, мир"


@pytest.mark.timeout(20)
def test_hostile_ones_are_harmless(read):
    started = time.perf_counter()
    laughs = '<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
    )
    assert read(f"<!DOCTYPE l [{laughs}]><book>x&j;y</book>").pages[0].text == "xy"
    outside = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><book>HOST=&x;</book>'
    assert read(outside).pages[0].text == "HOST="
    many = f'<!DOCTYPE r [<!ENTITY x "{"y" * 200}">]><book>{"&x;" * 1_000_000}</book>'
    assert len(read(many).pages[0].text) <= 5_000_000
    assert read("<book>" + "<a>" * 300_000 + "x" + "</a>" * 300_000).pages[0].text == "x"
    assert time.perf_counter() - started < 15


def test_long_text_is_cut(read):
    document = read("<book>" + "<p>words</p>" * 1000 + "</book>", characters=100)
    assert len(document.pages[0].text) == 100
    assert document.notes == ("Only the first 100 characters were read.",)


def test_a_namespace_for_parts_makes_no_web_page():
    report = b'<?xml version="1.0"?><xbrl xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    assert sniff.media_type(Path("a.xml"), report) == XML
    page = b'<?xml version="1.0"?><x:html xmlns="http://www.w3.org/1999/xhtml">'
    assert sniff.media_type(Path("a.xml"), page) == sniff.HTML
