"""Candidate lists to one order of documents.

Lists hold passages; what is compared are documents, each by its best passage per list. Scores are
spread to 0..1 per list and added with weights decided per query: fusing scores keeps how far the
best stands out, which ranks (RRF) lose. Measured reasons are in the weights below.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from docmind.core.search.analyse import Features
from docmind.core.store.base import Candidate

STEMS_SHARE = 0.7  # of the lexical score; the rest is the unstemmed list's
# Of the stemmed list's share, where the model weighs words itself. Alone, learned weights find far
# more than BM25 (nDCG@10 53.9 against 31.9 on MIRACL, arXiv:2402.03216 table 2), but they know
# word pieces, not words: exact names stay with the other two lists.
LEARNED_SHARE = 0.5
# What the picture that fits best adds: enough to stand among the results, not to lead them when
# words or meaning are sure. Cosines of pictures are never compared with those of texts.
PICTURES_SHARE = 0.3
ECHO = 0.1  # what a document's next passage adds to its lexical score, and so on, fading
EXACT_ALPHA = 0.2  # looks for something written down: meaning only breaks ties
QUOTED_ALPHA = 0.0  # only words decide among several documents with the same quotation
FEW_HITS = 3
FEW_HITS_ALPHA = 0.2
NO_HITS_ALPHA = 0.8
LEAST_ALPHA, MOST_ALPHA = 0.1, 0.8
UNKNOWN_SCRIPT_ALPHA = 0.2  # the most for a model that cannot read the query
UNKNOWN_LANGUAGE_ALPHA = 0.3  # the most for a model not trained on the query's language
_HEAD = 50  # candidates that show how far the top stands out
COMMON = 0.05  # a verbatim part in more documents than this share tells nothing


@dataclass(slots=True)
class Scored:
    """A document under way: ``parts`` are its 0..1 scores per list, ``passages`` the fused score
    of each of its candidate passages, ``exact`` what it holds verbatim, as part -> label."""

    file_id: int
    score: float = 0.0
    pinned: bool = False
    parts: dict[str, float] = field(default_factory=dict)
    passages: dict[str, float] = field(default_factory=dict)
    exact: dict[str, str] = field(default_factory=dict)

    def ranked_passages(self) -> list[str]:
        """Its candidate passages, best first; equal ones by id."""
        return sorted(self.passages, key=lambda key: (-round(self.passages[key], 9), key))


def stand_out(scores: Sequence[float]) -> float:
    """How many standard deviations the best raw score lies above the mean of the head."""
    head = scores[:_HEAD]
    if len(head) < 2:
        return 0.0
    spread = statistics.pstdev(head)
    return (head[0] - statistics.fmean(head)) / spread if spread > 1e-9 else 0.0


def choose_alpha(
    lists: Mapping[str, Sequence[Candidate]],
    features: Features,
    bounds: tuple[float, float] = (LEAST_ALPHA, MOST_ALPHA),
) -> float:
    """The weight of meaning, 0..1, for mode auto; ``bounds`` are the model's own."""
    dense, stems = lists.get("dense", ()), lists.get("stems", ())
    if not dense:
        return 0.0
    hits = len({candidate.file_id for candidate in (*stems, *lists.get("words", ()))})
    if features.exact_like and hits:
        alpha = QUOTED_ALPHA if features.quoted else EXACT_ALPHA
    elif hits == 0:
        return NO_HITS_ALPHA
    elif hits <= FEW_HITS:
        alpha = FEW_HITS_ALPHA
    else:
        z_dense = stand_out([candidate.score for candidate in dense])
        z_stems = stand_out([candidate.score for candidate in stems])
        both = z_dense + z_stems
        alpha = min(max(z_dense / both if both > 0 else 0.5, bounds[0]), bounds[1])
    if not features.script_known:
        return min(alpha, UNKNOWN_SCRIPT_ALPHA)
    if not features.language_known:
        return min(alpha, UNKNOWN_LANGUAGE_ALPHA)
    return alpha


def fuse(lists: Mapping[str, Sequence[Candidate]], alpha: float, limit: int) -> dict[int, Scored]:
    """Documents with their fused scores, by file id. ``limit`` is what each list was asked for:
    a lexical list shorter than that is complete, so whatever it lacks has score 0."""
    learned = LEARNED_SHARE if lists.get("learned") else 0.0
    weights = {
        "dense": alpha,
        "stems": (1.0 - alpha) * STEMS_SHARE * (1.0 - learned),
        "learned": (1.0 - alpha) * STEMS_SHARE * learned,
        "words": (1.0 - alpha) * (1.0 - STEMS_SHARE),
        "pictures": PICTURES_SHARE,
    }
    found: dict[int, Scored] = {}
    for name, candidates in lists.items():
        if not candidates:
            continue
        weight = weights.get(name, 0.0)
        is_lexical = name not in ("dense", "pictures")
        totals = _totals(candidates, ECHO if is_lexical else 0.0)
        low, high = min(totals.values()), max(totals.values())
        if is_lexical and len(candidates) < limit:
            low = 0.0
        for file_id, total in totals.items():
            document = found.setdefault(file_id, Scored(file_id))
            document.parts[name] = _share(total, low, high)
            document.score += weight * document.parts[name]
        best = candidates[0].score
        for candidate in candidates:
            passages = found[candidate.file_id].passages
            share = _share(candidate.score, min(low, best), best)
            passages[candidate.id] = passages.get(candidate.id, 0.0) + weight * share
    return found


def _totals(candidates: Sequence[Candidate], echo: float) -> dict[int, float]:
    """Per document: its best passage, and a fading part of each further one. ``candidates`` are
    sorted, best first."""
    totals: dict[int, float] = {}
    fading: dict[int, float] = {}
    for candidate in candidates:
        key = candidate.file_id
        part = fading.get(key, 1.0)
        totals[key] = totals.get(key, 0.0) + part * candidate.score
        fading[key] = part * echo
    return totals


def _share(score: float, low: float, high: float) -> float:
    return max((score - low) / (high - low), 0.0) if high - low > 1e-9 else 1.0


def add_verbatim(
    found: Mapping[int, Scored], part: str, label: str, holders: set[int], weight: float, total: int
) -> None:
    """Lift the documents that hold ``part`` of the query literally; a part held by one document
    alone pins it to the top. ``total`` counts the searchable documents."""
    if not holders or len(holders) > max(FEW_HITS, COMMON * total):
        return
    rarity = math.log(max(total, 2) / len(holders)) / math.log(max(total, 2))
    for file_id in holders:
        document = found[file_id]
        document.score += weight * max(rarity, 0.0)
        document.exact[part] = label
        if len(holders) == 1:
            document.pinned = True


def in_order(found: Mapping[int, Scored]) -> list[Scored]:
    """Best first; equal scores by file id, so that the same question has the same answer."""
    return sorted(
        found.values(), key=lambda item: (not item.pinned, -round(item.score, 9), item.file_id)
    )
