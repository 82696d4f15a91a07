"""Packs are told by their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from docmind.core.packs import pack_kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("bge-m3.docmind-models", "models"),
        ("BGE-M3.DocMind-Models", "models"),
        ("docmind-models-runtime-1.0-cuda.docmind-runtime", "runtime"),
        ("bge-m3.zip", None),
        (".docmind-models", None),
        ("models.docmind-models.part", None),
    ],
)
def test_packs_are_told_by_their_names(name: str, kind: str | None) -> None:
    assert pack_kind(Path("/some where") / name) == kind
