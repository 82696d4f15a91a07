"""Texts to ids and weights to words of BGE-M3: what both of its runtimes need around the model."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from docmind.core.embed.text import read_tokenizer, speakable
from docmind.core.vectors import Float32, SparseVector

Ids = npt.NDArray[np.int64]

_SILENT = {"cls_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
_WINDOW = 512  # texts whose lengths are compared: enough to fill batches evenly


class M3Words:
    """The tokenizer of a folder, and which ids are no words."""

    def __init__(self, folder: Path, max_tokens: int) -> None:
        self._tokenizer = _tokenizer(folder / "tokenizer.json")
        self._tokenizer.enable_truncation(max_tokens)
        self._path = folder / "tokenizer.json"
        named = {**_SILENT, **_named(folder / "special_tokens_map.json")}
        found = (self._tokenizer.token_to_id(named[role]) for role in _SILENT)
        self._silent = np.array(sorted({id_ for id_ in found if id_ is not None}), dtype=np.int64)

    def ids(self, texts: Sequence[str]) -> list[Ids]:
        """The ids of each text, special tokens included."""
        encoded = self._tokenizer.encode_batch_fast([speakable(text) for text in texts])
        return [np.array(encoding.ids, dtype=np.int64) for encoding in encoded]

    def windows(self, texts: Sequence[str]) -> Iterator[list[Ids]]:
        """The same by ``_WINDOW`` texts; the next window is made while one is used."""
        parts = [texts[at : at + _WINDOW] for at in range(0, len(texts), _WINDOW)]
        if len(parts) < 2:
            yield from map(self.ids, parts)
            return
        with ThreadPoolExecutor(1, thread_name_prefix="words") as ahead:
            coming = ahead.submit(self.ids, parts[0])
            for part in parts[1:]:
                rows, coming = coming.result(), ahead.submit(self.ids, part)
                yield rows
            yield coming.result()

    def sparse(self, ids: Ids, weights: Float32) -> SparseVector:
        """The greatest weight of each word, those that weigh nothing left out: equal to
        FlagEmbedding's ``lexical_weights``."""
        kept = (weights > 0) & ~np.isin(ids, self._silent)
        words, values = ids[kept], weights[kept]
        if not words.size:
            return SparseVector(np.empty(0, np.uint32), np.empty(0, np.float32))
        order = np.argsort(words, kind="stable")
        words, values = words[order], values[order]
        begins = np.flatnonzero(np.concatenate(([True], words[1:] != words[:-1])))
        greatest = np.maximum.reduceat(values, begins)
        return SparseVector(words[begins].astype(np.uint32), greatest.astype(np.float32))

    def json(self) -> str:
        """The ``tokenizers`` JSON, neither cutting nor padding."""
        return str(_tokenizer(self._path).to_str())


def _tokenizer(path: Path) -> Any:
    return read_tokenizer(path, "The tokenizer of BGE-M3 cannot be read")


def _named(path: Path) -> dict[str, str]:
    """Roles and signs, where the folder states others than usual."""
    try:
        stated = json.loads(path.read_text(encoding="utf-8"))
        return {
            role: sign if isinstance(sign, str) else str(sign["content"])
            for role, sign in stated.items()
            if role in _SILENT
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
