"""bge-reranker-v2-m3 as a graphics card computes it, here on the processor: FlagEmbedding's scores,
transformers' and those of onnxruntime are one."""

from __future__ import annotations

import gc

import numpy as np
import pytest
import torch
from fakes.cross_encoder_folder import Size, write_cross_encoder

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.devices import Chosen, LibraryUnusable
from docmind.core.embed.flag_library import flag_embedding
from docmind.core.errors import ModelError
from docmind.core.rerank import flag_reranker
from docmind.core.rerank.card_batches import CardBatches
from docmind.core.rerank.cross_encoder import CrossEncoder
from docmind.core.rerank.cross_encoder_folder import check_cross_encoder
from docmind.core.rerank.flag_reranker import FlagReranker, TorchPairs
from docmind.core.rerank.pair_tokens import PairTokens

QUERY = "boundary layer report"
PASSAGES = [
    "the committee had a report about the boundary layer of wings",
    "man eating food",
    "search engine " * 300,
    "быстрая лиса 人工 知能",
    "passages about wings",
]
SIZE = Size(32, 2, 4, 64, 600, 1026)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("bge-reranker") / "it"
    return write_cross_encoder(made, "xlm-roberta", SIZE)


@pytest.fixture
def card(monkeypatch):
    """A graphics card called meta or cpu: what it is given is computed by PyTorch."""

    def there(device="mps"):
        chosen = Chosen(device, "There is a card.")
        monkeypatch.setattr(flag_reranker, "_device", lambda options, facts: chosen)

    return there


def on_torch(folder, length=512, tokens=16_384, most=64) -> TorchPairs:
    facts = check_cross_encoder(folder)
    words = PairTokens(folder, min(length, facts.max_tokens), facts.vocab)
    return TorchPairs(words, facts, "cpu", CardBatches("cpu", most, tokens))


def on_onnx(folder, length=512):
    made = CrossEncoder(length)
    made.load(LoadOptions(folder))
    return made


def test_scores_are_those_of_flagembedding(folder) -> None:
    from FlagEmbedding import FlagReranker as Library

    theirs = Library(str(folder), use_fp16=False, devices="cpu")
    expected = theirs.compute_score([(QUERY, text) for text in PASSAGES], max_length=512)
    scores = on_torch(folder).rerank(QUERY, PASSAGES)
    assert np.abs(scores - np.array(expected)).max() < 1e-4
    assert np.ptp(scores) > 1e-2


@pytest.mark.parametrize("safetensors", [True, False], ids=["safetensors", "bin"])
def test_scores_are_those_of_onnxruntime(safetensors, tmp_path) -> None:
    folder = write_cross_encoder(tmp_path / "it", "xlm-roberta", SIZE, safetensors=safetensors)
    texts = [*PASSAGES, "", "🦊 \ud800 <pad> </s>"]
    expected = on_onnx(folder).rerank(QUERY, texts)
    for tokens, most in ((16_384, 64), (600, 64), (16_384, 2)):
        scores = on_torch(folder, tokens=tokens, most=most).rerank(QUERY, texts)
        assert scores.dtype == np.float32
        assert np.abs(scores - expected).max() < 1e-4


def test_nothing_gives_nothing(folder) -> None:
    assert on_torch(folder).rerank(QUERY, []).shape == (0,)


def test_on_the_processor_it_is_a_cross_encoder(folder) -> None:
    made = FlagReranker()
    identity = made.load(LoadOptions(folder, device="cpu"))
    assert (identity.name, identity.runtime) == ("bge-reranker", "onnxruntime fp32")
    assert identity.max_tokens == CrossEncoder.most_tokens
    assert made.rerank(QUERY, PASSAGES) == pytest.approx(on_onnx(folder, 0).rerank(QUERY, PASSAGES))


def test_on_a_card_it_reads_more(folder, card) -> None:
    card("cpu")  # the card is played by the processor
    made = FlagReranker()
    made._chosen = Chosen("cpu", "")
    identity = made._on_card(LoadOptions(folder), check_cross_encoder(folder))
    assert (identity.name, identity.runtime) == ("bge-reranker", "torch fp32")
    assert identity.max_tokens == 1024
    expected = on_onnx(folder, 1024).rerank(QUERY, PASSAGES)
    assert made.rerank(QUERY, PASSAGES) == pytest.approx(expected, abs=1e-4)


def test_the_weights_stay_where_they_were_put(folder, monkeypatch) -> None:
    """FlagEmbedding's object moves its model to the processor when it is dropped."""
    moves: list[str] = []
    plain = torch.nn.Module.to

    def to(self, *args, **kwargs):
        moves.append(str(args[0]))
        return plain(self, *args, **kwargs)

    monkeypatch.setattr(torch.nn.Module, "to", to)
    model = flag_reranker._from_folder(flag_embedding().FlagReranker, folder, "meta", 512)
    gc.collect()
    assert moves == ["meta"]
    assert {part.device.type for part in model.parameters()} == {"meta"}
    assert not model.training


def test_a_card_without_room_sends_it_to_the_processor(folder) -> None:
    made = FlagReranker(512)
    made.load(LoadOptions(folder, device="cpu"))
    expected = made.rerank(QUERY, PASSAGES)
    made._runs = on_torch(folder)

    def crowded(**given):
        raise torch.OutOfMemoryError("CUDA out of memory")

    made._runs._model = crowded
    assert made.rerank(QUERY, PASSAGES) == pytest.approx(expected, abs=1e-4)
    assert made.device == "cpu"
    assert "memory ran out" in made.why


def test_a_library_that_does_not_start_leaves_it_on_the_processor(
    folder, card, monkeypatch
) -> None:
    def broken():
        raise LibraryUnusable("FlagEmbedding does not start")

    card()
    monkeypatch.setattr(flag_reranker, "flag_embedding", broken)
    made = FlagReranker()
    assert made.load(LoadOptions(folder)).runtime == "onnxruntime fp32"
    assert made.device == "cpu"
    assert "does not start" in made.why
    assert made.rerank(QUERY, PASSAGES).shape == (len(PASSAGES),)


def test_a_bert_runs_on_the_processor_whatever_there_is(tmp_path) -> None:
    folder = write_cross_encoder(tmp_path / "it", "bert")
    chosen = flag_reranker._device(LoadOptions(folder), check_cross_encoder(folder))
    assert chosen.device == "cpu"


def test_weights_that_do_not_load_are_told(folder, monkeypatch) -> None:
    def broken(library, folder, device, length):
        raise ValueError("odd weights")

    monkeypatch.setattr(flag_reranker, "_from_folder", broken)
    with pytest.raises(ModelError, match="could not be loaded") as refused:
        on_torch(folder)
    assert "odd weights" in refused.value.detail


@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no NVIDIA card")
def test_a_card_finds_what_the_processor_finds(folder) -> None:
    made = FlagReranker(512)
    assert made.load(LoadOptions(folder, device="cuda")).runtime == "torch fp16"
    assert made.device == "cuda"
    expected = on_onnx(folder).rerank(QUERY, PASSAGES)
    assert made.rerank(QUERY, PASSAGES) == pytest.approx(expected, abs=0.02)
