"""What kind of query it is."""

from __future__ import annotations

import pytest
from fakes.shelf import IDENTITY

from docmind.core.embed.base import ModelIdentity
from docmind.core.search.analyse import Features, analyse, without_extension
from docmind.core.search.parse import parse

HASHING = ModelIdentity("hashing", "1", 384, 256, knows_meaning=False)
EVERYTHING = ModelIdentity("large", "2", 1024, 8192)


def _features(text: str, model: ModelIdentity | None = IDENTITY) -> Features:
    return analyse(parse(text), model, ("en",))


@pytest.mark.parametrize(
    "word",
    ["p85alpha", "snake_case", "HotShot", "report.pdf", "6.5.1", "NASA", "IL-6", "a010",
     "wing-body-flow-study", "R252-11", "e5", "H3K9Ac"],
)  # fmt: skip
def test_identifiers(word: str) -> None:
    assert _features(f"find {word}").identifiers == (word,)


@pytest.mark.parametrize(
    "text",
    ["wing flutter", "well-known facts", "state-of-the-art", "e.g. this", "a-t-elle", "3.5",
     "1,000", "WHAT IS THIS THING", "Straße", "战国无双是什么"],
)  # fmt: skip
def test_plain_words_are_no_identifiers(text: str) -> None:
    assert _features(text).identifiers == ()


def test_an_identifier_between_characters_without_spaces() -> None:
    assert _features("战国无双mk2是什么").identifiers == ("mk2",)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ('"boundary layer" and what it does to the wing of a plane', True),
        ("find p85alpha", True),
        ("does p85alpha change how cells grow in mice livers", False),
        ("wing flutter", True),
        ("what is the flutter of a wing panel", False),
        ("石山麟是什么集团的总裁", False),
        ("石山", False),
    ],
)
def test_exact_like(text: str, exact: bool) -> None:
    assert _features(text).exact_like is exact


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ('"boundary layer"', True),
        ('"boundary layer" p85alpha', True),
        ("p85alpha", True),
        ("(saa-1)", True),
        ("IL-6 IL-10", True),
        ("report.pdf", True),
        ('"boundary layer" wing', False),
        ("find p85alpha", False),
        ("wing", False),
        ("战国无双mk2", False),
        ("type:pdf", False),
        ("", False),
    ],
)
def test_what_is_nothing_but_quotations_and_identifiers(text: str, literal: bool) -> None:
    assert _features(text).quoted is literal


def test_what_the_model_can_know() -> None:
    english = _features("the wing of the plane")
    french = _features("les ailes de cet avion")
    chinese = _features("石山麟")
    assert (english.script_known, english.language_known) == (True, True)
    assert (french.script_known, french.language_known) == (True, False)
    assert chinese.script_known is False
    assert _features("石山麟", EVERYTHING).script_known is True
    assert _features("les ailes de cet avion", EVERYTHING).language_known is True
    assert _features("the wing", HASHING).script_known is False
    assert _features("the wing", None).script_known is False


def test_without_extension() -> None:
    assert without_extension("annual_report.pdf") == "annual_report"
    assert without_extension("6.5.1") == "6.5.1"
