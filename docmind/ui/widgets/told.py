"""Sentences of the core in the language of the window.

The core speaks English and knows no face. Its sentences are listed, each value in them as ``{0}``;
one that comes to the window is found again by that pattern, and what is not found stays English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from docmind.ui.widgets.wording import isolated, number

CONTEXT = "DocMind core"
_VALUE = re.compile(r"\{(\d)\}")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-Z“\"])")
_TITLE = 12  # letters of a pattern that is not sure to be a whole sentence
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")
_NO_SENTENCE_END = r"(?:(?![.!?] [A-Z]).)+?"
_AT_PATH = re.compile(r"(?P<title>.+) \((?P<path>/.+|[A-Za-z]:\\.+)\)(?P<stop>\.?)")


class _Sentences:
    """The listed sentences, ready to be looked for. A full stop at the end tells none apart."""

    def __init__(self, listed: str) -> None:
        patterns = {pattern.removesuffix("."): pattern for pattern in listed.splitlines()}
        self._plain = {bare: one for bare, one in patterns.items() if not _VALUE.search(one)}
        # what says most first: “It is larger than {0} MB.” before “It is {0}.”
        valued = sorted(patterns.keys() - self._plain.keys(), key=_says, reverse=True)
        self._valued = [
            (re.compile(_expression(bare), re.DOTALL), patterns[bare]) for bare in valued
        ]

    def of(self, text: str) -> str | None:
        """One sentence translated, or None for one that is not listed."""
        bare = text.removesuffix(".")
        stop = text[len(bare) :]
        if bare in self._plain:
            return _translated(self._plain[bare]).removesuffix(".") + stop
        for expression, pattern in self._valued:
            if stop and _says(pattern) < _TITLE:
                continue  # the title of a job is no sentence
            if found := expression.fullmatch(bare):
                return self._filled(_translated(pattern).removesuffix("."), found) + stop
        return None

    def _filled(self, pattern: str, found: re.Match[str]) -> str:
        return _VALUE.sub(lambda mark: self._value(found[f"v{mark[1]}"]), pattern)

    def _value(self, text: str) -> str:
        if pattern := self._plain.get(text):
            return _translated(pattern)
        if _THOUSANDS.fullmatch(text):
            return number(int(text.replace(",", "")))
        return isolated(text, path="/" in text)


_sentences: _Sentences | None = None


def learn(file: Path | None) -> None:
    """Know the sentences listed in ``file``; None leaves everything English."""
    global _sentences
    _sentences = None if file is None else _Sentences(file.read_text(encoding="utf-8"))
    told.cache_clear()


@lru_cache(maxsize=1024)
def told(text: str) -> str:
    """What the core says, translated sentence by sentence."""
    if _sentences is None or not text:
        return text
    parts = _BETWEEN_SENTENCES.split(text)
    return " ".join(_runs(parts, _sentences))


def is_foreign() -> bool:
    """Whether sentences are translated at all."""
    return _sentences is not None


def _runs(parts: list[str], sentences: _Sentences) -> Iterator[str]:
    """The longest runs of parts that are listed; some texts hold several sentences."""
    start = 0
    while start < len(parts):
        for end in range(len(parts), start, -1):
            said = _one(" ".join(parts[start:end]), sentences)
            if said is not None:
                yield said
                break
        else:
            end = start + 1
            yield isolated(parts[start])
        start = end


def _one(text: str, sentences: _Sentences) -> str | None:
    """A sentence, or the title of an error with the file it is about behind it."""
    said = sentences.of(text)
    if said is None and (at := _AT_PATH.fullmatch(text)):
        title = sentences.of(at["title"])
        said = title and f"{title} ({isolated(at['path'], path=True)}){at['stop']}"
    return said


def _translated(pattern: str) -> str:
    return QCoreApplication.translate(CONTEXT, pattern)


def _says(pattern: str) -> int:
    return len(_VALUE.sub("", pattern))


def _expression(pattern: str) -> str:
    """A pattern as a regular expression that takes its values apart."""
    parts = _VALUE.split(pattern)
    return "".join(
        f"(?P<v{part}>{_NO_SENTENCE_END})" if place % 2 else re.escape(part)
        for place, part in enumerate(parts)
    )
