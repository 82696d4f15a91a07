"""Make the binary sample files in ``resources/samples`` (PDF, DOCX, PNG, JPEG).

The results are committed; run this again only to change them: ``python packaging/make_samples.py``.
The same input gives the same bytes. PDF and DOCX are written by hand: they are small, and the
samples then need no library that the program itself does not use.
"""

from __future__ import annotations

import math
import random
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import sample_texts as texts
from PIL import Image, ImageDraw, ImageFilter, PngImagePlugin

SAMPLES = Path(__file__).resolve().parent.parent / "resources" / "samples"
EPOCH = (2024, 1, 1, 0, 0, 0)


def _page_stream(lines: list[str], number: int, count: int) -> bytes:
    """The drawing commands of an A4 page: "# " starts a heading, "" is a gap."""
    parts = ["BT", "72 770 Td"]
    for line in lines:
        heading = line.startswith("# ")
        font, size, lead = ("F2", 14, 26) if heading else ("F1", 11, 15)
        shown = line.removeprefix("# ").replace("\\", "\\\\")
        shown = shown.replace("(", "\\(").replace(")", "\\)")
        parts.append(f"/{font} {size} Tf 0 -{lead} Td ({shown}) Tj")
    parts.append("ET")
    parts.append(f"BT /F1 9 Tf 270 40 Td (Page {number} of {count}) Tj ET")
    return "\n".join(parts).encode("cp1252")


def write_pdf(path: Path, title: str, author: str, pages: list[list[str]]) -> None:
    """A PDF 1.4 with a real text layer in the two built-in Helvetica faces."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({title}) /Author ({author}) /CreationDate (D:20240105090000Z) >>".encode(
            "cp1252"
        ),
    ]
    kids = []
    for number, lines in enumerate(pages, start=1):
        stream = _page_stream(lines, number, len(pages))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % len(objects)
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    body = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    body += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    tail = b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    offset_of_table = body.rindex(b"xref\n0 ")
    path.write_bytes(body + tail % (len(objects) + 1, offset_of_table))


CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""  # noqa: E501

RELATIONSHIPS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>
</Relationships>"""  # noqa: E501

DOCUMENT_RELATIONSHIPS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
</Relationships>"""  # noqa: E501

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

STYLES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="{WORD}">
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>
<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
</w:styles>"""


def _paragraph(line: str) -> str:
    style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if line.startswith("# ") else ""
    shown = escape(line.removeprefix("# "))
    return f'<w:p>{style}<w:r><w:t xml:space="preserve">{shown}</w:t></w:r></w:p>'


def write_docx(path: Path, title: str, author: str, lines: list[str]) -> None:
    """A minimal Word document; "# " starts a heading."""
    core = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        "</cp:coreProperties>"
    )
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:document xmlns:w="{WORD}"><w:body>{"".join(map(_paragraph, lines))}'
        "<w:sectPr/></w:body></w:document>"
    )
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONSHIPS,
        "docProps/core.xml": core,
        "word/document.xml": document,
        "word/styles.xml": STYLES,
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONSHIPS,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)


def _sky(width: int, height: int, top: tuple[int, ...], low: tuple[int, ...]) -> Image.Image:
    """A gradient from ``top`` to ``low``."""
    column = Image.new("RGB", (1, height))
    for y in range(height):
        share = y / height
        column.putpixel(
            (0, y), tuple(round(a + (b - a) * share) for a, b in zip(top, low, strict=True))
        )
    return column.resize((width, height))


def lighthouse() -> Image.Image:
    """A lighthouse on a dyke after sunset, its beam over the water."""
    chance = random.Random(7)  # noqa: S311  (a drawing, not a secret)
    picture = _sky(960, 640, (38, 42, 92), (244, 150, 96))
    draw = ImageDraw.Draw(picture, "RGBA")
    draw.ellipse((90, 355, 190, 455), fill=(255, 226, 170, 255))
    draw.rectangle((0, 430, 960, 640), fill=(52, 74, 108, 255))
    for _ in range(260):
        x, y = chance.randrange(960), chance.randrange(436, 560)
        draw.line((x, y, x + chance.randrange(20, 90), y), fill=(255, 190, 140, 46), width=2)
    draw.polygon([(0, 640), (0, 590), (520, 540), (960, 505), (960, 640)], fill=(28, 44, 36, 255))
    beam = Image.new("RGBA", picture.size)
    ImageDraw.Draw(beam).polygon([(700, 178), (0, 90), (0, 270)], fill=(255, 246, 200, 110))
    picture.paste(beam, (0, 0), beam.filter(ImageFilter.GaussianBlur(14)))
    draw = ImageDraw.Draw(picture, "RGBA")
    for stripe in range(6):
        top, low = 210 + stripe * 54, 264 + stripe * 54
        left, right = 668 - stripe * 5, 732 + stripe * 5
        colour = (176, 44, 40, 255) if stripe % 2 == 0 else (232, 226, 214, 255)
        draw.polygon([(left, top), (right, top), (right + 5, low), (left - 5, low)], fill=colour)
    draw.rectangle((660, 200, 740, 212), fill=(40, 40, 46, 255))
    draw.rectangle((676, 158, 724, 200), fill=(255, 240, 170, 255))
    draw.polygon([(668, 158), (732, 158), (700, 128)], fill=(40, 40, 46, 255))
    return picture.filter(ImageFilter.GaussianBlur(0.8))


def cat() -> Image.Image:
    """A black cat asleep on a yellow armchair by the window."""
    picture = _sky(800, 600, (214, 226, 232), (236, 228, 212))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((500, 60, 740, 330), fill=(150, 196, 224), outline=(250, 250, 246), width=16)
    draw.line((620, 60, 620, 330), fill=(250, 250, 246), width=12)
    draw.rectangle((0, 480, 800, 600), fill=(150, 110, 78))
    draw.rounded_rectangle((130, 150, 480, 460), 60, fill=(226, 176, 50))
    draw.rounded_rectangle((90, 300, 520, 510), 50, fill=(236, 190, 66))
    draw.rounded_rectangle((80, 280, 160, 510), 36, fill=(214, 162, 40))
    draw.rounded_rectangle((450, 280, 530, 510), 36, fill=(214, 162, 40))
    draw.ellipse((190, 280, 430, 400), fill=(28, 28, 32))
    draw.ellipse((180, 300, 270, 382), fill=(34, 34, 38))
    draw.polygon([(190, 322), (196, 276), (222, 304)], fill=(34, 34, 38))
    draw.polygon([(234, 302), (262, 278), (264, 324)], fill=(34, 34, 38))
    draw.arc((330, 300, 460, 400), 300, 120, fill=(28, 28, 32), width=18)
    draw.arc((200, 330, 220, 346), 0, 180, fill=(200, 200, 120), width=3)
    draw.arc((234, 330, 254, 346), 0, 180, fill=(200, 200, 120), width=3)
    return picture.filter(ImageFilter.GaussianBlur(0.7))


def garden_plan() -> Image.Image:
    """A drawn plan of the vegetable beds."""
    picture = Image.new("RGB", (720, 520), (250, 248, 240))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((20, 20, 700, 500), outline=(90, 70, 50), width=4)
    beds = [("Tomatoes", (214, 92, 70)), ("Beans", (104, 158, 82)), ("Lettuce", (150, 196, 96))]
    beds += [("Carrots", (232, 150, 62)), ("Potatoes", (176, 142, 92)), ("Herbs", (96, 140, 120))]
    for place, (name, colour) in enumerate(beds):
        left, top = 50 + (place % 3) * 215, 60 + (place // 3) * 210
        draw.rectangle((left, top, left + 185, top + 150), fill=colour, outline=(70, 60, 50))
        for row in range(5):
            for column in range(7):
                x, y = left + 18 + column * 25, top + 20 + row * 28
                swing = 3 * math.sin(row + column)
                draw.ellipse((x - 6, y - 6 + swing, x + 6, y + 6 + swing), fill=(60, 96, 52))
        draw.text((left + 6, top + 156), name, fill=(50, 40, 30), font_size=18)
    draw.text((50, 28), "North", fill=(50, 40, 30), font_size=18)
    return picture


def save_jpeg(picture: Image.Image, path: Path, description: str, taken: str) -> None:
    """Save with the EXIF facts a camera writes."""
    exif = Image.Exif()
    exif[0x010E] = description  # ASCII, as the standard asks
    exif[0x010F] = "Lumora"
    exif[0x0110] = "Lumora P20"
    exif[0x013B] = "N. Berg"
    exif[0x0132] = taken
    exif.get_ifd(0x8769)[0x9003] = taken
    picture.save(path, "JPEG", quality=72, optimize=True, exif=exif)


def main() -> None:
    """Write every binary sample."""
    home, money, work = SAMPLES / "home", SAMPLES / "money", SAMPLES / "work"
    write_pdf(home / "lease-agreement.pdf", "Lease agreement", "Halden Homes", texts.LEASE)
    write_pdf(money / "invoice-boiler-2024.pdf", "Invoice", "Brenner Heating", texts.INVOICE)
    write_docx(money / "insurance-letter.docx", "Water damage", "Nordhaus", texts.INSURANCE)
    write_docx(work / "team-meeting.docx", "Team meeting 12 March", "A. Roth", texts.MEETING)
    pictures = SAMPLES / "pictures"
    save_jpeg(
        lighthouse(),
        pictures / "IMG_2291.jpg",
        "Leuchtturm am Abend, Urlaub an der Nordsee",
        "2023:08:19 21:14:05",
    )
    save_jpeg(
        cat(),
        pictures / "cat-on-the-armchair.jpg",
        "Minka asleep in the yellow armchair",
        "2024:02:11 10:32:40",
    )
    note = PngImagePlugin.PngInfo()
    note.add_text("Title", "Garden plan")
    note.add_text("Description", "Vegetable beds for spring: tomatoes, beans, lettuce, herbs")
    plan = garden_plan().quantize(32)
    plan.save(pictures / "garden-plan.png", "PNG", optimize=True, pnginfo=note)


if __name__ == "__main__":
    main()
