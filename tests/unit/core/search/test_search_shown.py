"""Pictures by what they show: which of the nearest count, and how they join the rest."""

from __future__ import annotations

import numpy as np
import pytest

from docmind.core.embed.base import ModelIdentity
from docmind.core.errors import ModelError
from docmind.core.search import fuse
from docmind.core.search.ports import PictureAccess
from docmind.core.search.shown import PictureLeg, standing_out
from docmind.core.store.base import Candidate
from docmind.core.vectors import Embeddings

IDENTITY = ModelIdentity("clip", "00", 2, 77)


def listed(*scores: float) -> list[Candidate]:
    return [Candidate(f"p{n}", score, n) for n, score in enumerate(scores)]


class Catalog:
    """Every picture but the third has a passage; the first two are of one file."""

    def shown_for_pictures(self, ids):
        files = {"p0": 7, "p1": 7, "p3": 9}
        return {one: (f"passage of {one}", files[one]) for one in ids if one in files}


def leg(embed=lambda text: Embeddings(np.ones((1, 2), dtype=np.float32)), identity=IDENTITY):
    found = listed(0.4, 0.35, 0.3, 0.2)
    access = PictureAccess(lambda legs, limit, where: {"dense": found}, embed, lambda: identity)
    return PictureLeg(access, Catalog(), 5.0)


def test_the_best_picture_of_each_file_stands_under_its_passage():
    asking = leg()
    found, note = asking.finish(asking.start("a red rose"), None)
    asking.close()
    assert note == ""
    assert found == [Candidate("passage of p0", 0.4, 7), Candidate("passage of p3", 0.2, 9)]


def test_a_model_that_fails_leaves_a_note():
    def broken(text):
        raise ModelError("The picture model is gone")

    asking = leg(broken)
    found, note = asking.finish(asking.start("a red rose"), None)
    asking.close()
    assert found == []
    assert "The picture model is gone" in note


def test_without_pictures_there_is_nothing_to_ask():
    asking = leg(identity=None)
    assert not asking.ready
    assert asking.floor == 0.0
    asking.close()


def test_only_what_stands_out_counts_where_no_floor_was_measured():
    crowd = [0.2 + n / 1000 for n in range(20)]
    assert standing_out(listed(*crowd), 0.0) == []
    assert [item.score for item in standing_out(listed(0.6, *crowd), 0.0)] == [0.6]
    assert standing_out(listed(0.6, 0.1, 0.1), 0.0) == []  # too few to tell


def test_a_measured_floor_decides():
    assert [item.score for item in standing_out(listed(0.4, 0.31, 0.29), 0.3)] == [0.4, 0.31]


def test_a_picture_adds_to_a_document_and_never_leads_a_sure_one():
    words = [Candidate("w1", 9.0, 1), Candidate("w2", 3.0, 2)]
    lists = {"stems": words, "words": words, "pictures": [Candidate("w3", 0.4, 3)]}
    found = fuse.fuse(lists, 0.0, limit=100)
    assert [item.file_id for item in fuse.in_order(found)] == [1, 2, 3]
    assert found[3].score == pytest.approx(fuse.PICTURES_SHARE)


def test_learned_weights_take_half_of_the_stemmed_share():
    words = [Candidate("w1", 9.0, 1)]
    found = fuse.fuse({"stems": words, "learned": [Candidate("w2", 4.0, 2)]}, 0.0, limit=100)
    half = fuse.STEMS_SHARE * fuse.LEARNED_SHARE
    assert found[1].score == pytest.approx(half)
    assert found[2].score == pytest.approx(half)
