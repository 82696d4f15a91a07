"""Terms, their weights, and the language they are read in."""

from __future__ import annotations

import numpy as np
import pytest

from docmind.core import lexical
from docmind.core.lexical.terms import SPLIT_WEIGHT, TITLE_WEIGHT, term_hash
from docmind.core.vectors import SparseVector


def _score(query: str, text: str, languages: tuple[str, ...] = ("en",), **fields: str) -> float:
    """Inner product of the stemmed vectors: shared terms count, without IDF."""
    stems, _ = lexical.query_vectors(query, languages)
    weights, _ = lexical.weigh(lexical.analyse_passage(text, **fields), 0, 0)
    known = dict(zip(weights.indices.tolist(), weights.values.tolist(), strict=True))
    pairs = zip(stems.indices.tolist(), stems.values.tolist(), strict=True)
    return sum(value * known.get(key, 0.0) for key, value in pairs)


def _is_proper(vector: SparseVector) -> bool:
    ordered = np.diff(vector.indices.astype(np.int64))
    return bool(
        vector.indices.dtype == np.uint32
        and vector.values.dtype == np.float32
        and (ordered > 0).all()
        and np.isfinite(vector.values).all()
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The engine was built by the team and it is fast", "en"),
        ("Le moteur est construit par une équipe et il est rapide", "fr"),
        ("Der Motor wurde von einem Team gebaut und ist schnell", "de"),
        ("El motor fue construido por un equipo y es muy rápido", "es"),
        ("Двигатель был построен и он быстрый", "ru"),
        ("引擎很快", "zh"),
        ("エンジンは速いです", "ja"),
        ("엔진은 빠르다", "ko"),
        ("Ο κινητήρας είναι γρήγορος και καλός", "el"),
        ("", ""),
        ("12345", ""),
    ],
)
def test_language(text: str, language: str) -> None:
    assert lexical.guess(text, lexical.runs(text))[0] == language


def test_a_close_vote_goes_to_the_expected_language() -> None:
    text = "Que faire contre les spams ?"
    assert lexical.guess(text, lexical.runs(text), ("fr",))[0] == "fr"


@pytest.mark.parametrize(
    ("query", "text", "languages"),
    [
        ("engines running", "the engine has run", ("en",)),
        ("cafés", "un café et le bar dans la rue", ("fr",)),
        ("cafe", "un café et le bar dans la rue", ("fr",)),
        ("voitures", "la voiture est dans la rue", ("en", "fr")),
        ("IL6", "levels of IL-6 were high", ("en",)),
        ("hot shot", "the HotShot was there", ("en",)),
        ("国无双", "战国无双3是游戏", ("zh",)),
        ("水", "热水在这里", ("zh",)),
        ("Muenchen", "die Stadt München ist groß", ("de",)),
        ("München", "die Stadt Muenchen ist gross", ("de",)),
        ("Strassen", "die Straße ist lang", ("de",)),
        ("والكتاب", "هذا كتاب جديد", ("ar",)),
        ("كتب في 2024", "صدر عام ٢٠٢٤", ("ar",)),
        ("\u1112\u1161\u11a8\u1100\u116d", "학교에서 배운다", ("ko",)),
    ],
)
def test_query_meets_text(query: str, text: str, languages: tuple[str, ...]) -> None:
    assert _score(query, text, languages) > 0


@pytest.mark.parametrize(
    ("query", "text", "languages"),
    [
        ("neue Bauern", "Bauarn nua", ("de",)),
        ("does", "dos", ("en",)),
        ("والده", "الده", ("ar",)),
    ],
)
def test_words_that_only_look_like_another_spelling(
    query: str, text: str, languages: tuple[str, ...]
) -> None:
    assert _score(query, text, languages) == 0


def test_stopwords_count_only_in_the_unstemmed_list() -> None:
    terms = lexical.analyse_passage("the engine of the plane")
    assert term_hash("the") not in terms.stems
    assert terms.words[term_hash("the")] == 2
    assert (terms.stem_length, terms.word_length) == (2, 5)


def test_a_query_of_stopwords_alone_keeps_its_words() -> None:
    stems, words = lexical.query_vectors("to be or not to be", ("en",))
    assert len(stems.indices) == 0
    assert len(words.indices) == 4
    assert max(words.values) == 2.0


def test_title_counts_for_every_passage_by_its_weight() -> None:
    terms = lexical.analyse_passage("nothing else", title="Wing flutter")
    assert terms.words[term_hash("flutter")] == TITLE_WEIGHT
    assert _score("flutter", "nothing else", title="Wing flutter") > 0


def test_a_long_title_does_not_drown_the_text() -> None:
    title = "flutter " * 40
    assert _score("flutter", "text about wings", title=title) < 3.0


def test_a_picture_without_text_is_found_by_its_name() -> None:
    assert _score("beach", "", title="IMG 2041", name="beach_sunset.jpg") > 0


def test_weights_grow_with_frequency_and_shrink_with_length() -> None:
    once, _ = lexical.weigh(lexical.analyse_passage("wing"), 4, 4)
    often, _ = lexical.weigh(lexical.analyse_passage("wing wing wing"), 4, 4)
    long, _ = lexical.weigh(lexical.analyse_passage("wing " + "other thing " * 10), 4, 4)
    place = int(np.flatnonzero(long.indices == term_hash("wing"))[0])
    assert once.values[0] < often.values[0] < 2.2
    assert long.values[place] < once.values[0]


def test_vectors_are_sorted_unique_and_finite() -> None:
    text = "Naïve IL-6 café 战国无双 สวัสดี HotShot, the_end! " * 5
    for vector in (
        *lexical.weigh(lexical.analyse_passage(text, title=text, name="a.pdf"), 30.5, 40.5),
        *lexical.query_vectors(text, ("en", "fr", "zh")),
        *lexical.weigh(lexical.analyse_passage(""), 10, 10),
    ):
        assert _is_proper(vector)


def test_inner_words_of_a_query_weigh_less() -> None:
    _, words = lexical.query_vectors("HotShot", ("en",))
    weights = dict(zip(words.indices.tolist(), words.values.tolist(), strict=True))
    assert weights[term_hash("hotshot")] == 1.0
    assert weights[term_hash("shot")] == pytest.approx(SPLIT_WEIGHT)


def test_hostile_text_is_only_text() -> None:
    text = "\x00 \ud800 " + "a" * 100_000 + " " + "_-" * 5000 + "b"
    terms = lexical.analyse_passage(text)
    assert terms.word_length >= 2
    lexical.query_vectors(text, ("en",))
    lexical.highlight(text, text[:200])


def test_coverage() -> None:
    assert lexical.coverage("engines of the plane", "one engine") == 0.5
    assert lexical.coverage("", "one engine") == 0.0
    assert lexical.coverage("the of", "the end of it") == 1.0


def test_content_form_leaves_small_words_out() -> None:
    assert lexical.content_form("Properties of the Plastics", "en") == " properties plastics "


@pytest.mark.parametrize(
    ("word", "alone"), [("engine", True), ("IL-6", False), ("战国无双", False)]
)
def test_single_term(word: str, alone: bool) -> None:
    found = lexical.single_term(word)
    assert (found is not None) is alone
    assert found is None or len(found.indices) == 1
