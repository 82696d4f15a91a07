"""What the control words of RTF mean for its text (Rich Text Format Specification 1.9.1)."""

from __future__ import annotations

CODE_PAGES = {
    437: "cp437",
    708: "iso8859-6",
    850: "cp850",
    852: "cp852",
    866: "cp866",
    874: "cp874",
    932: "cp932",
    936: "gb18030",
    949: "cp949",
    950: "big5hkscs",
    1361: "johab",
    10000: "mac_roman",
    10001: "cp932",
    10007: "mac_cyrillic",
    54936: "gb18030",
    65001: "utf-8",
    **{page: f"cp{page}" for page in range(1250, 1259)},
}
"""``\\ansicpg``, ``\\cpg`` -> codec."""

CHARSETS = {
    0: "cp1252",
    2: "symbol",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5hkscs",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
"""``\\fcharset`` of a font -> codec; 1 is that of the file."""

CHARACTERS = {
    "emdash": "\u2014",
    "endash": "\u2013",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "\u2022",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "zwj": "\u200d",
    "zwnj": "\u200c",
}

PARAGRAPHS = frozenset(("par", "sect", "page", "column"))
LINES = frozenset(("line", "softline", "row", "nestrow"))
CELLS = frozenset(("cell", "nestcell", "tab"))

SKIPPED = frozenset(
    """aftncn aftnsep aftnsepc background bkmkend bkmkstart blipuid colorschememapping colortbl
    comment datafield datastore ebcstart factoidname falt fldinst fontemb fontfile ftncn ftnsep
    ftnsepc generator htmltag latentstyles listoverridetable listtable mailmerge nonshppict
    objalias objclass objdata objname objsect objtime operator oleclsid panose passwordhash pict
    picprop pnseclvl private revtbl rsidtbl shprslt sn sp sv tc themedata template userprops
    wgrffmtfilter xe xmlnstbl""".split()  # noqa: SIM905 - a table of words
)
"""Groups without a word for readers."""

KNOWN_STARRED = frozenset(
    "annotation do dptxbxtext footnote listtext pntext shpinst shptxt ud xmlopen".split()  # noqa: SIM905
)
"""Groups that begin with ``\\*`` and hold text all the same."""

ASIDE = frozenset(
    """annotation footer footerf footerl footerr footnote header headerf headerl
    headerr""".split()  # noqa: SIM905 - a table of words
)
"""Groups whose text stands outside the flow of the page."""

_PROPERTIES = frozenset(
    """ansicpg bin cpg deff deleted f fcharset fonttbl info mac object outlinelevel pard pc pca
    plain result s stylesheet u uc ud upr v""".split()  # noqa: SIM905 - a table of words
)

FACTS = {
    "title": "title",
    "author": "author",
    "subject": "subject",
    "keywords": "keywords",
    "doccomm": "description",
    "company": "company",
    "manager": "manager",
    "category": "category",
}
"""Groups inside ``\\info`` -> the name of the property."""

WORDS = (
    _PROPERTIES
    | {*CHARACTERS, *FACTS}
    | PARAGRAPHS
    | LINES
    | CELLS
    | SKIPPED
    | KNOWN_STARRED
    | ASIDE
)
"""All control words that mean something for the text."""

_WIDE = frozenset(("cp932", "gb18030", "cp949", "big5hkscs", "johab"))


def decoded(said: bytes, font_codec: str, page_codec: str, has_hex: bool) -> str:
    """The text of a run of bytes. ``has_hex``: some were written as ``\\'xx``."""
    codec = font_codec or page_codec
    if codec == "cp1252" and page_codec in _WIDE and _fits(said, page_codec):
        codec = page_codec  # its fonts do not say that they are of the file's script
    if said.isascii() and codec != "symbol":
        return said.decode("ascii")
    if codec == "symbol":
        return "\u2022" if said == b"\xb7" else said.decode("cp1252", "replace")
    if not has_hex:
        # Bytes beyond ASCII that were not escaped: some programs write UTF-8 there.
        try:
            return said.decode("utf-8")
        except UnicodeError:
            pass
    text = said.decode(codec, "replace")
    if "\ufffd" in text and codec.startswith("cp125"):
        # Bytes that a Windows code page leaves open are the C1 controls of ISO 8859.
        return "".join(bytes((byte,)).decode(codec, "ignore") for byte in said)
    return text


def shown(character: str) -> str:
    """A character as it is seen: of the signs of symbol fonts, in the private area, the bullet."""
    if "\uf020" <= character <= "\uf0ff":
        return "\u2022" if character == "\uf0b7" else " "
    return character


def _fits(said: bytes, codec: str) -> bool:
    """Whether every byte beyond ASCII belongs to a character of two bytes."""
    try:
        text = said.decode(codec)
    except UnicodeError:
        return False
    beyond = sum(byte > 127 for byte in said)
    return beyond >= 2 and len(said) - len(text) >= beyond / 2
