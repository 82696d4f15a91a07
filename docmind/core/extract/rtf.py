"""Rich text (RTF), read in one pass over its bytes.

An own reader, because the ones at hand hold the whole file as ``str`` and run a regular expression
over its pictures too, mix up the code pages of fonts, and lose footnotes or numbered lists. Source:
Rich Text Format Specification 1.9.1, "Conventions of an RTF Reader", "Unicode RTF".
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from docmind.core.extract.base import Claim, Confidence, ExtractionLimits, Extractor, damaged
from docmind.core.extract.blocks import Blocks
from docmind.core.extract.clean import (
    cut_note,
    file_title,
    first_heading,
    one_line,
    properties,
    unreadable_note,
)
from docmind.core.extract.rtf_tables import (
    ASIDE,
    CELLS,
    CHARACTERS,
    CHARSETS,
    CODE_PAGES,
    FACTS,
    KNOWN_STARRED,
    LINES,
    PARAGRAPHS,
    SKIPPED,
    WORDS,
    decoded,
    shown,
)
from docmind.core.files import open_regular
from docmind.core.schema import Document, Page

RTF = "application/rtf"

_START = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,20}\{\s{0,4}\\rtf")
_TOKEN = re.compile(
    rb"((?:\\'[0-9a-fA-F]{2})+)|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\([^a-zA-Z])|([{}])"
    rb"|([^\\{}\r\n\0]+)|[\r\n\0]+|\\",
    re.DOTALL,
)
# What decides where a group ends; the digits of pictures lie between.
_EDGE = re.compile(rb"[{}]|\\bin(\d{1,10}) ?|\\.", re.DOTALL)
_HEADING_STYLE = re.compile(r"\s*heading ([1-9])\b", re.IGNORECASE)
_WORDS = frozenset(word.encode() for word in WORDS)
_LOOK_EVERY = 256
_DEEPEST = 100_000  # groups beyond are read as if they were not there
_LONGEST_FACT = 2000
_LOOK_BEHIND = 4096  # where a brace too many ended it before its end, more of it follows


class Rtf(Extractor):
    """One page without a number; headings by outline level; headers, footers, notes at the end."""

    name = "rtf"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (RTF,)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        if _START.match(head):
            return RTF, Confidence.CERTAIN
        return (RTF, Confidence.NAMED) if suffix == ".rtf" else None

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        with open_regular(path) as file, io.BufferedReader(file) as buffered:
            content = buffered.read(limits.file_bytes + 1)
        if not _START.match(content):
            raise damaged("It does not begin like rich text.")
        text = _RtfText(content, limits.characters)
        text.read()
        body, headings = text.body.finish()
        beside, _ = text.beside.finish()
        if beside:
            body = f"{body}\n\n{beside}" if body else beside
        notes: tuple[str, ...] = ()
        if text.is_full or len(body) > limits.characters:
            body, notes = body[: limits.characters], (cut_note(limits.characters),)
        facts = text.facts
        return Document(
            path=path,
            media_type=media_type,
            kind="document",
            title=one_line(facts.pop("title", "")) or first_heading(headings) or file_title(path),
            pages=(Page(None, body, headings),),
            properties=properties(facts.items()),
            notes=(*notes, *unreadable_note(body)),
        )


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and gives back at its end. ``into`` is where its text goes:
    body, beside, fonts, styles, nothing, or fact:NAME."""

    into: str = "body"
    codec: str = ""
    skip: int = 1  # how many characters stand for one \u
    is_hidden: bool = False
    outline: int | None = None


class _RtfText:
    """Reads the bytes; ``body`` and ``beside`` take the text, ``facts`` what \\info says."""

    def __init__(self, content: bytes, limit: int) -> None:
        self._content = content
        self.body = Blocks(limit)
        self.beside = Blocks(limit)
        self.facts: dict[str, str] = {}
        self._state = _State()
        self._states: list[_State] = []
        self._too_deep = 0
        self._page_codec = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = -1  # being declared
        self._default_font = -1
        self._levels: dict[int, int] = {}
        self._style = -1
        self._pending = bytearray()
        self._has_hex = False
        self._to_skip = 0
        self._high = 0  # the first half of a surrogate pair
        self._is_starred = False

    @property
    def is_full(self) -> bool:
        return self.body.is_full or self.beside.is_full

    def read(self) -> None:
        """Go through all of it, or until enough text is there."""
        content, place, size = self._content, 0, len(self._content)
        match = _TOKEN.match
        count = 0
        while place < size:
            count += 1
            token = match(content, place)
            if token is None or (not count % _LOOK_EVERY and self.is_full):
                break
            place = token.end()
            kind = token.lastindex
            if kind in (2, 3) and token[2] not in _WORDS and self._may_pass:
                continue  # how it looks
            if kind == 6:
                self._bytes(token[6])
            elif kind == 1:
                self._bytes(
                    bytes.fromhex(token[1].replace(b"\\'", b"").decode("ascii")), is_hex=True
                )
            elif kind in (2, 3):
                number = int(token[3]) if token[3] else None
                place = self._word(token[2].decode("ascii"), number, place)
            elif kind == 4:
                self._symbol(token[4])
            elif kind == 5:
                self._brace(token[5])
                if not self._states and b"\\par" not in content[place : place + _LOOK_BEHIND]:
                    break  # what programs leave after the end is not text
        self._flush()

    @property
    def _may_pass(self) -> bool:
        """Whether a word that means nothing for the text may be passed over."""
        return not self._is_starred and not self._to_skip

    def _brace(self, brace: bytes) -> None:
        self._to_skip = 0
        self._is_starred = False
        if brace == b"{":
            if len(self._states) < _DEEPEST:
                self._states.append(self._state)
            else:
                self._too_deep += 1
        elif self._too_deep:
            self._too_deep -= 1
        elif self._states:
            if self._state is not self._states[-1]:
                self._flush()
            before, self._state = self._state, self._states.pop()
            if before.into == "beside" != self._state.into:
                self.beside.paragraph()

    def _bytes(self, said: bytes, is_hex: bool = False) -> None:
        if self._to_skip:
            cut = min(self._to_skip, len(said))
            self._to_skip -= cut
            said = said[cut:]
        if said:
            self._pending += said
            self._has_hex |= is_hex
            self._is_starred = False

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._is_starred = True
        elif self._to_skip:
            self._to_skip -= 1
        elif symbol in (b"\\", b"{", b"}"):
            self._bytes(symbol)
        elif symbol == b"~":
            self._say(" ")
        elif symbol == b"_":
            self._say("-")
        elif symbol in (b"\r", b"\n"):
            self._break("par")
        elif symbol == b"\t":
            self._break("tab")

    def _word(self, word: str, number: int | None, place: int) -> int:
        """A control word; returns where to go on, which is after a group that is left out."""
        if word == "bin":
            return place + max(number or 0, 0)
        if self._to_skip:
            self._to_skip -= 1
            return place
        if word == "u":
            self._unicode(number or 0)
            return place
        starred, self._is_starred = self._is_starred, False
        if word in SKIPPED or (starred and not _is_known(word)):
            self._flush()
            return self._end_of_group(place)
        if word in CHARACTERS:
            self._say(CHARACTERS[word])
        elif word in PARAGRAPHS or word in LINES or word in CELLS:
            self._break(word)
        else:
            self._flush()
            self._set(word, number)
        return place

    def _end_of_group(self, place: int) -> int:
        """Where the brace stands that ends the group around ``place``."""
        depth = 0
        search, content = _EDGE.search, self._content
        while (edge := search(content, place)) is not None:
            place = edge.end()
            if edge[1]:
                place += int(edge[1])
            elif edge[0] == b"{":
                depth += 1
            elif edge[0] == b"}":
                depth -= 1
                if depth < 0:
                    return edge.start()
        return len(content)

    def _set(self, word: str, number: int | None) -> None:
        """A property or the beginning of a destination."""
        state = self._state
        if word == "f":
            self._choose_font(number or 0)
        elif word == "uc":
            self._state = replace(state, skip=min(max(number or 0, 0), 16))
        elif word in ("v", "deleted"):
            self._state = replace(state, is_hidden=number != 0)
        elif word == "plain":
            codec = self._fonts.get(self._default_font, "")
            self._state = replace(state, is_hidden=False, codec=codec)
        elif word == "pard":
            self._state = replace(state, outline=None)
        elif word in ("s", "outlinelevel"):
            self._note_level(word, number or 0)
        elif word == "deff":
            self._default_font = number or 0
        elif word in ("ansicpg", "mac", "pc", "pca"):
            named = {"mac": 10000, "pc": 437, "pca": 850}.get(word, number or 0)
            self._page_codec = CODE_PAGES.get(named, self._page_codec)
        elif word in ("fcharset", "cpg") and state.into == "fonts":
            table = CHARSETS if word == "fcharset" else CODE_PAGES
            stated = table.get(number or 0)
            if stated:
                self._fonts[self._font] = stated
        else:
            self._destination(word)

    def _destination(self, word: str) -> None:
        into = self._state.into
        if word == "fonttbl":
            into = "fonts"
        elif word == "stylesheet":
            into = "styles"
        elif word in ("info", "upr", "object"):
            # An object shows its \result; of \upr the part in \ud is meant.
            into = "nothing"
        elif word in ("ud", "result"):
            parents = [state.into for state in self._states[-3:] if state.into != "nothing"]
            into = parents[-1] if parents else "body"
        elif word in FACTS and into == "nothing":
            into = f"fact:{FACTS[word]}"
        elif word in ASIDE and into == "body":
            self.beside.paragraph()
            into = "beside"
        if into != self._state.into:
            self._state = replace(self._state, into=into)

    def _choose_font(self, number: int) -> None:
        if self._state.into == "fonts":
            self._font = number
        else:
            self._state = replace(self._state, codec=self._fonts.get(number, ""))

    def _note_level(self, word: str, number: int) -> None:
        """The outline level of this paragraph, or of the style that is being declared."""
        if self._state.into == "styles":
            if word == "s":
                self._style = number
            elif 0 <= number < 9:
                self._levels[self._style] = number
        else:
            level = self._levels.get(number) if word == "s" else number
            if level is None or 0 <= level < 9:
                self._state = replace(self._state, outline=level)

    def _unicode(self, number: int) -> None:
        self._flush()
        unit = number & 0xFFFF
        self._to_skip = self._state.skip
        if 0xD800 <= unit < 0xDC00:
            self._high = unit
            return
        high, self._high = self._high, 0
        if 0xDC00 <= unit < 0xE000 and high:
            unit = 0x10000 + ((high - 0xD800) << 10) + unit - 0xDC00
        self._say(shown(chr(unit)))

    def _flush(self) -> None:
        """Decode the bytes gathered so far; only now, since characters may take two."""
        if not self._pending:
            return
        said, has_hex = bytes(self._pending), self._has_hex
        self._pending.clear()
        self._has_hex = False
        self._write(decoded(said, self._state.codec, self._page_codec, has_hex))

    def _say(self, text: str) -> None:
        self._flush()
        self._write(text)

    def _write(self, text: str) -> None:
        into = self._state.into
        if into == "styles":
            found = _HEADING_STYLE.match(text)
            if found is not None:
                self._levels.setdefault(self._style, int(found[1]) - 1)
        elif into.startswith("fact:"):
            name = into.removeprefix("fact:")
            self.facts[name] = (self.facts.get(name, "") + text)[:_LONGEST_FACT]
        elif self._state.is_hidden:
            return
        elif into == "beside":
            self.beside.add(text)
        elif into == "body":
            outline = self._state.outline
            if outline is not None and not self.body.is_in_heading and text.strip():
                self.body.start_heading(outline + 1)
            self.body.add(text)

    def _break(self, word: str) -> None:
        self._flush()
        into = self._state.into
        if into not in ("body", "beside"):
            return
        blocks = self.body if into == "body" else self.beside
        if word in PARAGRAPHS:
            blocks.end_heading()
            blocks.paragraph()
        elif word in LINES:
            blocks.line()
        else:
            blocks.cell()


def _is_known(word: str) -> bool:
    return word in KNOWN_STARRED or word in ASIDE or word in FACTS
