"""Documents to passages that fit the embedder, each an exact slice of its page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from docmind.core.chunk.tokens import CHARACTERS_PER_TOKEN, Place, Tokens, plain, tokens_of
from docmind.core.schema import Chunk, Document, Heading, Page, Span

Range = tuple[int, int]
"""First token and the one after the last."""

# The kinds of place in order of choice, and how full (of the limit) a chunk must be to end there.
_CHOICES = (
    (Place.PARAGRAPH, 0.6),
    (Place.SENTENCE, 0.4),
    (Place.LINE, 0.5),
    (Place.CLAUSE, 0.5),
    (Place.SPACE, 0.0),
    (Place.TOKEN, 0.0),
)
_HEADING_FILL = 0.25
_VERIFIED_AT_ONCE = 256


class Chunker:
    """Cuts pages by the tokens of one embedder. May be used by several threads at a time.

    ``tokenizer_json`` is a ``tokenizers`` JSON; ``max_tokens`` includes the special tokens, as
    ``ModelIdentity.max_tokens`` does. The text of a chunk never has more tokens than fit, and
    never more than 8 code points for each of them.
    """

    def __init__(self, tokenizer_json: str, max_tokens: int, overlap_tokens: int = 32) -> None:
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_str(tokenizer_json)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        special = self._tokenizer.num_special_tokens_to_add(False)
        self._limit = max(1, max_tokens - special)
        self._overlap = min(overlap_tokens, self._limit // 4)

    def chunk(self, document: Document) -> list[Chunk]:
        """The document's passages in reading order. A page without words gives none."""
        chunks: list[Chunk] = []
        stack: list[Heading] = []
        for page in document.pages:
            starts, titles = _heading_paths(page, stack)
            for span, tokens in self._spans(page):
                chunks.append(
                    Chunk(
                        ordinal=len(chunks),
                        text=page.text[span.start : span.end],
                        span=span,
                        page=page.number,
                        heading=titles[bisect_right(starts, span.start)],
                        tokens=tokens,
                        in_picture=page.in_picture,
                    )
                )
        return chunks

    def _spans(self, page: Page) -> Iterator[tuple[Span, int]]:
        text = plain(page.text)
        tokens = tokens_of(self._tokenizer, text, [heading.start for heading in page.headings])
        ranges = pack(tokens, (0, len(tokens)), self._limit, self._overlap)
        for group in _groups(ranges, _VERIFIED_AT_ONCE):
            yield from self._verified(text, tokens, group)

    def _verified(
        self, text: str, tokens: Tokens, ranges: Sequence[Range]
    ) -> Iterator[tuple[Span, int]]:
        """Count each slice as the embedder will; what is too long by that count is cut again.

        A slice that begins inside a word can have more tokens than it had as part of the text.
        """
        spans = [_span(text, tokens, found) for found in ranges]
        texts = [text[span.start : span.end] for span in spans]
        counts = self._counts(texts)
        for found, span, count in zip(ranges, spans, counts, strict=True):
            size = found[1] - found[0]
            if count > self._limit and size > 1:
                smaller = max(1, min(size - 1, size * self._limit // count))
                again = list(pack(tokens, found, smaller, 0))
                if len(again) > 1:
                    yield from self._verified(text, tokens, again)
                    continue
            if count:
                yield span, count

    def _counts(self, texts: Sequence[str]) -> list[int]:
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding.ids) for encoding in encodings]


def pack(tokens: Tokens, within: Range, limit: int, overlap: int) -> Iterator[Range]:
    """Fill chunks of at most ``limit`` tokens from the range, ending each at the best place.

    Neighbours share the whole sentences at the end of the first that have at most ``overlap``
    tokens together, but nothing across a heading or inside a sentence.
    """
    start, last = within
    reached = start
    while reached < last:
        end = _end(tokens, start, reached, last, limit)
        yield start, end
        reached = end
        start = _overlapped(tokens, start, end, limit, overlap) if end < last else end


def _end(tokens: Tokens, start: int, reached: int, last: int, limit: int) -> int:
    """Where a chunk from ``start`` ends: beyond ``reached`` and at most ``limit`` tokens long."""
    furthest = int(tokens.starts[start]) + limit * CHARACTERS_PER_TOKEN
    by_characters = int(np.searchsorted(tokens.ends, furthest, side="right"))
    bound = max(min(start + limit, by_characters, last), reached + 1)
    places = tokens.places[reached + 1 : bound + 1]
    headings = np.flatnonzero(places == Place.HEADING) + reached + 1
    headings = headings[headings >= start + _HEADING_FILL * limit]
    if len(headings):
        return int(headings[0])
    if bound == last:
        return last
    for place, fill in _CHOICES:
        good = np.flatnonzero(places >= place)
        if len(good) and good[-1] + reached + 1 >= start + fill * limit:
            return int(good[-1]) + reached + 1
    later = np.flatnonzero(tokens.places[bound : last + 1] != Place.NEVER)
    return min(bound + int(later[0]), last) if len(later) else last


def _overlapped(tokens: Tokens, start: int, end: int, limit: int, overlap: int) -> int:
    """Where the chunk after one that ended at ``end`` begins."""
    if not Place.SENTENCE <= tokens.places[end] < Place.HEADING:
        return end
    # what is shared must leave room for what comes, also by characters
    room = int(tokens.ends[end]) - limit * CHARACTERS_PER_TOKEN // 2
    first = max(start + 1, end - overlap, int(np.searchsorted(tokens.starts, room)))
    good = np.flatnonzero(tokens.places[first:end] >= Place.SENTENCE)
    return first + int(good[0]) if len(good) else end


def _span(text: str, tokens: Tokens, found: Range) -> Span:
    start, end = int(tokens.starts[found[0]]), int(tokens.ends[found[1] - 1])
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _heading_paths(page: Page, stack: list[Heading]) -> tuple[list[int], list[str]]:
    """Offsets at which the heading path changes, and the path before, between and after them.

    ``stack`` holds the open headings; it is carried on from page to page.
    """
    starts: list[int] = []
    titles = [_path(stack)]
    for heading in sorted(page.headings, key=lambda heading: heading.start):
        while stack and stack[-1].level >= heading.level:
            stack.pop()
        stack.append(heading)
        starts.append(heading.start)
        titles.append(_path(stack))
    return starts, titles


def _path(stack: Iterable[Heading]) -> str:
    return " > ".join(heading.title for heading in stack)


def _groups(ranges: Iterator[Range], size: int) -> Iterator[list[Range]]:
    group: list[Range] = []
    for found in ranges:
        group.append(found)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group
