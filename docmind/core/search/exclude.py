"""Which of the documents found hold what must not stand in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from docmind.core import lexical
from docmind.core.search.parse import Asked
from docmind.core.search.ports import CatalogView, StoreAccess
from docmind.core.search.retrieve import word_legs
from docmind.core.search.verify import Candidates
from docmind.core.store.base import Filter, Leg
from docmind.core.vectors import SparseVector

_PHRASE_PASSAGES = 400  # looked through for one excluded phrase
_LEAST = 200  # passages asked for at once


def holding_excluded(
    retrieve: StoreAccess, catalog: CatalogView, asked: Asked, among: Collection[int]
) -> set[int]:
    """Those of ``among`` (file ids) that hold an excluded word anywhere, or an excluded phrase in
    one of their passages with most of its words."""
    terms: list[SparseVector] = []
    phrases = list(asked.excluded_phrases)
    for word in asked.excluded_words:
        term = lexical.single_term(word)
        if term is None:
            phrases.append(word)
        else:
            terms.append(term)
    found = _with_terms(retrieve, terms, set(among))
    for phrase in phrases:
        left = tuple(sorted(set(among) - found))
        legs = [leg for leg in word_legs(phrase, ()) if leg.name == "words"]
        if not legs or not left:
            continue
        lists = retrieve(legs, _PHRASE_PASSAGES, Filter(file_ids=left))
        passages = Candidates(catalog)
        passages.read(item.id for item in lists.get("words", []))
        found |= passages.holders(phrase, list(passages.chunks))[0]
    return found


def _with_terms(retrieve: StoreAccess, terms: Sequence[SparseVector], among: set[int]) -> set[int]:
    """Files with one of the terms. A file of many passages fills the list, so the others are asked
    for again until none is left out."""
    indices = sorted({int(key) for term in terms for key in term.indices})
    if not indices:
        return set()
    wanted = SparseVector(np.array(indices, np.uint32), np.ones(len(indices), np.float32))
    left, found = set(among), set[int]()
    while left:
        limit = max(2 * len(left), _LEAST)
        lists = retrieve([Leg("words", sparse=wanted)], limit, Filter(file_ids=tuple(sorted(left))))
        held = {item.file_id for item in lists.get("words", [])}
        found |= held
        left -= held
        if not held or len(lists["words"]) < limit:
            break
    return found
