"""What kind of query this is: the features that decide how it is answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docmind.core import lexical
from docmind.core.embed.base import ModelIdentity
from docmind.core.search.parse import Asked

_SCRIPT_CODES = {
    "en": "Latn", "ru": "Cyrl", "el": "Grek", "ar": "Arab", "he": "Hebr", "hi": "Deva",
    "th": "Thai", "zh": "Hani", "ja": "Jpan", "ko": "Kore",
}  # fmt: skip
_CJK = frozenset({"zh", "ja", "ko", "th"})
_EDGES = ".,;:!?()[]{}<>'’‘`…—–*"
_MIXED = re.compile(r"(?=.*[^\W\d_])(?=.*\d)")
_CAMEL = re.compile(r"[^\W\d_A-Z][A-Z]")
_CAPITALS = re.compile(r"[A-Z]{3}")
_INNER_DOT = re.compile(r"\w{2,}\.\w|\w\.\w{2,}|\w\.\w+\.\w")
_NUMBER = re.compile(r"[\d.,:/%+-]+\Z")
# Words joined like a file name; short ones are only grammar ("a-t-elle", "state-of-the-art").
_SLUG = re.compile(r"(?:[^\W_]+[-_])*[^\W_]{3,}(?:[-_][^\W_]{3,}){2,}(?:[-_][^\W_]+)*\Z")
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}\Z")

MOST_WORDS_AROUND_IDENTIFIER = 4
FEW_WORDS = 2


@dataclass(frozen=True, slots=True)
class Features:
    """``identifiers`` as typed; ``content_words`` counts words that are not stopwords.

    ``exact_like``: the person looks for something written down exactly so; ``quoted``: for nothing
    but quotations and identifiers. ``script_known`` and
    ``language_known`` say whether the model can know the query's script and language;
    ``spaceless`` whether its script is written without spaces between words.
    """

    identifiers: tuple[str, ...]
    names: tuple[str, ...]
    content_words: int
    exact_like: bool
    quoted: bool
    script_known: bool
    language_known: bool
    spaceless: bool
    language: str


def analyse(
    asked: Asked, identity: ModelIdentity | None, languages: Sequence[str] = ()
) -> Features:
    """Features of a query for a model (None = no model). ``languages``: those of the index."""
    words = asked.text.split()
    by_script = lexical.script_language(asked.wanted)
    spaceless = by_script in _CJK
    language, votes = lexical.guess(asked.wanted, lexical.runs(asked.wanted), languages)
    if not votes and by_script == "en" and languages:
        language = languages[0]  # nothing tells: most likely the language of the documents
    identifiers = _identifiers(words)
    content = lexical.content_count(asked.text, language)
    exact_like = (
        bool(asked.phrases)
        or (bool(identifiers) and content <= MOST_WORDS_AROUND_IDENTIFIER)
        or (content <= FEW_WORDS and not spaceless)
    )
    return Features(
        identifiers=identifiers,
        names=tuple(word for word in identifiers if _names_a_file(word)),
        content_words=content,
        exact_like=exact_like,
        quoted=exact_like and _is_literal(asked, words, identifiers),
        script_known=_script_known(identity, by_script),
        language_known=_language_known(identity, language, by_script),
        spaceless=spaceless,
        language=language,
    )


def _is_literal(asked: Asked, words: Sequence[str], identifiers: Sequence[str]) -> bool:
    """Nothing but quotations and identifiers: what they mean does not tell which document holds
    them, and where two do, it put the wrong one first."""
    bare = all(word.strip(_EDGES) in identifiers for word in words)
    return bare and bool(asked.phrases or identifiers)


def _script_known(identity: ModelIdentity | None, by_script: str) -> bool:
    if identity is None or not identity.knows_meaning:
        return False
    code = _SCRIPT_CODES.get(by_script, "Latn")
    return not identity.scripts or code in identity.scripts


def _language_known(identity: ModelIdentity | None, language: str, by_script: str) -> bool:
    if identity is None or not identity.languages:
        return True
    return language in identity.languages or not by_script


def _identifiers(words: Sequence[str]) -> tuple[str, ...]:
    shouting = sum(word.isupper() for word in words) > 1 and all(
        word.isupper() for word in words if word.isalpha()
    )
    apart = [part for word in words for part in _latin_parts(word)]
    trimmed = [word.strip(_EDGES) for word in apart]
    return tuple(dict.fromkeys(word for word in trimmed if _is_identifier(word, shouting)))


def _latin_parts(word: str) -> list[str]:
    """``word`` itself, or what stands in it between characters written without spaces."""
    if word.isascii() or lexical.script_language(word) not in _CJK:
        return [word]
    return [part for part in lexical.runs(word) if lexical.script_language(part) not in _CJK]


def _is_identifier(word: str, shouting: bool) -> bool:
    """Letters and digits mixed | _ | camelCase | inner dot | three capitals | a-file-name."""
    if len(word) < 2 or not any(character.isalnum() for character in word):
        return False
    if _NUMBER.match(word):
        return word.count(".") > 1
    return bool(
        _MIXED.search(word)
        or "_" in word.strip("_")
        or _CAMEL.search(word)
        or _INNER_DOT.search(word)
        or _SLUG.match(word)
        or (_CAPITALS.search(word) and not shouting)
    )


def _names_a_file(word: str) -> bool:
    return bool(_EXTENSION.search(word) or _SLUG.match(word))


def without_extension(word: str) -> str:
    """A file name without its extension."""
    return _EXTENSION.sub("", word)
