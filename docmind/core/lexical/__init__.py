"""Words: how text becomes terms, and where the words of a query stand in a text."""

from docmind.core.lexical.folding import contains_verbatim, fold, verbatim_form
from docmind.core.lexical.languages import guess, script_language
from docmind.core.lexical.marks import Marker, highlight
from docmind.core.lexical.naming import name_order
from docmind.core.lexical.scripts import on_other_keyboards, other_characters, same_alphabet
from docmind.core.lexical.sketches import make_sketch
from docmind.core.lexical.terms import (
    LEXICAL_VERSION,
    MOST_LANGUAGES,
    Coverage,
    PassageTerms,
    analyse_passage,
    content_count,
    content_form,
    content_words,
    coverage,
    query_vectors,
    single_term,
    weigh,
)
from docmind.core.lexical.tokens import runs
from docmind.core.lexical.vocabulary import plain_words, sound, spelling, written_words

__all__ = [
    "LEXICAL_VERSION",
    "MOST_LANGUAGES",
    "Coverage",
    "Marker",
    "PassageTerms",
    "analyse_passage",
    "contains_verbatim",
    "content_count",
    "content_form",
    "content_words",
    "coverage",
    "fold",
    "guess",
    "highlight",
    "make_sketch",
    "name_order",
    "on_other_keyboards",
    "other_characters",
    "plain_words",
    "query_vectors",
    "runs",
    "same_alphabet",
    "script_language",
    "single_term",
    "sound",
    "spelling",
    "verbatim_form",
    "weigh",
    "written_words",
]
