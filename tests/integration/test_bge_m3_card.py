"""BGE-M3 as a graphics card loads it. Without a card the moves of the weights are watched, with
one it must find what the processor finds."""

from __future__ import annotations

import gc

import numpy as np
import pytest
import torch
from fakes.bge_m3_folder import write_folder

from docmind.core.embed import bge_m3_torch
from docmind.core.embed.base import LoadOptions
from docmind.core.embed.bge_m3 import BgeM3
from docmind.core.embed.flag_library import flag_embedding
from docmind.core.models.checks_bge_m3 import check_bge_m3

TEXTS = ["A man is eating food.", "Passages about wings in the report.", "report " * 300]


def test_the_weights_stay_where_they_were_put(tmp_path, monkeypatch):
    """FlagEmbedding's object moves its model to the processor when it is dropped."""
    folder = write_folder(tmp_path / "m3", safetensors=True)
    moves: list[str] = []
    plain = torch.nn.Module.to

    def to(self: torch.nn.Module, *args: object, **kwargs: object) -> torch.nn.Module:
        moves.append(str(args[0]))
        return plain(self, *args, **kwargs)

    monkeypatch.setattr(torch.nn.Module, "to", to)
    model = bge_m3_torch._from_folder(flag_embedding().BGEM3FlagModel, check_bge_m3(folder), "meta")
    gc.collect()
    assert "meta" in moves and moves[-1] == "meta"
    assert {part.device.type for part in model.parameters()} == {"meta"}


@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no NVIDIA card")
def test_a_card_finds_what_the_processor_finds(tmp_path):
    folder = write_folder(tmp_path / "m3", safetensors=True)
    found = []
    for device in ("cuda", "cpu"):
        model = BgeM3()
        model.load(LoadOptions(folder=folder, device=device))
        assert model.device == device
        found.append((model.embed_passages(TEXTS), model.embed_colbert(TEXTS[:2])))
    (card, tokens), (processor, expected) = found
    assert float(np.sum(card.dense * processor.dense, axis=1).min()) > 0.999
    for one, other in zip(tokens, expected, strict=True):
        assert float(np.sum(one * other, axis=1).min()) > 0.999
