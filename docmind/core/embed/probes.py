"""Known sentences, whose vectors tell whether a model is still the one it was.

The name of a model on a server says little: the server may have fetched another under it. Vectors
of a few fixed sentences say it all, whoever computed them.
"""

from __future__ import annotations

import hashlib

import msgspec
import numpy as np

from docmind.core.embed.base import ModelIdentity
from docmind.core.vectors import Float32

PASSAGES = (
    "The ferry to the island leaves at nine.",
    "Договор аренды продлён до конца года; 保証金は退去のあとに返されます。",
    "When the snow on the high fields had melted, the two surveyors went up with their tripods, "
    "counted the boundary stones from the mill to the chapel, and wrote down every one that the "
    "frost had moved. Drei davon standen im Bach, wo niemand sie vermutet hätte, et le quatrième "
    "servait de banc devant l'auberge. The map of 1887 shows them all in their old places.",
)
"""Of three lengths and several scripts. They may never change: kept vectors are theirs."""

QUESTION = "Who pays for the repair of the roof?"

ALIKE = 0.999
"""Cosine above which two vectors of one sentence come from one model: fp32, fp16 and bf16 agree to
the fourth digit, a quantisation to 8 bits as a rule to the second or third."""

ALIKE_INT8 = 0.99
"""The same for weights that are quantised here: processors round their sums in different ways."""


class Probes(msgspec.Struct, frozen=True):
    """The vectors of ``PASSAGES``, then of ``QUESTION``: ``vectors`` are the bytes of a
    little-endian float32[4, d]."""

    vectors: bytes

    @classmethod
    def of(cls, passages: Float32, question: Float32) -> Probes:
        """Of float32[3, d] and float32[1, d]."""
        rows = np.concatenate([passages, question])
        return cls(np.ascontiguousarray(rows, dtype="<f4").tobytes())

    @property
    def rows(self) -> Float32:
        """float32[4, d]."""
        return np.frombuffer(self.vectors, "<f4").reshape(len(PASSAGES) + 1, -1)

    @property
    def digest(self) -> str:
        """sha256 (hex) of the vectors."""
        return hashlib.sha256(self.vectors).hexdigest()

    def likeness(self, other: Probes) -> float:
        """The lowest cosine between two vectors of one sentence; -1 when they are of different
        lengths."""
        mine, theirs = self.rows, other.rows
        if mine.shape != theirs.shape:
            return -1.0
        return float(np.min(np.sum(mine * theirs, axis=1)))


def alike(identity: ModelIdentity) -> float:
    """How alike the vectors of one sentence have to be for that model."""
    return ALIKE_INT8 if identity.precision == "int8" and not identity.by_probes else ALIKE
