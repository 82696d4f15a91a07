"""What a person typed, taken apart: words, "phrases", -exclusions and filters.

Nothing a person types is an error: what is malformed or unknown is kept as plain words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_CLOSERS = {
    '"': '"', "“": "”“\"", "„": "“”\"", "‟": "”\"", "«": "»", "»": "«", "＂": "＂", "”": "”\"",
}  # fmt: skip
_QUOTES = "".join(_CLOSERS)
_FIELD = re.compile(r"(-?)(type|kind|in|ext|folder):", re.IGNORECASE)
_ALIASES = {"ext": "type", "folder": "in"}
_EXTENSION = re.compile(r"\.?([a-z0-9_+-]{1,12})\Z")

# Names people use for file types, as extensions.
_TYPES: dict[str, tuple[str, ...]] = {
    "word": ("docx", "doc", "dotx", "odt", "rtf"),
    "doc": ("doc", "docx"),
    "docx": ("docx",),
    "excel": ("xlsx", "xls", "ods", "csv"),
    "powerpoint": ("pptx", "ppt", "odp"),
    "markdown": ("md", "markdown", "mdown"),
    "md": ("md", "markdown", "mdown"),
    "text": ("txt", "text"),
    "txt": ("txt", "text"),
    "html": ("html", "htm", "xhtml"),
    "htm": ("html", "htm", "xhtml"),
    "jpg": ("jpg", "jpeg"),
    "jpeg": ("jpg", "jpeg"),
    "tif": ("tif", "tiff"),
    "tiff": ("tif", "tiff"),
    "yaml": ("yaml", "yml"),
    "yml": ("yaml", "yml"),
    "python": ("py",),
    "javascript": ("js", "mjs", "jsx"),
    "typescript": ("ts", "tsx"),
}
_KINDS = {
    "document": "document", "documents": "document", "doc": "document", "docs": "document",
    "image": "image", "images": "image", "picture": "image", "pictures": "image",
    "photo": "image", "photos": "image", "img": "image",
    "code": "code", "source": "code",
    "mail": "mail", "mails": "mail", "email": "mail", "emails": "mail",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A parsed query. ``text`` holds the plain words; ``suffixes`` are extensions without dot.

    ``filters`` lists (name, value) as typed, for the plan; a leading "-" in a name excludes.
    ``folders`` are texts still to be matched with real folders.
    """

    raw: str
    text: str = ""
    phrases: tuple[str, ...] = ()
    excluded_words: tuple[str, ...] = ()
    excluded_phrases: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    not_suffixes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    not_kinds: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    not_folders: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()

    @property
    def wanted(self) -> str:
        """Everything to look for, phrases as plain words too."""
        return " ".join(part for part in (self.text, *self.phrases) if part)

    @property
    def excluded(self) -> tuple[str, ...]:
        return self.excluded_words + self.excluded_phrases

    @property
    def is_filtered(self) -> bool:
        return bool(self.filters)


@dataclass(slots=True)
class _Draft:
    words: list[str] = field(default_factory=list)
    lists: dict[str, list[str]] = field(default_factory=dict)
    filters: list[tuple[str, str]] = field(default_factory=list)

    def put(self, name: str, *values: str) -> None:
        held = self.lists.setdefault(name, [])
        held.extend(value for value in values if value not in held)

    def tuple(self, name: str) -> tuple[str, ...]:
        return tuple(self.lists.get(name, ()))


@dataclass(frozen=True, slots=True)
class _Piece:
    """One stretch of input: a bare word, a quoted part, or a field with its value."""

    value: str
    quoted: bool = False
    negative: bool = False
    field: str = ""
    raw: str = ""


def parse(raw: str) -> Asked:
    """Take ``raw`` apart. Never raises."""
    draft = _Draft()
    for piece in _pieces(raw):
        if piece.field:
            _take_field(draft, piece)
        elif piece.quoted:
            _take_phrase(draft, piece)
        elif piece.negative:
            draft.put("excluded_words", piece.value)
        else:
            draft.words.append(piece.value)
    return Asked(
        raw=raw,
        text=" ".join(draft.words),
        phrases=draft.tuple("phrases"),
        excluded_words=draft.tuple("excluded_words"),
        excluded_phrases=draft.tuple("excluded_phrases"),
        suffixes=draft.tuple("suffixes"),
        not_suffixes=draft.tuple("not_suffixes"),
        kinds=draft.tuple("kinds"),
        not_kinds=draft.tuple("not_kinds"),
        folders=draft.tuple("folders"),
        not_folders=draft.tuple("not_folders"),
        filters=tuple(draft.filters),
    )


def _pieces(raw: str) -> Iterator[_Piece]:
    at = 0
    while at < len(raw):
        if raw[at].isspace():
            at += 1
            continue
        piece, at = _piece(raw, at)
        if piece.value or piece.field:
            yield piece


def _piece(raw: str, start: int) -> tuple[_Piece, int]:
    found = _FIELD.match(raw, start)
    if found:
        value, end = _value(raw, found.end())
        name = found[2].lower()
        name = _ALIASES.get(name, name)
        return _Piece(value, False, bool(found[1]), name, raw[start:end]), end
    negative = raw[start] == "-" and start + 1 < len(raw) and raw[start + 1] not in "- \t\n"
    at = start + negative
    if raw[at] in _QUOTES:
        end = _closing(raw, at)
        if end > at:
            return _Piece(raw[at + 1 : end].strip(), quoted=True, negative=negative), end + 1
        return _Piece(""), at + 1  # a quote that never closes: its words are plain words
    end = _word_end(raw, at)
    word = raw[at:end]
    if negative and not any(character.isalnum() for character in word):
        return _Piece(raw[start:end]), end
    return _Piece(word, negative=negative), end


def _value(raw: str, at: int) -> tuple[str, int]:
    """The value of a field: quoted or up to white space."""
    if at < len(raw) and raw[at] in _QUOTES:
        end = _closing(raw, at)
        if end > at:
            return raw[at + 1 : end].strip(), end + 1
        at += 1
    end = _word_end(raw, at)
    return raw[at:end], end


def _closing(raw: str, at: int) -> int:
    """Where the quotation that opens at ``at`` closes; ``at`` itself when it does not."""
    closers = _CLOSERS[raw[at]]
    for end in range(at + 1, len(raw)):
        if raw[end] in closers:
            return end
    return at


def _word_end(raw: str, at: int) -> int:
    """Up to white space or a double quote (which begins a phrase even without a space)."""
    end = at
    while end < len(raw) and not raw[end].isspace() and raw[end] not in _QUOTES:
        end += 1
    return end


def _take_phrase(draft: _Draft, piece: _Piece) -> None:
    if not any(character.isalnum() for character in piece.value):
        return
    draft.put("excluded_phrases" if piece.negative else "phrases", piece.value)


def _take_field(draft: _Draft, piece: _Piece) -> None:
    prefix = "not_" if piece.negative else ""
    names = [name.strip() for name in piece.value.split(",") if name.strip()]
    chosen: list[tuple[str, tuple[str, ...]]]
    if piece.field == "in":
        chosen = [(f"{prefix}folders", (piece.value,))] if names else []
    else:
        chosen = [_meaning(piece.field, name.casefold(), prefix) for name in names]
    if not chosen or any(not values for _, values in chosen):
        draft.words.append(piece.raw.replace(":", " ").strip(' -"'))
        return
    for name, values in chosen:
        draft.put(name, *values)
    draft.filters.append((("-" if piece.negative else "") + piece.field, piece.value))


def _meaning(name: str, value: str, prefix: str) -> tuple[str, tuple[str, ...]]:
    """(list to put into, values); no values when the value means nothing."""
    if name == "kind" or (value in _KINDS and value not in _TYPES):
        kind = _KINDS.get(value)
        return f"{prefix}kinds", (kind,) if kind else ()
    plain = _EXTENSION.match(value)
    if not plain:
        return f"{prefix}suffixes", ()
    if value.startswith("."):  # this suffix and no other, as a face counts it
        return f"{prefix}suffixes", (plain[1],)
    return f"{prefix}suffixes", _TYPES.get(plain[1], (plain[1],))
