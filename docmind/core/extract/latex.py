"""LaTeX: what its reader reads.

One pass without recursion and without a tree, since the parsers at hand need seconds for a thesis
and stumble over macros they do not know. Formulas stay as they are written; unknown commands
vanish and their arguments stay. Source: LaTeX2e reference manual, chapters 4 to 8 and 23.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import ClassVar

from docmind.core.extract.base import ExtractionLimits, Extractor
from docmind.core.extract.blocks import Blocks
from docmind.core.extract.clean import (
    cut_note,
    file_title,
    first_heading,
    one_line,
    properties,
    unreadable_note,
)
from docmind.core.extract.languages import TEX
from docmind.core.extract.latex_words import (
    ACCENTS,
    CHARACTERS,
    DEFINITIONS,
    DROPPED,
    ENVIRONMENT_ARGUMENTS,
    HEADINGS,
    LINES,
    MATH,
    PARAGRAPHS,
    UNSEEN,
    VERBATIM,
)
from docmind.core.extract.plain_text import read_markup
from docmind.core.schema import Document, Page

_TOKEN = re.compile(
    r"%[^\n]*(?:\n[ \t]*)?"
    r"|\\([A-Za-z@]+)\*?[ \t]*(?:\n(?![ \t]*\n)[ \t]*)?"  # 1: a command and the space after it
    r"|\\([^A-Za-z@])"  # 2: a command of one sign
    r"|(\$\$?)"  # 3
    r"|([{}])"  # 4
    r"|(\n[ \t]*(?:\n[ \t]*)+)"  # 5: an empty line
    r"|([~&])"  # 6
    r"|(---?|``|'')"  # 7
    r"|((?:[^\\%${}\n~&`'-]+|\n(?![ \t]*\n)|'(?!')|`(?!`)|-(?!-))+|[\n`'-]|\\)",  # 8
    re.DOTALL,
)
_SIGNS = {"---": "\u2014", "--": "\u2013", "``": "\u201c", "''": "\u201d"}
_EDGE = re.compile(r"\\.|[{}]|%[^\n]*", re.DOTALL)
_OPTION = re.compile(r"\s{0,80}\[(?:[^\[\]{}]|\{[^{}]{0,400}\}|\[[^\[\]]{0,400}\]){0,2000}\]")
_BRACE = re.compile(r"\s{0,80}\{")
_NAME = re.compile(r"\s{0,8}\{([A-Za-z*]{1,40})\}")
_LETTER = r"(\\[ij](?![A-Za-z])|\w)"
_ACCENTED = re.compile(rf"\s{{0,8}}(?:\{{\s{{0,8}}{_LETTER}\s{{0,8}}\}}|{_LETTER})")
_MACRO = re.compile(r"\s{0,8}\{?\s{0,8}\\([A-Za-z@]{1,40})\s{0,8}\}?")
_PLAIN_TEXT = re.compile(r"[^\\{}$#%]{1,100}\Z")
_LABEL = re.compile(r"\\label\{[^{}]{0,200}\}")
_LONGEST_FORMULA = 20_000


class Latex(Extractor):
    """One page without a number; parts, chapters and sections become headings."""

    name = "latex"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (TEX,)

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        source, _ = read_markup(path, limits)
        text = _LatexText(source, limits.characters)
        text.read()
        said, headings = text.blocks.finish()
        if not said.strip():
            said, headings = source[: limits.characters], ()  # a style or a picture
        facts = {name: blocks.finish()[0] for name, blocks in text.facts.items()}
        return Document(
            path=path,
            media_type=media_type,
            kind="document",
            title=one_line(facts.get("title", "")) or first_heading(headings) or file_title(path),
            pages=(Page(None, said, headings),),
            properties=properties((("author", facts.get("author")), ("date", facts.get("date")))),
            notes=((cut_note(limits.characters),) if text.blocks.is_full else ())
            + unreadable_note(said),
        )


class _LatexText:
    """Goes through the source; ``blocks`` takes the words, ``facts`` title, author and date."""

    def __init__(self, source: str, limit: int) -> None:
        self._source = source
        self.blocks = Blocks(limit)
        self.facts = {name: Blocks(2000) for name in ("title", "author", "date")}
        self._place = 0
        self._groups: list[str] = []  # what ends with each open brace
        self._fact = ""
        self._is_body = "\\begin{document}" not in source
        self._macros: dict[str, str] = {}
        self._is_over = False
        # Braces without an end are looked for from each of them: only so often.
        self._patience = 1_000_000 + len(source)

    def read(self) -> None:
        """Go through all of it, or to the end of the document."""
        size = len(self._source)
        match = _TOKEN.match
        while self._place < size and not self._is_over and not self.blocks.is_full:
            token = match(self._source, self._place)
            if token is None:  # pragma: no cover - every character begins a token
                break
            self._place = token.end()
            kind = token.lastindex
            if kind == 8:
                self._say(token[8])
            elif kind == 1:
                self._command(token[1])
            elif kind == 4:
                self._brace(token[4])
            elif kind == 3:
                self._formula(token.start(), token[3])
            elif kind == 2:
                self._sign(token[2])
            elif kind == 5:
                self._break(is_paragraph=True)
            elif kind == 6:
                self._cell_or_space(token[6])
            elif kind == 7:
                self._say(_SIGNS[token[7]])

    @property
    def _into(self) -> Blocks | None:
        if self._fact:
            return self.facts[self._fact]
        return self.blocks if self._is_body else None

    def _say(self, text: str, is_preformatted: bool = False) -> None:
        into = self._into
        if into is not None:
            into.add(text, is_preformatted)

    def _break(self, is_paragraph: bool) -> None:
        into = self._into
        if into is None or self.blocks.is_in_heading or self._fact:
            self._say(" ")
        elif is_paragraph:
            into.paragraph()
        else:
            into.line()

    def _cell_or_space(self, sign: str) -> None:
        if sign == "&" and self._into is self.blocks:
            self.blocks.cell()
        else:
            self._say(" ")

    def _brace(self, brace: str) -> None:
        if brace == "{":
            self._groups.append("")
            return
        ends = self._groups.pop() if self._groups else ""
        if ends == "heading":
            self.blocks.end_heading()
        elif ends == "fact":
            self._fact = ""
        elif ends == "note":
            self._say(")")

    def _open(self, ends: str) -> bool:
        """Step into the argument that follows; ``ends`` is what happens at its end."""
        self._skip_options()
        brace = _BRACE.match(self._source, self._place)
        if brace is None:
            return False
        self._place = brace.end()
        self._groups.append(ends)
        return True

    def _command(self, word: str) -> None:
        if word in ("begin", "end"):
            self._environment(word)
        elif word in HEADINGS:
            if self._is_body and self._open("heading"):
                self.blocks.start_heading(HEADINGS[word])
        elif word in self.facts:
            if self._open("fact"):
                self._fact = word
        elif word in DEFINITIONS or word == "def":
            self._definition(word)
        elif word in ("footnote", "footnotetext", "thanks"):
            if self._open("note"):
                self._say(" (")
        elif word == "item":
            self._break(is_paragraph=False)
            option = _OPTION.match(self._source, self._place)
            self._say("• " if option is None else "")
        elif word in CHARACTERS:
            self._say(CHARACTERS[word])
        elif word in self._macros:
            self._say(self._macros[word])
        elif word in ACCENTS and self._accent(word):
            return
        elif word == "verb":
            self._verb()
        else:
            self._other(word)

    def _other(self, word: str) -> None:
        if word in PARAGRAPHS or word in LINES:
            self._break(word in PARAGRAPHS)
            if word == "maketitle" and self._is_body:
                self._make_title()
        elif word == "bibitem":
            self._break(is_paragraph=False)
        elif word == "and":
            self._say(", ")
        for _ in range(DROPPED.get(word, 0)):
            self._argument()
        if word in DROPPED:
            self._skip_options()
        elif word not in ("item", "url", "left", "right"):
            option = _OPTION.match(self._source, self._place)
            if option is not None and option[0].startswith("["):
                self._place = option.end()

    def _make_title(self) -> None:
        """Title and author are shown here, wherever they are stated."""
        self.blocks.start_heading(1)
        self.blocks.add(self.facts["title"].finish()[0])
        self.blocks.end_heading()
        self.blocks.add(self.facts["author"].finish()[0])
        self.blocks.paragraph()

    def _sign(self, sign: str) -> None:
        if sign in "([":
            self._formula(self._place - 2, "\\" + sign)
        elif sign == "\\":
            self._skip_options()
            self._break(is_paragraph=False)
        elif sign in ACCENTS and self._accent(sign):
            return
        elif sign in " ,;:\n\t~":
            self._say(" ")
        elif sign in "%&$#_{}":
            self._say(sign)

    def _accent(self, sign: str) -> bool:
        """Put the accent on the letter that follows."""
        found = _ACCENTED.match(self._source, self._place)
        if found is None:
            return False
        letter = (found[1] or found[2]).removeprefix("\\")
        self._place = found.end()
        self._say(unicodedata.normalize("NFC", letter[0] + ACCENTS[sign]))
        return True

    def _formula(self, start: int, opening: str) -> None:
        """Copy a formula as it is written."""
        closing = {"\\(": "\\)", "\\[": "\\]"}.get(opening, opening)
        end = self._source.find(closing, self._place, self._place + _LONGEST_FORMULA)
        blank = self._source.find("\n\n", self._place, end) if end >= 0 else -1
        if end < 0 or blank >= 0:
            return  # a single sign
        self._place = end + len(closing)
        self._say(_LABEL.sub("", self._source[start : self._place]))

    def _environment(self, word: str) -> None:
        name = _NAME.match(self._source, self._place)
        if name is None:
            return
        self._place = name.end()
        if name[1] == "document":
            self._is_body = word == "begin"
            self._is_over = word == "end"
        elif word == "end":
            self._break(is_paragraph=True)
        elif name[1] in MATH or name[1] in VERBATIM or name[1] in UNSEEN:
            self._verbatim(name[1])
        else:
            self._break(is_paragraph=True)
            self._skip_options()
            for _ in range(ENVIRONMENT_ARGUMENTS.get(name[1], 0)):
                self._argument()
            if name[1] == "frame" and self._open("heading"):
                self.blocks.start_heading(3)

    def _verbatim(self, name: str) -> None:
        closing = f"\\end{{{name}}}"
        end = self._source.find(closing, self._place)
        end = len(self._source) if end < 0 else end
        if name in VERBATIM:
            self._skip_options()
            for _ in range(ENVIRONMENT_ARGUMENTS.get(name, 0)):
                self._argument()
        said = self._source[min(self._place, end) : end].strip("\n")
        self._place = min(end + len(closing), len(self._source))
        if name in UNSEEN:
            return
        self._break(is_paragraph=True)
        self._say(_LABEL.sub("", said), is_preformatted=name in VERBATIM)
        self._break(is_paragraph=True)

    def _verb(self) -> None:
        sign = self._source[self._place : self._place + 1]
        end = self._source.find(sign, self._place + 1, self._place + 1000) if sign else -1
        if end > 0:
            self._say(self._source[self._place + 1 : end])
            self._place = end + 1

    def _definition(self, word: str) -> None:
        """Pass over a definition; what stands for plain words is kept for where it is used."""
        macro = _MACRO.match(self._source, self._place)
        if word == "def":
            brace = self._source.find("{", self._place, self._place + 200)
            self._place = brace if brace >= 0 else self._place
            meaning = self._argument()
        else:
            if macro is not None and DEFINITIONS[word] == 2:
                self._place = macro.end()
            else:
                self._argument()
            self._skip_options()
            meaning = self._argument()
            for _ in range(DEFINITIONS[word] - 2):
                self._argument()
        meaning = meaning.replace("\\xspace", "")
        if macro is not None and _PLAIN_TEXT.match(meaning):
            self._macros[macro[1]] = meaning

    def _skip_options(self) -> None:
        for _ in range(4):
            option = _OPTION.match(self._source, self._place)
            if option is None:
                return
            self._place = option.end()

    def _argument(self) -> str:
        """Pass over the next argument in braces, and say what it holds."""
        self._skip_options()
        brace = _BRACE.match(self._source, self._place)
        if brace is None:
            return ""
        start = self._place = brace.end()
        depth = 1
        while self._patience and (edge := _EDGE.search(self._source, self._place)) is not None:
            self._place = edge.end()
            self._patience -= 1
            depth += (edge[0] == "{") - (edge[0] == "}")
            if not depth:
                return self._source[start : edge.start()]
        self._place = start  # no end: do not lose what follows
        return ""
