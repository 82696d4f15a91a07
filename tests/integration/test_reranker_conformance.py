"""Every reranker of the registry keeps the protocol; cross-encoders are transformers' own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from fakes.bge_m3_folder import write_folder
from fakes.cross_encoder_folder import KINDS, write_cross_encoder
from fakes.local_servers import FakeInfinity
from fakes.qwen3_reranker_folder import write_qwen3_reranker

from docmind.core.embed.base import Embedder, LoadOptions
from docmind.core.embed.bge_m3 import BgeM3
from docmind.core.errors import ModelError
from docmind.core.registry import provider, providers
from docmind.core.rerank.base import Reranker
from docmind.core.rerank.cross_encoder import CrossEncoder
from docmind.core.rerank.worker import ROOM, rerankers
from docmind.core.servers.options import ServerOptions

QUERY = "boundary layer report"
PASSAGES = [
    "the committee had a report about the boundary layer of wings",
    "man eating food",
    "",
    "search engine " * 300,
    "быстрая лиса 人工 知能 \ud800 🦊",
    "the committee had a report about the boundary layer of wings",
]
FOLDERS = {
    "bge-m3-colbert": write_folder,
    "bge-reranker": lambda folder: write_cross_encoder(folder, "xlm-roberta"),
    "cross-encoder": write_cross_encoder,
    "qwen3-reranker": write_qwen3_reranker,
}
SERVERS = {"server": FakeInfinity}


@pytest.fixture(scope="module", params=sorted(rerankers()))
def loaded(request, tmp_path_factory) -> Iterator[Reranker]:
    made = provider(ROOM, Reranker, request.param)()
    with options_for(request.param, tmp_path_factory) as options:
        identity = made.load(options)
        assert identity.name == made.name
        assert identity.dimension == 1
        yield made
        made.unload()


@contextmanager
def options_for(name: str, tmp_path_factory) -> Iterator[LoadOptions]:
    if name in FOLDERS:
        folder = FOLDERS[name](tmp_path_factory.mktemp("model") / "it")
        yield LoadOptions(folder, device="cpu", threads=2)
        return
    with SERVERS[name]() as fake:
        yield LoadOptions(server=ServerOptions(fake.address, fake.reranker))


def test_every_reranker_is_in_this_suite() -> None:
    assert {*FOLDERS, *SERVERS} == rerankers().keys()


def test_names_are_not_those_of_embedders() -> None:
    embedders = providers("docmind.core.embed", Embedder)
    assert rerankers().keys().isdisjoint(embedders)
    assert {one.rides_on for one in rerankers().values()} <= {"", *embedders}


def test_the_cards_are_whole() -> None:
    for one in rerankers().values():
        assert one.title
        assert one.most_tokens > 0


def test_scores_are_float32_in_the_order_given(loaded) -> None:
    scores = loaded.rerank(QUERY, PASSAGES)
    assert scores.dtype == np.float32
    assert scores.shape == (len(PASSAGES),)
    assert np.isfinite(scores).all()
    assert scores[0] == pytest.approx(scores[-1], abs=1e-5)
    backwards = loaded.rerank(QUERY, PASSAGES[::-1])
    assert backwards[::-1] == pytest.approx(scores, abs=1e-5)


def test_a_passage_does_not_depend_on_its_company(loaded) -> None:
    whole = loaded.rerank(QUERY, PASSAGES)
    alone = [loaded.rerank(QUERY, [text])[0] for text in PASSAGES]
    assert whole == pytest.approx(alone, abs=1e-5)


def test_the_same_again_is_the_same(loaded) -> None:
    assert (loaded.rerank(QUERY, PASSAGES) == loaded.rerank(QUERY, PASSAGES)).all()


def test_scores_depend_on_the_query(loaded) -> None:
    one, other = (loaded.rerank(query, PASSAGES) for query in (QUERY, "food"))
    assert not np.allclose(one, other)


def test_nothing_gives_nothing(loaded) -> None:
    assert loaded.rerank(QUERY, []).shape == (0,)
    assert loaded.rerank("", PASSAGES).shape == (len(PASSAGES),)


def test_it_says_where_it_runs(loaded) -> None:
    assert loaded.device == ("the reranking server" if loaded.needs_server else "cpu")
    assert loaded.why


@pytest.mark.parametrize("name", sorted(rerankers()))
def test_it_must_be_loaded_first(name) -> None:
    with pytest.raises(ModelError):
        provider(ROOM, Reranker, name)().rerank(QUERY, PASSAGES)
    with pytest.raises(ModelError):
        provider(ROOM, Reranker, name)().load()


# -- BGE-M3 ----------------------------------------------------------------------------------------


def test_late_interaction_uses_the_model_beside(tmp_path) -> None:
    folder = write_folder(tmp_path / "it")
    model = BgeM3()
    model.load(LoadOptions(folder, device="cpu"))
    made = rerankers()["bge-m3-colbert"]()
    made.load(beside=model)
    asked, *words = model.embed_colbert([QUERY, *PASSAGES[:2]])
    expected = [(asked @ one.T).max(axis=1).mean() for one in words]
    assert made.rerank(QUERY, PASSAGES[:2]) == pytest.approx(expected, abs=1e-6)


# -- cross-encoders --------------------------------------------------------------------------------


def reference(folder, pairs, length):
    """transformers' own scores of pairs."""
    import torch
    from transformers import AutoModelForSequenceClassification, PreTrainedTokenizerFast

    tokenizer = PreTrainedTokenizerFast.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    queries, texts = zip(*pairs, strict=True)
    given = tokenizer(
        list(queries), list(texts), padding=True, truncation="longest_first", max_length=length,
        return_tensors="pt", return_token_type_ids=True,
    )  # fmt: skip
    with torch.inference_mode():
        return model(**given).logits[:, 0].numpy()


@pytest.mark.parametrize("safetensors", [True, False], ids=["safetensors", "bin"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_cross_encoder_is_equal_to_transformers(kind, safetensors, tmp_path) -> None:
    folder = write_cross_encoder(tmp_path / "it", kind, safetensors=safetensors)
    made = CrossEncoder(most_tokens=64)
    identity = made.load(LoadOptions(folder))
    assert identity.max_tokens == 64
    texts = [text for text in PASSAGES if "\ud800" not in text]
    scores = made.rerank(QUERY, texts)
    expected = reference(folder, [(QUERY, text) for text in texts], 64)
    assert np.abs(scores - expected).max() < 1e-4
    assert np.ptp(scores) > 1e-2  # they would be equal if all were the same


def test_the_length_is_bound_by_the_model(tmp_path) -> None:
    folder = write_cross_encoder(tmp_path / "it", "xlm-roberta")
    assert CrossEncoder(most_tokens=4096).load(LoadOptions(folder)).max_tokens == 128


def broken(change):
    def make(folder):
        config = json.loads((folder / "config.json").read_text())
        change(config)
        (folder / "config.json").write_text(json.dumps(config))

    return make


FAULTS = {
    "no config": lambda folder: (folder / "config.json").unlink(),
    "no json": lambda folder: (folder / "config.json").write_text("{"),
    "a list": lambda folder: (folder / "config.json").write_text("[]"),
    "another model": broken(lambda config: config.update(architectures=["GPT2LMHeadModel"])),
    "no architecture": broken(lambda config: config.pop("architectures")),
    "odd architecture": broken(lambda config: config.update(architectures="x")),
    "activation": broken(lambda config: config.update(hidden_act="relu")),
    "incomplete": broken(lambda config: config.pop("hidden_size")),
    "no number": broken(lambda config: config.update(num_hidden_layers="many")),
    "heads": broken(lambda config: config.update(num_attention_heads=5)),
    "no heads": broken(lambda config: config.update(num_attention_heads=0)),
    "more layers": broken(lambda config: config.update(num_hidden_layers=3)),
    "fewer layers": broken(lambda config: config.update(num_hidden_layers=1)),
    "smaller vocabulary": broken(lambda config: config.update(vocab_size=500)),
    "no tokenizer": lambda folder: (folder / "tokenizer.json").unlink(),
    "broken tokenizer": lambda folder: (folder / "tokenizer.json").write_text("{}"),
    "no weights": lambda folder: (folder / "model.safetensors").unlink(),
    "cut off": lambda folder: (folder / "model.safetensors").write_bytes(b"12345678abc"),
    "empty": lambda folder: (folder / "model.safetensors").write_bytes(b""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_folder_is_refused_in_words(fault, tmp_path) -> None:
    folder = write_cross_encoder(tmp_path / "it")
    FAULTS[fault](folder)
    with pytest.raises(ModelError) as refused:
        CrossEncoder().load(LoadOptions(folder))
    assert refused.value.title


def test_several_labels_are_refused(tmp_path) -> None:
    folder = write_cross_encoder(tmp_path / "it", labels=3)
    with pytest.raises(ModelError, match="more than one score"):
        CrossEncoder().load(LoadOptions(folder))


def test_a_file_that_wants_to_run_something_is_not_opened(tmp_path) -> None:
    import torch

    folder = write_cross_encoder(tmp_path / "it", safetensors=False)
    ran = tmp_path / "ran"
    torch.save({"classifier.weight": Touch(ran)}, folder / "pytorch_model.bin")
    with pytest.raises(ModelError, match="more than numbers"):
        CrossEncoder().load(LoadOptions(folder))
    assert not ran.exists()


class Touch:
    """Makes a file where it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (str(self.path), "w")


def test_a_folder_is_recognised_at_a_glance_by_one_of_them(tmp_path) -> None:
    folders = {name: write(tmp_path / name) for name, write in FOLDERS.items()}
    for name, folder in {**folders, "nowhere": tmp_path / "nowhere"}.items():
        found = [one.name for one in rerankers().values() if one.recognises(folder)]
        assert found == ([name] if name in folders and name != "bge-m3-colbert" else [])
