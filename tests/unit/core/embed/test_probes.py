"""Known sentences and what is made of their vectors."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import msgspec
import numpy as np
from fakes.embedding_worker import ELSEWHERE, HERE, probes, vectors

from docmind.core.embed.probes import ALIKE, PASSAGES, QUESTION, Probes, alike


def test_the_sentences_are_those_whose_vectors_libraries_keep() -> None:
    kept = sha256("\n".join((*PASSAGES, QUESTION)).encode()).hexdigest()
    assert kept.startswith("e47bf9135c29f8fe")


def test_vectors_come_back_to_the_bit() -> None:
    made = probes()
    again = msgspec.json.decode(msgspec.json.encode(made), type=Probes)
    assert again == made
    assert again.digest == made.digest
    assert again.rows.dtype == np.float32
    np.testing.assert_array_equal(again.rows, vectors((*PASSAGES, QUESTION)))


def test_the_worst_sentence_decides() -> None:
    rows = vectors(PASSAGES)
    question = vectors([QUESTION])
    made = Probes.of(rows, question)
    assert made.likeness(Probes.of(rows, question)) > 0.999999
    assert made.likeness(Probes.of(rows, vectors([QUESTION], turn=1))) < ALIKE
    other = rows.copy()
    other[2] = np.roll(other[2], 1)
    assert made.likeness(Probes.of(other, question)) < ALIKE


def test_vectors_of_another_width_are_not_compared() -> None:
    assert probes().likeness(Probes.of(np.eye(4, 8, dtype=np.float32)[:3], np.eye(1, 8))) == -1.0


def test_rounding_makes_no_other_model() -> None:
    halves = probes().rows.astype(np.float16).astype(np.float32)
    assert probes().likeness(Probes.of(halves[:3], halves[3:])) > alike(HERE)


def test_only_weights_quantised_here_may_differ_more() -> None:
    assert alike(HERE) == alike(ELSEWHERE) == ALIKE
    assert alike(replace(HERE, precision="int8")) < ALIKE
    assert alike(replace(ELSEWHERE, precision="int8")) == ALIKE
