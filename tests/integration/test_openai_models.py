"""Libraries whose model runs on a server with OpenAI's call: real processes, fake servers."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes.embedding_servers import FakeOpenAI
from fakes.local_servers import FakeInfinity, FakeLlamaServer

from docmind.core.engine import Engine
from docmind.core.schema import Query
from docmind.core.settings import load

TEXTS = {
    "wings": "The committee had a report about the boundary layer of wings.",
    "bread": "Bread is baked at a high temperature for forty minutes.",
    "train": "The train to the coast leaves at eight o'clock.",
}
QWEN = "Qwen3-Embedding-0.6B"


@pytest.fixture
def documents(tmp_path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(f"{text}\n")
    return folder


def opened(library: Path, fake, **embedding) -> Engine:
    settings = load(
        embedding={"model_name": f"openai:{fake.model}", **embedding},
        servers={"openai_address": fake.address},
    )
    return Engine.open(library, settings)


def added(engine: Engine, documents: Path) -> int:
    report = engine.wait(engine.add([documents]), timeout=120)
    assert report is not None
    assert report.outcome == "done"
    return report.counts.added


def best(engine: Engine, text: str) -> str:
    answer = engine.search(Query(text, mode="meaning"))
    assert "dense" in answer.plan.legs
    return answer.hits[0].path.stem


def test_what_was_inserted_is_retrieved_and_stays_so(tmp_path, documents) -> None:
    with FakeInfinity() as fake:
        with opened(tmp_path / "library", fake) as engine:
            assert added(engine, documents) == 3
            for name, text in TEXTS.items():
                assert best(engine, text) == name
            status = engine.status()
            assert status.device == "the embedding server"
            assert fake.root.removeprefix("http://") in status.device_why
            (used,) = [state for state in engine.models() if state.used]
            assert (used.id, used.state) == (f"openai:{fake.model}", "server")
        asked = len(fake.posts("/embeddings"))
        with opened(tmp_path / "library", fake) as engine:  # it knows its space again
            assert best(engine, TEXTS["bread"]) == "bread"
            assert added(engine, documents) == 0
        sent = [text for body in fake.posts("/embeddings")[asked:] for text in body["input"]]
        assert not any(text in TEXTS.values() and text != TEXTS["bread"] for text in sent)


def test_a_text_beyond_what_the_server_takes_is_read_in_parts(tmp_path, documents) -> None:
    long = " ".join(f"word{number}" for number in range(3000))
    (documents / "long.txt").write_text(f"{long} and a lighthouse at the end\n")
    with (
        FakeLlamaServer(physical=40, dimension=256) as fake,
        opened(tmp_path / "library", fake) as engine,
    ):
        assert added(engine, documents) == 4
        assert best(engine, "word2996 word2997 word2998 word2999 and a lighthouse") == "long"


def test_short_vectors_and_an_instruction_of_a_model_that_was_trained_for_them(
    tmp_path, documents
) -> None:
    with FakeInfinity(model=QWEN) as fake:
        with opened(tmp_path / "library", fake, dimensions=32) as engine:
            assert added(engine, documents) == 3
            best(engine, TEXTS["train"])
        questions = [
            text
            for body in fake.posts("/embeddings")
            for text in body["input"]
            if text.startswith("Instruct: ")
        ]
        assert f"Query:{TEXTS['train']}" in questions[-1]
        assert fake.posts("/embeddings")[-1]["dimensions"] == 32


def test_a_model_that_is_not_there_is_told_and_words_are_found(tmp_path, documents) -> None:
    with FakeOpenAI(key="") as fake:
        library = tmp_path / "library"
        with opened(library, fake) as engine:
            assert added(engine, documents) == 3
        fake.model = "another"
        settings = load(
            embedding={"model_name": f"openai:{FakeOpenAI.model}"},
            servers={"openai_address": fake.address},
        )
        with Engine.open(library, settings) as engine:
            answer = engine.search(Query("boundary layer"))
            assert answer.hits[0].path.stem == "wings"
            assert "dense" not in answer.plan.legs
            assert "does not have the model" in answer.plan.words_only
