"""From scored documents to what is shown: the best window of text, its marks and the reasons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from docmind.core.lexical import Marker
from docmind.core.schema import ChunkRecord, FileRecord, Hit, Passage, Reason, Span
from docmind.core.search.fuse import Scored

SNIPPET = 240  # code points
MOST_PASSAGES = 3  # beside the best one
WORTH_SHOWING = 0.4  # of the best passage's score, for another one of the same document
NOTHING_KNOWN: Mapping[str, float] = MappingProxyType({})
_LEAD = 60  # code points shown before the first marked word
_SHOWN_MEANING = 0.35  # share of the best meaning score from which it is given as a reason
_MOST_TERMS = 8
_MOST_STARTS = 40  # windows tried
_WORD = re.compile(r"\S+")
SENTENCE_END = re.compile(r"[.!?](?=\s)|[。！？]|\n\s*\n")


def make_hit(
    rank: int,
    document: Scored,
    record: FileRecord,
    chunks: Sequence[ChunkRecord],
    marker: Marker,
    likeness: Mapping[str, float] = NOTHING_KNOWN,
    copies: tuple[Path, ...] = (),
) -> Hit:
    """``chunks`` are the document's candidate passages, best first; ``likeness`` holds the cosine
    of the query and its nearest passage ("dense") and picture ("pictures"); ``copies`` are the
    files that it stands for."""
    best = make_passage(chunks[0], marker, document.passages[chunks[0].point_id], focused=True)
    return Hit(
        rank=rank,
        file_id=record.file_id,
        path=record.path,
        title=record.title,
        kind=record.kind,
        media_type=record.media_type,
        size=record.size,
        mtime_ns=record.mtime_ns,
        page_count=record.page_count,
        score=round(document.score, 6),
        best=best,
        why=reasons(document, record, best, marker, likeness),
        passages=tuple(
            make_passage(chunk, marker, document.passages[chunk.point_id])
            for chunk in chunks[1 : 1 + MOST_PASSAGES]
            if document.passages[chunk.point_id] >= WORTH_SHOWING * best.score
        ),
        container=record.container,
        copies=copies,
    )


def make_passage(
    chunk: ChunkRecord,
    marker: Marker,
    score: float,
    focused: bool = False,
    sentence: Span | None = None,
) -> Passage:
    """The window of a chunk with the most of the query in it, or that of a ``sentence`` (a range of
    the chunk's text)."""
    if sentence is None:
        snippet, highlights, focus = make_snippet(chunk.text, marker, focused)
    else:
        snippet, highlights, focus = *sentence_snippet(chunk.text, marker, sentence), sentence
    return Passage(
        page=chunk.page,
        heading=chunk.heading,
        span=chunk.span,
        snippet=snippet,
        highlights=highlights,
        score=round(score, 6),
        focus=Span(chunk.span.start + focus.start, chunk.span.start + focus.end),
        in_picture=chunk.in_picture,
        point_id=chunk.point_id,
    )


def make_snippet(
    text: str, marker: Marker, focused: bool = True
) -> tuple[str, tuple[Span, ...], Span]:
    """(about ``SNIPPET`` code points of ``text``, marked ranges in them, the sentences of ``text``
    they come from), cut between words, white space as one space. Without ``focused`` the
    sentences are the whole text."""
    flat = " ".join(text.split())
    spans = marker.spans(flat)
    if len(flat) <= SNIPPET:
        return flat, spans, Span(0, len(text))
    start, end = _window(flat, _best_start(flat, spans))
    snippet, shown = _cut(flat, spans, start, end)
    if not shown or not focused:
        return snippet, shown, Span(0, len(text))
    return snippet, shown, _sentences_around(text, flat, start, end)


def sentence_snippet(text: str, marker: Marker, sentence: Span) -> tuple[str, tuple[Span, ...]]:
    """(about ``SNIPPET`` code points of ``text`` that begin with a sentence, or hold it where the
    text ends before, marked ranges in them)."""
    flat = " ".join(text.split())
    spans = marker.spans(flat)
    if len(flat) <= SNIPPET:
        return flat, spans
    before = " ".join(text[: sentence.start].split())
    spaced = bool(before) and flat[len(before)] == " "
    start = len(before) + spaced
    if start + SNIPPET > len(flat):
        start, end = _window(flat, start)
    else:
        _, end = _window(flat, start + _LEAD)
    return _cut(flat, spans, start, end)


def _cut(flat: str, spans: Sequence[Span], start: int, end: int) -> tuple[str, tuple[Span, ...]]:
    """A range of a flat text, with signs where it was cut, and its marked ranges."""
    before = "… " if start else ""
    after = " …" if end < len(flat) else ""
    shift = len(before) - start
    shown = tuple(
        Span(max(span.start, start) + shift, min(span.end, end) + shift)
        for span in spans
        if span.start < end and span.end > start
    )
    return f"{before}{flat[start:end]}{after}", shown


def _sentences_around(text: str, flat: str, start: int, end: int) -> Span:
    """The sentences of ``text`` that a range of its ``flat`` form is in."""
    first, last = (start, end) if len(text) == len(flat) else _unflattened(text, start, end)
    before = [stop.end() for stop in SENTENCE_END.finditer(text, 0, first + 1)]
    begin = max((stop for stop in before if stop <= first), default=0)
    stop = SENTENCE_END.search(text, max(last - 1, 0))
    finish = stop.end() if stop else len(text)
    return Span(begin + _leading(text[begin:finish]), finish)


def _unflattened(text: str, start: int, end: int) -> tuple[int, int]:
    """A range of the flat form of ``text`` as the range of words in ``text`` it touches."""
    first, last, at = len(text), 0, 0
    for word in _WORD.finditer(text):
        length = word.end() - word.start()
        if at < end and at + length > start:
            first, last = min(first, word.start()), word.end()
        at += length + 1
        if at >= end:
            break
    return first, last


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip())


def _best_start(text: str, spans: Sequence[Span]) -> int:
    """Where the window with the most different marked words begins."""
    best, best_value = 0, 0.0
    for index, first in enumerate(spans[:_MOST_STARTS]):
        seen: dict[str, int] = {}
        for span in spans[index:]:
            if span.end > first.start + SNIPPET - _LEAD:
                break
            word = text[span.start : span.end].casefold()
            seen[word] = seen.get(word, 0) + 1
        # a new word counts its length (long words say more), a repetition a little
        value = sum(2.0 + len(word) + 0.2 * (times - 1) for word, times in seen.items())
        if value > best_value + 1e-9:
            best, best_value = first.start, value
    return best


def _window(text: str, wanted: int) -> tuple[int, int]:
    """The range of text to show around ``wanted``, between words where there are any."""
    start = max(0, min(wanted - _LEAD, len(text) - SNIPPET))
    if start:
        space = text.find(" ", start, wanted + 1)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + SNIPPET)
    if end < len(text):
        space = text.rfind(" ", start + SNIPPET // 2, end)
        end = space if space >= 0 else end
    return start, end


def reasons(
    document: Scored,
    record: FileRecord,
    best: Passage,
    marker: Marker,
    likeness: Mapping[str, float] = NOTHING_KNOWN,
) -> tuple[Reason, ...]:
    """Why a document is shown, the strongest reason first. Meaning is told by its cosine: a share
    of this answer's best would call the nearest of many strangers a perfect match."""
    found = []
    for label in ("name", "phrase", "identifier"):
        parts = tuple(part for part, its in document.exact.items() if its == label)
        if parts:
            found.append(Reason(label, 1.0, parts))
    lists = ("stems", "words", "learned")
    shares = [document.parts[name] for name in lists if name in document.parts]
    marked = [best.snippet[span.start : span.end] for span in best.highlights]
    terms = _each_once(marked)
    if terms and shares:
        found.append(Reason("words", round(max(shares), 4), terms))
    shown = document.parts.get("pictures")
    if shown is not None:
        found.append(Reason("image", _share(likeness.get("pictures", shown))))
    in_name = _each_once([*marker.terms(record.title), *marker.terms(record.path.name)])
    if in_name and not any(reason.label == "name" for reason in found):
        found.append(Reason("name", None, in_name))
    # weights that a model learned for related words carry meaning, too
    meaning = document.parts.get("dense", document.parts.get("learned"))
    if meaning is not None and (meaning >= _SHOWN_MEANING or not found):
        found.append(Reason("meaning", _share(likeness.get("dense", meaning))))
    return tuple(found)


def _share(likeness: float) -> float:
    return round(min(max(likeness, 0.0), 1.0), 4)


def _each_once(words: Sequence[str]) -> tuple[str, ...]:
    known = {word.casefold(): word for word in reversed(words)}
    return tuple(reversed(known.values()))[:_MOST_TERMS]
