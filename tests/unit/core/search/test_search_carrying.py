"""The sentence that carries a hit by meaning."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from threading import Event

import numpy as np
import pytest
from fakes.shelf import IDENTITY, Shelf
from hypothesis import given
from hypothesis import strategies as st

from docmind.core.schema import Query, Span
from docmind.core.search.carrying import MOST_SENTENCES, SentenceFinder, sentences
from docmind.core.search.present import SNIPPET
from docmind.core.vectors import Embeddings

TEXT = (
    "The ferry leaves at seven from the old pier. Passengers wait under the green roof. "
    "A doctor may prescribe a remedy against sea sickness. Dogs travel free of charge on deck. "
    "The crossing takes three hours when the sea is calm. Bicycles are tied up beside the engine "
    "room, and their owners must come back for them before the bow is opened in the port."
)
AXES = ("doctor", "dogs", "bicycles")


def _vector(text: str) -> np.ndarray:
    vector = np.array([0.1, *(float(word in text.casefold()) for word in AXES)], dtype=np.float32)
    return vector / np.linalg.norm(vector)


def _embed(text: str) -> Embeddings:
    return Embeddings(_vector(text)[np.newaxis])


def _shown(text: str, spans: list[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def test_sentences_end_at_their_signs_and_at_empty_lines() -> None:
    text = (
        "The first sentence is here. Is the second one?\n\nA heading without a stop\n\n"
        "最初の文はここにあります。次の文もここにありますよ。"
    )
    assert _shown(text, sentences(text)) == [
        "The first sentence is here.",
        "Is the second one?",
        "A heading without a stop",
        "最初の文はここにあります。",
        "次の文もここにありますよ。",
    ]


def test_what_is_too_short_belongs_to_what_follows() -> None:
    text = "3. The third rule of the house."
    assert _shown(text, sentences(text)) == [text]


@given(st.text(alphabet="ab .!\n。", max_size=900))
def test_sentences_lie_in_order_and_are_short_enough_to_show(text: str) -> None:
    spans = sentences(text)
    assert len(spans) <= MOST_SENTENCES
    assert all(0 < span.end - span.start <= SNIPPET for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(shown == shown.strip() for shown in _shown(text, spans))


def test_long_text_without_signs_is_cut_between_words() -> None:
    text = "word " * 200
    assert all(shown.endswith("word") for shown in _shown(text, sentences(text)))


@pytest.mark.parametrize(
    ("axis", "wanted"), [("doctor", "A doctor"), ("dogs", "Dogs"), ("bicycles", "Bicycles")]
)
def test_the_nearest_sentence_is_found(axis: str, wanted: str) -> None:
    finder = SentenceFinder(_embed, seconds=60)
    (span,) = finder.nearest(_vector(axis), "space", [TEXT])
    finder.close()
    assert span is not None
    assert TEXT[span.start : span.end].startswith(wanted)


def test_a_model_that_hangs_costs_the_sentences_and_nothing_else() -> None:
    hang = Event()

    def embed(text: str) -> Embeddings:
        hang.wait(60)
        return _embed(text)

    finder = SentenceFinder(embed, seconds=0.01)
    assert finder.nearest(_vector("dogs"), "space", [TEXT, "One sentence only."]) == [None, None]
    hang.set()
    finder.close()


def test_a_model_that_fails_costs_the_sentences_and_nothing_else() -> None:
    def embed(text: str) -> Embeddings:
        raise MemoryError(text)

    finder = SentenceFinder(embed, seconds=60)
    assert finder.nearest(_vector("dogs"), "space", [TEXT]) == [None]
    finder.close()


class _Knowing(Shelf):
    """A shelf whose model knows that a medicine has to do with a doctor."""

    def embed_query(self, text: str) -> Embeddings:
        vector = self.model.embed_query(text).dense[0].copy()
        if "medicine" in text or "doctor" in text:
            vector[0] += 3
        return Embeddings((vector / np.linalg.norm(vector))[np.newaxis])


def _ask(shelf: Shelf, text: str, *, focus: bool) -> tuple[str, str]:
    answer = shelf.searcher.search(Query(text, "auto", focus=focus))
    best = answer.hits[0].best
    return best.snippet, TEXT[best.focus.start : best.focus.end]


def test_a_hit_by_meaning_shows_the_sentence_that_carries_it() -> None:
    shelf = _Knowing()
    shelf.knows(floor=-1.0)
    shelf.put("/docs/ferry.txt", TEXT)
    snippet, focus = _ask(shelf, "which medicine helps", focus=True)
    assert snippet.startswith("… A doctor may prescribe a remedy")
    assert focus == "A doctor may prescribe a remedy against sea sickness."
    assert _ask(shelf, "which medicine helps", focus=False)[1] == TEXT


def test_words_decide_where_they_stand() -> None:
    shelf = _Knowing()
    shelf.knows(floor=-1.0)
    shelf.put("/docs/ferry.txt", TEXT)
    assert _ask(shelf, "bicycles tied", focus=True) == _ask(shelf, "bicycles tied", focus=False)


def test_a_library_without_meaning_is_left_as_it_is() -> None:
    shelf = _Knowing()
    shelf.identity = replace(IDENTITY, knows_meaning=False)
    shelf.put("/docs/ferry.txt", TEXT)
    wanted = "which remedy helps"
    assert _ask(shelf, wanted, focus=True) == _ask(shelf, wanted, focus=False)
