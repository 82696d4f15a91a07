"""Tokens, folding and verbatim comparison."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmind.core.lexical.folding import contains_verbatim, fold, shadow, verbatim_form
from docmind.core.lexical.tokens import clusters, pieces, runs, token_around, tokens

# Letters of every kind the tokenizer treats apart, with the signs that join and divide words.
TEXT = st.text(
    st.sampled_from("abcXYZ019 _-./@:+&#'\n…éßøœİиёйΣ中文字かなカｶﾞ한국สวัสดีहिन्दी\u0301\u00ad\u200d"),
    max_size=60,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("Straße", "strasse"),
        ("Œuvre", "oeuvre"),
        ("İstanbul", "istanbul"),
        ("ＦＵＬＬ１２", "full12"),
        ("eﬃcient", "efficient"),
        ("ёлка", "елка"),
        ("йод", "йод"),
        ("が", "が"),
        ("infor\u00admation", "information"),
        ("أحمد", "احمد"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXT)
def test_shadow_keeps_every_place(text: str) -> None:
    plain = shadow(text)
    assert plain is None or len(plain) == len(text)


@given(TEXT)
def test_tokens_are_slices_in_order(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert token.start >= end
        assert text[token.start : token.start + len(token.text)] == token.text
        end = token.start + len(token.text)
    assert [token.text for token in tokens(text)] == runs(text)


@given(TEXT)
def test_every_place_in_a_token_leads_to_it(text: str) -> None:
    for token in tokens(text):
        for at in (token.start, token.start + len(token.text) - 1):
            assert token_around(text, at) == token


@pytest.mark.parametrize(
    ("token", "wanted"),
    [
        ("IL-6", {"il", "6", "il6"}),
        ("il_6", {"il6"}),
        ("IL6", {"il6", "il", "6"}),
        ("HotShot", {"hotshot", "hot", "shot"}),
        ("snake_case_name", {"snake", "case", "name", "snakecasename", "snakecase"}),
        ("report_2024.pdf", {"report2024pdf", "report2024", "pdf", "2024"}),
        ("6.5.1", {"6.5.1"}),
        ("C++", {"c++"}),
        ("C#", {"c#"}),
        ("XMLParser", {"xml", "parser"}),
        ("foo@bar.com", {"foobarcom", "bar"}),
    ],
)
def test_pieces_of_identifiers(token: str, wanted: set[str]) -> None:
    assert runs(token) == [token]
    found = pieces(token)
    assert wanted <= set(found.parts + found.wholes + found.splits)


def test_digits_stay_apart_from_digits() -> None:
    assert pieces("1.5").wholes == ("1.5",)
    assert pieces("1-5").wholes == ("1.5",)
    assert "15" not in pieces("1.5").parts


def test_chinese_gives_neighbours_and_single_characters() -> None:
    found = pieces("战国无双")
    assert found.parts == ("战国", "国无", "无双")
    assert found.singles == ("战", "国", "无", "双")
    assert pieces("水").parts == ("水",)


def test_scripts_divide_a_run() -> None:
    assert runs("使用Python编写") == ["使用", "Python", "编写"]


def test_halfwidth_katakana_is_folded() -> None:
    assert pieces("ｶﾀｶﾅ").parts == pieces("カタカナ").parts


def test_thai_clusters_hold_their_marks_and_lose_nothing() -> None:
    text = "สวัสดีครับเดินทาง"
    assert "".join(clusters(text)) == text
    assert all(len(cluster) >= 1 and cluster[0] != "ี" for cluster in clusters(text))
    assert "เดิ" in clusters(text)


def test_hindi_words_stay_whole() -> None:
    assert runs("हिन्दी में") == ["हिन्दी", "में"]


@pytest.mark.parametrize(
    ("text", "phrase", "holds"),
    [
        ("the laminar, boundary\nlayer", "Laminar boundary layer", True),
        ("overlaminar boundary layers", "laminar boundary layer", False),
        ("Relève le système", "releve le systeme", True),
        ("森林公园\n站至闵行", "公园站至", True),
        ("用Python编写", "python", True),
        ("用Pythonic编写", "python", False),
        ("हिन्दी में लिखा", "में लिखा", True),
        ("anything", "…", False),
    ],
)
def test_verbatim(text: str, phrase: str, holds: bool) -> None:
    assert contains_verbatim(verbatim_form(text), verbatim_form(phrase)) is holds


@given(TEXT)
def test_a_text_contains_itself(text: str) -> None:
    form = verbatim_form(text)
    assert contains_verbatim(form, form) is bool(form.strip())
