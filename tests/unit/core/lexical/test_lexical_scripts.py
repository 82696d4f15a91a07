"""The same words in another script."""

from __future__ import annotations

import pytest

from docmind.core import lexical


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("こんぴゅーた", "コンピュータ"),
        ("コンピュータ", "こんぴゅーた"),
        ("计算机", "計算機"),
        ("計算機", "计算机"),
        ("东京タワー", "東京タワー"),
        ("国", "國"),
    ],
)
def test_characters_have_other_forms(typed: str, form: str) -> None:
    assert form in lexical.other_characters(typed)
    assert typed not in lexical.other_characters(typed)


@pytest.mark.parametrize("typed", ["", "hello", "привет", "한국어", "山川", "ภาษา"])
def test_others_have_none(typed: str) -> None:
    assert lexical.other_characters(typed) == []


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("ghbdtn", "привет"),
        ("Ghbdtn", "привет"),
        ("k.,jdm", "любовь"),
        ("руддщ", "hello"),
        ("gskm", "пыль"),
        ("gsdlf", "півда"),
        ("akuo", "שלום"),
        ("auhna", "αθηνα"),
        ("αθηνα", "auhna"),
    ],
)
def test_keys_give_other_letters(typed: str, word: str) -> None:
    assert lexical.on_other_keyboards(typed)
    assert word in lexical.on_other_keyboards(typed)


@pytest.mark.parametrize("typed", ["ghb2", "hello world", "日本", "", "-", "ñandú"])
def test_what_no_keyboard_gives_has_no_other(typed: str) -> None:
    assert lexical.on_other_keyboards(typed) == []


def test_alphabets() -> None:
    assert lexical.same_alphabet("moskva", "Zürich")
    assert not lexical.same_alphabet("moskva", "москва")
