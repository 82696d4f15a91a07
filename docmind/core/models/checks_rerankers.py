"""Which reranker a folder is made for."""

from __future__ import annotations

from pathlib import Path

from docmind.core.models.checks_cross_encoder import BERT, ROBERTA, kind_of
from docmind.core.models.checks_qwen3_reranker import is_qwen3_reranker

_OF_KIND = {BERT: "cross-encoder", ROBERTA: "bge-reranker"}


def reranker_in(folder: Path) -> str:
    """The name of the reranker that loads what lies in ``folder``, at a glance; "" when it looks
    like none."""
    if is_qwen3_reranker(folder):
        return "qwen3-reranker"
    return _OF_KIND.get(kind_of(folder), "")
