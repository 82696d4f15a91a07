from __future__ import annotations

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.picture_captions import from_iptc, from_xmp
from docmind.core.extract.reading import read_document
from docmind.core.schema import Document

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:mwg="http://www.metadataworkinggroup.com/schemas/regions/">
<rdf:Description photoshop:Headline="The feast" photoshop:City="Lisbon">
 <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Cake on a table</rdf:li>
  <rdf:li xml:lang="de">Kuchen</rdf:li></rdf:Alt></dc:description>
 <dc:subject><rdf:Bag><rdf:li>cake</rdf:li><rdf:li>family</rdf:li></rdf:Bag></dc:subject>
 <lr:hierarchicalSubject><rdf:Bag><rdf:li>food|Cake</rdf:li></rdf:Bag></lr:hierarchicalSubject>
 <dc:creator><rdf:Seq><rdf:li>Ann Miller</rdf:li></rdf:Seq></dc:creator>
 <mwg:Regions><rdf:Description mwg:Name="Uncle Bob"/></mwg:Regions>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def read(path) -> Document:
    return read_document(path, ExtractionLimits())


def dataset(number: int, content: bytes, record: int = 2) -> bytes:
    return bytes((0x1C, record, number)) + len(content).to_bytes(2, "big") + content


def test_captions_people_and_keywords_are_words(tmp_path):
    Image.new("RGB", (9, 9)).save(tmp_path / "a.jpg", xmp=XMP.encode())
    document = read(tmp_path / "a.jpg")
    assert document.pages[0].text.splitlines() == [
        "The feast",
        "Cake on a table",
        "Kuchen",
        "Cake, family, food",
        "Uncle Bob",
        "Ann Miller",
    ]
    assert dict(document.properties) == {
        "size": "9 x 9",
        "author": "Ann Miller",
        "description": "The feast",
        "keywords": "Cake, family, food",
        "people": "Uncle Bob",
    }


@pytest.mark.parametrize("name", ["a.png", "a.webp", "a.tif", "a.avif"])
def test_xmp_in_other_formats(tmp_path, name):
    picture = Image.new("RGB", (9, 9))
    if name == "a.png":
        written = PngInfo()
        written.add_itxt("XML:com.adobe.xmp", XMP)
        picture.save(tmp_path / name, pnginfo=written)
    elif name == "a.tif":
        picture.save(tmp_path / name, tiffinfo={700: XMP.encode()})
    else:
        picture.save(tmp_path / name, xmp=XMP.encode())
    assert "Cake on a table" in read(tmp_path / name).pages[0].text


def test_all_that_exif_says_in_words_is_text(tmp_path):
    exif = Image.Exif()
    exif.update({0x8298: "(c) The Archive", 0x9C9E: "boats;sea\0".encode("utf-16-le")})
    exif.get_ifd(0x8769).update({0xA434: "EF 50mm f/1.8", 0x9286: b"ASCII\0\0\0low tide"})
    Image.new("RGB", (9, 9)).save(tmp_path / "a.jpg", exif=exif)
    assert read(tmp_path / "a.jpg").pages[0].text.splitlines() == [
        "boats, sea",
        "low tide",
        "(c) The Archive",
        "EF 50mm f/1.8",
    ]


def test_iptc_in_utf8_and_before(tmp_path):
    old = dataset(120, "Caf\xe9".encode("cp1252")) + dataset(25, b"one") + dataset(25, b"two")
    assert from_iptc(old) == {"description": ["Café"], "keywords": ["one", "two"]}
    new = dataset(90, b"\x1b%G", 1) + dataset(5, "Über".encode()) + dataset(90, b"Lisbon")
    assert from_iptc(new) == {"title": ["Über"]}
    block = b"8BIM\x04\x04\0\0" + len(old).to_bytes(4, "big") + old
    block += b"\0" * (len(block) % 2)
    content = b"Photoshop 3.0\0" + block
    path = tmp_path / "a.jpg"
    Image.new("RGB", (9, 9)).save(path)
    segment = b"\xff\xed" + (len(content) + 2).to_bytes(2, "big") + content
    path.write_bytes(path.read_bytes()[:2] + segment + path.read_bytes()[2:])
    assert read(path).pages[0].text == "Café\none, two"
    Image.new("RGB", (9, 9)).save(tmp_path / "a.tif", tiffinfo={33723: old})
    assert read(tmp_path / "a.tif").pages[0].text == "Café\none, two"


@pytest.mark.parametrize(
    "block", [b"", b"\x1c", b"\x1c\x02\x05\xff\xff", b"\x1c\x02\x05\0\x09ab", b"nothing", None]
)
def test_broken_iptc(block):
    assert from_iptc(block).get("keywords") is None


def test_entities_in_xmp_are_never_resolved(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the key")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    entities = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}"><!ENTITY e0 "ha">{bomb}]>'
    packet = entities + XMP.replace("Cake on", "&s;&e8;Cake on")
    said = from_xmp(packet.encode())
    assert "the key" not in str(said)
    assert len(str(said)) < 1000
    assert from_xmp(b"<x") == {}
    assert from_xmp("a text") == {}


def test_dates_elsewhere(tmp_path):
    written = PngInfo()
    written.add_text("Creation Time", "Wed, 07 Feb 2018 10:11:12 GMT")
    Image.new("L", (9, 9)).save(tmp_path / "a.png", pnginfo=written)
    assert read(tmp_path / "a.png").pages[0].text == "2018-02-07 (7 February 2018)"
    assert from_iptc(dataset(55, b"19990102")) == {"taken": ["19990102"]}


@pytest.mark.parametrize("day", ["2021:02:30", "2021:13:01", "0001:01:01", "1700:01:01"])
def test_days_that_never_were(tmp_path, day):
    exif = Image.Exif()
    exif[0x0132] = f"{day} 10:00:00"
    Image.new("L", (9, 9)).save(tmp_path / "a.jpg", exif=exif)
    assert read(tmp_path / "a.jpg").pages[0].text == ""


def test_comments_of_the_format(tmp_path):
    Image.new("L", (9, 9)).save(tmp_path / "a.jpg", comment="made by hand")
    Image.new("L", (9, 9)).save(tmp_path / "b.gif", comment="Created with a program")
    assert read(tmp_path / "a.jpg").pages[0].text == "made by hand"
    assert read(tmp_path / "b.gif").pages[0].text == ""
