"""LlamaIndex with DocMind's models and libraries, without any network."""

from __future__ import annotations

import asyncio
import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes.bge_m3_folder import Size, write_folder
from fakes.sentence_folders import WIDE, tiny_graph, write_json
from llama_index.core.schema import NodeRelationship, TextNode

from docmind import core
from docmind.core.embed.starter import Starter
from docmind.core.engine import Engine
from docmind.integrations.llama_index import (
    DocMindEmbedding,
    DocMindRetriever,
    get_bgem3_embedding,
)

TEXTS = ["The tenant may end the contract.", "Bake the dough in a hot oven.", "Café 🦊"]


@pytest.fixture
def starter() -> Iterator[DocMindEmbedding]:
    with DocMindEmbedding("starter", device="cpu") as embedding:
        yield embedding


def test_vectors_are_those_of_the_model_in_order_whoever_asks(starter: DocMindEmbedding) -> None:
    model = Starter()
    model.load()
    wanted = model.embed_passages(TEXTS).dense
    assert np.allclose(starter.get_text_embedding_batch(TEXTS), wanted, atol=1e-5)
    assert np.allclose(starter.get_text_embedding(TEXTS[1]), wanted[1], atol=1e-5)

    async def beside() -> tuple[list[list[float]], list[float], list[float]]:
        return await asyncio.gather(
            starter.aget_text_embedding_batch(TEXTS),
            starter.aget_text_embedding(TEXTS[2]),
            starter.aget_query_embedding(TEXTS[0]),
        )

    many, one, asked = asyncio.run(beside())
    assert np.allclose(many, wanted, atol=1e-5)
    assert np.allclose(one, wanted[2], atol=1e-5)
    assert np.allclose(asked, wanted[0], atol=1e-5)
    assert (starter.dimension, starter.model_name) == (384, "starter")
    assert starter.space.startswith("starter-")


def test_it_fills_nodes_as_llama_index_does(starter: DocMindEmbedding) -> None:
    nodes = starter([TextNode(text=text) for text in TEXTS])
    assert [len(node.embedding) for node in nodes] == [384] * 3
    assert starter.to_payload()["class_name"] == "DocMindEmbedding"


def test_questions_and_passages_get_what_the_model_wants(tmp_path: Path) -> None:
    folder = tiny_graph(tmp_path / "m", matryoshka_dimensions=[4, WIDE])
    prompts = {"prompts": {"query": "report: ", "passage": "engine: "}}
    write_json(folder / "config_sentence_transformers.json", prompts)
    with DocMindEmbedding(str(folder), dimensions=4) as embedding:
        asked = embedding.get_query_embedding("wings")
        told = embedding.get_text_embedding("wings")
        assert len(asked) == len(told) == embedding.dimension == 4
        assert not np.allclose(asked, told)
    with pytest.raises(core.ModelError, match="was not trained for shorter vectors"):
        DocMindEmbedding("starter", dimensions=128)


def test_its_process_ends_when_it_is_closed_or_let_go_of() -> None:
    embedding = DocMindEmbedding("hashing")
    embedding.get_text_embedding("a")
    worker = embedding._worker
    assert worker.pid is not None
    embedding.close()
    assert worker.pid is None
    assert len(embedding.get_text_embedding("a")) == 384
    assert worker.pid is not None
    del embedding
    gc.collect()
    assert worker.pid is None


def test_bge_m3_gives_1024_numbers(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "m3", Size(1024, 1, 16, 64, 600, 130))
    with get_bgem3_embedding(folder, device="cpu") as embedding:
        assert len(embedding.get_text_embedding("hello")) == 1024
        assert len(embedding.get_query_embedding("hello")) == 1024


def test_bge_m3_is_never_another_model(tmp_path: Path) -> None:
    with pytest.raises(core.ModelError, match="not installed"):
        get_bgem3_embedding()
    with pytest.raises(core.ModelError, match="This is not BGE-M3"):
        get_bgem3_embedding(tiny_graph(tmp_path / "m"))
    with pytest.raises(core.UsageError, match="There is no model called nothing"):
        DocMindEmbedding("nothing")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    (folder / "lease.md").write_text(
        "# Lease\n\nThe tenant may end the contract with three months' notice.\n\n"
        "## Deposit\n\nThe landlord returns the deposit within thirty days. Ref KX-2041.\n"
    )
    (folder / "bread.txt").write_text("Mix flour, water and salt. Bake the dough in a hot oven.")
    (folder / "photo.xyz").write_bytes(b"\0" * 100)
    return folder


@pytest.fixture(scope="module")
def engine(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    settings = core.Settings(embedding={"model_name": "starter"})
    with Engine.open(tmp_path_factory.mktemp("library"), settings) as opened:
        report = opened.wait(opened.add([papers]), 120)
        assert report is not None and report.outcome == "done"
        yield opened


def test_a_library_is_a_retriever(engine: Engine, papers: Path) -> None:
    with DocMindRetriever(engine=engine, limit=5) as retriever:
        found = retriever.retrieve("how do I bake a loaf of bread?")
        asked_beside = asyncio.run(retriever.aretrieve("how do I bake a loaf of bread?"))
    assert [one.node.text for one in asked_beside] == [one.node.text for one in found]
    first = found[0]
    assert first.node.text == "Mix flour, water and salt. Bake the dough in a hot oven."
    assert first.score is not None and first.score > 0
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    metadata = first.node.metadata
    assert (metadata["path"], metadata["kind"]) == (str(papers / "bread.txt"), "document")
    assert metadata["span"] == [0, len(first.node.text)]
    source = first.node.relationships[NodeRelationship.SOURCE]
    assert source.node_id == str(papers / "bread.txt")


def test_filters_names_and_limits_count(engine: Engine) -> None:
    one = DocMindRetriever(engine=engine, limit=1)
    assert [node.metadata["title"] for node in one.retrieve("KX-2041")] == ["Lease"]
    some = DocMindRetriever(engine=engine, passages=3)
    assert all(
        node.metadata["path"].endswith(".md") for node in some.retrieve("ext:md contract oven")
    )
    assert some.retrieve("photo.xyz") == [
        node for node in some.retrieve("photo.xyz") if node.node.text
    ]


def test_an_engine_that_was_handed_in_stays_open(engine: Engine) -> None:
    DocMindRetriever(engine=engine).close()
    assert engine.status().files == 2


_WATCHED = """
import sys
def watch(event, given):
    if event == "socket.getaddrinfo" or (
        event in ("socket.connect", "socket.sendto") and isinstance(given[1], tuple)
    ):
        raise SystemExit(f"{event} {given[1:]}")
sys.addaudithook(watch)
from pathlib import Path
from docmind import core
from docmind.integrations.llama_index import DocMindEmbedding, DocMindRetriever
with DocMindRetriever(sys.argv[1]) as retriever:
    engine = retriever._engine
    engine.wait(engine.add([Path(sys.argv[2])]), 120)
    print(retriever.retrieve("how do I bake bread")[0].node.metadata["title"])
with DocMindEmbedding("starter") as embedding:
    print(len(embedding.get_query_embedding("bread")))
"""


def test_importing_and_retrieving_ask_no_network(tmp_path: Path, papers: Path) -> None:
    given = {**os.environ, "DOCMIND_EMBEDDING__MODEL_NAME": "starter"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _WATCHED, str(tmp_path / "own"), str(papers)],
        capture_output=True,
        text=True,
        env=given,
        timeout=150,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == ["bread", "384"]


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    hidden = (
        "import sys; sys.modules['llama_index'] = None; import docmind.integrations.llama_index"
    )
    done = subprocess.run(
        [sys.executable, "-c", hidden], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode != 0
    assert "pip install 'docmind[llama-index]'" in done.stderr
