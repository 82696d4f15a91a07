"""Words: how text becomes terms, and where the words of a query stand in a text."""

from docmind.core.lexical.folding import contains_verbatim, fold, verbatim_form
from docmind.core.lexical.languages import guess
from docmind.core.lexical.marks import Marker, highlight
from docmind.core.lexical.terms import (
    LEXICAL_VERSION,
    PassageTerms,
    analyse_passage,
    query_vectors,
    weigh,
)

__all__ = [
    "LEXICAL_VERSION",
    "Marker",
    "PassageTerms",
    "analyse_passage",
    "contains_verbatim",
    "fold",
    "guess",
    "highlight",
    "query_vectors",
    "verbatim_form",
    "weigh",
]
